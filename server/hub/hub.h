// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/methods.h"
#include "server/hub/hubcounters.h"
#include "server/hub/hublistener.h"
#include "server/hub/occupants.h"
#include "server/hub/outbound.h"
#include "server/hub/recentactivity.h"

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
    /// Before the first connection; it must outlive the hub's work.
    void setListener(HubListener* listener) { m_listener = listener; }
    /// Likewise. Other nodes may have connections of people who have none here.
    void setShared(bool isShared) { m_isShared = isShared; }

    // ---- connections
    void connected(ConnectionId connection);
    /// Leaves all rooms; those who stay are told.
    void disconnected(ConnectionId connection);
    bool isConnected(ConnectionId connection) const { return m_connections.contains(connection); }
    /// Null when the connection is not signed in.
    const Identity* identity(ConnectionId connection) const;

    /// Two steps, with the reading of the person's name and rooms between them. From beginSignIn() on the connection is
    /// among connectionsOf() its session, and is nobody until finishSignIn(). The number names this sign-in; 0 when the
    /// connection has gone.
    quint64 beginSignIn(ConnectionId connection, UserId user, SessionId session);
    /// The connection speaks for the user and listens to `rooms`, as they were read after beginSignIn(), which are
    /// brought up to date with what changed since. False when the sign-in was overtaken: by another one, by a sign-out,
    /// by the connection's end. Then nothing was done.
    bool finishSignIn(ConnectionId connection, quint64 signIn, const QString& name, QList<Room>& rooms);
    /// Around the reading of a list of rooms for somebody who is signed in: it is brought up to date with what grew
    /// meanwhile, of which the connection may have been told already. Each begun list has to be ended.
    quint64 beginList() { return m_recent.begin(); }
    void endList(quint64 place, UserId reader, QList<Room>& rooms);
    /// Back to nobody, if this sign-in was not overtaken.
    void abandonSignIn(ConnectionId connection, quint64 signIn);
    /// Back to nobody: leaves and forgets all rooms.
    void signOut(ConnectionId connection);
    /// The connections of a session, those that are signing in included.
    QList<ConnectionId> connectionsOf(SessionId session) const;

    // ---- membership, as the storage decided it
    /// All connections of the user listen to the room's activity from here on; all but `caller` are told.
    void memberAdded(const Room& room, UserId user, ConnectionId caller);
    void memberRemoved(RoomId room, UserId user, RemovalReason reason, ConnectionId caller);
    bool isMember(ConnectionId connection, RoomId room) const;
    /// Nobody is a member of it any more; all are told.
    void roomDeleted(RoomId room, ConnectionId caller = {});
    /// The people who have connections here, those that are signing in included.
    QList<UserId> users() const { return m_users.keys(); }
    bool isConnected(UserId user) const { return m_users.contains(user); }
    /// Nothing when they have no connection here and may have one elsewhere.
    std::optional<Availability> availabilityOf(UserId user) const;
    /// The rooms that the user's connections belong to; nothing while none of them has finished its sign-in.
    std::optional<QSet<RoomId>> roomsOf(UserId user) const;
    /// The sessions of the user's connections.
    QSet<SessionId> sessionsOf(UserId user) const;

    // ---- being in a room
    /// Events that are published between beginEntering() and finishEntering() are kept for the one who enters, so that
    /// none falls between the snapshot read in between and the live stream. `wantsEvents`: the answer carries the
    /// events of a page, and so those too. The number names this entering, of which a connection may have several; 0
    /// when the connection is not signed in.
    quint64 beginEntering(ConnectionId connection, RoomId room, bool wantsEvents);
    void abandonEntering(ConnectionId connection, quint64 entering);
    /// From here on the connection gets the room's events. What was kept and the snapshot does not have is added to
    /// `entered`; `here` and `hereCount` are filled in; the others are told. RoomFull when `capacity` other people are
    /// here already, RoomNotMember when the membership was lost, or the connection signed out, since beginEntering().
    Done finishEntering(ConnectionId connection, quint64 entering, std::optional<int> capacity, Entered& entered);
    /// The room was full for this connection: it is told who comes and goes until it enters or exits, so that it can
    /// try again when a seat becomes free. Does nothing for one that is no member, or beyond `seatWaiters` of a room.
    void awaitSeat(ConnectionId connection, RoomId room);
    static constexpr qsizetype seatWaiters = 200;
    void exit(ConnectionId connection, RoomId room);
    bool hasEntered(ConnectionId connection, RoomId room) const;
    int hereCount(RoomId room) const;
    /// Who is in the room, over all nodes; null when nobody listens to it here.
    const Occupants* occupants(RoomId room) const;
    /// The connections of this node that this person entered the room with.
    QList<ConnectionId> connectionsIn(RoomId room, UserId user) const;

    // ---- being in a room on another node, as that node says; for rooms that somebody listens to here
    void peerMoved(PeerId peer, RoomId room, const User& user, PresenceState state);
    void setPeer(PeerId peer, RoomId room, const QList<User>& users);
    /// All its people are gone.
    void peerGone(PeerId peer);

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

    /// How much there is of what would grow if something were forgotten.
    struct Counts {
        qsizetype connections = 0;
        qsizetype users = 0;         ///< with a connection
        qsizetype rooms = 0;         ///< that somebody listens to or is entering
        size_t recentActivities = 0; ///< kept for sign-ins on their way
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
        quint64 activityPlace = 0; // while it is on its way
        // Rooms joined (as they are) and left (nothing) during the sign-in, so that the list read before is put right.
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
        bool isOpen() const;         // somebody listens
        bool isIdle() const { return entering.empty() && !isOpen(); }
    };

    LiveRoom& roomOf(RoomId room);
    void forgetIfIdle(RoomId room);
    /// `known`: up to where who begins to listen knows the log.
    void listen(ConnectionId connection, RoomId room, Attention from, Attention to, Seq known = 0);
    /// Of somebody without a connection here.
    std::optional<Availability> elsewhere() const;
    void publishMove(RoomId room, const User& who, PresenceState state, ConnectionId except = {});
    void publishPeerMove(RoomId room, User who, PresenceState state);
    void tellMoves(RoomId room, const Occupants::Moves& moves);
    /// `told`: up to where the answer has the log.
    void enterRoom(ConnectionId connection, Live& live, RoomId room, Seq told);
    /// `stays`: the person still has a connection here.
    void leaveRoom(ConnectionId connection, Live& live, RoomId room, Attention to, bool stays = true);
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
