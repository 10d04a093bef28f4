// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/descriptors.h"

#include <algorithm>
#include <limits>

#ifdef Q_OS_UNIX
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#else
#include <winsock2.h>
#endif

namespace confab {

int raiseDescriptorLimit() {
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        const rlim_t before = limit.rlim_cur;
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(RLIMIT_NOFILE, &limit) != 0) // macOS refuses "unlimited"
            limit.rlim_cur = before;
        return int(std::min<rlim_t>(limit.rlim_cur, rlim_t(std::numeric_limits<int>::max())));
    }
#endif
    return std::numeric_limits<int>::max();
}

void closeDescriptor(qintptr descriptor) {
#ifdef Q_OS_UNIX
    ::close(int(descriptor));
#else
    ::closesocket(SOCKET(descriptor));
#endif
}

void forgetUnsent([[maybe_unused]] qintptr descriptor) {
#ifdef Q_OS_UNIX
    int unsent = 0;
    if (::ioctl(int(descriptor), TIOCOUTQ, &unsent) < 0 || unsent == 0)
        return;
    const linger none{1, 0};
    ::setsockopt(int(descriptor), SOL_SOCKET, SO_LINGER, &none, sizeof none);
#endif
}

void endWriting(qintptr descriptor) {
#ifdef Q_OS_UNIX
    ::shutdown(int(descriptor), SHUT_WR);
#else
    ::shutdown(SOCKET(descriptor), SD_SEND);
#endif
}

} // namespace confab
