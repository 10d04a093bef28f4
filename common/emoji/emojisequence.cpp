// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/emoji/emojisequence.h"

#include "common/emoji/emojisequence_p.h"

namespace confab {

namespace {

constexpr char16_t variation = 0xfe0f;

QStringView sequenceAt(int index) {
    const quint16 start = emojidata::sequenceStarts[index];
    return {emojidata::sequenceUnits + start, emojidata::sequenceStarts[index + 1] - start};
}

qsizetype afterVariations(QStringView text, qsizetype at) {
    while (at < text.size() && text[at] == variation)
        ++at;
    return at;
}

/// Compares without variation selectors: negative, 0 or positive.
int compareBare(QStringView a, QStringView b) {
    qsizetype i = afterVariations(a, 0), j = afterVariations(b, 0);
    while (i < a.size() && j < b.size()) {
        if (a[i] != b[j])
            return a[i] < b[j] ? -1 : 1;
        i = afterVariations(a, i + 1);
        j = afterVariations(b, j + 1);
    }
    return int(i < a.size()) - int(j < b.size());
}

/// Whether `text` is `whole` with none, some or all of its variation selectors left out.
bool leavesOutVariationsOnly(QStringView text, QStringView whole) {
    qsizetype at = 0;
    for (const QChar unit : whole) {
        if (at < text.size() && text[at] == unit)
            ++at;
        else if (unit != variation)
            return false;
    }
    return at == text.size();
}

/// The fully-qualified form; empty when `text` is no emoji.
QStringView find(QStringView text) {
    if (text.isEmpty() || text.size() > emojiBytesMost)
        return {};
    int low = 0, high = emojidata::sequenceCount;
    while (low < high) {
        const int middle = (low + high) / 2;
        const QStringView candidate = sequenceAt(middle);
        const int order = compareBare(text, candidate);
        if (order == 0)
            return leavesOutVariationsOnly(text, candidate) ? candidate : QStringView();
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return {};
}

} // namespace

bool isEmojiSequence(QStringView text) {
    return !find(text).isEmpty();
}

QString normalisedEmoji(QStringView text) {
    return find(text).toString();
}

} // namespace confab
