// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomview.h"

#include "app/client/client.h"
#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/models/formatting.h"

#include <limits>

namespace confab::models {

RoomView::RoomView(client::Client& client, TimelineModel& timeline) : m_client(client), m_timeline(timeline) {
    connect(&m_reading, &Reading::read, this, [this](Seq seq) { m_client.rooms().markRead(m_id, seq); });
    connect(&timeline, &TimelineModel::added, this, &RoomView::arrived);
    connect(&timeline, &TimelineModel::unreadLineChanged, this, [this] {
        // Known from here on, also while that message is not loaded.
        if (const client::TimelineEntry* first = m_timeline.entry(m_timeline.unreadRow()))
            m_unreadSince = first->at();
        Q_EMIT unreadChanged();
    });
    connect(&client.session(), &client::Session::ended, this, [this] { m_places.clear(); });
    m_highlightTimer.setSingleShot(true);
    m_highlightTimer.setInterval(highlightTime);
    connect(&m_highlightTimer, &QTimer::timeout, this, [this] { highlight(0); });
}

std::optional<Seq> RoomView::enter(const Room& facts) {
    m_id = facts.id;
    m_unread = facts.unread;
    m_unreadSince.reset();
    m_back.reset();
    m_jumps.clear();
    m_shown = {};
    m_shownNewest = 0;
    m_atNewest = false;
    m_unreadShown = false;
    m_reading.reset(readSeq());
    m_goal = m_places.take(facts.id);
    const bool fresh = facts.unread > 0 && (m_goal.kind == Place::End || m_goal.allRead);
    if (fresh)
        m_goal = {Place::Unread, readSeq()};
    return m_goal.kind == Place::End ? std::nullopt : std::optional(m_goal.seq);
}

void RoomView::show(client::OpenRoom* room) {
    m_room = room;
    m_timeline.show(room, m_unread > 0 ? std::optional(readSeq()) : std::nullopt);
    connect(room, &client::OpenRoom::opened, this, &RoomView::settle);
    connect(room, &client::OpenRoom::openingChanged, this, &RoomView::openingChanged);
    room->setReaderAtEnd(false);
    Q_EMIT openingChanged();
    Q_EMIT shownChanged();
    if (room->isOpened())
        settle();
}

void RoomView::leave() {
    if (m_room) {
        m_room->disconnect(this);
        setViewed(0, 0);
        // What was marked as unread is where the room opens next.
        if (m_visit && m_visit->from.kind == Place::Row)
            keep(m_visit->from);
        else if (!m_atNewest && m_shown.seq > 0 && !m_reading.isHeld())
            keep(m_shown);
    }
    forgetVisit();
    highlight(0);
    m_room = nullptr;
    m_id = {};
    m_reading.reset(0);
    m_timeline.show(nullptr, {});
}

void RoomView::keep(Place place) {
    const Room* facts = m_client.rooms().find(m_id);
    place.allRead = facts && facts->unread == 0;
    m_places.insert(m_id, place);
}

void RoomView::setWatched(bool watched) {
    m_reading.setWatched(watched);
}

bool RoomView::isOpening() const {
    return m_room && m_room->isOpening();
}

void RoomView::setAtNewest(bool atNewest) {
    if (std::exchange(m_atNewest, atNewest) == atNewest)
        return;
    if (m_room)
        m_room->setReaderAtEnd(atNewest);
    if (atNewest && m_shownNewest > 0) // the reader has come here, and was not led
        m_jumps.clear();
    Q_EMIT shownChanged();
}

QString RoomView::unreadSince() const {
    return m_unreadSince ? sinceTime(*m_unreadSince, QDate::currentDate()) : QString();
}

Seq RoomView::readSeq() const {
    return m_client.rooms().readSeq(m_id);
}

// ---- the visible rows --------------------------------------------------------------------------------------------

/// The seq of the newest row from `row` on that has one.
Seq RoomView::seqAtOrBelow(int row) const {
    for (; row >= 0 && row < m_timeline.rowCount(); ++row) {
        if (const Seq seq = m_timeline.entry(row)->seq(); seq > 0)
            return seq;
    }
    return 0;
}

void RoomView::showing(int newest, int oldest, double offset) {
    const int unreadRow = m_timeline.unreadRow();
    const bool unreadShown = newest >= 0 && unreadRow >= newest && unreadRow <= oldest;
    if (std::exchange(m_unreadShown, unreadShown) != unreadShown)
        Q_EMIT shownChanged();
    if (!m_room || newest < 0 || oldest >= m_timeline.rowCount())
        return setViewed(0, 0);
    m_shown = {Place::Row, m_timeline.entry(oldest)->seq(), offset};
    m_shownNewest = seqAtOrBelow(newest);
    setViewed(seqAtOrBelow(oldest), m_shownNewest);
}

void RoomView::setViewed(Seq oldest, Seq newest) {
    m_reading.setShown(oldest, newest);
    if (m_room)
        m_room->log().setViewed(oldest, newest);
}

/// Puts the unread line above rows that the reader may not notice, so that the first of them stays in view.
void RoomView::arrived(int count, bool mine) {
    const bool careful = !mine && (!isWatched() || count > burst);
    if (mine) {
        m_goal = m_shown = {}; // own messages take the reader to the end
        m_jumps.clear();
        m_reading.release();
        forgetVisit();
    } else {
        m_unread += count;
    }
    if (careful && m_timeline.unreadLineSeq() <= readSeq()) {
        m_unread = count;
        m_timeline.markUnread(readSeq(), true);
    }
    Q_EMIT unreadChanged();
    Q_EMIT added(count, mine, careful);
}

// ---- going to a place --------------------------------------------------------------------------------------------

void RoomView::go(const Place& place) {
    if (!m_room)
        return;
    m_goal = m_shown = place;
    m_shownNewest = 0;
    setViewed(0, 0);
    if (std::exchange(m_unreadShown, false)) // until the list reports what it shows there
        Q_EMIT shownChanged();
    if (place.kind == Place::End)
        m_room->showEnd();
    else
        m_room->showAround(place.seq);
}

void RoomView::settle() {
    const client::Timeline& rows = m_room->timeline();
    switch (m_goal.kind) {
    case Place::End:
        return Q_EMIT placeWanted(-1, 0, 0);
    case Place::Unread: {
        // Where the first unread row is unknown, the one after the last read row serves as well.
        const int row = m_timeline.unreadRow() >= 0 ? m_timeline.unreadRow() : rows.rowsAfter(m_goal.seq) - 1;
        return Q_EMIT placeWanted(row, context, 0);
    }
    case Place::Oldest:
        return Q_EMIT placeWanted(rows.count() - 1, context, 0);
    case Place::Message:
        Q_EMIT placeWanted(std::max(0, std::min(rows.rowsAfter(m_goal.seq), rows.count()) - 1), context, 0);
        return highlight(m_goal.seq + 1);
    case Place::Row:
        return Q_EMIT placeWanted(std::min(rows.rowsAfter(m_goal.seq), rows.count() - 1), 0, m_goal.offset);
    }
}

void RoomView::keepPlace() {
    if (!m_room || !m_room->isOpened())
        return;
    if (m_shown.kind != Place::Row || m_shown.seq == 0)
        return settle(); // nothing has been shown there yet
    const client::Timeline& rows = m_room->timeline();
    Q_EMIT placeWanted(std::min(rows.rowsAfter(m_shown.seq), rows.count() - 1), 0, m_shown.offset);
}

/// Where the reader is, or is about to be.
RoomView::Place RoomView::present() const {
    return m_atNewest ? Place() : m_shown.seq > 0 ? m_shown : m_goal;
}

/// Not when the target is on the screen.
void RoomView::noteJump(Seq to) {
    const bool isShown = m_shownNewest > 0 && to >= m_shown.seq && to <= m_shownNewest;
    if (isShown || !m_room)
        return;
    m_jumps.append(present());
    if (m_jumps.size() > jumpsMost)
        m_jumps.removeFirst();
}

void RoomView::goToNewest() {
    stay();
    if (!m_atNewest)
        noteJump(std::numeric_limits<Seq>::max());
    m_back.reset();
    go({});
}

void RoomView::goToOldest() {
    noteJump(1);
    go({Place::Oldest, 1, 0});
}

void RoomView::goToMessage(double seq) {
    if (seq <= 0)
        return;
    noteJump(Seq(seq));
    go({Place::Message, Seq(seq) - 1});
}

void RoomView::visit(double seq) {
    if (seq <= 0 || !m_room)
        return;
    if (!m_visit) {
        m_visit = Visit{present(), m_reading.isHeld(), m_shownNewest > 0};
        m_reading.hold();
        Q_EMIT visitingChanged();
    }
    m_jumps.clear(); // one way back is enough
    go({Place::Message, Seq(seq) - 1});
}

bool RoomView::goBack() {
    if (!m_visit && m_jumps.isEmpty())
        return false;
    const Place from = m_visit ? m_visit->from : m_jumps.takeLast();
    if (m_visit)
        m_jumps.clear();
    stay();
    go(from);
    return true;
}

/// The reader goes on from here.
void RoomView::stay() {
    if (m_visit && !m_visit->wasHeld)
        m_reading.release();
    forgetVisit();
}

void RoomView::forgetVisit() {
    if (!m_visit)
        return;
    m_visit.reset();
    Q_EMIT visitingChanged();
}

void RoomView::highlight(Seq seq) {
    m_highlightTimer.stop();
    if (seq > 0)
        m_highlightTimer.start();
    if (std::exchange(m_highlighted, seq) != seq)
        Q_EMIT highlightedChanged();
}

void RoomView::toggleUnread() {
    if (!m_timeline.readSeq())
        return;
    stay();
    if (m_unreadShown)
        return go(std::exchange(m_back, {}).value_or(Place()));
    m_back = m_atNewest || m_shown.kind == Place::End ? Place() : m_shown;
    go({Place::Unread, *m_timeline.readSeq()});
}

void RoomView::markAllRead() {
    if (const Room* facts = m_client.rooms().find(m_id))
        m_client.rooms().markRead(m_id, facts->lastSeq);
    m_reading.release();
    forgetVisit();
    m_timeline.dismissUnreadLine();
}

bool RoomView::canMarkUnread(double seq) const {
    const int row = m_room && seq > 0 ? m_room->timeline().rowOfSeq(Seq(seq)) : -1;
    return row >= 0 && m_room->timeline().at(row).isMessage() &&
           m_room->timeline().at(row).by() != m_client.session().user().id;
}

/// Messages of others from `seq` on, as far as they are loaded.
int RoomView::othersFrom(Seq seq) const {
    const client::Timeline& rows = m_room->timeline();
    int count = 0;
    for (int row = 0; row < rows.count() && (rows.at(row).seq() == 0 || rows.at(row).seq() >= seq); ++row)
        count += rows.at(row).isMessage() && rows.at(row).by() != m_client.session().user().id ? 1 : 0;
    return count;
}

void RoomView::markUnreadFrom(double seq) {
    if (!canMarkUnread(seq))
        return;
    m_reading.hold();
    forgetVisit();
    m_back.reset();
    m_unread = othersFrom(Seq(seq));
    m_client.rooms().markUnread(m_id, Seq(seq), m_unread);
    m_unreadSince.reset();
    m_timeline.markUnread(Seq(seq) - 1, false);
    Q_EMIT unreadChanged();
}

} // namespace confab::models
