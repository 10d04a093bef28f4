// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/mentioncandidates.h"

#include "common/protocol/limits.h"
#include "server/storage/sql/storagelimits.h"

#include <QSet>

#include <algorithm>

namespace confab {

namespace {

/// Whether a name may end before position `at`.
bool endsWord(const QString& text, qsizetype at) {
    if (at == text.size())
        return true;
    const QChar c = text[at];
    if (c.isLowSurrogate())
        return false; // the middle of a character
    if (c.isHighSurrogate() && at + 1 < text.size())
        return !QChar::isLetterOrNumber(QChar::surrogateToUcs4(c, text[at + 1]));
    return !c.isLetterOrNumber();
}

} // namespace

QStringList mentionCandidates(const QString& body) {
    if (!body.contains(u'@'))
        return {};
    const QString text = body.toCaseFolded();
    int looked = 0;
    QStringList candidates;
    QSet<QString> seen;
    for (qsizetype sign = text.indexOf(u'@'); sign >= 0; sign = text.indexOf(u'@', sign + 1)) {
        const qsizetype start = sign + 1;
        const qsizetype most = std::min(text.size(), start + limits::nameChars);
        for (qsizetype end = start + 1; end <= most && text[end - 1] != u'\n'; ++end) {
            if (text[end - 1].isSpace() || !endsWord(text, end))
                continue;
            const QString candidate = text.mid(start, end - start);
            if (candidate.front().isSpace())
                break; // no name begins so
            if (!seen.contains(candidate)) {
                seen.insert(candidate);
                candidates.append(candidate);
            }
            if (++looked == limits::mentionTexts || candidates.size() == limits::mentionCandidates)
                return candidates;
        }
    }
    return candidates;
}

} // namespace confab
