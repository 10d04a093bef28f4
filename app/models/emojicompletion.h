// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/completionprovider.h"
#include "app/models/emojiuses.h"

#include <QCoreApplication>

namespace confab::models {

/// Emoji for ":" and two letters or more (":thu", ":+1"), so that ":)" and ":D" stay what they are.
/// Thread: the window's. Owned by: Completion.
class EmojiCompletion : public CompletionProvider {
    Q_DECLARE_TR_FUNCTIONS(confab::models::EmojiCompletion)
public:
    /// `uses` must outlive this.
    explicit EmojiCompletion(EmojiUses& uses) : m_uses(uses) {}

    QChar trigger() const override { return u':'; }
    QString title() const override { return tr("Emoji"); }
    bool isOfWord(QChar character) const override;
    QList<CompletionOffer> offers(const QString& word, int most) const override;
    void taken(const CompletionOffer& offer) override;

    static constexpr int leastLetters = 2;

private:
    EmojiUses& m_uses;
};

} // namespace confab::models
