// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <chrono>

/// The bounds of SignalR connections; those of all sessions are in server/api/session/limits.h.
namespace confab::signalr::limits {

/// Invocations of one connection that wait behind the one that is executed: they are executed one after another, as
/// ASP.NET Core does it.
inline constexpr qsizetype waitingInvocations = 256;
/// Their bytes.
inline constexpr qsizetype waitingBytes = 512 * 1024;

/// Clients give up a server that is silent for 30 s, and expect a ping every 15 s (the defaults of SignalR's clients).
inline constexpr std::chrono::milliseconds pingEvery{15'000};

/// Without a WebSocket. A client that has no request waiting has gone after this time: SignalR's clients ask again at
/// once, and a slow network takes a second or two.
inline constexpr std::chrono::milliseconds pollPause{10'000};
/// Links of one io thread: each has a socket that waits, or had one just now.
inline constexpr size_t linksPerThread = 60'000;
/// Requests from other io threads that wait for one.
inline constexpr size_t waitingLetters = 100'000;

/// As much as session.resume takes.
inline constexpr qsizetype tokenChars = 2000;

/// Pages of the caller's own rooms in which JoinRoom looks for a name that no public room has.
inline constexpr int roomPages = 20;

} // namespace confab::signalr::limits
