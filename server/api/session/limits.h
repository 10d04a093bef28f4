// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/admission/addressledger.h"

#include <QtGlobal>

#include <chrono>

namespace confab {

/// What one connection may send. The default is no bound; the daemon's figures are in its configuration.
struct SessionLimits {
    int messagesBeforeSignIn = 0; ///< in all, of 4 KiB each; 0: no bound
    Rate messages;                ///< once signed in, of any method
    Rate bytes;                   ///< the same, in bytes
};

namespace limits {

/// From the handshake to the sign-in: a client has its tokens when it connects, and the desktop app connects when the
/// form is sent. Then close code 4001.
inline constexpr std::chrono::seconds signInTime{10};

/// Calls of one connection that wait for their answers. A client that pipelines more has to wait.
inline constexpr int unansweredCalls = 1024;

/// Their bytes. Text takes twice as much in memory, and a client must not cost more than 2 MiB with all frames that
/// wait to be read by it (TransportLimits::outboxBytes).
inline constexpr qsizetype unansweredBytes = 512 * 1024;

/// Calls for pages in progress. A page may have 256 KiB and is in memory twice, as read and as written. The next call
/// begins when one is answered.
inline constexpr int pageCallsInFlight = 2;

/// Items that may wait for one io thread; above it no work begins that leads to more. As many as calls that may wait
/// for the chat thread. An io thread handles them in a second or two, unless each goes to hundreds of people.
inline constexpr size_t outboundWaiting = 100'000;

/// When a call that was refused for being too many may be worth a try: some group commits later.
inline constexpr qint64 busyRetryMs = 500;

/// A message that is no call counts as this many: the smallest has 8 bytes with its frame, a call has 50.
inline constexpr int refusedCounts = 10;

} // namespace limits

} // namespace confab
