// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/hub/hubcounters.h"
#include "server/hub/hublistener.h"
#include "server/hub/occupants.h"
#include "server/hub/outbound.h"
#include "server/hub/recentactivity.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace confab {

/// The user of a signed-in connection.
struct Identity {
    UserId user;
    SessionId session;
    QString name;
};

/// This node's live state: the user of each connection, the rooms it is a member of and has entered, and so presence.
/// It sends what is published only to the io threads that host listeners.
/// Thread: chat thread. Owned by: ChatService.
class Hub {
public:
    explicit Hub(OutboundPorts ports) : m_ports(std::move(ports)) {}
    /// Before the first connection; it must outlive the hub's work.
    void setListener(HubListener* listener) { m_listener = listener; }
    /// Likewise. Other nodes may have connections of users without one here.
    void setShared(bool isShared) { m_isShared = isShared; }

    // ---- connections
    void connected(ConnectionId connection);
    /// Leaves all rooms; the remaining occupants are told.
    void disconnected(ConnectionId connection);
    bool isConnected(ConnectionId connection) const { return m_connections.contains(connection); }
    /// Null when the connection is not signed in.
    const Identity* identity(ConnectionId connection) const;

    /// Two steps, between which the person's name and rooms are read. From beginSignIn() on the connection is among
    /// connectionsOf() its session, but has no user until finishSignIn(). The number names this sign-in; 0 when the
    /// connection has gone.
    quint64 beginSignIn(ConnectionId connection, UserId user, SessionId session);
    /// Signs the connection in as the user and makes it listen to `rooms`, which were read after beginSignIn() and are
    /// brought up to date here. False, without effect, when the sign-in was overtaken: by another one, by a sign-out,
    /// or by the connection's end.
    bool finishSignIn(ConnectionId connection, quint64 signIn, const QString& name, QList<Room>& rooms);
    /// Called around the reading of a room list for a signed-in caller: brings the list up to date with news meanwhile,
    /// which the connection may have received already. Each begun list has to be ended.
    quint64 beginList() { return m_recent.begin(); }
    void endList(quint64 place, UserId reader, QList<Room>& rooms);
    /// Reverts beginSignIn(), unless this sign-in was overtaken.
    void abandonSignIn(ConnectionId connection, quint64 signIn);
    /// Signs the connection out: leaves and forgets all rooms.
    void signOut(ConnectionId connection);
    /// The connections of a session, those that are signing in included.
    QList<ConnectionId> connectionsOf(SessionId session) const;

    // ---- membership, as stored
    /// All connections of the user listen to the room's activity from here on; all but `caller` are told.
    void memberAdded(const Room& room, UserId user, ConnectionId caller);
    void memberRemoved(RoomId room, UserId user, RemovalReason reason, ConnectionId caller);
    bool isMember(ConnectionId connection, RoomId room) const;
    /// The room has no members any more; the former ones are told.
    void roomDeleted(RoomId room, ConnectionId caller = {});
    /// The people who have connections here, those that are signing in included.
    QList<UserId> users() const { return m_users.keys(); }
    bool isConnected(UserId user) const { return m_users.contains(user); }
    /// std::nullopt when they have no connection here but may have one elsewhere.
    std::optional<Availability> availabilityOf(UserId user) const;
    /// The rooms that the user's connections belong to; std::nullopt while none of them has finished its sign-in.
    std::optional<QSet<RoomId>> roomsOf(UserId user) const;
    /// The sessions of the user's connections.
    QSet<SessionId> sessionsOf(UserId user) const;

    // ---- being in a room
    /// Events that are published between beginEntering() and finishEntering() are kept for the connection, so that none
    /// is lost between the snapshot, read in between, and the live stream. `wantsEvents`: the answer carries the events
    /// of a page, and so those too. The number names this entering, of which a connection may have several; 0 when the
    /// connection is not signed in.
    quint64 beginEntering(ConnectionId connection, RoomId room, bool wantsEvents);
    void abandonEntering(ConnectionId connection, quint64 entering);
    /// From here on the connection gets the room's events. Kept events that the snapshot lacks are added to `entered`;
    /// `here` and `hereCount` are filled in; the others are told. RoomFull when `capacity` other people are here
    /// already, RoomNotMember when the membership was lost, or the connection signed out, since beginEntering().
    Status finishEntering(ConnectionId connection, quint64 entering, std::optional<int> capacity, Entered& entered);
    /// The room was full for this connection: it receives presence until it enters or exits, so that it can retry when
    /// a seat becomes free. No effect for a non-member, or beyond `seatWaiters` of a room.
    void awaitSeat(ConnectionId connection, RoomId room);
    static constexpr qsizetype seatWaiters = 200;
    void exit(ConnectionId connection, RoomId room);
    bool hasEntered(ConnectionId connection, RoomId room) const;
    int hereCount(RoomId room) const;
    /// Who is in the room, over all nodes; null when no connection here listens to it.
    const Occupants* occupants(RoomId room) const;
    /// The connections of this node that this person entered the room with.
    QList<ConnectionId> connectionsIn(RoomId room, UserId user) const;

