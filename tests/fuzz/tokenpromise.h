// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// The property of all bytes of a token: they are refused, or this server signed them, they have all claims of its
/// tokens, and are not expired. Bytes with a line break are also tested as the two halves of a token that is signed
/// with the key. Null, or what does not hold.
/// Thread: any.
const char* brokenTokenPromise(const QByteArray& bytes);

} // namespace confab
