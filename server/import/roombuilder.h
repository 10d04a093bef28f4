// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/import/importsource.h"

#include <QHash>

namespace confab::imported {

/// A message of another program, in Confab's Markdown.
struct Post {
    QString key; ///< in its room, the same in each run
    UserId by;
    UtcTime at;
    QString text;
    QString replyTo; ///< the key of an earlier one; empty: none
    QList<UserId> mentions;
    QList<File> files;
    std::optional<UtcTime> editedAt;
    struct Reaction {
        QString emoji; ///< empty: one that Unicode does not have
        UserId by;
    };
    QList<Reaction> reactions;
};

/// Makes the log of a room: gives each event its number.
/// Thread: any, one at a time. Owned by: the function that reads the room.
class RoomBuilder {
public:
    /// All of these outlive it.
    RoomBuilder(const Room& room, const Sink& sink, Notes& notes) : m_room(room), m_sink(sink), m_notes(notes) {}

    /// The room, and its members in their order, of whom `nameOf` tells the names.
    Status begin(UserId creator, const std::function<QString(UserId)>& nameOf);
    /// A text that is too long, or has too many files, becomes several messages.
    Status add(const Post& post);

private:
    Status give(UserId by, UtcTime at, EventData data);
    Status addReactions(const Post& post, Seq target);

    const Room& m_room;
    const Sink& m_sink;
    Notes& m_notes;
    Seq m_last = 0;
    QHash<QString, Seq> m_numbers; // of posts
};

} // namespace confab::imported
