// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/timelinemodel.h"

#include "app/client/openroom.h"
#include "app/models/words.h"

#include <array>

namespace confab::models {

using client::TimelineEntry;

TimelineModel::TimelineModel(client::Session& session, client::People& people) : m_session(session), m_people(people) {
    connect(&people, &client::People::learnt, this, &TimelineModel::nameLearnt);
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

void TimelineModel::show(client::OpenRoom* room, Seq readSeq) {
    if (m_room)
        m_room->disconnect(this);
    m_room = room;
    m_timeline = room ? &room->timeline() : nullptr;
    m_readSeq = readSeq;
    if (room) {
        connect(room, &client::OpenRoom::olderChanged, this, [this] {
            Q_EMIT loadingOlderChanged();
            Q_EMIT emptyChanged();
        });
        connect(room, &client::OpenRoom::liveChanged, this, &TimelineModel::emptyChanged);
    }
    setRows(m_timeline);
    Q_EMIT loadingOlderChanged();
}

void TimelineModel::dismissUnreadLine() {
    const int row = unreadRow();
    m_readSeq = 0;
    if (row >= 0)
        Q_EMIT dataChanged(index(row), index(row), {roleNumber(table(), "unreadLine")});
}

bool TimelineModel::isEmpty() const {
    if (!m_room || !m_room->isLive() || m_room->isLoadingOlder())
        return false;
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).isMessage())
            return false;
    }
    return true;
}

bool TimelineModel::isLoadingOlder() const {
    return m_room && m_room->isLoadingOlder();
}

int TimelineModel::unreadRow() const {
    for (int row = 0; row < rowCount() && m_readSeq > 0; ++row) {
        if (hasUnreadLine(row))
            return row;
        if (at(row).seq > 0 && at(row).seq <= m_readSeq)
            break;
    }
    return -1;
}

QString TimelineModel::textAt(int row) const {
    return row >= 0 && row < rowCount() ? at(row).body() : QString();
}

const TimelineEntry& TimelineModel::at(int row) const {
    return m_timeline->at(row);
}

bool TimelineModel::isMine(int row) const {
    return at(row).by == m_session.user().id;
}

bool TimelineModel::startsDay(int row) const {
    return row + 1 >= rowCount() ? !m_room->hasOlder() : localDay(at(row).at) != localDay(at(row + 1).at);
}

bool TimelineModel::startsGroup(int row) const {
    if (row + 1 >= rowCount() || startsDay(row) || hasUnreadLine(row))
        return true;
    const TimelineEntry& entry = at(row);
    const TimelineEntry& older = at(row + 1);
    return !older.isMessage() || older.by != entry.by || entry.at.ms - older.at.ms > groupMs;
}

// Above the oldest loaded row nobody knows yet whether older ones are unread too, so it waits for those.
bool TimelineModel::hasUnreadLine(int row) const {
    if (m_readSeq <= 0 || at(row).seq <= m_readSeq || isMine(row) || !at(row).isMessage())
        return false;
    for (int older = row + 1; older < rowCount(); ++older) {
        const TimelineEntry& entry = at(older);
        if (entry.seq > 0 && entry.seq <= m_readSeq)
            return true;
        if (entry.isMessage() && !isMine(older))
            return false;
    }
    return !m_room->hasOlder();
}

QString TimelineModel::author(int row) const {
    const QString name = m_people.name(at(row).by);
    return name.isEmpty() ? QStringLiteral("…") : name;
}

QString TimelineModel::body(int row) const {
    const TimelineEntry& entry = at(row);
    if (!entry.isMessage())
        return notice(row);
    return entry.deletedAt ? tr("This message was deleted.") : entry.body();
}

bool TimelineModel::isJoin(int row) const {
    return row >= 0 && row < rowCount() && std::holds_alternative<MemberJoined>(at(row).data);
}

bool TimelineModel::isFolded(int row) const {
    return isJoin(row) && isJoin(row - 1) && !startsDay(row - 1) && !hasUnreadLine(row - 1);
}

QString TimelineModel::joined(int row) const {
    QStringList names;
    for (; isJoin(row) && (names.isEmpty() || isFolded(row)); ++row)
        names.prepend(std::get<MemberJoined>(at(row).data).name);
    if (names.size() == 1)
        return tr("%1 joined").arg(names[0]);
    if (names.size() <= namesInNotice + 1)
        return tr("%1 and %2 joined").arg(names.mid(0, names.size() - 1).join(QStringLiteral(", ")), names.last());
    return tr("%1 and %2 others joined")
        .arg(names.first(namesInNotice).join(QStringLiteral(", ")))
        .arg(names.size() - namesInNotice);
}

