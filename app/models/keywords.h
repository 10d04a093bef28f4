// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

namespace confab::models {

/// Words that call a user as a mention does. Found in any case and as whole words; where a script writes no spaces
/// between words, anywhere. Pure logic.
class Keywords {
public:
    Keywords() = default;
    /// Of a list with commas or line breaks between the words; a word may have spaces.
    static Keywords fromText(const QString& text);

    /// The words with commas between them.
    QString text() const { return m_words.join(QStringLiteral(", ")); }
    bool areIn(const QString& said) const;

    static constexpr int most = 50;        ///< words; more would call for everything
    static constexpr int longestWord = 60; ///< characters

private:
    QStringList m_words;
};

} // namespace confab::models
