// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/hub/activerooms.h"
#include "server/hub/connections.h"
#include "server/hub/recentactivity.h"

namespace confab {

/// This node's live state: the user of each connection (Connections), the rooms it is a member of and has entered, and
/// so presence (ActiveRooms). It keeps the two in step.
/// Thread: chat thread. Owned by: ChatService.
class Hub {
public:
    explicit Hub(OutboundPorts ports) : m_ports(std::move(ports)) {}
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;
    /// Before the first connection; the listener must outlive the hub's work. `isShared`: other nodes may have
    /// connections of users without one here.
    void setListener(HubListener* listener, bool isShared = false);

    const Connections& connections() const { return m_connections; }
    const ActiveRooms& rooms() const { return m_rooms; }
    ActiveRooms& rooms() { return m_rooms; }
    /// What is published while a room list is read; begun and ended around the reading.
    RecentActivity& recent() { return m_recent; }

    // ---- connections
    void connected(ConnectionId connection);
    /// Leaves all rooms; the remaining occupants are told.
    void disconnected(ConnectionId connection);

    /// Two steps, between which the user's name and rooms are read. From beginSignIn() on the connection is among those
    /// of its session, but has no identity until finishSignIn(). The number names this sign-in; 0 when the connection
    /// has gone. A bot's connection listens to the rooms that its scope lets it read, and to no others.
    quint64 beginSignIn(ConnectionId connection, UserId user, SessionId session,
                        std::shared_ptr<const BotScope> scope = nullptr);
    /// Signs the connection in as the user and makes it listen to `rooms`, which were read after beginSignIn() and are
    /// brought up to date here. False, without effect, when the sign-in was overtaken: by another one, by a sign-out,
    /// or by the connection's end.
    bool finishSignIn(ConnectionId connection, quint64 signIn, const QString& name, QList<Room>& rooms);
    /// Reverts beginSignIn(), unless this sign-in was overtaken.
    void abandonSignIn(ConnectionId connection, quint64 signIn);
    /// Signs the connection out: leaves and forgets all rooms.
    void signOut(ConnectionId connection);

    // ---- membership, as stored
    /// All connections of the user listen to the room's activity from here on; all but `caller` are told.
    void memberAdded(const Room& room, UserId user, ConnectionId caller);
    /// `putOut`: by whom, when the person did not leave by themselves.
    void memberRemoved(RoomId room, UserId user, RemovalReason reason, ConnectionId caller,
                       const std::optional<PutOut>& putOut = std::nullopt);
    /// The room has no members any more; the former ones are told.
    void roomDeleted(RoomId room, ConnectionId caller = {});

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
    /// The room was full for this connection: see ActiveRooms::awaitSeat(). No effect for a non-member.
    void awaitSeat(ConnectionId connection, RoomId room);
    void exit(ConnectionId connection, RoomId room);

    // ---- sending
    /// An event of the log, in the order of its room's seq.
    void publishEvent(const Event& event, const QString& byName);
    /// To all connections of a user, but `except`, that have not entered `unlessIn`.
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
    friend class HubPeople;

    /// Corrects a list that was read during the sign-in, by what was joined and left meanwhile.
    static void correct(QList<Room>& rooms, const ConnectionEntry& entry);
    /// `told`: up to where the answer has the log.
    void enterRoom(ConnectionId connection, ConnectionEntry& entry, RoomId room, Seq told);
    /// `stays`: the user still has a connection here.
    void leaveRoom(ConnectionId connection, ConnectionEntry& entry, RoomId room, Subscription to, bool stays = true);
    void abandonEnterings(ConnectionEntry& entry, RoomId room);
    void release(ConnectionId connection, UserId user);
    void detach(ConnectionId connection, ConnectionEntry& entry);

    const OutboundPorts m_ports;
    HubCounters m_counters;
    HubListener* m_listener = nullptr;
    Connections m_connections;
    ActiveRooms m_rooms{m_ports, m_connections, m_counters};
    RecentActivity m_recent;
    quint64 m_lastNumber = 0; // of a sign-in or an entering
};

} // namespace confab
