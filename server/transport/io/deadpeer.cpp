// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/deadpeer.h"

#ifdef Q_OS_UNIX
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace confab {

#if defined(Q_OS_UNIX) && defined(TCP_KEEPINTVL) && defined(TCP_KEEPCNT)

namespace {

// First probe after 6 s of silence, then every 2 s, dead after 3 without an answer: 12 s. The system does not probe
// while data is unacknowledged, which has a timeout of its own that begins with the data. So the worst case is data
// sent to a peer just before it would have been given up: both times together have to be below the 25 s of P9.
constexpr int firstAfterSeconds = 6;
constexpr int everySeconds = 2;
constexpr int unanswered = 3;
[[maybe_unused]] constexpr int unacknowledgedMs = 11'000; // less than a silence: on Linux it bounds that too

bool set(qintptr descriptor, int level, int option, int value) {
    return ::setsockopt(int(descriptor), level, option, &value, sizeof value) == 0;
}

} // namespace

bool watchForDeadPeer(qintptr descriptor) {
#ifdef TCP_KEEPIDLE
    constexpr int idleOption = TCP_KEEPIDLE;
#else
    constexpr int idleOption = TCP_KEEPALIVE; // its name on macOS
#endif
    bool all = set(descriptor, IPPROTO_TCP, idleOption, firstAfterSeconds) &&
               set(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, everySeconds) &&
               set(descriptor, IPPROTO_TCP, TCP_KEEPCNT, unanswered) && set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
#ifdef TCP_USER_TIMEOUT
    all = all && set(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, unacknowledgedMs);
#endif
    return all;
}

#else

bool watchForDeadPeer(qintptr) {
    return false;
}

#endif

} // namespace confab
