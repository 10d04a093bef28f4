// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/search.h"

#include <QColor>
#include <QList>
#include <QString>

/// What a list of results shows of a message. Pure functions.
namespace confab::models {

/// A run of text that is all a hit, or none.
struct SnippetPiece {
    QString text;
    bool isHit = false;
    friend bool operator==(const SnippetPiece&, const SnippetPiece&) = default;
};

/// The text around the first hit in one line, with "…" where it is cut. `ranges`: [start, length] in UTF-16 units of
/// the body, as the server has them; those outside of the body are left out.
QList<SnippetPiece> searchSnippet(const QString& body, const QList<QList<int>>& ranges);

/// The same of what people read of a message: without the marks of Markdown, and without what spoilers hide. What was
/// found is marked where it is read; a hit in the target of a link, or behind a spoiler, is not.
QList<SnippetPiece> hitSnippet(const SearchHit& hit);

/// As Qt's styled text: hits are bold and in this colour, and what is foreign stands escaped between these tags.
QString snippetMarkup(const QList<SnippetPiece>& snippet, const QColor& hit);
/// Without any marks.
QString snippetText(const QList<SnippetPiece>& snippet);

inline constexpr qsizetype snippetUnits = 280; ///< four lines of a pane
inline constexpr qsizetype contextUnits = 60;  ///< before the first hit: about a line

} // namespace confab::models
