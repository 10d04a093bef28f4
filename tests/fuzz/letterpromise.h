// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// What has to hold for any bytes that come as a letter: they are refused, or of an unknown kind, or what was read can
/// be written, and that is well-formed CBOR and reads as the same again. Null, or what does not hold.
/// Thread: any.
const char* brokenLetterPromise(const QByteArray& bytes);

} // namespace confab
