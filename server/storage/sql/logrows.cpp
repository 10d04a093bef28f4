// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/logrows.h"

#include "common/protocol/codec.h"
#include "server/storage/sql/fillpage.h"
#include "server/storage/sql/projections/mentions.h"
#include "server/storage/sql/sqlusers.h"

#include <algorithm>
#include <set>

namespace confab {

namespace {

/// Columns seq, by_user, at, type, the data as JSON or a message's body, client_id (a message's alone), reply_to.
Result<Event> readEvent(const SqlRows& row, RoomId room) {
    Event event{room, row.integer(0), row.id<UserId>(1), row.time(2), {}};
    if (!row.isNull(5)) {
        event.data = MessagePosted{{row.text(4), row.optionalInteger<Seq>(6)}, row.text(5)};
        return event;
    }
    const Result<QCborMap> json = decodeFrame(row.text(4).toUtf8(), Codec::Json);
    if (!json)
        return fail(Error(ErrorKind::Internal, json.error().message));
    Result<EventData> data = decodeEventData(row.text(3), *json, QStringLiteral("data"));
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

/// Columns seq, by_user, at, body, client_id, edited_at, deleted_at, reply_to.
Message readMessage(const SqlRows& row, RoomId room) {
    Message message;
    message.room = room;
    message.seq = row.integer(0);
    message.by = row.id<UserId>(1);
    message.at = row.time(2);
    message.body = row.text(3);
    message.clientId = row.text(4);
    if (!row.isNull(5))
        message.editedAt = row.time(5);
    if (!row.isNull(6))
        message.deletedAt = row.time(6);
    message.replyTo = row.optionalInteger<Seq>(7);
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

Result<EventsPage> eventsPage(SqlConnection& db, RoomId room, Seq after, int limit) {
    // Each half comes in the order of its key, so that only the requested rows are read.
    static const QString sql =
        QStringLiteral("SELECT seq, by_user, at, type, data, NULL AS client_id, CAST(NULL AS BIGINT) AS reply_to "
                       "FROM events WHERE room_id = ? AND seq > ? "
                       "UNION ALL SELECT seq, by_user, at, 'message', body, client_id, reply_to "
                       "FROM messages WHERE room_id = ? AND seq > ? ORDER BY seq LIMIT ?");
    EventsPage page;
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

Result<HistoryPage> historyPage(SqlConnection& db, RoomId room, Seq before, int limit) {
    static const QString sql =
        QStringLiteral("SELECT seq, by_user, at, body, client_id, edited_at, deleted_at, reply_to FROM messages "
                       "WHERE room_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?");
    HistoryPage page;
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
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT room_id, seq, at, body, reply_to, edited_at, deleted_at FROM messages "
                              "WHERE by_user = ? AND client_id = ?"),
               by, clientId);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return std::nullopt;
    Event event{rows->id<RoomId>(0), rows->integer(1), by, rows->time(2),
                MessagePosted{{rows->text(3), rows->optionalInteger<Seq>(4)}, clientId}};
    return SentMessage{std::move(event), !rows->isNull(5) || !rows->isNull(6)};
}

} // namespace confab
