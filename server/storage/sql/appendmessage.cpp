// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/appendmessage.h"

#include "common/core/seededbug.h"
#include "server/storage/sql/logrows.h"
#include "server/storage/sql/mentions.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqlconnection.h"

namespace confab {

namespace {

/// After the message itself was inserted under `seq`, to which it can't reply.
Done checkReply(SqlConnection& db, const NewMessage& message, Seq seq) {
    if (!message.replyTo)
        return {};
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT 1 FROM messages WHERE room_id = ? AND seq = ?"), message.room, *message.replyTo);
    if (!rows)
        return fail(std::move(rows.error()));
    if (*message.replyTo == seq || !rows->next())
        return fail(Error::invalid(QStringLiteral("params.replyTo"),
                                   QStringLiteral("params.replyTo: a message of the room expected")));
    return {};
}

/// Whether it was inserted: a stranger's message is not, nor one that its sender sent before.
Result<bool> insertMessage(SqlConnection& db, const NewMessage& message, Seq seq) {
    const QString marked = QString(message.clientId % u'#' % QString::number(seq)); // never the same twice
    const QString& clientId = seededBug("no-client-id-check") ? marked : message.clientId;
    return db
        .change(QStringLiteral("INSERT INTO messages (room_id, seq, by_user, at, body, client_id, reply_to) "
                               "SELECT room_id, ?, user_id, ?, ?, ?, ? FROM members WHERE room_id = ? AND user_id = ? "
                               "ON CONFLICT (client_id, by_user) DO NOTHING"),
                seq, message.at, message.body, clientId, message.replyTo, message.room, message.by)
        .map([](int rows) { return rows == 1; });
}

/// Why it was not inserted: RoomNotMember, or the event that is there already.
Result<RoomLog::Appended> notInserted(SqlConnection& db, const NewMessage& message) {
    if (const Result<Membership> mine = membership(db, message.room, message.by); !mine)
        return fail(mine.error());
    Result<std::optional<Event>> first = messageSent(db, message.by, message.clientId);
    if (!first)
        return fail(std::move(first.error()));
    if (!*first)
        return fail(ErrorKind::Internal);
    db.takeBack();
    return RoomLog::Appended{std::move(**first), true};
}

} // namespace

Result<RoomLog::Appended> appendMessage(SqlConnection& db, const NewMessage& message) {
    // First the number, with which nobody else can change the room: then membership is what it is when this commits.
    const Result<Seq> seq = takeSeq(db, message.room, true);
    if (!seq)
        return fail(seq.error());
    const Result<bool> inserted = insertMessage(db, message, *seq);
    if (!inserted)
        return fail(inserted.error());
    if (!*inserted)
        return notInserted(db, message);
    Done stored = checkReply(db, message, *seq);
    if (stored)
        stored = insertMentions(db, message.room, *seq, message.by, message.body);
    if (!stored)
        return fail(std::move(stored.error()));
    return RoomLog::Appended{
        {message.room, *seq, message.by, message.at, MessagePosted{message.body, message.clientId, message.replyTo}},
        false};
}

} // namespace confab
