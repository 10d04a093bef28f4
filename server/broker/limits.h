// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/limits.h"

#include <chrono>

/// The bounds and intervals between nodes. "Gone for everyone within 15 s" (reliability, R12) is a lease of 10 s, a
/// look once a second, and room for a slow machine.
namespace confab::limits {

using namespace std::chrono_literals;

// ---- node messages
/// The largest event is a message of 16 KiB; a roster's part is smaller.
inline constexpr qsizetype nodeMessageBytes = 256 * 1024;
inline constexpr qsizetype rosterPart = 250; ///< people in one part: some 10 KiB, 160 KiB with the longest names
/// Node messages of one sender that may overtake each other on the way, as they do over the servers of a Redis Cluster.
inline constexpr size_t nodeMessagesOvertaking = 4096;
/// A sender that was silent for this long has to prove again that it is live.
inline constexpr auto proofLasts = 60s;
/// Interval between two questions to such a sender until it answers.
inline constexpr auto proofPause = 500ms;
/// Between two log lines about rejected node messages of one kind.
inline constexpr auto disbeliefPause = 1h;

// ---- following rooms
/// How often holes and unconfirmed rooms are checked. An event that was overtaken is only late: its hole is filled from
/// the database when it is still there at the next beat.
inline constexpr auto nodeBeat = 250ms;
/// Rooms whose channel is not confirmed (Redis is away) are compared with the database every so many beats: 0.5 s.
inline constexpr int beatsPerPoll = 2;
/// All open rooms, against lost node messages: 1.5 s, so at most 2 s with the read.
inline constexpr int beatsPerSweep = 6;
/// Events kept aside in one room until those before them come; beyond it they are read from the database instead.
inline constexpr size_t eventsBuffered = 256;
inline constexpr int fillsAtOnce = 8; ///< rooms whose holes are being filled

// ---- nodes and presence
inline constexpr auto nodeLease = 10s;
inline constexpr auto nodeRenewal = 3s;
/// A node's own view of its lease ends this much before the database's, to cover transit.
inline constexpr auto nodeLeaseMargin = 1s;
inline constexpr auto rosterLease = 13s;       ///< a node's people in one room, when it does not renew them
inline constexpr int beatsPerRosterRound = 16; ///< each room's roster is renewed once in so many beats: 4 s
/// People whose memberships and sessions are compared with the database: all of them once in so many beats, 15 s.
inline constexpr int beatsPerReconciliation = 60;
/// The same on a node that is the only one, which looks at sessions alone, and only while people are connected: in few
/// beats, which wake a quiet server.
inline constexpr auto loneBeat = 5s;
inline constexpr int loneBeatsPerReconciliation = 3;
inline constexpr qsizetype peers = 1000;     ///< nodes that are tracked; the people of further nodes are ignored
inline constexpr auto occupancyTime = 200ms; ///< how long a room list waits for the other nodes' counts
inline constexpr qsizetype occupancyQuestionsAtOnce = 100;

} // namespace confab::limits
