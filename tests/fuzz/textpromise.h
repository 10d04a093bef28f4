// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// What has to hold for any text of other people: the rules of text that is kept (common/protocol/text.h) are stable
/// and keep what they say, and what a terminal or a window shows of it commands nothing, forges no line and cuts no
/// character in two. An odd first byte: the rest is UTF-16, which may have halves of characters; else UTF-8. Null, or
/// what does not hold. Thread: any.
const char* brokenTextPromise(const QByteArray& bytes);

} // namespace confab
