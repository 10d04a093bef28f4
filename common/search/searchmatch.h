// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

/// Where the words of a search are in a text. Terms are folded (foldedText()) and not empty. Thread: any.
namespace confab {

/// Whether each term is somewhere in the text, or in one of the names of its files.
bool containsAll(const QStringList& terms, const QString& body, const QStringList& names);

/// Where the terms are in the text: [start, length] in UTF-16 units, by start, at most `most`; where they touch or
/// overlap, they are one. A letter is marked with its accents.
QList<QList<int>> matchedRanges(const QStringList& terms, const QString& body, qsizetype most);

/// Whether the text has the address of a web page.
bool hasLink(const QString& body);

} // namespace confab