QString TimelineModel::notice(int row) const {
    const TimelineEntry& entry = at(row);
    if (isJoin(row))
        return joined(row);
    if (const auto* left = std::get_if<MemberLeft>(&entry.data))
        return tr("%1 left").arg(left->name);
    if (const auto* role = std::get_if<MemberRole>(&entry.data)) {
        const QString name = m_people.name(role->user);
        switch (role->role) {
        case confab::Role::Owner:
            return tr("%1 is an owner now").arg(name);
        case confab::Role::Moderator:
            return tr("%1 is a moderator now").arg(name);
        case confab::Role::Member:
            return tr("%1 is a member now").arg(name);
        }
    }
    if (std::holds_alternative<RoomCreated>(entry.data))
        return tr("%1 made this room").arg(m_people.name(entry.by));
    return {};
}

std::span<const Role<TimelineModel>> TimelineModel::table() {
    using M = const TimelineModel&;
    static constexpr std::array<Role<TimelineModel>, 16> roles{{
        {"kind", [](M m, int row) -> QVariant { return m.at(row).isMessage() ? Message : Notice; }},
        {"seq", [](M m, int row) -> QVariant { return m.at(row).seq; }},
        {"clientId", [](M m, int row) -> QVariant { return m.at(row).clientId; }},
        {"by", [](M m, int row) -> QVariant { return m.at(row).by.value; }},
        {"author", [](M m, int row) -> QVariant { return m.author(row); }},
        {"initials", [](M m, int row) -> QVariant { return initials(m.author(row)); }},
        {"body", [](M m, int row) -> QVariant { return m.body(row); }},
        {"time", [](M m, int row) -> QVariant { return clockTime(m.at(row).at); }},
        {"fullTime", [](M m, int row) -> QVariant { return fullTime(m.at(row).at); }},
        {"day",
         [](M m, int row) -> QVariant {
             return m.startsDay(row) ? dayTitle(localDay(m.at(row).at), QDate::currentDate()) : QString();
         }},
        {"groupStart", [](M m, int row) -> QVariant { return m.startsGroup(row); }},
        {"mine", [](M m, int row) -> QVariant { return m.isMine(row); }},
        {"unreadLine", [](M m, int row) -> QVariant { return m.hasUnreadLine(row); }},
        {"delivery", [](M m, int row) -> QVariant { return int(m.at(row).state); }},
        {"failure",
         [](M m, int row) -> QVariant {
             const auto& error = m.at(row).error;
             return error ? sentence(*error) : QString();
         }},
        {"folded", [](M m, int row) -> QVariant { return m.isFolded(row); }},
    }};
    return roles;
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const {
    return index.isValid() && m_timeline ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> TimelineModel::roleNames() const {
    return roleNamesOf(table());
}

bool TimelineModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && m_room && m_room->hasOlder() && !m_room->isLoadingOlder();
}

void TimelineModel::fetchMore(const QModelIndex&) {
    if (m_room)
        m_room->loadOlder();
}

// A row's separators depend on the next older row, and what a run of joins says on all of them.
void TimelineModel::neighboursChanged(int first, int last) {
    int newest = first - 1;
    while (isJoin(newest) && isJoin(newest - 1))
        --newest;
    const int oldest = std::min(last + 1, rowCount() - 1);
    if (newest = std::max(newest, 0); newest <= oldest)
        Q_EMIT dataChanged(index(newest), index(oldest));
}

// New is what has only unconfirmed messages below it; the rest is history.
void TimelineModel::tellAdded(int first, int last) {
    for (int row = 0; row < first; ++row) {
        if (at(row).seq > 0)
            return;
    }
    bool mine = true;
    for (int row = first; row <= last; ++row)
        mine = mine && isMine(row);
    Q_EMIT added(last - first + 1, mine);
}

void TimelineModel::nameLearnt(UserId id) {
    for (int row = 0; row < rowCount(); ++row) {
        const TimelineEntry& entry = at(row);
        if (entry.by == id || !entry.isMessage())
            Q_EMIT dataChanged(index(row), index(row));
    }
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
