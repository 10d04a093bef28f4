// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/memory.h"

#include <QLoggingCategory>

#ifdef Q_OS_UNIX
#include <cstdlib>
#include <sys/resource.h>
#include <unistd.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <cstdio>
#include <memory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.memory")

#ifdef Q_OS_UNIX
std::chrono::microseconds timeOf(const timeval& time) {
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}
#endif

} // namespace

std::optional<ProcessUse> ProcessUse::now() {
#ifdef Q_OS_UNIX
    // The pages that are in memory: the second number of Linux' /proc/self/statm.
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/self/statm", "r"), std::fclose);
    long long all = 0;
    long long resident = 0;
    rusage used{};
    if (!file || std::fscanf(file.get(), "%lld %lld", &all, &resident) != 2 || ::getrusage(RUSAGE_SELF, &used) != 0)
        return std::nullopt;
    return ProcessUse{qint64(resident) * ::sysconf(_SC_PAGESIZE), timeOf(used.ru_utime) + timeOf(used.ru_stime),
                      std::chrono::steady_clock::now()};
#else
    return std::nullopt;
#endif
}

bool MemoryTrim::isDue(const ProcessUse& use) {
    const std::optional<ProcessUse> last = std::exchange(m_last, use);
    if (!last) {
        m_floor = use.residentBytes;
        return false;
    }
    m_floor = std::min(m_floor, use.residentBytes);
    const std::chrono::duration<double> busy = use.cpuTime - last->cpuTime;
    const std::chrono::duration<double> time = use.at - last->at;
    return busy < time * idleShare && use.residentBytes - m_floor > growth;
}

void MemoryTrim::look() {
#ifdef __GLIBC__
    const std::optional<ProcessUse> before = ProcessUse::now();
    if (!before || !isDue(*before))
        return;
    ::malloc_trim(0);
    const std::optional<ProcessUse> after = ProcessUse::now();
    if (!after)
        return;
    trimmed(after->residentBytes);
    qCDebug(lc) << "Gave back" << (before->residentBytes - after->residentBytes) / 1024 << "KiB, in"
                << std::chrono::duration_cast<std::chrono::microseconds>(after->at - before->at).count() << "us";
#endif
}

} // namespace confab
