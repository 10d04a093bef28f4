// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"

#include <vector>

namespace confab {

class SqlConnection;

/// The rows of an imported room's messages. Where the database is another process, those that nothing else refers to
/// yet go there many to a statement: the way there and back costs more than a row. Inside the caller's transaction.
/// Thread: the connection's. Owned by: RoomWriter.
class ImportedMessages {
public:
    explicit ImportedMessages(SqlConnection& db) : m_db(db) {}

    /// Begins with a room. `source` is its key: what an id is derived from that another message has already.
    void begin(const QString& source);

    /// Inserts a message whose number its room gave. Another room can have one of this author by the same clientId,
    /// when an export of it was imported before: then this one gets an id that follows from both.
    Status insert(const Event& event, MessagePosted& posted);
    /// Likewise, and not before flush() maybe: for one that nobody reads, changes or refers to until then.
    Status insertLater(const Event& event, const MessagePosted& posted);
    Status flush();

private:
    Result<std::vector<Event>> insertTogether();

    SqlConnection& m_db;
    QString m_source;
    std::vector<Event> m_waiting; // MessagePosted, all of them
    qsizetype m_chars = 0;        // of their texts
};

} // namespace confab
