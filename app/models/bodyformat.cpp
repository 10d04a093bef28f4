// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/bodyformat.h"

#include "app/client/userdirectory.h"
#include "app/text/markdown.h"
#include "common/protocol/groupcalls.h"

#include <algorithm>

namespace confab::models {

namespace {

/// "@room" and "@here", as far as they stand in the text and call anybody.
void addGroupCalls(MentionedNames& mentioned, const Message& message, UserId reader) {
    const GroupCalls calls = groupCallsIn(message.body);
    // Of a long list the rest is not told: whom "@room" calls is known without it.
    const bool called = message.by != reader && (calls.room || message.mentions->contains(reader));
    for (const QString& word : groupCallWords()) {
        if (word == groupCallWords().last() ? calls.room : calls.here)
            mentioned.names.append({word, {}, called});
    }
}

} // namespace

bool MentionedNames::callsReader() const {
    return std::ranges::any_of(names, &text::Mention::reader);
}

MentionedNames mentionedIn(const Message& message, client::UserDirectory& people, UserId reader) {
    MentionedNames mentioned;
    if (!message.mentions || message.deletedAt)
        return mentioned;
    for (const UserId id : *message.mentions) {
        if (const QString name = people.name(id); !name.isEmpty())
            mentioned.names.append({name, id, id == reader});
    }
    addGroupCalls(mentioned, message, reader);
    return mentioned;
}

bool isFormatted(const QString& body, const MentionedNames& mentioned) {
    if (!text::mayBeFormatted(body, !mentioned.names.isEmpty()))
        return false;
    const text::Document document = text::parse(body, mentioned.names);
    return !document.isPlain() || document.blocks.front().spans.front().text != body;
}

} // namespace confab::models
