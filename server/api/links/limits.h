// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstddef>

/// The bounds of clients without a WebSocket; those of all sessions are in server/api/session/limits.h.
namespace confab::links::limits {

/// A client that has no request waiting has gone after this time: clients ask again at once, and a slow network takes a
/// second or two.
inline constexpr std::chrono::milliseconds pollPause{10'000};
/// A request that waited so long gets an empty answer: proxies give up one that nobody answers, the first after 30 s.
/// SignalR's pings come sooner.
inline constexpr std::chrono::milliseconds longestPoll{20'000};
/// Links of one io thread: each has a socket that waits, or had one just now.
inline constexpr size_t linksPerThread = 60'000;
/// Requests of one io thread that wait for another node: each has a socket here and one there.
inline constexpr size_t relaysPerThread = 10'000;
/// Until another node has accepted a connection: it is near, or gone.
inline constexpr std::chrono::milliseconds relayConnects{2'000};
/// Of another node's answer, its head included: more than a poll brings, whose first message alone may be larger than
/// 64 KiB, but not larger than what may wait for one reader.
inline constexpr qsizetype relayedBytes = 1024 * 1024 + 64 * 1024;
/// Requests from other io threads that wait for one.
inline constexpr size_t waitingLetters = 100'000;

} // namespace confab::links::limits
