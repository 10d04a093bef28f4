// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/messagerows.h"

#include "server/storage/sql/fillpage.h"
#include "server/storage/sql/idlists.h"
#include "server/storage/sql/messagecolumns.h"
#include "server/storage/sql/messageextras.h"
#include "server/storage/sql/projections/mentions.h"
#include "server/storage/sql/sqlusers.h"

#include <algorithm>
#include <set>

namespace confab {

namespace {

QString selectMessages(const char* where) {
    return QString(u"SELECT " % selectList(messageColumns) % u" FROM messages WHERE room_id = ? AND " %
                   QLatin1String(where));
}

/// Adds messages to the page, by a statement whose values are the room, a seq that moves on with the page, and the
/// number of rows.
Status readPage(SqlConnection& db, RoomId room, MessagePage& page, const QString& sql, Seq from, int limit) {
    return fillPage<Message>(
        limit, page.messages, page.more,
        [&](int most) { return db.run(sql, room, page.messages.isEmpty() ? from : page.messages.last().seq, most); },
        [room](const SqlRows& row) -> Result<Message> { return readMessage(row, room); });
}

/// What is not in the messages' own rows, and their authors.
Result<MessagePage> finished(SqlConnection& db, RoomId room, UserId reader, MessagePage page) {
    if (Status done = completeMessages(db, room, reader, page.messages); !done)
        return fail(std::move(done.error()));
    boundPage(page.messages, page.more);
    std::set<UserId> authors;
    for (const Message& message : std::as_const(page.messages))
        authors.insert(message.by);
    return usersByIds(db, QList<UserId>(authors.begin(), authors.end())).map([&](QList<User> users) {
        page.users = std::move(users);
        return std::move(page);
    });
}

const QString& beforeSql() {
    static const QString sql = selectMessages("seq < ? ORDER BY seq DESC LIMIT ?");
    return sql;
}
const QString& afterSql() {
    static const QString sql = selectMessages("seq > ? ORDER BY seq LIMIT ?");
    return sql;
}

/// The first message of the chain to which this one belongs: itself, when it answers none.
Result<Seq> threadOf(SqlConnection& db, RoomId room, Seq seq) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT coalesce(thread, seq) FROM messages WHERE room_id = ? AND seq = ?"), room, seq);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(
            Error::invalid(QStringLiteral("params.seq"), QStringLiteral("params.seq: a message of the room expected")));
    return rows->integer(0);
}

} // namespace

Message readMessage(const SqlRows& row, RoomId room) {
    Message message = readRow<Message>(row, messageColumns);
    message.room = room;
    return message;
}

Status completeMessages(SqlConnection& db, RoomId room, UserId reader, QList<Message>& messages) {
    std::vector<MentioningText> texts;
    for (Message& message : messages)
        texts.push_back({message.seq, &message});
    return addMentions(db, room, texts).and_then([&] { return addExtras(db, room, reader, messages); });
}

Result<MessagePage> historyPage(SqlConnection& db, RoomId room, UserId reader, HistoryPlace place, int limit) {
    using Direction = HistoryPlace::Direction;
    MessagePage older;
    MessagePage newer;
    Status read;
    if (place.direction == Direction::Around) {
        // The message itself belongs to the newer half.
        read = readPage(db, room, newer, afterSql(), place.seq - 1, limit - limit / 2);
    } else if (place.direction == Direction::After) {
        read = readPage(db, room, newer, afterSql(), place.seq, limit);
    }
    const int olderLimit = place.direction == Direction::Before   ? limit
                           : place.direction == Direction::Around ? limit / 2
                                                                  : 0;
    if (read && olderLimit > 0)
        read = readPage(db, room, older, beforeSql(), place.seq, olderLimit);
    if (read && olderLimit == 0 && place.direction == Direction::Around) { // only whether there are any
        read = readPage(db, room, older, beforeSql(), place.seq, 1);
        older.more = !std::exchange(older.messages, {}).isEmpty();
    }
    if (!read)
        return fail(std::move(read.error()));
    MessagePage page;
    page.more = place.direction == Direction::After ? newer.more : older.more;
    std::ranges::reverse(newer.messages);
    page.messages = std::move(newer.messages) + std::move(older.messages);
    return finished(db, room, reader, std::move(page));
}

