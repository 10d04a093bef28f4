// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/hubfollower.h"
#include "server/broker/logdelivery.h"
#include "server/broker/lostseats.h"
#include "server/broker/nodereceiver.h"

#include <QObject>

#include <memory>

class QTimer;

namespace confab {

/// Connects this node to the others. Everything for a room or a person passes through here: to the hub for this node's
/// connections, to the broker for those of other nodes; and what other nodes publish arrives here. With a LocalBroker
/// it forwards to the hub and only looks for ended sessions.
/// Thread: chat thread. Owned by: ChatService.
class Backplane : public QObject {
    Q_OBJECT

public:
    struct Parts {
        Storage& storage;
        Broker& broker;
        const Clock& clock;
        std::optional<NodeLease> lease; ///< none for a node that is the only one
        SteadyTime leaseBegunAt;        ///< a moment before that
    };
    Backplane(Parts parts, Hub& hub);
    ~Backplane() override;

    // ---- what the rules of this node decided
    /// An event that was stored: to all who listen to the room, on every node, in the order of its seq.
    void publishEvent(const Event& event, const QString& byName);
    /// To all who are in the room, but `except`.
    void publishInRoom(RoomId room, const Notification& notification, ConnectionId except);
    /// To all connections of a person, but `except`, that have not entered `unlessIn`.
    void notifyUser(UserId user, const Notification& notification, ConnectionId except, RoomId unlessIn);
    void memberAdded(const Room& room, UserId user, ConnectionId caller);
    /// `putOut`: by whom, when the person did not leave by themselves.
    void memberRemoved(RoomId room, UserId user, ConnectionId caller,
                       const std::optional<PutOut>& putOut = std::nullopt);
    void roomDeleted(RoomId room, ConnectionId caller);
    /// Signs the session's connections out, and closes all but `except`.
    void endSession(SessionId session, ConnectionId except, const QString& why);

    /// Somebody's name, picture, status or presence is stored: to their own connections but `caller`, and to those who
    /// share a room with them. Finished when the people of this node are told.
    QCoro::Task<> profileChanged(UserId user, ConnectionId caller) { return m_profileNews.changed(user, caller); }

    /// An outgoing webhook was made: to the other nodes, which may have what it is to deliver.
    void publishHook();

    // ---- rooms with a capacity
    /// Called before a person enters a room with a capacity. After Done the caller must call settleSeat() when
    /// room.enter has succeeded or failed. Errors: those of Seats::take().
    QCoro::Task<Status> takeSeat(RoomId room, UserId user);
    void settleSeat(RoomId room, UserId user);
    /// Whether seats are given out by the database; else the hub's own count is exact.
    bool sharesSeats() const { return m_seats != nullptr; }

    /// For room lists: adds the occupants on other nodes to `here` of the rooms that are not open on this node.
    QCoro::Task<QList<Room>> withPeopleElsewhere(QList<Room> rooms);

    /// Called before anything is served: the node's lease may have expired.
    void checkLease();
    /// The node stops: the others drop its people, and its seats are free when this has finished.
    QCoro::Task<> leave();

    NodeState state() const { return m_health.state(); }
    RoomFollower::Counts counts() const { return m_follower.counts(); }
    /// Any thread.
    const NodeCounters& counters() const { return m_counters; }
    const FollowerCounters& followed() const { return m_follower.counters(); }

Q_SIGNALS:
    /// An event of this node is stored.
    void appended(confab::RoomId room);
    /// Another node has made an outgoing webhook.
    void hookMade();
    void stateChanged(confab::NodeState state);
    /// Another process runs under this node's name: this process has to end.
    void supersededNode();

private:
    void beat();
    /// Begins the beat of a lone node, which rests while nobody is connected.
    void someoneCame();
    void superseded();

    Hub& m_hub;
    Broker& m_broker;
    NodeCounters m_counters;
    NodeHealth m_health;
    BrokerPublisher m_publisher;
    MembershipSync m_membershipSync;
    LogDelivery m_logDelivery;
    RoomFollower m_follower;
    RemotePresence m_remotePresence;
    LostSeats m_lostSeats;
    std::unique_ptr<Seats> m_seats; // null when nothing is shared
    RemoteNodes m_remoteNodes;
    RemoteOccupancy m_remoteOccupancy;
    ProfileNews m_profileNews;
    LastSeen m_lastSeen;
    NodeReceiver m_receiver;
    HubFollower m_hubFollower;
    bool m_hasLeft = false; // leave() was called
    std::unique_ptr<QTimer> m_beat;
};

} // namespace confab
