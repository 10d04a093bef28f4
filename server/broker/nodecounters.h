// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"
#include "common/core/mailbox.h"
#include "common/protocol/eventdata.h"

#include <array>
#include <optional>
#include <variant>

namespace confab {

/// Events that this node published to the others and to its own people, by kind: the alternatives of EventData.
/// Thread: chat thread; any reads. Owned by: Backplane.
struct NodeCounters {
    std::array<Counter, std::variant_size_v<EventData>> appended; ///< events stored by this node's rules
    Gauge peers;                                                  ///< other nodes that were active lately
};

/// The work of following the rooms' logs.
/// Thread: chat thread; any reads. Owned by: RoomFollower.
struct FollowerCounters {
    Counter fills;        ///< pages read because of a hole
    Counter eventsFilled; ///< events that came from the database
    Gauge holes;          ///< rooms that have one, as far as is known
};

/// The traffic between nodes, at the time of the call.
struct BrokerCounts {
    quint64 sent = 0;
    quint64 notSent = 0; ///< node messages lost because Redis was away or too slow
    quint64 received = 0;
    quint64 unreadable = 0;
    quint64 foreign = 0;     ///< of another installation
    quint64 forged = 0;      ///< not of a node of this installation, or meant for another channel
    quint64 stale = 0;       ///< genuine, and published again or of an earlier run
    quint64 unproven = 0;    ///< of a sender that has not proven yet that it is live
    quint64 connected = 0;   ///< how often the connection was made
    QueueCounts unconfirmed; ///< node messages that Redis has not confirmed, including unsent ones
};

} // namespace confab
