// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/membershipsync.h"

#include "server/broker/limits.h"
#include "server/hub/hubpeople.h"

namespace confab {

void MembershipSync::userWent(UserId user) {
    m_due.remove(user);
    m_changes.remove(user);
}

void MembershipSync::changedHere(UserId user) {
    if (m_hub.connections().isOnline(user))
        m_changes[user] = ++m_lastChange;
}

void MembershipSync::take(const BelongingChanged& changed) {
    if (m_hub.connections().isOnline(changed.user)) // a room's log covers people on all nodes
        settle(changed.user, changed.room, changed.putOut);
}

void MembershipSync::beat() {
    if (m_comparing)
        return;
    QList<UserId> users = nextUsers();
    if (users.isEmpty())
        return;
    if (!m_isAlone) {
        compare(std::move(users));
        return;
    }
    QSet<SessionId> sessions;
    for (const UserId user : std::as_const(users))
        sessions.unite(m_hub.connections().sessionsOf(user));
    endOverSessions(std::move(sessions));
}

QList<UserId> MembershipSync::nextUsers() {
    if (m_round.isEmpty()) {
        m_round = m_hub.connections().users();
        m_roundSize = m_round.size();
    }
    QSet<UserId> users = std::exchange(m_due, {});
    users.removeIf(
        [this](UserId user) { return !m_hub.connections().isOnline(user); }); // disconnected while being compared
    const int beats = m_isAlone ? limits::loneBeatsPerReconciliation : limits::beatsPerReconciliation;
    const qsizetype share = m_roundSize / beats + 1;
    for (qsizetype i = 0; i < share && !m_round.isEmpty(); ++i)
        users.insert(m_round.takeLast());
    return QList<UserId>(users.begin(), users.end());
}

QCoro::Task<> MembershipSync::compare(QList<UserId> users) {
    m_comparing = true;
    const Result<QList<RoomStore::Belonging>> belongings = co_await m_storage.rooms().belongings(users);
    m_comparing = false;
    if (!belongings) { // asked again at the next beat
        m_due.unite(QSet<UserId>(users.begin(), users.end()));
        co_return;
    }
    QHash<UserId, QSet<RoomId>> stored;
    for (const RoomStore::Belonging& belonging : *belongings)
        stored[belonging.user].insert(belonging.room);
    QSet<SessionId> sessions;
    for (const UserId user : std::as_const(users)) {
        const std::optional<QSet<RoomId>> known = m_hub.connections().roomsOf(user);
        if (!known) { // the sign-in reads them itself; later changes are compared when it is done
            m_due.insert(user);
            continue;
        }
        const QSet<RoomId> there = stored.value(user);
        const QSet<RoomId> differing = (*known - there) + (there - *known);
        for (const RoomId room : differing)
            settle(user, room);
        sessions.unite(m_hub.connections().sessionsOf(user));
    }
    co_await endOverSessions(std::move(sessions));
    co_await comparePeople(std::move(users));
}

QCoro::Task<> MembershipSync::comparePeople(QList<UserId> users) {
    QHash<UserId, Availability> before;
    for (const UserId user : std::as_const(users))
        before.insert(user, m_hub.connections().choiceOf(user));
    const Result<QList<User>> stored = co_await m_storage.users().profiles(std::move(users));
    if (!stored)
        co_return; // in the next round
    for (const User& user : *stored) {
        if (m_hub.connections().choiceOf(user.id) != before.value(user.id))
            continue; // this node has newer state
        HubPeople people(m_hub);
        people.rename(user.id, user.name);
        people.setChoice(user.id, user.presence.value_or(Availability::Online));
    }
}

QCoro::Task<> MembershipSync::endOverSessions(QSet<SessionId> sessions) {
    if (sessions.isEmpty())
        co_return;
    const UtcTime now = m_clock.now();
    QList<SessionId> asked(sessions.begin(), sessions.end());
    const Result<QList<SessionId>> over = co_await m_storage.sessions().ended(std::move(asked), now);
    if (!over)
        co_return; // in the next round
    for (const SessionId session : *over)
        m_endSession(session);
}

QCoro::Task<> MembershipSync::settle(UserId user, RoomId room, std::optional<PutOut> putOut) {
    const quint64 before = m_changes.value(user);
    const std::pair<UserId, RoomId> key(user, room);
    const quint64 question = ++m_lastChange;
    Settling& settling = m_settling[key];
    settling.question = question;
    if (putOut) // a question that knows no more than that the membership changed must not take it away
        settling.putOut = std::move(putOut);
    Result<Room> seen = co_await m_storage.rooms().one(room, user);
    if (m_settling.value(key).question != question)
        co_return; // asked again meanwhile; answers may overtake each other
    const std::optional<PutOut> how = m_settling.take(key).putOut;
    if (m_changes.value(user) != before) { // this node has newer state, or will compare it
        m_due.insert(user);
        co_return;
    }
    if (seen) {
        seen->here = m_hub.rooms().hereCount(room);
        m_hub.memberAdded(*seen, user, {});
    } else if (seen.error().kind == ErrorKind::RoomNotMember) {
        m_hub.memberRemoved(room, user, RemovalReason::Left, {}, how);
    } else if (seen.error().kind == ErrorKind::RoomNotFound) {
        m_hub.memberRemoved(room, user, RemovalReason::Deleted, {});
    } else {
        m_due.insert(user);
    }
}

} // namespace confab
