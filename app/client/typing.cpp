// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/typing.h"

#include <algorithm>

namespace confab::client {

Typing::Typing(Connection& connection, Session& session, Times times)
    : m_connection(connection), m_session(session), m_times(times) {
    m_now.start();
    m_expiryTimer.setSingleShot(true);
    m_idleTimer.setSingleShot(true);
    connect(&m_expiryTimer, &QTimer::timeout, this, &Typing::expire);
    connect(&m_idleTimer, &QTimer::timeout, this, [this] { stopped(m_ownRoom); });
    connect(&connection, &Connection::notified, this, &Typing::notified);
    connect(&session, &Session::phaseChanged, this, [this] {
        if (!m_session.isOnline())
            clear();
    });
    // The node that knew the state is left; without this the others would see it until the next key.
    connect(&session, &Session::moved, this, [this] {
        if (m_ownRoom)
            say(m_ownRoom, true);
    });
}

// ---- the user's own ----------------------------------------------------------------------------------------------

void Typing::typed(RoomId room) {
    if (m_ownRoom && m_ownRoom != room)
        stopped(m_ownRoom);
    m_idleTimer.start(m_times.idle);
    if (m_ownRoom == room && m_now.elapsed() - m_ownSaid < m_times.repeat.count())
        return;
    m_ownRoom = room;
    m_ownSaid = m_now.elapsed();
    say(room, true);
}

void Typing::stopped(RoomId room) {
    if (!room || m_ownRoom != room)
        return;
    m_ownRoom = {};
    m_idleTimer.stop();
    say(room, false);
}

void Typing::say(RoomId room, bool on) {
    if (m_session.isOnline())
        m_connection.call(TypingSet{room, on}, {});
}

// ---- the others --------------------------------------------------------------------------------------------------

QList<UserId> Typing::typists(RoomId room) const {
    QList<UserId> users;
    for (const Typist& typist : m_typists.value(room))
        users.append(typist.user);
    return users;
}

void Typing::messageArrived(RoomId room, UserId by) {
    const auto found = m_typists.find(room);
    if (found == m_typists.end())
        return;
    if (found->removeIf([by](const Typist& typist) { return typist.user == by; }) > 0)
        Q_EMIT changed(room);
}

void Typing::notified(const Notification& notification) {
    const auto* typing = std::get_if<RoomTyping>(&notification);
    if (!typing || typing->by == m_session.user().id)
        return;
    if (!typing->on)
        return messageArrived(typing->room, typing->by);
    QList<Typist>& typists = m_typists[typing->room];
    const qint64 until = m_now.elapsed() + m_times.expiry.count();
    const auto known =
        std::find_if(typists.begin(), typists.end(), [&](const Typist& typist) { return typist.user == typing->by; });
    const bool isNew = known == typists.end();
    if (isNew)
        typists.append({typing->by, until});
    else
        known->until = until;
    scheduleExpiry();
    if (isNew)
        Q_EMIT changed(typing->room);
}

void Typing::expire() {
    const qint64 now = m_now.elapsed();
    QList<RoomId> rooms;
    for (auto room = m_typists.begin(); room != m_typists.end();) {
        if (room->removeIf([now](const Typist& typist) { return typist.until <= now; }) > 0)
            rooms.append(room.key());
        room = room->isEmpty() ? m_typists.erase(room) : std::next(room);
    }
    scheduleExpiry();
    for (const RoomId room : std::as_const(rooms))
        Q_EMIT changed(room);
}

void Typing::scheduleExpiry() {
    qint64 next = std::numeric_limits<qint64>::max();
    for (const QList<Typist>& typists : std::as_const(m_typists)) {
        for (const Typist& typist : typists)
            next = std::min(next, typist.until);
    }
    if (next == std::numeric_limits<qint64>::max())
        m_expiryTimer.stop();
    else
        m_expiryTimer.start(int(std::max<qint64>(0, next - m_now.elapsed())));
}

void Typing::clear() {
    m_ownRoom = {};
    m_idleTimer.stop();
    m_expiryTimer.stop();
    const QList<RoomId> rooms = m_typists.keys();
    m_typists.clear();
    for (const RoomId room : rooms)
        Q_EMIT changed(room);
}

} // namespace confab::client
