// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// What has to hold for any bytes that come from a terminal: wherever they are cut, the same lines come out; the text
/// stays within its bound and the cursor in it; and what is drawn fits its width. The first byte is the width. Null, or
/// what does not hold.
/// Thread: any.
const char* brokenKeysPromise(const QByteArray& bytes);

} // namespace confab
