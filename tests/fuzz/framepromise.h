// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"

namespace confab {

/// The property of all bytes of a frame, at either end: they are refused with an error, or the decoded value can be
/// encoded, and decodes as the same again. Null, or what does not hold.
/// Thread: any.
const char* brokenPromise(const QByteArray& bytes, Codec codec);

} // namespace confab
