// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <QVariant>

namespace confab::client {
class Timeline;
class UserDirectory;
} // namespace confab::client

/// The parts of a message beside its text, as values for QML and as words. Pure functions.
namespace confab::models {

/// What stands where a message was.
QString deletedText();
/// What stands for a message of somebody whom the user blocks.
QString veiledText();
/// A message in one line: its text, or what it consists of.
QString oneLine(const Message& message);
/// The id of the small picture of its first picture, for PictureStore; empty: it has none.
QString smallPicture(const Message& message);
/// A list of {emoji, count, mine}; empty for none.
QVariantList reactionValues(const Message& message);
/// "👍 2, 🎉 1"
QString reactionWords(const Message& message);

/// The line under a message with answers, as a value for QML: {count, last, people}. `last` is the time of the last
/// answer, empty when it is unknown; `people` are the last threadPeople who answered, the last one at the end, as
/// {by, initials}. Invalid for a message without answers. `atEnd`: the rows reach to the end of the log, so that all
/// answers to a row are among them. Linear in the number of rows after the message.
QVariant threadSummary(const client::Timeline& rows, const Message& first, bool atEnd, client::UserDirectory& people);

constexpr int threadPeople = 3; // ui.md

/// What assistive technology reads of a message: author, text, reactions, edited, then the time.
struct SpokenMessage {
    QString author;
    QString answered; ///< the author of the message that it answers; empty: it answers none
    QString text;
    QString time;
};
QString spokenText(const Message& message, const SpokenMessage& parts);

} // namespace confab::models
