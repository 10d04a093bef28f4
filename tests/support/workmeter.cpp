// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/workmeter.h"

#include <algorithm>
#include <ctime>
#include <limits>

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace confab::test {

WorkMeter::WorkMeter() {
    perf_event_attr wanted{};
    wanted.size = sizeof wanted;
    wanted.type = PERF_TYPE_HARDWARE;
    wanted.config = PERF_COUNT_HW_INSTRUCTIONS;
    wanted.exclude_kernel = 1;
    wanted.exclude_hv = 1;
    m_counter = int(syscall(SYS_perf_event_open, &wanted, 0, -1, -1, PERF_FLAG_FD_CLOEXEC));
}

WorkMeter::~WorkMeter() {
    if (m_counter >= 0)
        close(m_counter);
}

qint64 WorkMeter::least(const std::function<void()>& call, int tries) const {
    qint64 least = std::numeric_limits<qint64>::max();
    for (int i = 0; i < tries; ++i) {
        const qint64 before = read();
        call();
        least = std::min(least, read() - before);
    }
    return least;
}

qint64 WorkMeter::read() const {
    qint64 count = 0;
    if (m_counter >= 0 && ::read(m_counter, &count, sizeof count) == sizeof count)
        return count;
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace confab::test
