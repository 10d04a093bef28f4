// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <map>
#include <string>
#include <vector>

/// The system's figures of a process and of itself (Linux).
namespace confab::load {

/// User and system time of all its threads, of those that have ended too, in seconds; to the nanosecond.
double cpuSeconds(qint64 pid);
/// The same of a process and its children, of those that have ended and were waited for too: to the nanosecond of those
/// that run, to the hundredth of a second of the others.
double familySeconds(qint64 pid);
/// CPU time of a process by the names of its threads; threads of one name together. Those that have ended are missing.
std::map<std::string, double> threadSeconds(qint64 pid);
/// The difference from `before` to `after`.
std::map<std::string, double> difference(const std::map<std::string, double>& before,
                                         const std::map<std::string, double>& after);
/// Its memory that is in RAM, in bytes; 0 when it can't be read.
qint64 residentBytes(qint64 pid);

/// The machine that figures were measured on.
struct Machine {
    int cores = 0;
    std::string processor;
    std::string kernel;
    std::string system; ///< the distribution
    qint64 memoryBytes = 0;
};
Machine thisMachine();

/// As many descriptors as the system lets this process, and those it starts, have. How many that is.
qint64 raiseDescriptorLimit();

/// Of at least one value.
double median(std::vector<double> values);

} // namespace confab::load
