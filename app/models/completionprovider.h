// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace confab::models {

/// One offer of a Completion.
struct CompletionOffer {
    QString symbol; ///< an emoji, shown before the label; empty: a picture of `initials`
    QString initials;
    double colorId = 0; ///< of the picture
    QString label;
    QString detail; ///< shown behind it; may be empty
    QString text;   ///< what is written in place of the trigger and the word
};

/// What a sign at the beginning of a word offers: emoji for ':', people for '@'.
/// Thread: the window's. Owned by: Completion.
class CompletionProvider {
public:
    virtual ~CompletionProvider() = default;

    virtual QChar trigger() const = 0;
    /// What is offered: "Emoji", for assistive technology.
    virtual QString title() const = 0;
    /// Whether a word may have this character.
    virtual bool isOfWord(QChar character) const = 0;
    /// At most `most` offers for the letters behind the trigger, best first; none while they are too few. Part of a key
    /// press: a few milliseconds at most.
    virtual QList<CompletionOffer> offers(const QString& word, int most) const = 0;
    /// The offer was taken.
    virtual void taken(const CompletionOffer&) {}
};

} // namespace confab::models
