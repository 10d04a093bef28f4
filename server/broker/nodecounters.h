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

/// What this node has told the others and its own people, by the event's kind: the alternatives of EventData.
/// Thread: chat thread; any reads. Owned by: Backplane.
struct NodeCounters {
    std::array<Counter, std::variant_size_v<EventData>> appended; ///< events that rules of this node stored
    Level peers;                                                  ///< other nodes that were heard of lately
};

/// What following the rooms' logs takes.
/// Thread: chat thread; any reads. Owned by: RoomFollower.
struct FollowerCounters {
    Counter fills;        ///< pages read because of a hole
    Counter eventsFilled; ///< events that came from the database
    Level holes;          ///< rooms that have one, as far as is known
};

/// What goes through the way between nodes, as it was when it was asked.
struct BrokerCounts {
    quint64 sent = 0;
    quint64 notSent = 0; ///< letters that Redis was away for, or that it was too slow for
    quint64 received = 0;
    quint64 unreadable = 0;
    quint64 foreign = 0;     ///< of another installation
    quint64 forged = 0;      ///< not of a node of this installation, or meant for another channel
    quint64 stale = 0;       ///< genuine, and published again or of an earlier run
    quint64 unproven = 0;    ///< of a sender that has not proven yet that it is there
    quint64 connected = 0;   ///< how often the connection was made
    QueueCounts unconfirmed; ///< letters that Redis has not said that it has, those not sent yet among them
};

} // namespace confab
