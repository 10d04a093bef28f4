// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/terminaltext.h"

namespace confab::console {

namespace {

bool isHostile(QChar c) {
    const char16_t code = c.unicode();
    const bool control = (code < 0x20 && code != u'\n' && code != u'\t') || (code >= 0x7f && code <= 0x9f);
    const bool reorders = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    const bool breaksLines = code == 0x2028 || code == 0x2029;
    return control || reorders || breaksLines;
}

} // namespace

QString safeText(const QString& text) {
    QString safe = text;
    for (QChar& c : safe) {
        if (isHostile(c))
            c = QChar::ReplacementCharacter;
    }
    return safe;
}

QString safeLine(const QString& text) {
    QString safe = safeText(text);
    safe.replace(u'\n', u' ').replace(u'\t', u' ');
    return safe;
}

QString safeJson(const QByteArray& json) {
    const QString text = QString::fromUtf8(json);
    QString safe;
    safe.reserve(text.size());
    for (const QChar c : text) {
        if (isHostile(c))
            safe += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            safe += c;
    }
    return safe;
}

} // namespace confab::console
