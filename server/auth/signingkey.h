// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArray>

namespace confab {

/// The signing key in `file`, made with 32 random bytes and readable by the owner only when there is none.
/// Unavailable when the file can't be read, made or kept private; InputInvalid when it is too short.
Result<QByteArray> loadOrMakeKey(const QString& file);
/// 32 random bytes.
QByteArray newSigningKey();

} // namespace confab