Result<MessagePage> threadPage(SqlConnection& db, RoomId room, UserId reader, Seq seq, Seq after, int limit) {
    const Result<Seq> first = threadOf(db, room, seq);
    if (!first)
        return fail(first.error());
    MessagePage page;
    if (after < *first) {
        if (Status read = readPage(db, room, page, afterSql(), *first - 1, 1); !read)
            return fail(std::move(read.error()));
    }
    static const QString sql = selectMessages("thread = ? AND seq > ? ORDER BY seq LIMIT ?");
    MessagePage answers;
    const Status read = fillPage<Message>(
        std::max(limit - int(page.messages.size()), 1), answers.messages, answers.more,
        [&](int most) {
            return db.run(sql, room, *first, answers.messages.isEmpty() ? after : answers.messages.last().seq, most);
        },
        [room](const SqlRows& row) -> Result<Message> { return readMessage(row, room); });
    if (!read)
        return fail(read.error());
    page.messages += std::move(answers.messages);
    page.more = answers.more;
    return finished(db, room, reader, std::move(page));
}

Result<MessagePage> pinsPage(SqlConnection& db, RoomId room, UserId reader) {
    QList<Seq> pinned;
    {
        Result<SqlRows> rows = db.run(QStringLiteral("SELECT seq FROM pins WHERE room_id = ?"), room);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next())
            pinned.append(rows->integer(0));
    }
    return messagesBySeqs(db, room, reader, pinned).map([](MessagePage page) {
        std::ranges::reverse(page.messages);
        return page;
    });
}

Result<MessagePage> messagesBySeqs(SqlConnection& db, RoomId room, UserId reader, const QList<Seq>& seqs) {
    MessagePage page;
    PageBound bound(seqs.size());
    static const QString sql = selectMessages("seq = ?");
    QList<Seq> sorted = seqs;
    std::ranges::sort(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    for (const Seq seq : std::as_const(sorted)) {
        Result<SqlRows> rows = db.run(sql, room, seq);
        if (!rows)
            return fail(std::move(rows.error()));
        if (!rows->next())
            continue;
        Message message = readMessage(*rows, room);
        page.more = !bound.takes(textBytes(message));
        if (page.more)
            break;
        page.messages.append(std::move(message));
    }
    return finished(db, room, reader, std::move(page));
}

Result<VersionsAnswer> messageVersions(SqlConnection& db, RoomId room, Seq seq) {
    if (const Result<Seq> thread = threadOf(db, room, seq); !thread)
        return fail(thread.error());
    // A message that was never edited has its own text as its only version; a deleted one has none.
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT version, at, body FROM message_versions WHERE room_id = ? AND seq = ? UNION ALL "
                              "SELECT seq, at, body FROM messages WHERE room_id = ? AND seq = ? AND edited_at IS NULL "
                              "AND deleted_at IS NULL ORDER BY 1"),
               room, seq, room, seq);
    if (!rows)
        return fail(std::move(rows.error()));
    VersionsAnswer answer;
    PageBound bound(limits::versionsPerMessage + 1);
    while (rows->next()) {
        MessageVersion version{rows->text(2), rows->time(1)};
        if (!bound.takes(textBytes(version))) {
            answer.more = true;
            break;
        }
        answer.versions.append(std::move(version));
    }
    return answer;
}

Result<ReactorsAnswer> messageReactors(SqlConnection& db, RoomId room, Seq seq, const QString& emoji) {
    QList<UserId> ids;
    {
        Result<SqlRows> rows = db.run(QStringLiteral("SELECT user_id FROM reactions WHERE room_id = ? AND seq = ? "
                                                     "AND emoji = ? ORDER BY user_id LIMIT ?"),
                                      room, seq, emoji, limits::reactorsPerAnswer + 1);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next())
            ids.append(rows->id<UserId>(0));
    }
    ReactorsAnswer answer;
    if (ids.size() > limits::reactorsPerAnswer) {
        ids.removeLast();
        answer.more = true;
    }
    return usersByIds(db, ids).map([&](QList<User> users) {
        answer.users = std::move(users);
        return std::move(answer);
    });
}

} // namespace confab
