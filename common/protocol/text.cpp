// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/text.h"

namespace confab {

namespace {

bool isBidiControl(QChar c) {
    return (c.unicode() >= 0x202A && c.unicode() <= 0x202E) || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
}

bool isKept(QChar c) {
    return c == u'\n' || c == u'\t' || c.category() != QChar::Other_Control;
}

} // namespace

QString normalisedText(const QString& text) {
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
    return kept.normalized(QString::NormalizationForm_C);
}

QString normalisedLine(const QString& text) {
    QString line = normalisedText(text);
    line.removeIf(isBidiControl);
    line.replace(u'\n', u' ');
    line.replace(u'\t', u' ');
    return line.trimmed();
}

QString foldedEmail(const QString& email) {
    return normalisedLine(email).toCaseFolded();
}

} // namespace confab
