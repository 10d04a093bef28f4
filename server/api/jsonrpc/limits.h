// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/addressledger.h"

#include <QtGlobal>

#include <chrono>

namespace confab {

/// What one connection may say. Without figures there is no bound: those of the daemon are in its configuration.
struct SessionLimits {
    int messagesBeforeSignIn = 0; ///< in all, of 4 KiB each; 0: no bound
    Rate messages;                ///< once signed in, whatever they ask for
    Rate bytes;                   ///< the same, in bytes
};

namespace limits {

/// From the handshake to a sign-in: a person's client has its tokens at hand when it connects, and the desktop app
/// connects when the form is sent. Then close code 4001.
inline constexpr std::chrono::seconds signInTime{10};

/// Calls of one connection that wait for their answers. A client that pipelines more has to wait.
inline constexpr int unansweredCalls = 1024;

/// Their bytes: as text in memory they take twice as much, and a client shall not cost more than 2 MiB with all that
/// waits to be read by it (TransportLimits::outboxBytes).
inline constexpr qsizetype unansweredBytes = 512 * 1024;

/// Of these, calls that ask for pages and are underway: each page may have 256 KiB, which is in memory as read and as
/// written. The next one is begun when one was answered.
inline constexpr int pagesUnderway = 2;

/// What may wait for one io thread before nothing new is begun that leads to more: as many as calls that may wait for
/// the chat thread. An io thread does that in a second or two, unless each goes to hundreds of people.
inline constexpr size_t outboundWaiting = 100'000;

/// When a call that was refused for being too many may be worth a try: some group commits later.
inline constexpr qint64 busyRetryMs = 500;

/// As so many messages one counts that is no call: the smallest is 8 bytes with its frame, where a call has 50.
inline constexpr int refusedCounts = 10;

} // namespace limits

} // namespace confab
