// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"
#include "server/hub/outbound.h"

#include <QHash>

#include <vector>

namespace confab {

class ClientSession;

/// The place of a session in the rooms that it listens to.
class RoomListener {
public:
    /// Whether it gets the room's events.
    bool hasEntered(RoomId room) const;

private:
    friend class RoomListeners;
    struct Place {
        RoomId room;
        Subscription subscription = Subscription::None;
    };
    std::vector<Place> m_places; // in rising order of the rooms; there are thousands of these lists, and few long ones
};

/// The sessions of this io thread by room, so that an event finds its listeners without a search. Thread: its io
/// thread. Owned by: ClientSessions.
class RoomListeners {
public:
    struct Listener {
        ClientSession* session = nullptr;
        Seq told = 0; ///< it knows events up to here
    };
    struct Room {
        std::vector<Listener> entered;
        std::vector<Listener> watching;
    };

    void set(ClientSession& session, RoomId room, Subscription subscription, Seq told = 0);
    /// Out of all rooms.
    void remove(ClientSession& session);
    /// Null when no session listens.
    const Room* find(RoomId room) const;

private:
    QHash<RoomId, Room> m_rooms;
};

} // namespace confab
