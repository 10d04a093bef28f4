// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/letter.h"
#include "server/hub/hub.h"
#include "server/storage/storage.h"

namespace confab {

/// Keeps what this node believes of its people (which rooms they are members of, which of their sessions live) the same
/// as the database, whatever other nodes do: they say so, and it is compared again and again, since what they say can
/// be lost.
/// Thread: chat thread. Owned by: Backplane.
class Belongings {
public:
    /// How a session that is over is ended here.
    using EndSession = std::function<void(SessionId)>;
    /// `isAlone`: no other node changes memberships, so only sessions are compared; they end by the clock, too.
    Belongings(Storage& storage, Hub& hub, const Clock& clock, bool isAlone, EndSession endSession)
        : m_storage(storage), m_hub(hub), m_clock(clock), m_isAlone(isAlone), m_endSession(std::move(endSession)) {}

    /// What is published about the person from here on arrives: so how is it now?
    void confirmed(UserId user) { m_due.insert(user); }
    void userWent(UserId user);
    /// This node changed a membership itself: what is being read may be older.
    void changedHere(UserId user);
    void take(const BelongingChanged& changed);
    /// Every limits::nodeBeat, or limits::loneBeat when alone: compares those that are due and the next few of all.
    void beat();

private:
    QCoro::Task<> compare(QList<UserId> users);
    QCoro::Task<> endOverSessions(QSet<SessionId> sessions);
    /// Asks the database about the one room and does what it says, unless this node changed that meanwhile.
    QCoro::Task<> settle(UserId user, RoomId room);
    QList<UserId> nextUsers();

    Storage& m_storage;
    Hub& m_hub;
    const Clock& m_clock;
    const bool m_isAlone;
    const EndSession m_endSession;
    QSet<UserId> m_due;
    QList<UserId> m_round; // of those who are here, who are still to be looked at in this round
    qsizetype m_roundSize = 0;
    bool m_comparing = false;
    QHash<UserId, quint64> m_changes; // when this node changed the memberships of a person who is here last
    QHash<std::pair<UserId, RoomId>, quint64> m_settling; // the last question that is on its way
    quint64 m_lastChange = 0;
};

} // namespace confab
