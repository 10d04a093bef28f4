// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/methods.h"
#include "server/hub/outbound.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace confab {

/// Who a signed-in connection speaks for.
struct Identity {
    UserId user;
    SessionId session;
    QString name;
};

/// This node's live state: which connection speaks for whom, which rooms it belongs to and has entered, and so who is
/// where. It sends what is published to the io threads that host listeners, and to no others.
/// Thread: chat thread. Owned by: ChatService.
class Hub {
public:
    explicit Hub(OutboundPorts ports) : m_ports(std::move(ports)) {}

    // ---- connections
    void connected(ConnectionId connection);
    /// Leaves all rooms; those who stay are told.
    void disconnected(ConnectionId connection);
    bool isConnected(ConnectionId connection) const { return m_connections.contains(connection); }
    /// Null when the connection is not signed in.
    const Identity* identity(ConnectionId connection) const;

    /// Two steps, with the reading of the person's rooms between them: changes of membership that come in between
    /// reach the connection already. beginSignIn() is false when the connection has gone.
    bool beginSignIn(ConnectionId connection, const Identity& identity);
    void finishSignIn(ConnectionId connection, const QList<Room>& rooms);
    /// Back to nobody: leaves and forgets all rooms.
    void signOut(ConnectionId connection);
    /// The other connections of the same session, for ending them.
    QList<ConnectionId> connectionsOf(SessionId session) const;

    // ---- membership, as the storage decided it
    /// All connections of the user listen to the room's activity from here on; all but `caller` are told.
    void memberAdded(const Room& room, UserId user, ConnectionId caller);
    void memberRemoved(RoomId room, UserId user, RemovalReason reason, ConnectionId caller);
    bool isMember(ConnectionId connection, RoomId room) const;

    // ---- being in a room
    /// Events that are published between beginEntering() and finishEntering() are kept for the one who enters, so that
    /// none falls between the snapshot read in between and the live stream. `wantsEvents`: the answer carries the
    /// events of a page, and so those too. False when the connection has gone.
    bool beginEntering(ConnectionId connection, RoomId room, bool wantsEvents);
    void abandonEntering(ConnectionId connection, RoomId room);
    /// From here on the connection gets the room's events. What was kept and the snapshot does not have is added to
    /// `entered`; `here` is filled in; the others are told. RoomFull when `capacity` people are here already.
    Done finishEntering(ConnectionId connection, RoomId room, std::optional<int> capacity, Entered& entered);
    void exit(ConnectionId connection, RoomId room);
    bool hasEntered(ConnectionId connection, RoomId room) const;
    int hereCount(RoomId room) const;

    // ---- sending
    /// An event of the log, in the order of its room's seq.
    void publishEvent(const Event& event, const QString& byName);
    /// To all who are in the room, but `except`.
    void publishInRoom(RoomId room, Notification notification, ConnectionId except = {});
    /// To all connections of a person, but `except`, that have not entered `unlessIn`.
    void notifyUser(UserId user, const Notification& notification, ConnectionId except, RoomId unlessIn = {});
    void post(ConnectionId connection, Outbound item) { m_ports[connection.io]->post(std::move(item)); }

private:
    struct Live {
        Identity identity;
        bool signedIn = false;
        QSet<RoomId> rooms; // those it is a member of
        QSet<RoomId> entered;
        QSet<RoomId> leftMeanwhile; // during the sign-in, so that the list read before does not bring them back
    };
    struct Entering {
        ConnectionId connection;
        bool wantsEvents = false;
        QList<Event> kept;
        bool overflowed = false;
    };
    struct LiveRoom {
        QHash<UserId, int> here; // on how many connections each
        QHash<UserId, QString> names;
        std::vector<int> listeners; // connections that listen, by io thread
        std::vector<Entering> entering;
        bool isIdle() const;
    };

    LiveRoom& roomOf(RoomId room);
    void forgetIfIdle(RoomId room);
    void listen(ConnectionId connection, RoomId room, Attention from, Attention to);
    void leaveRoom(ConnectionId connection, Live& live, RoomId room, Attention to);
    void publish(RoomId room, const LiveRoom& live, Publication publication);
    void detach(ConnectionId connection, Live& live);

    OutboundPorts m_ports;
    QHash<ConnectionId, Live> m_connections;
    QHash<UserId, QList<ConnectionId>> m_users;
    QHash<RoomId, LiveRoom> m_rooms;
};

} // namespace confab
