// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/bodyformat.h"

#include "app/client/userdirectory.h"
#include "app/text/markdown.h"

namespace confab::models {

MentionedNames mentionedIn(const Message& message, client::UserDirectory& people, UserId reader) {
    MentionedNames mentioned;
    if (!message.mentions || message.deletedAt)
        return mentioned;
    for (const UserId id : *message.mentions) {
        if (const QString name = people.name(id); !name.isEmpty())
            mentioned.names.append({name, id, id == reader});
    }
    return mentioned;
}

bool isFormatted(const QString& body, const MentionedNames& mentioned) {
    if (!text::mayBeFormatted(body, !mentioned.names.isEmpty()))
        return false;
    const text::Document document = text::parse(body, mentioned.names);
    return !document.isPlain() || document.blocks.front().spans.front().text != body;
}

} // namespace confab::models
