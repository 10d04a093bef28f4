// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>

namespace confab {

/// How many parts a Redis Cluster has (its specification).
inline constexpr int slotCount = 16'384;

/// The part of a cluster that a channel belongs to: CRC16 (XMODEM) of what stands in its first braces, or of all of it.
/// 0 to 16,383.
int slotOf(QByteArrayView channel);

} // namespace confab
