// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/deadpeer.h"

#ifdef Q_OS_UNIX
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace confab {

#if defined(Q_OS_UNIX) && defined(TCP_KEEPINTVL) && defined(TCP_KEEPCNT)

namespace {

// First asked after 8 s of silence, then every 4 s, gone after 3 without an answer: 20 s, where 25 s are promised (P9).
constexpr int firstAfterSeconds = 8;
constexpr int everySeconds = 4;
constexpr int unanswered = 3;

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
#ifdef TCP_USER_TIMEOUT // the same for data that nobody acknowledges, which keepalive does not look at
    all = all && set(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, (firstAfterSeconds + everySeconds * unanswered) * 1000);
#endif
    return all;
}

#else

bool watchForDeadPeer(qintptr) {
    return false;
}

#endif

} // namespace confab
