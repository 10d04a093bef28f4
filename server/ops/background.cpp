// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/background.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace confab {

void yieldToOthers() {
#ifdef Q_OS_UNIX
    constexpr int least = 19;
    setpriority(PRIO_PROCESS, 0, least);
#endif
#ifdef Q_OS_LINUX
    // linux/ioprio.h: IOPRIO_WHO_PROCESS, and IOPRIO_CLASS_IDLE above the 13 bits of a level
    constexpr int process = 1;
    constexpr int idle = 3 << 13;
    syscall(SYS_ioprio_set, process, 0, idle);
#endif
}

} // namespace confab
