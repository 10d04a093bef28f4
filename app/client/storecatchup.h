// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/openroom.h"

namespace confab::client {

/// Brings what the store keeps of rooms that are not open up to date after each Online, so that what was edited and
/// deleted meanwhile is not shown, or found, as it was. One room after the other, a page at a time, with pauses: nobody
/// waits for it. Rooms that are too far ahead are left as they are: StoredLog decides when they are opened.
/// Thread: the client's. Owned by: Client's OpenRooms, as a child.
class StoreCatchUp : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Connection& connection;
        Session& session;
        const Rooms& rooms;
        StoreFeed& store;
        const OpenRooms& open;
    };
    /// `pause`: between two requests; the server lets a client ask for 20 pages a second, and others are more urgent.
    explicit StoreCatchUp(const Parts& parts, QObject* parent,
                          std::chrono::milliseconds pause = std::chrono::milliseconds(250));

private:
    void begin();
    void next();
    void read(RoomId room, Seq after);
    void answered(RoomId room, Seq after, Result<EventsPage> page);

    const Parts m_parts;
    QTimer m_timer;
    QHash<RoomId, Seq> m_due; // rooms that were not looked at, with what the store has of them
    int m_round = 0;          // answers of an earlier line are dropped
};

} // namespace confab::client
