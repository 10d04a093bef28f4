// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/hubfollower.h"

namespace confab {

void HubFollower::roomOpened(RoomId room, Seq known) {
    m_to.follower.open(room, known);
    m_to.remotePresence.opened(room);
    m_to.broker.subscribe(room);
}

void HubFollower::roomClosed(RoomId room) {
    m_to.follower.close(room);
    m_to.remotePresence.closed(room);
    m_to.broker.unsubscribe(room);
}

void HubFollower::userCame(UserId user) {
    m_to.someoneCame();
    m_to.lastSeen.came(user);
    m_to.broker.subscribe(user);
}

void HubFollower::userWent(UserId user) {
    m_to.membershipSync.userWent(user);
    m_to.lastSeen.went(user);
    m_to.broker.unsubscribe(user);
}

void HubFollower::occupantArrived(RoomId room, const User& user) {
    m_to.remotePresence.moved(room, user, PresenceState::Here);
}

void HubFollower::occupantLeft(RoomId room, const User& user) {
    m_to.remotePresence.moved(room, user, PresenceState::Gone);
}

void HubFollower::seatLeft(RoomId room, UserId user) {
    if (m_to.seats)
        m_to.seats->left(Seat{room, user});
}

} // namespace confab
