// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/text.h"

#include "common/protocol/limits.h"

#include <algorithm>

namespace confab {

namespace {

constexpr QChar byteOrderMark(0xFEFF);

bool isBidiControl(QChar c) {
    return (c.unicode() >= 0x202A && c.unicode() <= 0x202E) || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
}

bool isLineBreakOrTab(QChar c) {
    return c == u'\n' || c == u'\t' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

bool isKept(QChar c) {
    if (c == QChar(0xFFFE) || c == QChar(0xFFFF))
        return false; // no characters; SQLite would give them back as U+FFFD
    return c == u'\n' || c == u'\t' || c.category() != QChar::Other_Control;
}

/// Whether it is plain ASCII, which keeps all its characters and is composed already: most texts are.
bool isPlain(const QString& text) {
    return std::ranges::all_of(text, [](QChar c) { return (c >= u' ' && c <= u'~') || c == u'\n' || c == u'\t'; });
}

/// The characters that are kept, not yet composed.
QString keptCharacters(const QString& text) {
    QString kept;
    kept.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\r') {
            if (i + 1 == text.size() || text[i + 1] != u'\n')
                kept += u'\n';
        } else if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            kept += c;
            kept += text[++i];
        } else if (!c.isSurrogate() && isKept(c)) {
            kept += c;
        }
    }
    return kept;
}

} // namespace

QString normalisedText(const QString& text) {
    if (isPlain(text))
        return text;
    QString kept = keptCharacters(text);
    // Readers of UTF-8 (Qt's two parsers among them) take a U+FEFF at the beginning for a byte order mark and drop it.
    qsizetype marks = 0;
    while (marks < kept.size() && kept[marks] == byteOrderMark)
        ++marks;
    kept.remove(0, marks);
    return kept.normalized(QString::NormalizationForm_C);
}

QString normalisedLine(const QString& text) {
    QString line = keptCharacters(text);
    // Before it is composed: what stands on both sides of a removed character may belong together.
    line.removeIf([](QChar c) { return isBidiControl(c) || c == byteOrderMark; });
    std::replace_if(line.begin(), line.end(), isLineBreakOrTab, u' ');
    return line.trimmed().normalized(QString::NormalizationForm_C);
}

QString previewOf(const QString& body) {
    QString preview = body.left(limits::previewChars);
    if (!preview.isEmpty() && preview.size() < body.size() && preview.back().isHighSurrogate())
        preview.chop(1);
    return preview;
}

QString foldedEmail(const QString& email) {
    return normalisedLine(email).toCaseFolded();
}

} // namespace confab
