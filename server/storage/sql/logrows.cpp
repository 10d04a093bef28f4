// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/logrows.h"

#include "common/protocol/codec.h"
#include "server/storage/sql/fillpage.h"
#include "server/storage/sql/messagecolumns.h"
#include "server/storage/sql/messagerows.h"
#include "server/storage/sql/projections/files.h"
#include "server/storage/sql/projections/mentions.h"
#include "server/storage/sql/sqlusers.h"

#include <algorithm>
#include <set>

namespace confab {

namespace {

/// An event as its row has it: a row of `events`, or of `messages`.
struct LogRow {
    Seq seq = 0;
    UserId by;
    UtcTime at;
    QString type;
    QString data;                    ///< JSON; of a message its body
    std::optional<QString> clientId; ///< only a message has one
    std::optional<Seq> replyTo;
    std::optional<Seq> thread;
    std::optional<UtcTime> editedAt;
    std::optional<UtcTime> deletedAt;
};
template <class M>
struct LogColumn : Column<LogRow, M> {
    std::string_view inMessages; ///< like `sql`, which is for `events`
};
template <class M>
constexpr LogColumn<M> logColumn(std::string_view inEvents, std::string_view inMessages, M LogRow::*member) {
    return {{inEvents, member}, inMessages};
}
constexpr auto logColumns = std::tuple{logColumn("seq", "seq", &LogRow::seq),
                                       logColumn("by_user", "by_user", &LogRow::by),
                                       logColumn("at", "at", &LogRow::at),
                                       logColumn("type", "'message'", &LogRow::type),
                                       logColumn("data", "body", &LogRow::data),
                                       logColumn("NULL", "client_id", &LogRow::clientId),
                                       logColumn("CAST(NULL AS BIGINT)", "reply_to", &LogRow::replyTo),
                                       logColumn("CAST(NULL AS BIGINT)", "thread", &LogRow::thread),
                                       logColumn("CAST(NULL AS BIGINT)", "edited_at", &LogRow::editedAt),
                                       logColumn("CAST(NULL AS BIGINT)", "deleted_at", &LogRow::deletedAt)};

/// A message in its present form, as an event.
MessagePosted postedOf(MessageContent content, QString clientId, std::optional<UtcTime> editedAt,
                       std::optional<UtcTime> deletedAt) {
    MessagePosted posted{std::move(content), std::move(clientId), editedAt, deletedAt};
    if (deletedAt)
        posted.deleted = true;
    return posted;
}

/// A message comes in its present form: what changed it are events of their own, which change it no more when they are
/// replayed (eventeffect.h).
Result<Event> readEvent(const SqlRows& rows, RoomId room) {
    LogRow row = readRow<LogRow>(rows, logColumns);
    Event event{room, row.seq, row.by, row.at, {}};
    if (row.clientId) {
        MessageContent content{std::move(row.data), row.replyTo};
        content.thread = row.thread;
        event.data = postedOf(std::move(content), std::move(*row.clientId), row.editedAt, row.deletedAt);
        return event;
    }
    const Result<QCborMap> json = decodeFrame(row.data.toUtf8(), Codec::Json);
    if (!json)
        return fail(Error(ErrorKind::Internal, json.error().message));
    Result<EventData> data = decodeEventData(row.type, *json, QStringLiteral("data"));
    if (!data)
        return fail(Error(ErrorKind::Internal, data.error().message));
    event.data = std::move(*data);
    return event;
}

QList<UserId> namedBy(const QList<Event>& events) {
    std::set<UserId> ids;
    for (const Event& event : events) {
        ids.insert(event.by);
        std::visit(
            [&ids](const auto& data) {
                if constexpr (requires { data.user; })
                    ids.insert(data.user);
            },
            event.data);
    }
    return QList<UserId>(ids.begin(), ids.end());
}

/// The edits of a page get the texts that they brought, unless the message was deleted since, and the mentions that it
/// has now: a later edit follows in the log.
Status addEdits(SqlConnection& db, RoomId room, QList<Event>& events) {
    QHash<Seq, MessageEdited*> edits;
    for (Event& event : events) {
        if (auto* edited = std::get_if<MessageEdited>(&event.data)) {
            edited->deleted = true;
            edits.insert(event.seq, edited);
        }
    }
    if (edits.isEmpty())
        return {};
    {
        Result<SqlRows> rows = db.run(QStringLiteral("SELECT version, body FROM message_versions WHERE room_id = ? "
                                                     "AND version >= ? AND version <= ?"),
                                      room, events.first().seq, events.last().seq);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next()) {
            if (MessageEdited* edited = edits.value(rows->integer(0))) {
                edited->body = rows->text(1);
                edited->deleted.reset();
            }
        }
    }
    for (MessageEdited* edited : std::as_const(edits)) {
        MessageContent content{edited->body};
        if (Status added = addMentions(db, room, {{edited->target, &content}}); !added)
            return added;
        edited->mentions = content.mentions;
    }
    return {};
}

/// What is not in the events' own rows, and the people whom they name.
Result<LogPage> finished(SqlConnection& db, RoomId room, LogPage page) {
    std::vector<MentioningText> texts;
    for (Event& event : page.events) {
        if (auto* posted = std::get_if<MessagePosted>(&event.data))
            texts.push_back({event.seq, posted});
    }
    Status done = addMentions(db, room, texts);
    if (done)
        done = addFiles(db, room, texts);
    if (done)
        done = addEdits(db, room, page.events);
    if (!done)
        return fail(std::move(done.error()));
    boundPage(page.events, page.more);
    return usersByIds(db, namedBy(page.events)).map([&](QList<User> users) {
        page.users = std::move(users);
        return std::move(page);
    });
}

} // namespace

