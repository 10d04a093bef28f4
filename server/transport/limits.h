// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/limits.h"

#include <QtGlobal>

#include <chrono>

namespace confab {

/// Every bound of the transport. A test may set others.
struct TransportLimits {
    using ms = std::chrono::milliseconds;

    // The request head: what an HTTP/1.1 client sends is below 2 KiB; nginx and Apache take 8 KiB.
    qsizetype headBytes = 8 * 1024;
    /// For the whole head, and the TLS handshake before it: QWebSocketServer's own figure.
    ms headTime{10'000};

    // HTTP. A connection serves one request after another; those that a client has sent ahead wait.
    /// Between two requests. An idle connection counts among those of its address that are not signed in, so it is not
    /// kept for long: Apache's default is 5 s, and scripts that poll less often connect anew.
    ms idleTime{10'000};
    int requestsPerConnection = 1000; ///< nginx's default; so no connection outlives a restart of the others for long
    /// For 64 KiB of a body, and for an answer to be taken by the client.
    ms bodyTime{10'000};
    /// For the handler's answer; then 503. Above all bounds of the calls behind it: two seconds of hashes, a database
    /// that comes back.
    ms answerTime{60'000};

    // Incoming messages (protocol.md: 4 KiB before the sign-in, 64 KiB after; the listener raises it).
    qsizetype incomingBytes = limits::frameBytesBeforeSignIn;
    /// How much of one connection is read in one turn. Small, so that a flood waits in the kernel and not before other
    /// connections (measured: others' p99 fell from 1,387 ms to 4.7 ms).
    qsizetype readBytes = 16 * 1024;
    /// How long an io thread that has no time left pauses at the most before it looks at its sockets (pollpacer.h).
    ms longestPause{4};
    /// From the first byte of a message to its last.
    ms frameTime{10'000};
    /// Pings, pongs, empty frames and pieces of messages, which cost work and carry little. A burst, and what is earned
    /// back per second; one in a second is much for a client that behaves, and 64 KiB in pieces of 512 bytes fit.
    int overheadFrames = 256;
    int overheadFramesPerSecond = 64;

    // Outgoing (P10: at most 1 MiB for a reader that does not read).
    qsizetype outboxBytes = 1024 * 1024; ///< durable and ephemeral frames together; each counts its queue slot too
    /// What may wait for all readers together; each io thread has an equal part of it. Above that the readers with most
    /// waiting bytes are closed as slow readers: hundreds that ask for pages and read none can't take the memory of a
    /// small machine, and a client that reads loses nothing.
    qsizetype allOutboxBytes = 256 * 1024 * 1024;
    qsizetype ephemeralBytes = 256 * 1024;  ///< above this much waiting, ephemeral frames are dropped
    int kernelSendBytes = 128 * 1024;       ///< SO_SNDBUF: the kernel would grow it to 4 MiB for each slow reader
    ms closeTime{2'000};                    ///< from the close frame until the hang-up
    ms refusedTime{500};                    ///< the same for a peer that broke the protocol
    qsizetype discardedBytes = 1024 * 1024; ///< that may come meanwhile: as much as a network path holds

    // Dead peers (P9: noticed within 25 s). Where the system watches for them (deadpeer.h), our pings only keep proxies
    // from closing a quiet connection, which they do after 60 s (nginx, HAProxy). Elsewhere the pings do both: the
    // longest pause that leaves room for a second try.
    bool systemWatchesPeers = true; ///< used where available
    ms watchedPingAfter{50'000};    ///< of silence, and again after as much
    ms watchedDeadAfter{110'000};   ///< of silence
    ms pingAfter{11'500};           ///< the same without that watch
    ms deadAfter{24'000};

    // The accept loop.
    int backlog = 1024;          ///< Qt's 50 overflowed at the 51st of a burst
    int maxConnections = 60'000; ///< also never more than the process has descriptors for
    ms acceptPause{100};         ///< how long accepting rests when descriptors or places ran out
};

} // namespace confab
