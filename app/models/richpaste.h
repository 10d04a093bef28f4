// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

class QMimeData;

namespace confab::models {

/// What a paste puts into the composer: HTML as Markdown, where it has something that Markdown can say, else the plain
/// text. Code from an editor, which is coloured HTML in one typeface, stays plain text. Nothing that the HTML names is
/// loaded. Empty when there is no text. Time grows with the length of the HTML, of which more than `htmlMost` is not
/// looked at.
QString pastedText(const QMimeData& data);

inline constexpr qsizetype htmlMost = 256 * 1024; // UTF-16 units; a page of a word processor has some 50 KiB

} // namespace confab::models
