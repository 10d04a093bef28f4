// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/messageline.h"

#include "app/models/fileview.h"
#include "app/models/formatting.h"
#include "app/text/markdown.h"
#include "common/protocol/limits.h"

#include <QCoreApplication>

namespace confab::models {

QString messageLine(const Message& message) {
    if (message.deletedAt)
        return QCoreApplication::translate("MessageLine", "Message deleted");
    if (message.body.isEmpty() && message.files && !message.files->isEmpty())
        return preview(fileWords(*message.files));
    // A preview of the server may end within a character of two units.
    const bool isCut = message.body.size() >= limits::previewChars - 1;
    return preview(text::plainText(message.body, isCut));
}

bool mentions(const Message& message, UserId user) {
    return message.mentions && message.mentions->contains(user);
}

} // namespace confab::models
