// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace confab {

/// A text as search compares it: without regard to case, accents, the width and the style of characters; each run of
/// white space is one space, and invisible characters are left out. It has no newline, U+FFFE and U+FFFF. The time is
/// proportional to the length. Thread: any.
QString foldedText(const QString& text);

/// The words folded, each once, without those of which nothing is left. Pure, any thread.
QStringList foldedTerms(const QStringList& words);

/// The same, with the place from which each of its UTF-16 units comes.
struct FoldedText {
    QString text;
    std::vector<qsizetype> from; ///< one more than `text` has units: the last is the length of the original
};
FoldedText foldedWithPlaces(const QString& text);

} // namespace confab
