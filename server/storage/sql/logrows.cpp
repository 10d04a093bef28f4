// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/logrows.h"

#include "common/protocol/codec.h"
#include "server/storage/sql/fillpage.h"
#include "server/storage/sql/messagecolumns.h"
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
                                       logColumn("CAST(NULL AS BIGINT)", "reply_to", &LogRow::replyTo)};

/// A message comes in its present form: what changed it are events of their own, which change it no more when they are
/// replayed (eventeffect.h).
Result<Event> readEvent(const SqlRows& rows, RoomId room) {
    LogRow row = readRow<LogRow>(rows, logColumns);
    Event event{room, row.seq, row.by, row.at, {}};
    if (row.clientId) {
        event.data = MessagePosted{{std::move(row.data), row.replyTo}, std::move(*row.clientId)};
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

Message readMessage(const SqlRows& row, RoomId room) {
    Message message = readRow<Message>(row, messageColumns);
    message.room = room;
    return message;
}

/// The mentions of a page's messages. Only texts with an '@' have any, and most pages have none.
template <class Item, class PostedOf>
Status addMentions(SqlConnection& db, RoomId room, QList<Item>& items, bool& more, PostedOf postedOf) {
    const auto mayMention = [&](Item& item) {
        const auto* posted = postedOf(item);
        return posted && posted->body.contains(u'@');
    };
    if (std::ranges::none_of(items, mayMention))
        return {};
    const auto [first, last] = std::minmax(items.first().seq, items.last().seq);
    Result<QHash<Seq, QList<UserId>>> mentions = mentionsBetween(db, room, first, last);
    if (!mentions)
        return fail(std::move(mentions.error()));
    for (Item& item : items) {
        if (auto* posted = postedOf(item))
            posted->mentions = listedMentions(mentions->take(item.seq));
    }
    boundPage(items, more);
    return {};
}

} // namespace

Result<LogPage> eventsPage(SqlConnection& db, RoomId room, Seq after, int limit) {
    // Each half comes in the order of its key, so that only the requested rows are read.
    static const QString sql =
        QString(u"SELECT " % selectList(logColumns) % u" FROM events WHERE room_id = ? AND seq > ? UNION ALL SELECT " %
                selectList(logColumns, [](const auto& one) { return wire::key(one.inMessages); }) %
                u" FROM messages WHERE room_id = ? AND seq > ? ORDER BY seq LIMIT ?");
    LogPage page;
    const Status read = fillPage<Event>(
        limit, page.events, page.more,
        [&](int most) {
            const Seq last = page.events.isEmpty() ? after : page.events.last().seq;
            return db.run(sql, room, last, room, last, most);
        },
        [room](const SqlRows& row) { return readEvent(row, room); });
    if (!read)
        return fail(read.error());
    const auto posted = [](Event& event) { return std::get_if<MessagePosted>(&event.data); };
    if (Status added = addMentions(db, room, page.events, page.more, posted); !added)
        return fail(std::move(added.error()));
    return usersByIds(db, namedBy(page.events)).map([&](QList<User> users) {
        page.users = std::move(users);
        return std::move(page);
    });
}

Result<MessagePage> historyPage(SqlConnection& db, RoomId room, Seq before, int limit) {
    static const QString sql = QString(u"SELECT " % selectList(messageColumns) %
                                       u" FROM messages WHERE room_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?");
    MessagePage page;
    const Status read = fillPage<Message>(
        limit, page.messages, page.more,
        [&](int most) { return db.run(sql, room, page.messages.isEmpty() ? before : page.messages.last().seq, most); },
        [room](const SqlRows& row) -> Result<Message> { return readMessage(row, room); });
    if (!read)
        return fail(read.error());
    if (Status added = addMentions(db, room, page.messages, page.more, [](Message& message) { return &message; });
        !added)
        return fail(std::move(added.error()));
    std::set<UserId> authors;
    for (const Message& message : page.messages)
        authors.insert(message.by);
    return usersByIds(db, QList<UserId>(authors.begin(), authors.end())).map([&](QList<User> users) {
        page.users = std::move(users);
        return std::move(page);
    });
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
    return SentMessage{Event{message.room, message.seq, message.by, message.at, MessagePosted{message, clientId}},
                       message.editedAt || message.deletedAt};
}

} // namespace confab
