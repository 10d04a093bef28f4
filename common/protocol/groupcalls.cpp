// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/groupcalls.h"

namespace confab {

namespace {

/// Whether a letter or a digit begins at `at`, or ends before it.
bool hasWordAt(const QString& text, qsizetype at) {
    if (at < 0 || at >= text.size())
        return false;
    const QChar c = text[at];
    if (c.isHighSurrogate() && at + 1 < text.size())
        return QChar::isLetterOrNumber(QChar::surrogateToUcs4(c, text[at + 1]));
    if (c.isLowSurrogate() && at > 0)
        return QChar::isLetterOrNumber(QChar::surrogateToUcs4(text[at - 1], c));
    return c.isLetterOrNumber();
}

bool hasWord(const QString& text, qsizetype at, const QString& word) {
    return QStringView(text).sliced(at).startsWith(word, Qt::CaseInsensitive) && !hasWordAt(text, at + word.size());
}

} // namespace

const QStringList& groupCallWords() {
    static const QStringList words{QStringLiteral("here"), QStringLiteral("room")};
    return words;
}

GroupCalls groupCallsIn(const QString& text) {
    GroupCalls calls;
    for (qsizetype sign = text.indexOf(u'@'); sign >= 0; sign = text.indexOf(u'@', sign + 1)) {
        if (hasWordAt(text, sign - 1))
            continue;
        calls.here = calls.here || hasWord(text, sign + 1, groupCallWords()[0]);
        calls.room = calls.room || hasWord(text, sign + 1, groupCallWords()[1]);
    }
    return calls;
}

} // namespace confab
