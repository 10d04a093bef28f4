// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/text/document.h"
#include "app/text/sourcetext.h"

namespace confab::text {

/// Finds the pairs of "||" in the spans of one block, removes them and numbers what is between: from
/// `document.spoilers` on. A bar hides only what begins and ends without white space: "a || b || c" has no spoiler.
void findSpoilers(QList<Span>& spans, Document& document);

/// Puts addresses and mentions back where `source` held them out, as links and mentions; in code and in the text of a
/// link they are text.
void putBack(QList<Span>& spans, Document& document, const SourceText& source, std::span<const Mention> mentions);

} // namespace confab::text
