// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/import/importedfiles.h"
#include "server/storage/sql/import/importedmessages.h"
#include "server/storage/sql/import/importedpeople.h"

#include <QHash>

#include <vector>

namespace confab {

/// Writes the log of one imported room, inside the caller's transaction: begin(), each event, end().
/// Thread: the connection's. Owned by: ImportWriter.
class RoomWriter {
public:
    /// All of these outlive it.
    RoomWriter(SqlConnection& db, const ImportedPeople& people, ImportedFiles& files, ImportReport& report)
        : m_db(db), m_people(people), m_files(files), m_messages(db), m_report(report) {}

    /// Finds the room or makes it. False: it is there, with all that it can have.
    Result<bool> begin(const imported::Room& room);
    Status add(const imported::Event& event);
    Status end();

private:
    Result<std::optional<RoomId>> findRoom(const imported::Room& room);
    Result<RoomId> insertRoom(const imported::Room& room);
    Status resume(RoomId room);

    /// Where an event of the source is now; 0: nowhere, it was left out.
    struct Place {
        Seq seq = 0;
        bool isNew = false;
    };

    Status addEvent(Event event);
    Status addMessage(const imported::Event& event);
    Result<bool> isKnown(const Event& event, const QString& clientId);
    Status finishMessage(Event& event, MessagePosted& posted, const imported::Event& given);
    Status addJoined(Event event, UserId user);
    Status addChange(Event event, Seq target);
    Result<bool> isThere(const Event& event) const;
    Place placeOf(Seq given) const;
    Seq numberOf(Seq given) const;
    Status addMentions();
    Status addMembers();
    Status addDeletions();

    SqlConnection& m_db;
    const ImportedPeople& m_people;
    ImportedFiles& m_files;
    ImportedMessages m_messages;
    ImportReport& m_report;
    imported::Room m_room;
    RoomId m_id;
    bool m_isNew = false;
    Seq m_last = 0;
    Seq m_lastMessage = 0;
    std::vector<Place> m_places; // by the source's number
    QHash<UserId, Seq> m_joined; // by account: its last event of joining
    std::vector<std::pair<Seq, QList<UserId>>> m_mentions;
    QHash<Seq, UtcTime> m_deletions; // of messages without an event that says it
};

} // namespace confab
