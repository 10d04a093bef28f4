// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// What has to hold for any bytes that a Redis Cluster says of itself, and for any name of a channel: they are refused,
/// or the map has an owner or none for each slot and no more servers than it may; a name that is known is the one that
/// its channel has. Null, or what does not hold. Thread: any.
const char* brokenClusterPromise(const QByteArray& bytes);

} // namespace confab
