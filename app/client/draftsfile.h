// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/time.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <utility>

namespace confab::client {

/// What is written and not sent in one place: the text of a new message, which may answer another, and the new text of
/// a message that is being edited.
struct Draft {
    QString text;
    Seq replyTo = 0;                ///< 0: it answers none
    Seq editing = 0;                ///< 0: no message is edited
    QString edit;                   ///< the text of that message
    UtcTime at = {};                ///< of its last change, by the local clock, or the server's
    bool isSynced = false;          ///< the server has it so; an empty one is kept until then
    QByteArray base = {};           ///< digestOf() what the server had last, as far as this device knows; empty: none
    QList<QByteArray> offered = {}; ///< digests of what was sent to it since then, whose answers are still to come

    bool isEmpty() const { return text.isEmpty() && replyTo == 0 && editing == 0; }
    friend bool operator==(const Draft&, const Draft&) = default;
};

/// A room, and the first message of a thread in it; 0: the room itself.
using DraftPlace = std::pair<RoomId, Seq>;
using DraftTable = QHash<DraftPlace, Draft>;

/// Whom an "@name" in what is written means; several people may have the name.
struct DraftMention {
    UserId user;
    QString name;
    friend bool operator==(const DraftMention&, const DraftMention&) = default;
};
using DraftMentions = QHash<RoomId, QList<DraftMention>>;

/// What is written and not sent, in all places.
struct StoredTexts {
    DraftTable drafts;
    DraftMentions mentions; ///< by the room of the texts
};

/// The file that stores one account's drafts between two runs.
/// Thread: any one. Owned by: Drafts.
class DraftsFile {
public:
    /// `accountKey` (Account::key()) becomes part of the file's name, as a digest.
    DraftsFile(const QString& folder, const QString& accountKey);

    QString path() const { return m_path; }
    /// Empty when there is no file. Unavailable when it can't be read; it was then renamed to *.unreadable.
    Result<StoredTexts> load() const;
    /// Replaces the file at once; removes it when there are no drafts. It survives the end of the program by any way,
    /// and does not wait for the disk, since it is called while somebody types. Unavailable: the former file is as it
    /// was.
    Status save(const StoredTexts& texts) const;

private:
    QString m_path;
};

} // namespace confab::client
