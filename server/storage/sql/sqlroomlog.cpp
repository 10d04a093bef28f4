// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlroomlog.h"

#include "common/core/seededbug.h"
#include "common/protocol/codec.h"
#include "server/storage/sql/idlists.h"
#include "server/storage/sql/mentions.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/sqlusers.h"

#include <algorithm>
#include <limits>
#include <set>

namespace confab {

namespace {

/// Columns seq, type, by_user, at, data.
Result<Event> readEvent(const SqlRows& row, RoomId room) {
    const Result<QCborMap> json = decodeFrame(row.text(4).toUtf8(), Codec::Json);
    if (!json)
        return fail(Error(ErrorKind::Internal, json.error().message));
    Result<EventData> data = decodeEventData(row.text(1), *json, QStringLiteral("data"));
    if (!data)
        return fail(Error(ErrorKind::Internal, data.error().message));
    return Event{room, row.integer(0), row.id<UserId>(2), row.time(3), std::move(*data)};
}

Result<Event> eventAt(SqlConnection& db, RoomId room, Seq seq) {
    Result<SqlRows> rows = db.run(
        QStringLiteral("SELECT seq, type, by_user, at, data FROM events WHERE room_id = ? AND seq = ?"), room, seq);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::Internal);
    return readEvent(*rows, room);
}

/// Where a message is in the log.
struct Place {
    RoomId room;
    Seq seq = 0;
};

/// Whether the sender may append, and the place of what they sent under the same clientId before.
/// RoomNotFound, RoomNotMember.
Result<std::optional<Place>> admit(SqlConnection& db, const NewMessage& message) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT me.user_id, earlier.room_id, earlier.seq FROM rooms r "
                              "LEFT JOIN members me ON me.room_id = r.id AND me.user_id = ? "
                              "LEFT JOIN messages earlier ON earlier.by_user = ? AND earlier.client_id = ? "
                              "WHERE r.id = ? AND r.deleted_at IS NULL"),
               message.by, message.by, message.clientId, message.room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    if (rows->isNull(0))
        return fail(ErrorKind::RoomNotMember);
    return rows->isNull(1) ? std::nullopt : std::optional(Place{rows->id<RoomId>(1), rows->integer(2)});
}

Done checkReply(SqlConnection& db, const NewMessage& message) {
    if (!message.replyTo)
        return {};
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT 1 FROM messages WHERE room_id = ? AND seq = ?"), message.room, *message.replyTo);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(Error::invalid(QStringLiteral("params.replyTo"),
                                   QStringLiteral("params.replyTo: a message of the room expected")));
    return {};
}

Done insertMessage(SqlConnection& db, const NewMessage& message, Seq seq) {
    const QString marked = QString(message.clientId % u'#' % QString::number(seq)); // never the same twice
    const QString& clientId = seededBug("no-client-id-check") ? marked : message.clientId;
    return db.exec(QStringLiteral("INSERT INTO messages (room_id, seq, by_user, at, body, client_id, reply_to) "
                                  "VALUES (?, ?, ?, ?, ?, ?, ?)"),
                   message.room, seq, message.by, message.at, message.body, clientId, message.replyTo);
}

Result<RoomLog::Appended> appendMessage(SqlConnection& db, const NewMessage& message) {
    // First the number, with which nobody else can change the room: then membership is what it is when this commits.
    const Result<Seq> seq = takeSeq(db, message.room, true);
    if (!seq)
        return fail(seq.error());
    const Result<std::optional<Place>> earlier = admit(db, message);
    if (!earlier)
        return fail(earlier.error());
    if (*earlier) {
        db.takeBack();
        return eventAt(db, (*earlier)->room, (*earlier)->seq).map([](Event first) {
            return RoomLog::Appended{std::move(first), true};
        });
    }
    if (Done valid = checkReply(db, message); !valid)
        return fail(std::move(valid.error()));
    Event event{message.room, *seq, message.by, message.at,
                MessagePosted{message.body, message.clientId, message.replyTo}};
    Done stored = insertEvent(db, event);
    if (stored)
        stored = insertMessage(db, message, *seq);
    if (stored)
        stored = insertMentions(db, message.room, *seq, message.by, message.body);
    if (!stored)
        return fail(std::move(stored.error()));
    return RoomLog::Appended{std::move(event), false};
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

Result<EventsPage> eventsPage(SqlConnection& db, RoomId room, Seq after, int limit) {
    EventsPage page;
    {
        Result<SqlRows> rows = db.run(QStringLiteral("SELECT seq, type, by_user, at, data FROM events "
                                                     "WHERE room_id = ? AND seq > ? ORDER BY seq LIMIT ?"),
                                      room, after, limit + 1);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next()) {
            page.more = page.events.size() == limit;
            if (page.more)
                break;
            Result<Event> event = readEvent(*rows, room);
            if (!event)
                return fail(std::move(event.error()));
            page.events.append(std::move(*event));
        }
    }
    return usersByIds(db, namedBy(page.events)).map([&](QList<User> users) {
        page.users = std::move(users);
        return std::move(page);
    });
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

Result<HistoryPage> historyPage(SqlConnection& db, RoomId room, Seq before, int limit) {
    HistoryPage page;
    std::set<UserId> authors;
    {
        Result<SqlRows> rows = db.run(
            QStringLiteral("SELECT seq, by_user, at, body, client_id, edited_at, deleted_at, reply_to FROM messages "
                           "WHERE room_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?"),
            room, before, limit + 1);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next()) {
            page.more = page.messages.size() == limit;
            if (page.more)
                break;
            page.messages.append(readMessage(*rows, room));
            authors.insert(page.messages.last().by);
        }
    }
    const QList<UserId> ids(authors.begin(), authors.end());
    return usersByIds(db, ids).map([&](QList<User> users) {
        page.users = std::move(users);
        return std::move(page);
    });
}

