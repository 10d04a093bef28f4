// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/nodemessage.h"
#include "server/hub/hub.h"
#include "server/storage/storage.h"

namespace confab {

/// Keeps this node's view of its people (room memberships, live sessions, names, chosen presence) equal to the
/// database. Other nodes announce their changes; because announcements can be lost, the view is also compared
/// periodically. Thread: chat thread. Owned by: Backplane.
class MembershipSync {
public:
    /// Ends an expired or revoked session on this node.
    using EndSession = std::function<void(SessionId)>;
    /// `isAlone`: no other node changes memberships, so only sessions are compared; they end by the clock, too.
    MembershipSync(Storage& storage, Hub& hub, const Clock& clock, bool isAlone, EndSession endSession)
        : m_storage(storage), m_hub(hub), m_clock(clock), m_isAlone(isAlone), m_endSession(std::move(endSession)) {}

    /// From here on what is published about the person arrives: reads the present state.
    void confirmed(UserId user) { m_due.insert(user); }
    void userWent(UserId user);
    /// This node changed a membership itself; a read in progress may be older.
    void changedHere(UserId user);
    void take(const BelongingChanged& changed);
    /// Every limits::nodeBeat, or limits::loneBeat when alone: compares those that are due and the next few of all.
    void beat();

private:
    QCoro::Task<> compare(QList<UserId> users);
    /// Names, and what people chose to be seen as.
    QCoro::Task<> comparePeople(QList<UserId> users);
    QCoro::Task<> endOverSessions(QSet<SessionId> sessions);
    /// Reads the one room's membership and applies it, unless this node changed it meanwhile.
    /// `putOut`: how it ended, when that is known.
    QCoro::Task<> settle(UserId user, RoomId room, std::optional<PutOut> putOut = std::nullopt);
    QList<UserId> nextUsers();

    Storage& m_storage;
    Hub& m_hub;
    const Clock& m_clock;
    const bool m_isAlone;
    const EndSession m_endSession;
    QSet<UserId> m_due;
    QList<UserId> m_round; // people here who are still to be compared in this round
    qsizetype m_roundSize = 0;
    bool m_comparing = false;
    QHash<UserId, quint64> m_changes; // when this node last changed the memberships of a person here
    struct Settling {
        quint64 question = 0; // the latest query in progress
        std::optional<PutOut> putOut;
    };
    QHash<std::pair<UserId, RoomId>, Settling> m_settling;
    quint64 m_lastChange = 0;
};

} // namespace confab
