// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/redis/limits.h"

#include <QByteArray>
#include <QList>
#include <QSet>

#include <algorithm>

namespace confab {

/// Adds all of them, or none when a bound forbids one.
/// Thread: any.
inline bool addWanted(QSet<QByteArray>& wanted, const QList<QByteArray>& channels, const RedisLimits& limits) {
    const bool isValid = std::all_of(channels.begin(), channels.end(), [&](const QByteArray& channel) {
        return !channel.isEmpty() && channel.size() <= limits.channelBytes;
    });
    QSet<QByteArray> more(channels.begin(), channels.end());
    more.removeIf([&](const QByteArray& channel) { return wanted.contains(channel); });
    if (!isValid || wanted.size() + more.size() > limits.channels)
        return false;
    wanted.unite(more);
    return true;
}

} // namespace confab
