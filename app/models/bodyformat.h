// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/text/sourcetext.h"
#include "common/protocol/types.h"

#include <QMetaType>

namespace confab::client {
class UserDirectory;
}

namespace confab::models {

/// The names that a message mentions, as a role of the timeline.
struct MentionedNames {
    Q_GADGET
    Q_PROPERTY(bool callsReader READ callsReader) ///< one of the names, or of the group calls, means the reader
public:
    QList<text::Mention> names;
    bool callsReader() const;
    friend bool operator==(const MentionedNames&, const MentionedNames&) = default;
};

/// The names of the people whom the server found in a message's text; those that are not known yet are asked for.
MentionedNames mentionedIn(const Message& message, client::UserDirectory& people, UserId reader);

/// Whether `body` looks different from its plain text: then the view formats it.
bool isFormatted(const QString& body, const MentionedNames& mentioned);

} // namespace confab::models
