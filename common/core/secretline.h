// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/secret.h"

#include <QByteArrayView>

class QIODevice;

/// Reads passwords for all programs: a secret is one line of UTF-8 text.
/// Thread: any.
namespace confab {

/// The secret in the bytes of one line. A byte order mark at the start and one CR, one LF or both at the end are not
/// part of it. InputInvalid, which contains no byte of the secret, when it is empty, longer than `mostBytes`, not
/// UTF-8, or has a NUL: replaced characters would let other bytes in, and libraries cut a text at its NUL.
Result<Secret> secretFromLine(QByteArrayView line, qsizetype mostBytes);

/// The next line of an open device; nothing after it is consumed when the device is unbuffered. Unavailable when it
/// can't be read; otherwise as secretFromLine().
Result<Secret> readSecretLine(QIODevice& device, qsizetype mostBytes);

/// The next line of an open file descriptor, which stays open.
Result<Secret> readSecret(int descriptor, qsizetype mostBytes);

} // namespace confab
