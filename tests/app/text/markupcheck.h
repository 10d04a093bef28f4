// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab::test {

/// What is wrong with a markup of app/text/markup.h: a tag, an attribute or a value that it never writes, a tag that is
/// not closed, or a bare < > & or quote between tags. Empty: nothing.
/// Knows the tags by itself: it shares no code with the writer.
QString wrongInMarkup(const QString& markup);

/// The text of a markup: without tags, with the escaped characters, "\n" for line breaks.
QString textOfMarkup(const QString& markup);

} // namespace confab::test
