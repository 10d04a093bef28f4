// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/texts.h"

#include "common/protocol/limits.h"
#include "common/protocol/text.h"

#include <QUuid>

namespace confab::imported {

namespace {

/// How many units of `text`, which is normalised, go into one message.
qsizetype unitsThatFit(QStringView text) {
    qsizetype bytes = 0;
    qsizetype units = 0;
    while (units < text.size()) {
        const bool isPair = text[units].isHighSurrogate() && units + 1 < text.size();
        const char16_t unit = text[units].unicode();
        const qsizetype size = isPair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
        if (bytes + size > limits::messageBytes)
            break;
        bytes += size;
        units += isPair ? 2 : 1;
    }
    return units;
}

/// Better between two lines or words.
qsizetype cutBefore(QStringView text, qsizetype fits) {
    const QStringView first = text.first(fits);
    for (const QChar at : {u'\n', u' '}) {
        if (const qsizetype place = first.lastIndexOf(at); place > fits / 2)
            return place + 1;
    }
    return fits;
}

} // namespace

QStringList messagesOf(const QString& text) {
    const QString whole = normalisedText(text);
    QStringList parts;
    QStringView left = whole;
    while (!left.isEmpty()) {
        const qsizetype fits = unitsThatFit(left);
        const qsizetype cut = fits < left.size() ? cutBefore(left, fits) : fits;
        const QString part =
            normalisedText(left.first(cut).toString()); // a part can begin with what no text begins with
        if (!part.trimmed().isEmpty())
            parts.append(part);
        left = left.sliced(cut);
    }
    return parts;
}

QString shortLine(const QString& text, qsizetype most) {
    QString line = normalisedLine(text);
    if (line.size() <= most)
        return line;
    const bool splitsPair = line[most].isLowSurrogate();
    return normalisedLine(line.first(splitsPair ? most - 1 : most));
}

QString derivedId(const QString& name) {
    // Made for this purpose; any fixed one does.
    static const QUuid space(QStringLiteral("5c1a8f0e-6c7b-4f0e-9a55-3f5e0b1d7c21"));
    return QUuid::createUuidV5(space, name.toUtf8()).toString(QUuid::WithoutBraces);
}

} // namespace confab::imported
