// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

namespace confab {

/// Is told which rooms this node follows and where its people are. Called in the middle of the hub's work, so it must
/// not call the hub back before it returns to the event loop.
class HubListener {
public:
    virtual ~HubListener() = default;
    /// A connection here listens to the room from now on, and knows its log up to `known`.
    virtual void roomOpened(RoomId room, Seq known) = 0;
    virtual void roomClosed(RoomId room) = 0;
    /// The person's first connection begins to sign in; their last one has gone.
    virtual void userCame(UserId user) = 0;
    virtual void userWent(UserId user) = 0;
    /// The person's first connection of this node entered the room; their last one of this node has left it. Who is
    /// invisible is in no room for these two: becoming it is leaving.
    virtual void occupantArrived(RoomId room, const User& user) = 0;
    virtual void occupantLeft(RoomId room, const User& user) = 0;
    /// Their last connection of this node has left it, whether they are invisible or not.
    virtual void seatLeft(RoomId room, UserId user) = 0;
};

} // namespace confab
