// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// The property of all texts of other users: normalisation (common/protocol/text.h) is stable and keeps the visible
/// text, and the text in a terminal or a window controls nothing, forges no line and cuts no character in two. An odd
/// first byte: the rest is UTF-16, which may have lone surrogates; else UTF-8. Null, or what does not hold. Thread:
/// any.
const char* brokenTextPromise(const QByteArray& bytes);

} // namespace confab
