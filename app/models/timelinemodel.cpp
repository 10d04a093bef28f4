// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/timelinemodel.h"

#include "app/client/client.h"
#include "app/client/messageactions.h"
#include "app/client/threadmessages.h"

namespace confab::models {

using client::TimelineEntry;

TimelineModel::TimelineModel(client::Client& client) : m_client(client) {
    connect(&client.people(), &client::UserDirectory::nameChanged, this, &TimelineModel::nameLearnt);
    connect(&client.people(), &client::UserDirectory::blockedChanged, this, &TimelineModel::changeAll);
    connect(&client.people(), &client::UserDirectory::profileChanged, this, &TimelineModel::faceLearnt);
    connect(&client.actions(), &client::MessageActions::changed, this, &TimelineModel::actionChanged);
    m_midnight.setSingleShot(true);
    connect(&m_midnight, &QTimer::timeout, this, [this] {
        changeAll();
        waitForMidnight();
    });
    waitForMidnight();
    connect(this, &QAbstractItemModel::modelReset, this, &TimelineModel::emptyChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &TimelineModel::emptyChanged);
    connect(this, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        Q_EMIT emptyChanged();
        tellAdded(first, last);
    });
}

void TimelineModel::setRoom(client::OpenRoom* room, client::ThreadMessages* thread) {
    if (m_room) {
        m_room->disconnect(this);
        m_room->quotes().disconnect(this);
    }
    if (m_thread)
        m_thread->disconnect(this);
    m_room = room;
    m_thread = thread;
    m_timeline = thread ? &thread->timeline() : room ? &room->timeline() : nullptr;
    m_unfolded.clear();
    m_hadNewer = hasNewer();
    if (room)
        connect(&room->quotes(), &client::ReplyQuotes::changed, this, &TimelineModel::quoteChanged);
}

void TimelineModel::showThread(client::OpenRoom& room, client::ThreadMessages& thread) {
    setRoom(&room, &thread);
    m_unread.set({});
    connect(&thread, &client::ThreadMessages::changed, this, &TimelineModel::loadingChanged);
    setRows(m_timeline);
    connect(m_timeline, &client::Rows::changed, this, &TimelineModel::quotedRowsChanged);
    for (const auto signal : {&client::Rows::inserted, &client::Rows::removed})
        connect(m_timeline, signal, this, &TimelineModel::threadChanged);
    connect(m_timeline, &client::Rows::changed, this, &TimelineModel::threadChanged);
    Q_EMIT loadingChanged();
}

void TimelineModel::show(client::OpenRoom* room, std::optional<Seq> readSeq) {
    setRoom(room, nullptr);
    m_unread.set(readSeq);
    if (room) {
        connect(room, &client::OpenRoom::olderChanged, this, [this] {
            lookForUnread();
            if (std::exchange(m_hadNewer, hasNewer()) != hasNewer())
                changeAll(); // whether the last answers of threads are loaded
            Q_EMIT loadingChanged();
            Q_EMIT emptyChanged();
        });
        connect(room, &client::OpenRoom::liveChanged, this, &TimelineModel::emptyChanged);
        connect(room, &client::OpenRoom::openingChanged, this, &TimelineModel::emptyChanged);
        m_unread.look(*m_timeline, m_client.session().user().id, !room->hasOlder());
    }
    setRows(m_timeline);
    if (m_timeline) // the connection ends with the next rows
        connect(m_timeline, &client::Rows::changed, this, &TimelineModel::quotedRowsChanged);
    Q_EMIT loadingChanged();
    Q_EMIT unreadLineChanged();
}

// Within added() the views do not have the new rows yet: they are notified in neighboursChanged().
void TimelineModel::markUnread(Seq readSeq, bool areNew) {
    m_unread.set(readSeq);
    m_unread.look(*m_timeline, m_client.session().user().id, !m_room->hasOlder());
    m_unreadMoved = areNew;
    Q_EMIT unreadLineChanged();
    if (!areNew)
        changeAll();
}

void TimelineModel::setReadLine(Seq seq) {
    const Seq before = std::exchange(m_readLine, seq);
    if (before == seq || !m_timeline)
        return;
    for (const Seq one : {before, seq}) {
        if (const int row = one > 0 ? m_timeline->rowOfSeq(one) : -1; row >= 0)
            Q_EMIT dataChanged(index(row), index(row), {roleNumber(table(), "tick")});
    }
}

void TimelineModel::dismissUnreadLine() {
    const int row = unreadRow();
    m_unread.set({});
    if (row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT unreadLineChanged();
}

void TimelineModel::lookForUnread() {
    if (!m_timeline || !m_unread.look(*m_timeline, m_client.session().user().id, !m_room->hasOlder()))
        return;
    const int row = unreadRow();
    // The row above, which is newer, may have begun a group with it.
    Q_EMIT dataChanged(index(std::max(0, row - 1)), index(row));
    Q_EMIT unreadLineChanged();
}

int TimelineModel::unreadRow() const {
    return m_timeline && m_unread.first() > 0 ? m_timeline->rowOfSeq(m_unread.first()) : -1;
}

/// Whether there may be rows before the oldest one.
bool TimelineModel::hasOlder() const {
    return m_room && !m_thread && m_room->hasOlder();
}

bool TimelineModel::isEmpty() const {
    if (!m_room || m_thread || !m_room->isLive() || m_room->isOpening() || m_room->hasOlder() || hasNewer())
        return false;
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).isMessage())
            return false;
    }
    return true;
}

