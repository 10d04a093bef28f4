// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <chrono>

namespace confab {

/// The bounds of one reply or push of Redis.
struct RespLimits {
    qsizetype lineBytes = 16 * 1024;     ///< simple strings, errors, numbers
    qsizetype stringBytes = 1024 * 1024; ///< one string with a length
    /// One in a push that is longer, up to here, is left out: Redis itself takes no longer ones.
    qsizetype skippedBytes = 512 * 1024 * 1024;
    qsizetype valueBytes = 16 * 1024 * 1024; ///< all strings of one reply
    qsizetype elements = 512 * 1024;         ///< all values in one reply: a map of 16,384 slots with two replicas fits
    int depth = 8;                           ///< CLUSTER SLOTS has 4
};

/// Every bound of the Redis client. A test may set others.
struct RedisLimits {
    using ms = std::chrono::milliseconds;

    RespLimits resp;

    qsizetype channels = 200'000;
    qsizetype channelBytes = 512;
    qsizetype payloadBytes = 1024 * 1024;

    qsizetype channelsPerCall = 256;    ///< in one SUBSCRIBE
    qsizetype channelsUnderWay = 4'096; ///< asked for and not yet confirmed; the others wait for these

    qsizetype outputBytes = 8 * 1024 * 1024; ///< waiting to be sent, encrypted or not; beyond it publish() says false
    qsizetype calls = 65'536;                ///< whose answers are outstanding
    qsizetype readAheadBytes = 256 * 1024;   ///< how much one turn of the event loop may bring
    qsizetype readPieceBytes = 64 * 1024;

    ms connectTime{3'000}; ///< TCP and TLS
    ms signInTime{3'000};  ///< HELLO
    ms pingEvery{3'000};
    ms silence{6'000}; ///< nothing came for so long, two pings among it: the connection is lost
    ms stopTime{1'000};

    // Pauses between attempts: a random part of the first, doubled each time, never more than the last. With the
    // connect time a cut heals within 5 s.
    ms firstPause{50};
    ms longestPause{2'000};

    // A cluster.
    qsizetype clusterServers = 1'000;
    ms mapPause{100};  ///< between two reads of the slot map
    ms mapRetry{500};  ///< as long as something has no server
    int redirects = 4; ///< of one message
};

} // namespace confab
