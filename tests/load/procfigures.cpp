// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/procfigures.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
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

/// What /proc/<pid>/stat says after the process's name: the state, as 0, and numbers. Empty when there is none.
std::vector<double> statisticsOf(qint64 pid) {
    const std::string line = firstLine("/proc/" + std::to_string(pid) + "/stat");
    const size_t end = line.rfind(')');
    std::vector<double> numbers;
    if (end == line.npos)
        return numbers;
    std::istringstream rest(line.substr(end + 1));
    for (std::string word; rest >> word;)
        numbers.push_back(std::strtod(word.c_str(), nullptr));
    return numbers;
}

} // namespace

double cpuSeconds(qint64 pid) {
    clockid_t clock{};
    timespec time{};
    if (::clock_getcpuclockid(pid_t(pid), &clock) != 0 || ::clock_gettime(clock, &time) != 0)
        return 0;
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

double familySeconds(qint64 pid) {
    // proc_pid_stat: after the name, which may have any characters, the state and from there on numbers.
    constexpr size_t parentAt = 1;
    constexpr size_t childrenAt = 13; // their user time, then their system time
    const std::vector<double> own = statisticsOf(pid);
    if (own.size() <= childrenAt + 1)
        return 0;
    double seconds = cpuSeconds(pid) + (own[childrenAt] + own[childrenAt + 1]) / double(::sysconf(_SC_CLK_TCK));
    std::error_code error; // a process that has gone is none
    for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
        const std::string name = entry.path().filename();
        const qint64 other = std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })
                                 ? qint64(std::stoll(name))
                                 : 0;
        const std::vector<double> numbers = other > 0 ? statisticsOf(other) : std::vector<double>();
        if (numbers.size() > parentAt && qint64(numbers[parentAt]) == pid)
            seconds += cpuSeconds(other);
    }
    return seconds;
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
