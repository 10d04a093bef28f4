// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/search/searchedmessages.h"

#include "server/storage/sql/messagecolumns.h"
#include "server/storage/sql/messagerows.h"
#include "server/storage/sql/projections/files.h"

#include <algorithm>

namespace confab {

namespace {

QString selectMessages(const QString& where) {
    return QString(u"SELECT " % selectList(messageColumns) % u" FROM messages WHERE room_id = ? AND " % where);
}

Result<QList<Message>> readAll(Result<SqlRows> rows, RoomId room) {
    if (!rows)
        return fail(std::move(rows.error()));
    QList<Message> messages;
    while (rows->next())
        messages.append(readMessage(*rows, room));
    return messages;
}

/// Adds the files out of these rows.
Status readFiles(Result<SqlRows> rows, QList<Message>& messages) {
    if (!rows)
        return fail(std::move(rows.error()));
    while (rows->next()) {
        const auto message = std::ranges::find(messages, rows->integer(0), &Message::seq);
        if (message != messages.end())
            addFile(*message, *rows);
    }
    return {};
}

/// Of messages that follow each other in the log, one way or the other.
Result<QList<Message>> withFiles(SqlConnection& db, RoomId room, Result<QList<Message>> messages) {
    if (!messages || messages->isEmpty())
        return messages;
    const auto [first, last] = std::minmax(messages->first().seq, messages->last().seq);
    return readFiles(db.run(filesBetween(), room, first, last), *messages).map([&] { return std::move(*messages); });
}

} // namespace

Result<QList<Message>> messagesAbove(SqlConnection& db, RoomId room, Seq after, int limit) {
    static const QString sql = selectMessages(QStringLiteral("seq > ? ORDER BY seq LIMIT ?"));
    return withFiles(db, room, readAll(db.run(sql, room, after, limit), room));
}

Result<QList<Message>> messagesBelow(SqlConnection& db, RoomId room, Seq below, Seq above, int limit) {
    static const QString sql = selectMessages(QStringLiteral("seq < ? AND seq > ? ORDER BY seq DESC LIMIT ?"));
    return withFiles(db, room, readAll(db.run(sql, room, below, above, limit), room));
}

Result<QList<Message>> messagesOf(SqlConnection& db, RoomId room, const QList<Seq>& seqs) {
    const QVariant list = db.dialect().list(seqs);
    const QString among = db.dialect().among(QStringLiteral("seq"));
    Result<QList<Message>> messages =
        readAll(db.runWith(selectMessages(among) + QStringLiteral(" ORDER BY seq DESC"), {toSql(room), list}), room);
    if (!messages || messages->isEmpty())
        return messages;
    return readFiles(db.runWith(filesWhere(among), {toSql(room), list}), *messages).map([&] {
        return std::move(*messages);
    });
}

Result<std::optional<UtcTime>> sentBefore(SqlConnection& db, RoomId room, Seq below) {
    Result<SqlRows> rows = db.run(
        QStringLiteral("SELECT at FROM messages WHERE room_id = ? AND seq < ? ORDER BY seq DESC LIMIT 1"), room, below);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(rows->time(0)) : std::nullopt;
}

Result<Seq> firstSeqFrom(SqlConnection& db, RoomId room, UtcTime time, Seq last) {
    Seq earlier = 0;      // what is up to here was sent before
    Seq later = last + 1; // what is from here on was not
    while (later - earlier > 1) {
        const Seq middle = earlier + (later - earlier) / 2;
        Result<SqlRows> rows =
            db.run(QStringLiteral("SELECT seq, at FROM messages WHERE room_id = ? AND seq >= ? ORDER BY seq LIMIT 1"),
                   room, middle);
        if (!rows)
            return fail(std::move(rows.error()));
        if (rows->next() && rows->time(1) < time)
            earlier = std::min(rows->integer(0), later - 1);
        else
            later = middle;
    }
    return later;
}

} // namespace confab
