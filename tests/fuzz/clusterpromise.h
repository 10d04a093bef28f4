// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// The property of all descriptions of a Redis Cluster, and all names of channels: they are refused, or the map has an
/// owner or none for each slot and no more servers than allowed; a known name equals the one of its channel. Null, or
/// what does not hold. Thread: any.
const char* brokenClusterPromise(const QByteArray& bytes);

} // namespace confab
