// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// What has to hold however the events of a log come, and wherever a page of them ends: each is given out once, in
/// order, without a hole, as soon as that is possible, at both ends. The bytes say what comes (cursorpromise.cpp).
/// Null, or what does not hold. Thread: any.
const char* brokenCursorPromise(const QByteArray& bytes);

} // namespace confab
