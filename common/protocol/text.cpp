// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/text.h"

#include "common/core/composition.h"
#include "common/protocol/limits.h"
#include "common/protocol/utf8.h"
#include "common/protocol/visibletext.h"

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
        return false; // noncharacters; SQLite would return them as U+FFFD
    return c == u'\n' || c == u'\t' || c.category() != QChar::Other_Control;
}

/// Whether the text is plain ASCII, which is composed and kept as it is: most texts are.
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

/// Likewise, without the byte order marks at the beginning: readers of UTF-8 (Qt's two parsers among them) drop a
/// U+FEFF there.
QString keptText(const QString& text) {
    QString kept = keptCharacters(text);
    qsizetype marks = 0;
    while (marks < kept.size() && kept[marks] == byteOrderMark)
        ++marks;
    kept.remove(0, marks);
    return kept;
}

/// Of a text without lone surrogates.
qsizetype utf8Size(const QString& text) {
    qsizetype bytes = 0;
    for (const QChar c : text) {
        if (c.unicode() < utf8::firstBeyondAscii)
            ++bytes;
        else
            bytes += c.unicode() < 0x800 || c.isSurrogate() ? 2 : utf8::bytesPerUnit;
    }
    return bytes;
}

/// A composed character takes at least a third of the bytes of its parts: three Hangul letters make one syllable.
constexpr qsizetype mostShrinking = 3;

} // namespace

QString normalisedText(const QString& text) {
    return isPlain(text) ? text : composed(keptText(text));
}

std::optional<QString> normalisedText(const QString& text, qsizetype mostBytes) {
    if (isPlain(text))
        return text.size() <= mostBytes ? std::optional(text) : std::nullopt;
    const QString kept = keptText(text);
    if (utf8Size(kept) > mostShrinking * mostBytes)
        return std::nullopt;
    const QString normalised = composed(kept);
    return utf8Size(normalised) <= mostBytes ? std::optional(normalised) : std::nullopt;
}

QString normalisedLine(const QString& text) {
    QString line = keptCharacters(text);
    // Before composition: the characters on both sides of a removed one may compose.
    line.removeIf([](QChar c) { return isBidiControl(c) || c == byteOrderMark; });
    std::replace_if(line.begin(), line.end(), isLineBreakOrTab, u' ');
    return hasVisibleCharacter(line) ? composed(line.trimmed()) : QString();
}

bool isPlainId(const QString& id) {
    return keptCharacters(id) == id && !id.contains(u'\n') && !id.contains(u'\t') && !id.contains(byteOrderMark);
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