Result<RoomLog::Entry> enterRoom(SqlConnection& db, RoomId room, UserId caller, std::optional<Seq> after, int limit) {
    const Result<Membership> mine = membership(db, room, caller);
    if (!mine)
        return fail(mine.error());
    RoomLog::Entry entry{mine->lastSeq, mine->capacity, {}};
    if (!after)
        return entry;
    return eventsPage(db, room, *after, limit).map([&](EventsPage page) {
        entry.page = std::move(page);
        return std::move(entry);
    });
}

Result<QList<RoomLog::Head>> readHeads(SqlConnection& db, const QList<RoomId>& rooms) {
    const QString sql = QString(u"SELECT id, last_seq FROM rooms WHERE " % db.dialect().among(QStringLiteral("id")) %
                                u" AND deleted_at IS NULL");
    QList<RoomLog::Head> heads;
    heads.reserve(rooms.size());
    const Done done = forEachAmong(db, sql, rooms, [&heads](const SqlRows& row) {
        heads.append({row.id<RoomId>(0), row.integer(1)});
    });
    return done.map([&] { return std::move(heads); });
}

Result<EventsPage> replayRoom(SqlConnection& db, RoomId room, Seq after, int limit) {
    {
        Result<SqlRows> rows = db.run(QStringLiteral("SELECT 1 FROM rooms WHERE id = ? AND deleted_at IS NULL"), room);
        if (!rows)
            return fail(std::move(rows.error()));
        if (!rows->next())
            return fail(ErrorKind::RoomNotFound);
    }
    return eventsPage(db, room, after, limit);
}

} // namespace

QCoro::Task<Result<RoomLog::Appended>> SqlRoomLog::append(NewMessage message) {
    const LockOrder order = lockOrder(message.room);
    return onWriter<Appended>(
        m_writer, [message = std::move(message)](SqlConnection& db) { return appendMessage(db, message); }, order);
}

QCoro::Task<Result<EventsPage>> SqlRoomLog::events(RoomId room, UserId caller, Seq after, int limit) {
    const int bounded = std::clamp(limit, 1, limits::eventsPerPage);
    return onReader<EventsPage>(m_reader, [=](SqlConnection& db) {
        return membership(db, room, caller).and_then([&](const Membership&) {
            return eventsPage(db, room, after, bounded);
        });
    });
}

QCoro::Task<Result<HistoryPage>> SqlRoomLog::history(RoomId room, UserId caller, std::optional<Seq> before, int limit) {
    const int bounded = std::clamp(limit, 1, limits::messagesPerPage);
    const Seq end = before.value_or(std::numeric_limits<Seq>::max());
    return onReader<HistoryPage>(m_reader, [=](SqlConnection& db) {
        return membership(db, room, caller).and_then([&](const Membership&) {
            return historyPage(db, room, end, bounded);
        });
    });
}

QCoro::Task<Result<RoomLog::Entry>> SqlRoomLog::enter(RoomId room, UserId caller, std::optional<Seq> after, int limit) {
    const int bounded = std::clamp(limit, 1, limits::eventsPerPage);
    return onReader<Entry>(m_reader, [=](SqlConnection& db) { return enterRoom(db, room, caller, after, bounded); });
}

QCoro::Task<Result<QList<RoomLog::Head>>> SqlRoomLog::heads(QList<RoomId> rooms) {
    return onReader<QList<Head>>(m_reader,
                                 [rooms = std::move(rooms)](SqlConnection& db) { return readHeads(db, rooms); });
}

QCoro::Task<Result<EventsPage>> SqlRoomLog::replay(RoomId room, Seq after, int limit) {
    const int bounded = std::clamp(limit, 1, limits::eventsPerPage);
    return onReader<EventsPage>(m_reader, [=](SqlConnection& db) { return replayRoom(db, room, after, bounded); });
}

} // namespace confab