bool TimelineModel::isLoadingOlder() const {
    return m_thread ? m_thread->isLoading() : m_room && m_room->isLoadingOlder();
}

bool TimelineModel::hasNewer() const {
    return m_thread ? m_thread->hasMore() : m_room && m_room->log().hasNewer();
}

void TimelineModel::loadNewer() {
    if (m_thread)
        m_thread->loadMore();
    else if (m_room)
        m_room->log().loadNewer();
}

void TimelineModel::loadOlder() {
    if (canFetchMore({}))
        fetchMore({});
}

QString TimelineModel::textAt(int row) const {
    const confab::Message* shown = row >= 0 && row < rowCount() ? message(row) : nullptr;
    return shown ? shown->body : QString();
}

double TimelineModel::seqAt(int row) const {
    return row >= 0 && row < rowCount() && at(row).isMessage() ? double(at(row).seq()) : 0;
}

const TimelineEntry* TimelineModel::entry(int row) const {
    return row >= 0 && row < rowCount() ? &at(row) : nullptr;
}

const TimelineEntry& TimelineModel::at(int row) const {
    return m_timeline->at(row);
}

/// As the user sees it: with the own actions that the log does not have yet. Null for notices; valid until the next
/// call.
const confab::Message* TimelineModel::message(int row) const {
    const confab::Message* known = at(row).message();
    if (!known || known->seq == 0 || !m_client.actions().touches(known->room, known->seq))
        return known;
    m_shown = m_client.actions().shown(*known);
    return &m_shown;
}

bool TimelineModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && hasOlder() && !m_room->isLoadingOlder();
}

void TimelineModel::fetchMore(const QModelIndex&) {
    if (m_room)
        m_room->loadOlder();
}

// A row's separators depend on the next older row, and the text of a run of joins on all of them.
void TimelineModel::neighboursChanged(int first, int last) {
    lookForUnread();
    if (std::exchange(m_unreadMoved, false))
        return changeAll();
    int newest = first - 1;
    while (isJoin(newest) && isJoin(newest - 1))
        --newest;
    const int oldest = std::min(last + 1, rowCount() - 1);
    if (newest = std::max(newest, 0); newest <= oldest)
        Q_EMIT dataChanged(index(newest), index(oldest));
}

// A row is new when only unconfirmed messages are below it; the rest is history, and so are the first rows of a room.
void TimelineModel::tellAdded(int first, int last) {
    const bool own = first == 0 && at(0).seq() == 0;
    if (m_thread || m_room->log().isPaging() || (m_room->isOpening() && !own))
        return;
    for (int row = 0; row < first; ++row) {
        if (at(row).seq() > 0)
            return;
    }
    bool mine = true;
    bool isSaid = false;
    for (int row = first; row <= last; ++row) {
        mine = mine && isMine(row);
        isSaid = isSaid || !at(row).notice();
    }
    // What the reader did in a dialog is no message of theirs: it leads nobody away from what they read.
    if (m_quiet || (mine && !isSaid))
        return Q_EMIT added(0, false);
    Q_EMIT added(last - first + 1, mine);
}

void TimelineModel::nameLearnt(UserId id) {
    for (int row = 0; row < rowCount(); ++row) {
        const TimelineEntry& entry = at(row);
        const confab::Message* message = entry.message();
        const bool names = message && message->mentions && message->mentions->contains(id);
        if (entry.by() == id || names || !message)
            Q_EMIT dataChanged(index(row), index(row));
    }
}

void TimelineModel::faceLearnt(UserId id) {
    const QList<int> roles{roleNumber(table(), "picture"), roleNumber(table(), "statusEmoji")};
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).by() == id)
            Q_EMIT dataChanged(index(row), index(row), roles);
    }
}

// ---- changes of a message that other rows show, too

void TimelineModel::actionChanged(RoomId room, Seq seq) {
    if (!m_room || m_room->id() != room)
        return;
    if (const int row = m_timeline->rowOfSeq(seq); row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
    quoteChanged(seq);
}

/// The rows that quote the message `seq`: all newer than it.
void TimelineModel::quoteChanged(Seq seq) {
    for (int row = m_timeline->rowsAfter(seq); row-- > 0;) {
        const confab::Message* answer = at(row).message();
        if (answer && quotedBy(*answer) == seq)
            Q_EMIT dataChanged(index(row), index(row), {roleNumber(table(), "quote"), roleNumber(table(), "spoken")});
    }
}

void TimelineModel::quotedRowsChanged(int first, int last) {
    for (int row = first; row <= last; ++row) {
        if (at(row).isMessage() && at(row).seq() > 0)
            quoteChanged(at(row).seq());
    }
}

/// The number of answers stands over the first of them.
void TimelineModel::threadChanged() {
    if (const int row = rowCount() - 2; row >= 0)
        Q_EMIT dataChanged(index(row), index(row), {roleNumber(table(), "day"), roleNumber(table(), "groupStart")});
}

void TimelineModel::changeAll() {
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void TimelineModel::waitForMidnight() {
    const QDateTime now = QDateTime::currentDateTime();
    const QDateTime next = now.date().addDays(1).startOfDay();
    m_midnight.start(int(std::max<qint64>(1000, now.msecsTo(next))));
}

} // namespace confab::models
