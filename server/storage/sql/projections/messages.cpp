// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/appendstrategy.h"
#include "server/storage/sql/logrows.h"
#include "server/storage/sql/projections/files.h"
#include "server/storage/sql/projections/mentions.h"
#include "server/storage/sql/projections/projections.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/writability.h"

namespace confab {

namespace {

/// Called after the message was inserted; it can't reply to itself. The first message of the chain that it continues.
Result<Seq> findThread(SqlConnection& db, const Event& event, Seq replyTo) {
    const auto refused = [](const char* why) {
        return fail(
            Error::invalid(QStringLiteral("params.replyTo"), QString(u"params.replyTo: " % QLatin1String(why))));
    };
    Result<SqlRows> rows = db.run(
        QStringLiteral("SELECT thread, deleted_at FROM messages WHERE room_id = ? AND seq = ?"), event.room, replyTo);
    if (!rows)
        return fail(std::move(rows.error()));
    if (replyTo == event.seq || !rows->next())
        return refused("a message of the room expected");
    if (!rows->isNull(1))
        return refused("the message was deleted");
    return rows->isNull(0) ? replyTo : rows->integer(0);
}

/// Whether the message with the same clientId is this one. The text of an edited or deleted message is not compared.
bool isSame(const Event& event, const MessagePosted& again, const SentMessage& first) {
    const auto& posted = std::get<MessagePosted>(first.event.data);
    return first.event.room == event.room && posted.replyTo == again.replyTo &&
           (first.changed || posted.body == again.body);
}

QString messageInsertFrom(const char* source) {
    return QStringLiteral("INSERT INTO messages (seq, body, client_id, reply_to, at, room_id, by_user) %1 "
                          "ON CONFLICT (client_id, by_user) DO NOTHING")
        .arg(QLatin1String(source));
}

} // namespace

const QString& messageInsertByAnyone() {
    static const QString text = messageInsertFrom("VALUES (?, ?, ?, ?, ?, ?, ?)");
    return text;
}

const QString& messageInsertByMember() {
    static const QString text = messageInsertFrom(
        "SELECT ?, ?, ?, ?, n.at, room_id, user_id FROM (SELECT CAST(? AS BIGINT) AS at) AS n, members "
        "WHERE room_id = ? AND user_id = ? AND silent_until <= n.at");
    return text;
}

Result<bool> insertMessage(SqlConnection& db, const Event& event, const MessagePosted& posted) {
    return db
        .change(db.dialect().appending().messageInsert(), event.seq, posted.body, posted.clientId, posted.replyTo,
                event.at, event.room, event.by)
        .map([](int rows) { return rows == 1; });
}

Result<RoomLog::Appended> messageNotInserted(SqlConnection& db, const Event& event, const MessagePosted& posted) {
    const Result<Membership> mine = membership(db, event.room, event.by);
    if (!mine)
        return fail(mine.error());
    Result<std::optional<SentMessage>> first = messageSent(db, event.by, posted.clientId);
    if (!first)
        return fail(std::move(first.error()));
    if (!*first)
        return fail(isSilenced(*mine, event.at) ? whySilenced(*mine) : Error(ErrorKind::Internal));
    if (!isSame(event, posted, **first))
        return fail(Error::invalid(QStringLiteral("params.clientId"),
                                   QStringLiteral("params.clientId: it belongs to another message of yours")));
    db.discardWrites();
    return RoomLog::Appended{std::move((*first)->event), true};
}

Result<RoomLog::Appended> sentBefore(SqlConnection& db, const NewEvent& fresh, Error refusal) {
    const auto* posted = std::get_if<MessagePosted>(&fresh.data);
    const bool isForNow = refusal.kind == ErrorKind::RoomMuted || refusal.kind == ErrorKind::UserBlocked ||
                          refusal.kind == ErrorKind::RateLimited;
    if (!posted || !isForNow)
        return fail(std::move(refusal));
    Result<std::optional<SentMessage>> first = messageSent(db, fresh.by, posted->clientId);
    if (!first)
        return fail(std::move(first.error()));
    if (!*first || !isSame({fresh.room, 0, fresh.by, fresh.at, fresh.data}, *posted, **first))
        return fail(std::move(refusal));
    db.discardWrites();
    return RoomLog::Appended{std::move((*first)->event), true};
}

Status addToThread(SqlConnection& db, const Event& event, MessagePosted& posted) {
    const Result<Seq> thread = findThread(db, event, *posted.replyTo);
    if (!thread)
        return fail(thread.error());
    posted.thread = *thread;
    return db
        .exec(QStringLiteral("UPDATE messages SET thread = ? WHERE room_id = ? AND seq = ?"), *thread, event.room,
              event.seq)
        .and_then([&] {
            return db.exec(QStringLiteral("INSERT INTO threads (room_id, seq, replies) VALUES (?, ?, 1) "
                                          "ON CONFLICT (room_id, seq) DO UPDATE SET replies = threads.replies + 1"),
                           event.room, *thread);
        });
}

Status project(SqlConnection& db, const Event& event, MessagePosted& posted, const QList<UserId>& present) {
    if (Status added = posted.replyTo ? addToThread(db, event, posted) : Status(); !added)
        return added;
    if (Status carried = carryFiles(db, event.room, event.seq, event.by, posted); !carried)
        return carried;
    const QList<UserId> meant = posted.mentions.value_or(QList<UserId>());
    return insertMentions(db, {event.room, event.seq, event.by, posted.body, present, meant})
        .map([&posted](QList<UserId> mentioned) { posted.mentions = listedMentions(std::move(mentioned)); });
}

} // namespace confab
