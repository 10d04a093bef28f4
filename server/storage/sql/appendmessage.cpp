// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/appendmessage.h"

#include "server/storage/sql/logrows.h"
#include "server/storage/sql/mentions.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqlconnection.h"

namespace confab {

namespace {

/// Called after the message was inserted under `seq`; it can't reply to itself.
Status checkReply(SqlConnection& db, const NewMessage& message, Seq seq) {
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

/// SQLite's writer holds the database from BEGIN on, so it may look before it writes: that costs it less than an answer
/// of UPDATE does. RoomNotFound, RoomNotMember.
Result<Seq> nextSeqSingleWriter(SqlConnection& db, const NewMessage& message) {
    std::optional<Seq> last;
    {
        Result<SqlRows> rows =
            db.run(QStringLiteral("SELECT r.last_seq FROM rooms r JOIN members me ON me.room_id = r.id "
                                  "WHERE r.id = ? AND me.user_id = ? AND r.deleted_at IS NULL"),
                   message.room, message.by);
        if (!rows)
            return fail(std::move(rows.error()));
        if (rows->next())
            last = rows->integer(0);
    }
    if (!last)
        return membership(db, message.room, message.by).and_then([](const Membership&) -> Result<Seq> {
            return fail(ErrorKind::Internal); // there is one, then
        });
    return db
        .exec(QStringLiteral("UPDATE rooms SET last_seq = ?, last_message_seq = ? WHERE id = ?"), *last + 1, *last + 1,
              message.room)
        .map([last] { return *last + 1; });
}

/// Whether it was inserted: a non-member's message is not, nor one that its sender sent before. With several writers,
/// membership is checked when the room is locked, not before. SQLite's single writer knows it already, and an INSERT
/// ... SELECT would copy each page that it changes, to undo many rows.
Result<bool> insertMessage(SqlConnection& db, const NewMessage& message, Seq seq) {
    static constexpr const char* text =
        "INSERT INTO messages (seq, at, body, client_id, reply_to, room_id, by_user) %1 "
        "ON CONFLICT (client_id, by_user) DO NOTHING";
    static const QString ofAnyone = QString::fromLatin1(text).arg(QStringLiteral("VALUES (?, ?, ?, ?, ?, ?, ?)"));
    static const QString ofMember = QString::fromLatin1(text).arg(
        QStringLiteral("SELECT ?, ?, ?, ?, ?, room_id, user_id FROM members WHERE room_id = ? AND user_id = ?"));
    return db
        .change(db.dialect().isServer() ? ofMember : ofAnyone, seq, message.at, message.body, message.clientId,
                message.replyTo, message.room, message.by)
        .map([](int rows) { return rows == 1; });
}

/// Whether the message with the same clientId is this one. The text of an edited or deleted message is not compared.
bool isSame(const NewMessage& message, const SentMessage& first) {
    const auto& posted = std::get<MessagePosted>(first.event.data);
    return first.event.room == message.room && posted.replyTo == message.replyTo &&
           (first.changed || posted.body == message.body);
}

/// Why it was not inserted: the caller is no member, the event exists already, or the clientId is another message's.
Result<RoomLog::Appended> notInserted(SqlConnection& db, const NewMessage& message) {
    if (const Result<Membership> mine = membership(db, message.room, message.by); !mine)
        return fail(mine.error());
    Result<std::optional<SentMessage>> first = messageSent(db, message.by, message.clientId);
    if (!first)
        return fail(std::move(first.error()));
    if (!*first)
        return fail(ErrorKind::Internal);
    if (!isSame(message, **first))
        return fail(Error::invalid(QStringLiteral("params.clientId"),
                                   QStringLiteral("params.clientId: it belongs to another message of yours")));
    db.discardWrites();
    return RoomLog::Appended{std::move((*first)->event), true};
}

} // namespace

Result<RoomLog::Appended> appendMessage(SqlConnection& db, const NewMessage& message) {
    // Take the number first, which locks the room: membership then stays the same until the commit.
    const Result<Seq> seq =
        db.dialect().isServer() ? takeSeq(db, message.room, true) : nextSeqSingleWriter(db, message);
    if (!seq)
        return fail(seq.error());
    const Result<bool> inserted = insertMessage(db, message, *seq);
    if (!inserted)
        return fail(inserted.error());
    if (!*inserted)
        return notInserted(db, message);
    if (Status checked = checkReply(db, message, *seq); !checked)
        return fail(std::move(checked.error()));
    Result<QList<UserId>> mentioned = insertMentions(db, message.room, *seq, message.by, message.body);
    if (!mentioned)
        return fail(std::move(mentioned.error()));
    MessagePosted posted{message.body, message.clientId, message.replyTo, listedMentions(std::move(*mentioned))};
    return RoomLog::Appended{{message.room, *seq, message.by, message.at, std::move(posted)}, false};
}

} // namespace confab
