// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/files/filename.h"

#include "common/protocol/text.h"
#include "server/files/limits.h"

#include <algorithm>

namespace confab {

namespace {

/// Far more characters than a name keeps: the rest is not looked at.
constexpr qsizetype charactersLookedAt = 4096;
/// An extension that is worth more than the end of the name before it: ".conversation" and all shorter ones.
constexpr qsizetype mostExtension = 16;

bool isDirectionMark(QChar c) {
    return c == QChar(0x200E) || c == QChar(0x200F) || c == QChar(0x061C);
}

/// The longest beginning of so many bytes of UTF-8.
QString cut(const QString& text, qsizetype bytes) {
    QString beginning = text.left(bytes);
    while (beginning.toUtf8().size() > bytes)
        beginning.chop(1);
    if (!beginning.isEmpty() && beginning.back().isHighSurrogate())
        beginning.chop(1);
    return beginning;
}

QString shortened(const QString& name) {
    if (name.toUtf8().size() <= limits::fileNameBytes)
        return name;
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString extension = dot > 0 && name.size() - dot <= mostExtension ? name.mid(dot) : QString();
    return QString(cut(name.chopped(extension.size()), limits::fileNameBytes - extension.toUtf8().size()) % extension);
}

bool isPlain(char c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '%';
}

} // namespace

QString cleanedFileName(const QString& name) {
    QString line = name.right(charactersLookedAt);
    line.removeIf(isDirectionMark);
    line = normalisedLine(line);
    const qsizetype separator = std::max(line.lastIndexOf(u'/'), line.lastIndexOf(u'\\'));
    line = normalisedLine(line.mid(separator + 1)); // what is left may have nothing that is visible,
    line = normalisedLine(shortened(line));         // and its beginning, too, or end with a space
    const bool isDots = std::ranges::all_of(line, [](QChar c) { return c == u'.' || c == u' '; });
    return isDots ? QStringLiteral("file") : line;
}

QByteArray contentDisposition(const QString& name, bool isInline) {
    QByteArray plain;
    bool isChanged = false;
    for (const QChar c : name) {
        if (c.isLowSurrogate())
            continue; // one mark for each character
        const bool isKept = c == u' ' || (c.unicode() < 0x80 && isPlain(char(c.unicode())));
        plain += isKept ? char(c.unicode()) : '_';
        isChanged = isChanged || !isKept;
    }
    QByteArray value = isInline ? "inline" : "attachment";
    value += "; filename=\"" + plain + '"';
    if (isChanged) // what toPercentEncoding() leaves are attr-chars of RFC 8187, 3.2.1
        value += "; filename*=UTF-8''" + name.toUtf8().toPercentEncoding();
    return value;
}

} // namespace confab
