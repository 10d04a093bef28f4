// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

/// How well a few letters fit a name. Pure functions.
namespace confab::models {

/// From the best to the worst.
enum class Fit {
    Begins,       ///< the name begins with them
    WordBegins,   ///< a word of it does: "plan" in "Garden plans"
    FirstLetters, ///< they are the first letters of words: "gp"
    Contains,
    InOrder, ///< it has them somewhere in this order: "gdn"
    None,
};

/// Both are folded (common/search/foldedtext.h). No letters fit every name best.
Fit fitOf(const QString& foldedName, const QString& foldedLetters);

} // namespace confab::models
