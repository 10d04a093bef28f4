// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/fuzzymatch.h"

namespace confab::models {

namespace {

bool isWordStart(const QString& name, qsizetype at) {
    return at == 0 || (name[at].isLetterOrNumber() && !name[at - 1].isLetterOrNumber());
}

bool areFirstLetters(const QString& name, const QString& letters) {
    qsizetype fitting = 0;
    for (qsizetype at = 0; at < name.size() && fitting < letters.size(); ++at)
        fitting += isWordStart(name, at) && name[at] == letters[fitting] ? 1 : 0;
    return fitting == letters.size();
}

bool hasInOrder(const QString& name, const QString& letters) {
    qsizetype at = 0;
    for (const QChar letter : letters) {
        at = name.indexOf(letter, at) + 1;
        if (at == 0)
            return false;
    }
    return true;
}

} // namespace

Fit fitOf(const QString& name, const QString& letters) {
    if (name.startsWith(letters))
        return Fit::Begins;
    qsizetype at = name.indexOf(letters);
    const bool isContained = at >= 0;
    for (; at >= 0; at = name.indexOf(letters, at + 1)) {
        if (isWordStart(name, at))
            return Fit::WordBegins;
    }
    if (areFirstLetters(name, letters))
        return Fit::FirstLetters;
    if (isContained)
        return Fit::Contains;
    return hasInOrder(name, letters) ? Fit::InOrder : Fit::None;
}

} // namespace confab::models
