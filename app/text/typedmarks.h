// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFlags>
#include <QList>
#include <QString>

/// How a text looks while it is typed: a quick look at one line, which agrees with parse() in what people write, and
/// costs a key at most the length of its line. Pure functions, any thread.
namespace confab::text {

enum class Typed : quint16 {
    Mark = 1, ///< a character of Markdown that will not be shown
    Bold = 2,
    Italic = 4,
    Strike = 8,
    Code = 16,
    Quote = 32,
    Link = 64,
    Spoiler = 128,
};
Q_DECLARE_FLAGS(TypedLook, Typed)
Q_DECLARE_OPERATORS_FOR_FLAGS(TypedLook)

/// A line, and what it leaves for the next.
struct TypedLine {
    QList<TypedLook> looks; ///< one for each UTF-16 unit
    int fence = 0;          ///< not 0: the next line stands in a block of code, that ends with the same
};

/// `fence`: what the line above left.
TypedLine typedLine(QStringView line, int fence);

} // namespace confab::text
