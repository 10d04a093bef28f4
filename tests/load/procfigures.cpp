// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/procfigures.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <thread>
#include <unistd.h>

namespace confab::load {

namespace {

std::string firstLine(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

/// What stands after this key in a file of `key: value` or `key=value` lines.
std::string valueOf(const std::filesystem::path& file, const std::string& key) {
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        if (!line.starts_with(key))
            continue;
        const size_t from = line.find_first_not_of("\t :=\"", key.size());
        const size_t end = line.find_last_not_of(" \t\"");
        return from == line.npos || end < from ? std::string() : line.substr(from, end - from + 1);
    }
    return {};
}

} // namespace

double cpuSeconds(qint64 pid) {
    clockid_t clock{};
    timespec time{};
    if (::clock_getcpuclockid(pid_t(pid), &clock) != 0 || ::clock_gettime(clock, &time) != 0)
        return 0;
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

std::map<std::string, double> threadSeconds(qint64 pid) {
    std::map<std::string, double> seconds;
    std::error_code error; // a process or thread that has gone is none
    for (const auto& task : std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/task", error)) {
        // proc_pid_schedstat: the first number is the time on a processor in nanoseconds; stat has only hundredths.
        const std::string statistics = firstLine(task.path() / "schedstat");
        if (!statistics.empty())
            seconds[firstLine(task.path() / "comm")] += std::stod(statistics) / 1e9;
    }
    return seconds;
}

std::map<std::string, double> difference(const std::map<std::string, double>& before,
                                         const std::map<std::string, double>& after) {
    std::map<std::string, double> more;
    for (const auto& [name, seconds] : after) {
        const auto was = before.find(name);
        more[name] = seconds - (was == before.end() ? 0 : was->second);
    }
    return more;
}

qint64 residentBytes(qint64 pid) {
    const std::string kilobytes = valueOf("/proc/" + std::to_string(pid) + "/status", "VmRSS");
    return kilobytes.empty() ? 0 : qint64(std::stoll(kilobytes)) * 1024;
}

Machine thisMachine() {
    Machine machine;
    machine.cores = int(std::thread::hardware_concurrency());
    machine.processor = valueOf("/proc/cpuinfo", "model name");
    utsname name{};
    ::uname(&name);
    machine.kernel = std::string(name.sysname) + ' ' + name.release;
    machine.system = valueOf("/etc/os-release", "PRETTY_NAME");
    machine.memoryBytes = qint64(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGE_SIZE);
    return machine;
}

qint64 raiseDescriptorLimit() {
    rlimit descriptors{};
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    descriptors.rlim_cur = descriptors.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &descriptors);
    return qint64(descriptors.rlim_cur);
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

} // namespace confab::load
