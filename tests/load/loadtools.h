// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/methods.h"

#include <QFile>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

/// What the benchmarks share.
namespace confab::load {

/// A JSON-RPC call; `params` is JSON.
inline std::string call(const char* method, const std::string& params) {
    return std::string(R"({"jsonrpc":"2.0","id":1,"method":")") + method + R"(","params":)" + params + "}";
}

inline std::string resume(const Auth& auth) {
    return call("session.resume", R"({"accessToken":")" + auth.accessToken.value.toStdString() + "\"}");
}

inline std::string enter(RoomId room) {
    return call("room.enter", "{\"room\":" + std::to_string(room.value) + "}");
}

/// A message of 120 bytes, whose clientId has this number.
inline std::string message(RoomId room, quint64 number) {
    return call("message.send", "{\"room\":" + std::to_string(room.value) + ",\"clientId\":\"load-" +
                                    std::to_string(number) + "\",\"body\":\"" + std::string(120, 'm') + "\"}");
}

/// User and system time of all threads of the process, in seconds (proc(5): fields 14 and 15).
inline double cpuSeconds(qint64 pid) {
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = stat.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' '); // from field 3 on
    return double(fields.value(11).toLongLong() + fields.value(12).toLongLong()) / double(::sysconf(_SC_CLK_TCK));
}

/// Of at least one value.
inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// As many descriptors as the system lets this process have.
inline void raiseDescriptorLimit() {
    rlimit descriptors{};
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    descriptors.rlim_cur = descriptors.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &descriptors);
}

} // namespace confab::load
