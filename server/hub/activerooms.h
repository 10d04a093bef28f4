// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/hub/entering.h"
#include "server/hub/hubcounters.h"
#include "server/hub/hublistener.h"
#include "server/hub/occupants.h"
#include "server/hub/outbound.h"

#include <QHash>

namespace confab {

class Connections;

/// The rooms of this node with listeners, or with a room.enter in progress: how many connections of each io thread
/// listen, who is in the room, who waits for a seat. It sends what is published only to the io threads that host
/// listeners.
/// Thread: chat thread. Owned by: Hub.
class ActiveRooms {
public:
    ActiveRooms(const OutboundPorts& ports, const Connections& connections, HubCounters& counters)
        : m_ports(ports), m_connections(connections), m_counters(counters) {}
    /// Before the first connection; it must outlive the rooms' work. Null: nobody.
    void setListener(HubListener* listener) { m_listener = listener; }

    // ---- listeners and occupants of this node
    /// `known`: the seq up to which the new listener knows the log.
    void listen(ConnectionId connection, RoomId room, Subscription from, Subscription to, Seq known = 0);
    /// A connection that gets the room's events now has brought the user in; the others are told, unless the user is
    /// invisible.
    void arrived(ConnectionId connection, RoomId room, const User& who);
    /// Somebody of this node who is in the room becomes invisible, or is seen again. `availability`: what is told.
    void setHidden(RoomId room, const User& who, bool isHidden, std::optional<Availability> availability);
    /// Somebody has another name from here on, in every room.
    void rename(UserId user, const QString& name);
    /// The connection gets `to` from here on. `availability`: of the user, wherever they are now.
    void left(ConnectionId connection, RoomId room, const User& who, Subscription to,
              std::optional<Availability> availability);
    int hereCount(RoomId room) const;
    /// Who is in the room, over all nodes; null when no connection here listens to it.
    const Occupants* occupants(RoomId room) const;
    /// Who is there, as room.enter answers it. RoomFull when `capacity` others are here already.
    Status checkSeat(RoomId room, UserId user, std::optional<int> capacity) const;

    // ---- seats
    /// A listener receives presence until it enters or exits, so that it can retry when a seat becomes free. No effect
    /// beyond `seatWaiters` of a room.
    void awaitSeat(ConnectionId connection, RoomId room);
    static constexpr qsizetype seatWaiters = 200;
    void stopWaiting(ConnectionId connection, RoomId room);

    // ---- entering
    void beginEntering(quint64 number, RoomId room, bool wantsEvents);
    /// Nothing when it was taken before. The caller calls forgetIfIdle() when it is done with the room.
    std::optional<Entering> takeEntering(quint64 number, RoomId room);
    void forgetIfIdle(RoomId room);

    // ---- occupants on another node, as that node reports them; for rooms with listeners here
    void remoteMoved(NodeRunId node, RoomId room, const User& user, PresenceState state);
    void setRemote(NodeRunId node, RoomId room, const QList<User>& users);
    /// All its people are gone.
    void remoteGone(NodeRunId node);

    // ---- sending
    /// An event of the log, in the order of its room's seq. `activity`: what members outside the room get of it.
    void publishEvent(const Event& event, const QString& byName, const RoomActivity& activity);
    /// To all who are in the room, but `except`.
    void publish(RoomId room, Notification notification, ConnectionId except = {});

    qsizetype count() const { return m_rooms.size(); }
    /// Begun and not taken.
    size_t enterings() const;

private:
    struct ActiveRoom {
        Occupants here;
        std::vector<int> listeners; // connections that listen, by io thread
        std::vector<Entering> entering;
        QList<ConnectionId> waiting; // for a seat; all of them listen
        bool isOpen() const;         // has listeners
        bool isIdle() const { return entering.empty() && !isOpen(); }
    };

    ActiveRoom& roomOf(RoomId room);
    void publishMove(RoomId room, const User& who, PresenceState state, ConnectionId except = {});
    void publishRemoteMove(RoomId room, User who, PresenceState state);
    void publishRemoteMoves(RoomId room, const Occupants::Moves& moves);
    void post(ConnectionId connection, Outbound item) { m_ports[connection.io]->post(std::move(item)); }
    void send(const ActiveRoom& room, Publication publication);

    const OutboundPorts& m_ports;
    const Connections& m_connections;
    HubCounters& m_counters;
    HubListener* m_listener = nullptr;
    QHash<RoomId, ActiveRoom> m_rooms;
};

} // namespace confab