Result<LogPage> eventsPage(SqlConnection& db, RoomId room, Seq after, int limit) {
    static const QString events =
        QString(u"SELECT " % selectList(logColumns) % u" FROM events WHERE room_id = ? AND seq > ?");
    static const QString messages =
        QString(u"SELECT " % selectList(logColumns, [](const auto& one) { return wire::key(one.inMessages); }) %
                u" FROM messages WHERE room_id = ? AND seq > ?");
    static const QString merged = QString(events % u" UNION ALL " % messages % u" ORDER BY seq LIMIT ?");
    // Where the database would read and sort all of both, which is the rest of the log, each half ends by itself.
    // Elsewhere that would keep two pages in memory.
    static const QString ended =
        QString(u"SELECT * FROM (" % events % u" ORDER BY seq LIMIT ?) AS others UNION ALL SELECT * FROM (" % messages %
                u" ORDER BY seq LIMIT ?) AS posted ORDER BY seq LIMIT ?");
    LogPage page;
    const Status read = fillPage<Event>(
        limit, page.events, page.more,
        [&](int most) {
            const Seq last = page.events.isEmpty() ? after : page.events.last().seq;
            if (db.dialect().mergesUnions())
                return db.run(merged, room, last, room, last, most);
            return db.run(ended, room, last, most, room, last, most, most);
        },
        [room](const SqlRows& row) { return readEvent(row, room); });
    if (!read)
        return fail(read.error());
    return finished(db, room, std::move(page));
}

Result<std::optional<SentMessage>> messageSent(SqlConnection& db, UserId by, const QString& clientId) {
    static const QString sql = QString(u"SELECT " % selectList(messageColumns) %
                                       u", room_id FROM messages WHERE by_user = ? AND client_id = ?");
    Result<SqlRows> rows = db.run(sql, by, clientId);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return std::nullopt;
    const Message message = readMessage(*rows, rows->id<RoomId>(columnCount(messageColumns)));
    return SentMessage{Event{message.room, message.seq, message.by, message.at,
                             postedOf(message, clientId, message.editedAt, message.deletedAt)},
                       message.editedAt || message.deletedAt};
}

} // namespace confab
