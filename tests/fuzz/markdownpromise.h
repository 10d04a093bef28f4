// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// The property of all messages as the desktop app formats them (app/text): the markup has our tags only, links lead to
/// the web or to mail, a hidden text is nowhere in the markup, and everything stays within its bounds. An odd first
/// byte: the rest is UTF-16, which may have lone surrogates; else UTF-8. Null, or what does not hold. Thread: any.
const char* brokenMarkdownPromise(const QByteArray& bytes);

} // namespace confab
