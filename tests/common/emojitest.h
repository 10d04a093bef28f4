// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFile>
#include <QRegularExpression>
#include <QString>

namespace confab::test {

/// A line of Unicode's emoji-test.txt.
struct ListedEmoji {
    QString sequence;
    QString status; ///< "fully-qualified", "minimally-qualified", "unqualified", "component"
    QString name;
};

/// All of them in the order of the file; none when it can't be read.
inline QList<ListedEmoji> listedEmoji() {
    static const QRegularExpression line(QStringLiteral("^([0-9A-F ]+?) +; (\\S+) +# \\S+ E[0-9.]+ (.+)$"));
    QFile file(QStringLiteral(CONFAB_EMOJI_TEST));
    QList<ListedEmoji> found;
    if (!file.open(QIODevice::ReadOnly))
        return found;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString& text : lines) {
        const QRegularExpressionMatch match = line.match(text);
        if (!match.hasMatch())
            continue;
        QString sequence;
        const QStringList codes = match.captured(1).split(u' ');
        for (const QString& code : codes) {
            const char32_t point = code.toUInt(nullptr, 16);
            sequence += QString::fromUcs4(&point, 1);
        }
        found.append({sequence, match.captured(2), match.captured(3)});
    }
    return found;
}

} // namespace confab::test