    // ---- being in a room on another node, as that node reports; for rooms with listeners here
    void peerMoved(NodeRunId peer, RoomId room, const User& user, PresenceState state);
    void setPeer(NodeRunId peer, RoomId room, const QList<User>& users);
    /// All its people are gone.
    void peerGone(NodeRunId peer);

    // ---- sending
    /// An event of the log, in the order of its room's seq.
    void publishEvent(const Event& event, const QString& byName);
    /// To all who are in the room, but `except`.
    void publishInRoom(RoomId room, Notification notification, ConnectionId except = {});
    /// To all connections of a person, but `except`, that have not entered `unlessIn`.
    void notifyUser(UserId user, const Notification& notification, ConnectionId except, RoomId unlessIn = {});
    /// Whether all io threads have room for more.
    bool hasRoom() const {
        return std::ranges::all_of(m_ports, [](OutboundPort* port) { return port->hasRoom(); });
    }
    void post(ConnectionId connection, Outbound item) { m_ports[connection.io]->post(std::move(item)); }

    /// Sizes that would grow if an entry were leaked.
    struct Counts {
        qsizetype connections = 0;
        qsizetype users = 0;         ///< with a connection
        qsizetype rooms = 0;         ///< with listeners or a room.enter in progress
        size_t recentActivities = 0; ///< kept for sign-ins in progress
        size_t enterings = 0;        ///< begun, and neither finished nor abandoned
    };
    Counts counts() const;
    /// Any thread.
    const HubCounters& counters() const { return m_counters; }

private:
    struct Live {
        Identity identity;
        bool signedIn = false;
        quint64 signIn = 0;        // its number
        quint64 activityPlace = 0; // while the sign-in is in progress
        // Rooms joined (as they are) and left (nothing) during the sign-in, to correct the list read before.
        QHash<RoomId, std::optional<Room>> meanwhile;
        QSet<RoomId> rooms; // those it is a member of
        QSet<RoomId> entered;
        QHash<quint64, RoomId> entering;
    };
    struct Kept {
        Event event;
        QString byName;
    };
    struct Entering {
        quint64 number = 0;
        bool wantsEvents = false;
        QList<Kept> events;
        Seq lastSeq = 0; // of the last event, kept or not
        bool overflowed = false;
        bool membersChanged = false; // by one of these events
    };
    struct LiveRoom {
        Occupants here;
        std::vector<int> listeners; // connections that listen, by io thread
        std::vector<Entering> entering;
        QList<ConnectionId> waiting; // for a seat; all of them listen
        bool isOpen() const;         // has listeners
        bool isIdle() const { return entering.empty() && !isOpen(); }
    };

    LiveRoom& roomOf(RoomId room);
    void forgetIfIdle(RoomId room);
    /// `known`: the seq up to which the new listener knows the log.
    void listen(ConnectionId connection, RoomId room, Subscription from, Subscription to, Seq known = 0);
    /// Of a user without a connection here.
    std::optional<Availability> elsewhere() const;
    void publishMove(RoomId room, const User& who, PresenceState state, ConnectionId except = {});
    void publishPeerMove(RoomId room, User who, PresenceState state);
    void tellMoves(RoomId room, const Occupants::Moves& moves);
    /// `told`: up to where the answer has the log.
    void enterRoom(ConnectionId connection, Live& live, RoomId room, Seq told);
    /// `stays`: the person still has a connection here.
    void leaveRoom(ConnectionId connection, Live& live, RoomId room, Subscription to, bool stays = true);
    /// The entering, out of the room; nothing when it was abandoned.
    std::optional<Entering> takeEntering(Live& live, quint64 number);
    void abandonEnterings(Live& live, RoomId room);
    static void addKept(const Entering& entering, Entered& entered);
    void publish(const LiveRoom& live, Publication publication);
    void detach(ConnectionId connection, Live& live);

    OutboundPorts m_ports;
    HubCounters m_counters;
    HubListener* m_listener = nullptr;
    bool m_isShared = false;
    QHash<ConnectionId, Live> m_connections;
    QHash<UserId, QList<ConnectionId>> m_users;
    QHash<RoomId, LiveRoom> m_rooms;
    RecentActivity m_recent;
    quint64 m_lastNumber = 0; // of a sign-in or an entering
};

} // namespace confab
