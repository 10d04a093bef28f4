// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/process.h"

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace confab {

void prepareProcess() {
#ifdef Q_OS_UNIX
    rlimit descriptors{};
    if (getrlimit(RLIMIT_NOFILE, &descriptors) == 0 && descriptors.rlim_cur < descriptors.rlim_max) {
        descriptors.rlim_cur = descriptors.rlim_max;
        setrlimit(RLIMIT_NOFILE, &descriptors);
    }
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef __GLIBC__
    // Each batch of messages takes memory and gives it back. With the usual 128 KiB the allocator asked the system for
    // pages, one by one, hundreds of times a second. What each thread may keep so is bounded by this.
    mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
    mallopt(M_MMAP_THRESHOLD, 512 * 1024); // no longer adapts by itself
#endif
}

qint64 descriptorLimit() {
#ifdef Q_OS_UNIX
    rlimit descriptors{};
    if (getrlimit(RLIMIT_NOFILE, &descriptors) == 0)
        return qint64(descriptors.rlim_cur);
#endif
    return 0;
}

} // namespace confab
