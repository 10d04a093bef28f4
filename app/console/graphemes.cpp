// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/graphemes.h"

#include <QList>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <utf8proc.h>

namespace confab::console {

namespace {

// The longest piece that is examined. The longest emoji sequences have some 30 units; a longer character is cut
// somewhere inside.
constexpr qsizetype mostUnits = 4096;

bool isInside(QStringView text, qsizetype at) {
    return at > 0 && at < text.size() && text[at].isLowSurrogate() && text[at - 1].isHighSurrogate();
}

/// A place at or before `at`, but not much more than `units` before it, where a character certainly begins: whether the
/// text can be cut elsewhere depends on the text before (flags are pairs).
qsizetype safeStart(QStringView text, qsizetype at, qsizetype units) {
    const qsizetype wanted = std::max<qsizetype>(0, at - units);
    const qsizetype least = std::max<qsizetype>(0, at - mostUnits);
    qsizetype start = wanted;
    while (start > least && (text[start].unicode() < 0x20 || text[start].unicode() > 0x7e))
        --start;
    return isInside(text, start) ? start - 1 : start;
}

QStringView pieceFrom(QStringView text, qsizetype from, qsizetype units) {
    qsizetype size = std::min({units, mostUnits, text.size() - from});
    if (isInside(text, from + size))
        ++size;
    return text.sliced(from, size);
}

QTextBoundaryFinder charactersOf(QStringView piece) {
    return QTextBoundaryFinder(QTextBoundaryFinder::Grapheme, piece.data(), piece.size());
}

int columnsOfCharacter(QStringView character) {
    int count = 0;
    for (const char32_t c : character.toUcs4()) {
        if (c == 0xfe0f && count > 0) // the character before it is shown as an emoji
            return 2;
        count += std::max(0, utf8proc_charwidth(utf8proc_int32_t(c)));
    }
    return std::min(count, 2);
}

// More units than the characters in this many columns have, except in pathological text.
qsizetype unitsFor(int width) {
    return 8 * qsizetype(std::max(width, 0)) + 64;
}

} // namespace

qsizetype characterBefore(const QString& text, qsizetype end) {
    if (end <= 0)
        return 0;
    const qsizetype start = safeStart(text, end - 1, 0);
    const QStringView piece = QStringView(text).sliced(start, end - start);
    QTextBoundaryFinder finder = charactersOf(piece);
    finder.toEnd();
    return start + std::max<qsizetype>(0, finder.toPreviousBoundary());
}

qsizetype characterAfter(const QString& text, qsizetype from) {
    if (from >= text.size())
        return text.size();
    const QStringView piece = pieceFrom(text, from, mostUnits);
    QTextBoundaryFinder finder = charactersOf(piece);
    const qsizetype next = finder.toNextBoundary();
    return next > 0 ? from + next : from + piece.size();
}

int columns(QStringView text) {
    QTextBoundaryFinder finder = charactersOf(text);
    int count = 0;
    for (qsizetype from = 0, to = finder.toNextBoundary(); to > 0; from = to, to = finder.toNextBoundary())
        count += columnsOfCharacter(text.sliced(from, to - from));
    return count;
}

qsizetype fittingBefore(const QString& text, qsizetype end, int width) {
    if (end <= 0)
        return end;
    const qsizetype start = safeStart(text, end - 1, unitsFor(width));
    const QStringView piece = QStringView(text).sliced(start, end - start);
    QTextBoundaryFinder finder = charactersOf(piece);
    finder.toEnd();
    qsizetype from = piece.size();
    for (qsizetype before = finder.toPreviousBoundary(); before >= 0; before = finder.toPreviousBoundary()) {
        width -= columnsOfCharacter(piece.sliced(before, from - before));
        if (width < 0)
            break;
        from = before;
    }
    return start + from;
}

qsizetype fittingAfter(const QString& text, qsizetype from, int width) {
    if (from >= text.size())
        return text.size();
    const QStringView piece = pieceFrom(text, from, unitsFor(width));
    QTextBoundaryFinder finder = charactersOf(piece);
    qsizetype end = 0;
    for (qsizetype next = finder.toNextBoundary(); next > 0; next = finder.toNextBoundary()) {
        width -= columnsOfCharacter(piece.sliced(end, next - end));
        if (width < 0)
            break;
        end = next;
    }
    return from + end;
}

} // namespace confab::console
