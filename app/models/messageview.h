// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <QVariant>

/// The parts of a message beside its text, as values for QML and as words. Pure functions.
namespace confab::models {

/// What stands where a message was.
QString deletedText();
/// A message in one line: its text, or what it consists of.
QString oneLine(const Message& message);
/// A list of {emoji, count, mine}; empty for none.
QVariantList reactionValues(const Message& message);
/// "👍 2, 🎉 1"
QString reactionWords(const Message& message);

/// What assistive technology reads of a message: author, text, reactions, edited, then the time.
struct SpokenMessage {
    QString author;
    QString answered; ///< the author of the message that it answers; empty: it answers none
    QString text;
    QString time;
};
QString spokenText(const Message& message, const SpokenMessage& parts);

} // namespace confab::models
