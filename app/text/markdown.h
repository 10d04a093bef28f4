// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/text/document.h"
#include "app/text/sourcetext.h"

#include <span>

/// Markdown as people know it from chat. Pure functions, any thread; the work is linear in the length of the body.
namespace confab::text {

/// Parses a body with the rules of CommonMark, without HTML, indented code, definitions of links and entities, which
/// stand as they were written; with ~~strike~~, ||spoilers||, addresses without brackets, and `mentions` after "@". A
/// picture is a link. A line at the margin ends a quote or a list. Nothing that was written is left out, but marks.
/// A body beyond limits.h is one plain paragraph.
Document parse(const QString& body, std::span<const Mention> mentions = {});

/// Whether parse() may find anything but one plain paragraph: a quick look at the characters, which is right when it
/// says no.
bool mayBeFormatted(const QString& body, bool hasMentions);

/// The text in one line, for lists, quotes and notifications: without marks, and without what spoilers hide. `isCut`:
/// the body is only the beginning of a message, so a spoiler may end behind it.
QString plainText(const QString& body, bool isCut = false);

/// What stands in plainText() for a spoiler.
QString hiddenText();

} // namespace confab::text
