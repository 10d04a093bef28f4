// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/connectionid.h"
#include "common/protocol/closecodes.h"
#include "common/protocol/registry.h"

#include <memory>
#include <variant>
#include <vector>

/// The messages from the chat thread to an io thread, as values, in an order that the io thread keeps.
namespace confab {

/// The answer to one call.
struct CallReply {
    ConnectionId connection;
    quint64 number = 0; ///< as the session gave it
    Result<Answer> result;
};

/// Names a call without a connection until its reply.
struct CallTicket {
    quint16 io = 0;     ///< the io thread that waits
    quint64 number = 0; ///< never used twice on that thread
};

/// The answer to such a call.
struct StatelessReply {
    CallTicket ticket;
    Result<Answer> result;
};

/// The connection is signed in from here on.
struct SignedIn {
    ConnectionId connection;
    UserId user;
};

/// The connection is signed out.
struct SignedOut {
    ConnectionId connection;
};

/// How much of a room a connection gets.
enum class Subscription {
    None,
    Activity, ///< a member outside the room: room.activity
    Events,   ///< in the room: everything
};

struct Listen {
    ConnectionId connection;
    RoomId room;
    Subscription subscription = Subscription::None;
    /// When it enters: the log up to here was in the answer or is fetched. An event that was stored before the answer
    /// was read, and published after it, is not for this connection again.
    Seq told = 0;
};

/// A notification for all listeners of a room: made once, shared by all io threads, immutable.
struct Publication {
    RoomId room;
    std::optional<Notification> toEntered;
    std::optional<Notification> toWatching;
    ConnectionId except; ///< this one gets nothing (whose typing it is)
};

/// A notification for one connection.
struct Notified {
    ConnectionId connection;
    Notification notification;
};

/// To every connection of the io thread, signed in or not: the server stops soon, so come back (to another one) after a
/// time of up to `withinMs`, a random one for each.
struct Draining {
    qint64 withinMs = 0;
};

struct Disconnect {
    ConnectionId connection;
    CloseCode code = CloseCode::Normal;
    QString reason;
};

using Outbound = std::variant<CallReply, SignedIn, SignedOut, Listen, std::shared_ptr<const Publication>, Notified,
                              Draining, Disconnect, StatelessReply>;

/// The chat thread's queue to an io thread.
class OutboundPort {
public:
    virtual ~OutboundPort() = default;
    /// Wakes the io thread once for all that is posted in a turn of the event loop. When the queue is full, ephemeral
    /// items are dropped and all others are taken; a producer that can produce less asks first.
    virtual void post(Outbound item) = 0;
    /// Any thread. False: the io thread is so far behind that no work that adds to its queue should begin.
    virtual bool hasRoom() { return true; }
};

/// The ports, by the io thread's number.
using OutboundPorts = std::vector<OutboundPort*>;

} // namespace confab
