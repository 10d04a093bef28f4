// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/connectionid.h"
#include "common/protocol/botscope.h"
#include "common/protocol/types.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace confab {

/// The user of a signed-in connection.
struct Identity {
    UserId user;
    SessionId session;
    QString name;
    std::shared_ptr<const BotScope> scope = nullptr; ///< of a bot's token; null: a person, who may what their role says

    bool mayHear(RoomId room) const { return !scope || scope->allows(room, BotRight::Read); }
};

/// One connection of this node: its user, and the rooms that it is a member of and has entered.
struct ConnectionEntry {
    Identity identity; ///< from the beginning of the sign-in on
    bool signedIn = false;
    quint64 signIn = 0;        ///< the number of its sign-in
    quint64 activityPlace = 0; ///< its place in RecentActivity, while the sign-in is in progress
    /// Rooms joined (as they are) and left (nothing) during the sign-in, to correct the list read before.
    QHash<RoomId, std::optional<Room>> meanwhile;
    QSet<RoomId> rooms; ///< those it is a member of
    QSet<RoomId> entered;
    QHash<quint64, RoomId> entering; ///< by the number of the entering
};

/// The connections of this node by their id, by their user and by their session. Those that are signing in belong to
/// their user already.
/// Thread: chat thread. Owned by: Hub, which alone changes it.
class Connections {
public:
    /// Other nodes may have connections of users without one here.
    void setShared(bool isShared) { m_isShared = isShared; }

    void add(ConnectionId connection) { m_entries.insert(connection, {}); }
    void remove(ConnectionId connection) { m_entries.remove(connection); }
    bool contains(ConnectionId connection) const { return m_entries.contains(connection); }
    /// Null when it has gone. Valid until a connection is added or removed.
    ConnectionEntry* find(ConnectionId connection);
    const ConnectionEntry* find(ConnectionId connection) const;

    /// Gives the connection to a user; true when it is the user's first one.
    bool assign(ConnectionId connection, UserId user);
    /// Takes it away again; true when it was the user's last one.
    bool release(ConnectionId connection, UserId user);

    /// Null when the connection is not signed in.
    const Identity* identity(ConnectionId connection) const;
    bool isMember(ConnectionId connection, RoomId room) const;
    bool hasEntered(ConnectionId connection, RoomId room) const;

    QList<ConnectionId> ofUser(UserId user) const { return m_users.value(user).connections; }
    QList<ConnectionId> ofSession(SessionId session) const;
    /// Those that this user entered the room with.
    QList<ConnectionId> inRoom(RoomId room, UserId user) const;

    /// The users who have a connection here.
    QList<UserId> users() const { return m_users.keys(); }
    bool isOnline(UserId user) const { return m_users.contains(user); }
    /// What the user chose to be seen as while connected; Offline: invisible. Online until it is known.
    Availability choiceOf(UserId user) const { return m_users.value(user).choice.value_or(Availability::Online); }
    bool isHidden(UserId user) const { return choiceOf(user) == Availability::Offline; }
    /// Of a user with a connection here. `isRead`: it was read from the database some time ago, and does not count when
    /// it is known by now. True when it is another one than before.
    bool setChoice(UserId user, Availability choice, bool isRead);
    /// What others are told: std::nullopt when the user has no connection here, or is invisible, but may have one
    /// elsewhere.
    std::optional<Availability> availabilityOf(UserId user) const;
    /// Likewise, of a user without a connection here.
    std::optional<Availability> elsewhere() const;
    /// The rooms that the user's connections belong to; std::nullopt while none of them has finished its sign-in.
    std::optional<QSet<RoomId>> roomsOf(UserId user) const;
    /// The sessions of the user's connections.
    QSet<SessionId> sessionsOf(UserId user) const;

    qsizetype count() const { return m_entries.size(); }
    qsizetype userCount() const { return m_users.size(); }

private:
    bool m_isShared = false;
    QHash<ConnectionId, ConnectionEntry> m_entries;
    struct Person {
        QList<ConnectionId> connections;
        std::optional<Availability> choice;
    };
    QHash<UserId, Person> m_users;
};

} // namespace confab
