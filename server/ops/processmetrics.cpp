// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/processmetrics.h"

#include "server/ops/memory.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <dirent.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

#include <memory>
#include <optional>

namespace confab {

namespace {

#ifdef Q_OS_UNIX

std::optional<double> openDescriptors() {
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir("/proc/self/fd"), ::closedir);
    if (!folder)
        return std::nullopt;
    double count = -3; // ".", "..", and the descriptor that this reads from
    while (::readdir(folder.get()))
        ++count;
    return count;
}

double seconds(const timeval& time) {
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

void collectSystem(Samples& samples) {
    rusage used{};
    if (::getrusage(RUSAGE_SELF, &used) == 0)
        samples.counterOf("process_cpu_seconds_total", "Processor time that the process has used, in all its threads.",
                          seconds(used.ru_utime) + seconds(used.ru_stime));
    rlimit descriptors{};
    if (::getrlimit(RLIMIT_NOFILE, &descriptors) == 0)
        samples.gauge("process_max_fds", "Descriptors that the process may have open.", double(descriptors.rlim_cur));
    if (const auto open = openDescriptors())
        samples.gauge("process_open_fds", "Descriptors that the process has open.", *open);
    if (const auto use = ProcessUse::now())
        samples.gauge("process_resident_memory_bytes", "Memory of the process that is resident.",
                      double(use->residentBytes));
}

#else

void collectSystem(Samples&) {}

#endif

} // namespace

void ProcessMetrics::collect(Samples& samples) const {
    using seconds = std::chrono::duration<double>;
    samples.gauge("confab_build_info", "Always 1; the labels say which program this is.", 1,
                  {{"version", m_version}, {"qt", qVersion()}});
    samples.gauge("confab_uptime_seconds", "Time since the server started.",
                  seconds(std::chrono::steady_clock::now() - m_begun).count());
    samples.gauge("process_start_time_seconds", "When the process started, in seconds of the Unix epoch.",
                  seconds(m_startedAt.time_since_epoch()).count());
    collectSystem(samples);
}

} // namespace confab
