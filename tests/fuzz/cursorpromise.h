// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// The property of all orders of a log's events, and all ends of its pages: each event is delivered once, in order,
/// without a gap, as soon as possible, at both ends. The bytes are the arrivals (cursorpromise.cpp). Null, or what does
/// not hold. Thread: any.
const char* brokenCursorPromise(const QByteArray& bytes);

} // namespace confab
