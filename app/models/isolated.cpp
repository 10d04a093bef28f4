// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/isolated.h"

#include <algorithm>

namespace confab::models {

namespace {

bool isControl(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool turns(char32_t c) {
    const QChar::Direction direction = QChar::direction(c);
    return direction == QChar::DirR || direction == QChar::DirAL || isControl(c);
}

} // namespace

QString isolated(const QString& text) {
    const QList<uint> characters = text.toUcs4();
    if (std::none_of(characters.begin(), characters.end(), turns))
        return text;
    QString kept = text;
    kept.removeIf([](QChar c) { return isControl(c.unicode()); });
    return QString(QChar(0x2068) % kept % QChar(0x2069));
}

} // namespace confab::models
