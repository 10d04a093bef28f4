// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/roomfollower.h"

#include "server/broker/limits.h"

#include <algorithm>

namespace confab {

namespace {

QString nameOf(const QList<User>& users, UserId id) {
    const auto it = std::find_if(users.begin(), users.end(), [id](const User& user) { return user.id == id; });
    return it == users.end() ? QString() : it->name;
}

} // namespace

void RoomFollower::open(RoomId room, Seq known) {
    m_rooms.insert(room, Room{{known, limits::eventsBuffered}, m_isAlone});
}

void RoomFollower::close(RoomId room) {
    m_rooms.remove(room);
    m_holes.remove(room);
}

void RoomFollower::push(NamedEvent event) {
    const RoomId room = event.event.room;
    const auto it = m_rooms.find(room);
    // On a single node events arrive in the order in which they were stored. In a room that is not followed, the event
    // is for the connections that are signing in.
    if (m_isAlone || it == m_rooms.end()) {
        m_reader.next(event);
        return;
    }
    if (!event.isOwn && !m_reader.hasRoom())
        return; // as if the node message had been lost
    const QList<NamedEvent> ready = it->sequencer.push(std::move(event));
    if (it->sequencer.hasGap())
        m_holes.insert(room);
    handOut(ready);
}

void RoomFollower::handOut(const QList<NamedEvent>& events) {
    for (const NamedEvent& event : events)
        m_reader.next(event);
}

void RoomFollower::confirmed(RoomId room) {
    const auto it = m_rooms.find(room);
    if (it == m_rooms.end())
        return;
    it->confirmed = true;
    it->compare = true;
}

void RoomFollower::unconfirmAll() {
    for (Room& room : m_rooms)
        room.confirmed = m_isAlone;
}

void RoomFollower::beat() {
    ++m_beats;
    if (!m_comparing) {
        if (QList<RoomId> rooms = toCompare(); !rooms.isEmpty())
            compare(std::move(rooms));
    }
    startFills();
}

QList<RoomId> RoomFollower::toCompare() {
    const bool poll = m_beats % limits::beatsPerPoll == 0;
    const bool sweep = m_beats % limits::beatsPerSweep == 0 && !m_isAlone;
    QList<RoomId> rooms;
    for (auto it = m_rooms.begin(); it != m_rooms.end(); ++it) {
        if (it->compare || (it->confirmed ? sweep : poll))
            rooms.append(it.key());
        it->compare = false;
    }
    return rooms;
}

QCoro::Task<> RoomFollower::compare(QList<RoomId> rooms) {
    m_comparing = true;
    const Result<QList<RoomLog::Head>> heads = co_await m_log.heads(rooms);
    m_comparing = false;
    m_reader.databaseAnswers(heads.has_value());
    if (heads)
        take(rooms, *heads);
    else
        for (const RoomId room : std::as_const(rooms)) {
            if (const auto it = m_rooms.find(room); it != m_rooms.end())
                it->compare = true; // the requested position is still unknown
        }
}

void RoomFollower::take(const QList<RoomId>& asked, const QList<RoomLog::Head>& heads) {
    QSet<RoomId> missing(asked.begin(), asked.end());
    for (const RoomLog::Head& head : heads) {
        missing.remove(head.room);
        const auto it = m_rooms.find(head.room);
        if (it == m_rooms.end())
            continue;
        it->sequencer.raiseHead(head.lastSeq);
        if (it->sequencer.hasGap())
            m_holes.insert(head.room);
    }
    for (const RoomId room : std::as_const(missing)) {
        if (m_rooms.contains(room))
            m_reader.roomGone(room);
    }
}

void RoomFollower::startFills() {
    const QList<RoomId> holes(m_holes.begin(), m_holes.end());
    const bool hasRoom = holes.isEmpty() || m_reader.hasRoom();
    for (const RoomId room : holes) {
        const auto it = m_rooms.find(room);
        if (it == m_rooms.end() || !it->sequencer.hasGap()) {
            m_holes.remove(room);
            continue;
        }
        if (it->filling || m_filling >= limits::fillsAtOnce || !hasRoom)
            continue;
        it->filling = true;
        ++m_filling;
        fill(room);
    }
    m_counters.holes.set(m_holes.size());
}

QCoro::Task<> RoomFollower::fill(RoomId room) {
    for (bool more = true; more;) {
        const auto before = m_rooms.constFind(room);
        if (before == m_rooms.constEnd() || !before->sequencer.hasGap())
            break;
        const Seq after = before->sequencer.position();
        m_counters.fills.add();
        const Result<LogPage> page = co_await m_log.replay(room, after, limits::eventsPerPage);
        // An error is tried again at the next beat, and so is what there is no room for.
        more = page.has_value() && takePage(room, *page) && m_reader.hasRoom();
    }
    --m_filling;
    if (const auto it = m_rooms.find(room); it != m_rooms.end())
        it->filling = false;
}

bool RoomFollower::takePage(RoomId room, const LogPage& page) {
    bool moved = false;
    for (const Event& event : page.events) {
        const auto it = m_rooms.find(room);
        if (it == m_rooms.end())
            return false; // closed by what an event led to
        const QList<NamedEvent> ready = it->sequencer.push({event, nameOf(page.users, event.by), false});
        m_counters.eventsFilled.add(ready.isEmpty() ? 0 : 1);
        moved = moved || !ready.isEmpty();
        handOut(ready);
    }
    return moved;
}

RoomFollower::Counts RoomFollower::counts() const {
    Counts counts;
    counts.fills = m_counters.fills.value();
    counts.eventsFilled = m_counters.eventsFilled.value();
    counts.rooms = m_rooms.size();
    counts.unconfirmed =
        std::count_if(m_rooms.begin(), m_rooms.end(), [](const Room& room) { return !room.confirmed; });
    return counts;
}

} // namespace confab
