// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/membermarks.h"

#include "server/storage/sql/columns.h"
#include "server/storage/sql/projections/unread.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqlconnection.h"

#include <algorithm>

namespace confab {

namespace {

// Nodes may move it at once: forward it goes to the greatest. The time is that of the last advance, which a mark that
// goes back keeps.
constexpr const char* forwardSql = "UPDATE members SET read_seq = ?, read_at = ? WHERE room_id = ? AND user_id = ? "
                                   "AND read_seq < ? RETURNING read_seq";
constexpr const char* eitherWaySql = "UPDATE members SET read_at = CASE WHEN read_seq < ? THEN ? ELSE read_at END, "
                                     "read_seq = ? WHERE room_id = ? AND user_id = ? AND read_seq <> ? "
                                     "RETURNING read_seq";

/// Whether the mark was elsewhere.
Result<bool> putMark(SqlConnection& db, RoomId room, UserId user, const NewMark& mark) {
    static const QString forward = QLatin1String(forwardSql);
    static const QString eitherWay = QLatin1String(eitherWaySql);
    Result<SqlRows> rows = mark.mayGoBack ? db.run(eitherWay, mark.seq, mark.at, mark.seq, room, user, mark.seq)
                                          : db.run(forward, mark.seq, mark.at, room, user, mark.seq);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next();
}

/// Nothing when it is no message.
Result<std::optional<UserId>> authorOf(SqlConnection& db, RoomId room, Seq seq) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT by_user FROM messages WHERE room_id = ? AND seq = ?"), room, seq);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(rows->id<UserId>(0)) : std::nullopt;
}

struct ReaderRow {
    UserId id;
    QString name;
    std::optional<bool> bot;
    UtcTime at;
};

constexpr auto readerColumns = std::tuple{column("m.user_id", &ReaderRow::id), column("u.name", &ReaderRow::name),
                                          column("u.bot", &ReaderRow::bot), column("m.read_at", &ReaderRow::at)};

} // namespace

Result<RoomStore::ReadMark> moveReadMark(SqlConnection& db, RoomId room, UserId user, NewMark mark) {
    const Result<Membership> mine = membership(db, room, user);
    if (!mine)
        return fail(mine.error());
    mark.seq = std::min(mark.seq, mine->lastSeq);
    if (!mark.mayGoBack)
        mark.seq = std::max(mark.seq, mine->readSeq);
    bool moved = false;
    if (mark.seq != mine->readSeq) {
        const Result<bool> put = putMark(db, room, user, mark);
        if (!put)
            return fail(put.error());
        moved = *put;
    }
    return unreadAfter(db, room, user, mark.seq).map([&](UnreadFigures unread) {
        unread.mentions = mentionsIn(mine->kind, unread);
        return RoomStore::ReadMark{mark.seq, unread, moved};
    });
}

Result<bool> chooseNotify(SqlConnection& db, RoomId room, UserId user, NotifyLevel level,
                          std::optional<UtcTime> until) {
    if (const Result<Membership> mine = membership(db, room, user); !mine)
        return fail(mine.error());
    Result<SqlRows> rows = db.run(QStringLiteral("UPDATE members SET notify = ?, notify_until = ? WHERE room_id = ? "
                                                 "AND user_id = ? AND (coalesce(notify, '') <> ? "
                                                 "OR coalesce(notify_until, 0) <> ?) RETURNING user_id"),
                                  level, until, room, user, level, until.value_or(UtcTime()));
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next();
}

Result<ReadersPage> messageReaders(SqlConnection& db, RoomId room, Seq seq, UserId after, int limit) {
    ReadersPage page;
    const Result<std::optional<UserId>> author = authorOf(db, room, seq);
    if (!author)
        return fail(author.error());
    if (!*author)
        return page;
    static const QString sql = QString(u"SELECT " % selectList(readerColumns) %
                                       u" FROM members m JOIN users u ON u.id = m.user_id WHERE m.room_id = ? "
                                       u"AND m.user_id > ? AND m.read_seq >= ? AND m.user_id <> ? "
                                       u"AND m.read_at IS NOT NULL AND u.presence <> ? ORDER BY m.user_id LIMIT ?");
    // Who is invisible would be betrayed: they read now.
    Result<SqlRows> rows = db.run(sql, room, after, seq, **author, Availability::Offline, limit + 1);
    if (!rows)
        return fail(std::move(rows.error()));
    while (rows->next()) {
        page.more = page.readers.size() == limit;
        if (page.more)
            break;
        const auto row = readRow<ReaderRow>(*rows, readerColumns);
        Reader reader{User{row.id, row.name, {}}, row.at};
        reader.user.bot = row.bot;
        page.readers.append(std::move(reader));
    }
    return page;
}

} // namespace confab
