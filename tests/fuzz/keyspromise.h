// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// The property of all bytes from a terminal: the lines do not depend on how the bytes are cut; the text stays within
/// its bound and the cursor in it; and the drawn line fits its width. The first byte is the width. Null, or what does
/// not hold.
/// Thread: any.
const char* brokenKeysPromise(const QByteArray& bytes);

} // namespace confab
