// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// What has to hold for any bytes that come as a token: they are refused, or they are what this server signed, say all
/// that a token of its has to say, and are not over. Bytes with a line break in them also come as the two halves of a
/// token that somebody who has the key has signed. Null, or what does not hold.
/// Thread: any.
const char* brokenTokenPromise(const QByteArray& bytes);

} // namespace confab
