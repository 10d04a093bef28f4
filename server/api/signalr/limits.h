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

/// As much as session.resume takes.
inline constexpr qsizetype tokenChars = 2000;

/// Pages of the caller's own rooms in which JoinRoom looks for a name that no public room has.
inline constexpr int roomPages = 20;

} // namespace confab::signalr::limits
