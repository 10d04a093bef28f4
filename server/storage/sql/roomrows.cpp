// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/roomrows.h"

#include "server/storage/sql/fillpage.h"
#include "server/storage/sql/projections/unread.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/storagelimits.h"

namespace confab {

namespace {

/// The columns that readRoom() reads; `from` names rooms r and members me (the caller's row, or NULL). The last message
/// is joined through that row, so that only members see it.
QString roomSql(const char* from, const QString& where) {
    const QString columns =
        QStringLiteral(
            "SELECT r.id, r.name, r.kind, r.topic, r.visibility, r.last_seq, r.members, r.capacity, r.max_members, "
            "length(r.password_hash) > 0, me.role, me.read_seq, "
            "lm.seq, lm.by_user, lm.at, substr(lm.body, 1, %1), lm.client_id, lm.edited_at, lm.deleted_at, "
            "lm.reply_to, lu.name, me.joined_at, ")
            .arg(limits::previewChars);
    return QString(columns % unreadColumns() % u" FROM " % QLatin1String(from) %
                   u" LEFT JOIN messages lm ON lm.room_id = me.room_id AND lm.seq = r.last_message_seq"
                   u" LEFT JOIN users lu ON lu.id = lm.by_user"
                   u" WHERE r.deleted_at IS NULL AND " %
                   where);
}

constexpr const char* anyRoom = "rooms r LEFT JOIN members me ON me.room_id = r.id AND me.user_id = ?";

void readLastMessage(const SqlRows& row, Room& room) {
    constexpr int first = 12;
    if (row.isNull(first))
        return;
    Message message;
    message.room = room.id;
    message.seq = row.integer(first);
    message.by = row.id<UserId>(first + 1);
    message.at = row.time(first + 2);
    message.body = row.text(first + 3);
    message.clientId = row.text(first + 4);
    if (!row.isNull(first + 5))
        message.editedAt = row.time(first + 5);
    if (!row.isNull(first + 6))
        message.deletedAt = row.time(first + 6);
    message.replyTo = row.optionalInteger<Seq>(first + 7);
    room.lastMessage = std::move(message);
    room.lastMessageName = row.text(first + 8);
}

Room readRoom(const SqlRows& row) {
    Room room;
    room.id = row.id<RoomId>(0);
    room.name = row.text(1);
    room.kind = row.named<RoomKind>(2);
    room.topic = row.text(3);
    room.visibility = row.named<Visibility>(4);
    room.lastSeq = row.integer(5);
    room.members = int(row.integer(6));
    room.capacity = row.optionalInteger<int>(7);
    room.maxMembers = row.optionalInteger<int>(8);
    room.hasPassword = row.integer(9) != 0;
    if (!row.isNull(10))
        room.role = row.named<Role>(10);
    room.readSeq = row.integer(11);
    readLastMessage(row, room);
    if (!row.isNull(21))
        room.joinedAt = row.time(21);
    room.unread = int(row.integer(22));
    room.mentions = int(row.integer(23));
    return room;
}

} // namespace

Result<Membership> membership(SqlConnection& db, RoomId room, UserId user) {
    Result<SqlRows> rows = db.run(
        QStringLiteral("SELECT me.role, me.read_seq, r.last_seq, r.capacity, r.members, r.visibility FROM rooms r "
                       "LEFT JOIN members me ON me.room_id = r.id AND me.user_id = ? "
                       "WHERE r.id = ? AND r.deleted_at IS NULL"),
        user, room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    if (rows->isNull(0)) // a non-member does not learn that a private room exists
        return fail(rows->named<Visibility>(5) == Visibility::Private ? ErrorKind::RoomNotFound
                                                                      : ErrorKind::RoomNotMember);
    return Membership{rows->named<Role>(0), rows->integer(1), rows->integer(2), rows->optionalInteger<int>(3),
                      int(rows->integer(4))};
}

Result<Room> roomFor(SqlConnection& db, RoomId room, UserId caller) {
    static const QString sql = roomSql(anyRoom, QStringLiteral("r.id = ?"));
    Result<SqlRows> rows = db.run(sql, caller, room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    return readRoom(*rows);
}

Result<RoomStore::Listing> roomsOf(SqlConnection& db, UserId user, RoomId after) {
    static const QString sql = roomSql("members me JOIN rooms r ON r.id = me.room_id",
                                       QStringLiteral("me.user_id = ? AND me.room_id > ? ORDER BY me.room_id LIMIT ?"));
    RoomStore::Listing listing;
    const auto last = [&] { return listing.rooms.isEmpty() ? after : listing.rooms.last().id; };
    const Status read = fillPage<Room>(
        limits::listedRooms, listing.rooms, listing.more, [&](int most) { return db.run(sql, user, last(), most); },
        [](const SqlRows& row) -> Result<Room> { return readRoom(row); });
    if (!read)
        return fail(read.error());
    if (!listing.more || after != RoomId{})
        return listing;
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT r.id, r.last_seq FROM members me JOIN rooms r "
                                                 "ON r.id = me.room_id WHERE r.deleted_at IS NULL "
                                                 "AND me.user_id = ? AND me.room_id > ? ORDER BY me.room_id"),
                                  user, last());
    if (!rows)
        return fail(std::move(rows.error()));
    while (rows->next()) {
        Room& room = listing.rest.emplaceBack();
        room.id = rows->id<RoomId>(0);
        room.lastSeq = rows->integer(1);
    }
    return listing;
}

// Exact on one node; nodes that admit a person to different rooms at once may exceed it by one each.
Status checkRoomQuota(SqlConnection& db, UserId user) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT count(*) FROM members WHERE user_id = ?"), user);
    if (!rows)
        return fail(std::move(rows.error()));
    if (rows->next() && rows->integer(0) < limits::roomsPerPerson)
        return {};
    return fail(Error(ErrorKind::RoomForbidden,
                      QStringLiteral("You are in %1 rooms, which is the limit. Leave one of them first.")
                          .arg(limits::roomsPerPerson)));
}

Result<QList<Room>> publicRooms(SqlConnection& db, UserId caller, const QString& query, int limit) {
    // Search first, so that counts are taken only for the returned rooms. The ones whose name is the query come first,
    // then those that begin with it.
    const auto rank = [&db](const char* name) {
        return QStringLiteral("CASE WHEN %1 = ? THEN 0 WHEN %2 = 1 THEN 1 ELSE 2 END")
            .arg(QLatin1String(name), db.dialect().position(QLatin1String(name)));
    };
    const QString found =
        QStringLiteral("r.id IN (SELECT id FROM (SELECT id, folded_name, members FROM rooms "
                       "WHERE deleted_at IS NULL AND visibility = 'public' "
                       "ORDER BY members DESC, folded_name, id LIMIT %1) AS searched WHERE %2 > 0 "
                       "ORDER BY %3, members DESC, folded_name, id LIMIT ?) "
                       "ORDER BY %4, r.members DESC, r.folded_name, r.id")
            .arg(QString::number(limits::searchedRooms), db.dialect().position(QStringLiteral("folded_name")),
                 rank("folded_name"), rank("r.folded_name"));
    const QString folded = query.toCaseFolded();
    Result<SqlRows> rows = db.run(roomSql(anyRoom, found), caller, folded, folded, folded, limit, folded, folded);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<Room> rooms;
    for (PageBound bound(limit); rows->next();) {
        Room room = readRoom(*rows);
        if (!bound.takes(textBytes(room)))
            break;
        rooms.append(std::move(room));
    }
    return rooms;
}

} // namespace confab
