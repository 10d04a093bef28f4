// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/roomrows.h"

#include "common/protocol/method.h"
#include "server/storage/sql/directrooms.h"
#include "server/storage/sql/fillpage.h"
#include "server/storage/sql/messagecolumns.h"
#include "server/storage/sql/projections/unread.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/storagelimits.h"
#include "server/storage/sql/writability.h"

namespace confab {

namespace {

/// What a room is to the member `me`.
constexpr auto roomColumns = std::tuple{column("r.id", &Room::id),
                                        column("r.name", &Room::name),
                                        column("r.kind", &Room::kind),
                                        column("r.topic", &Room::topic),
                                        column("r.visibility", &Room::visibility),
                                        column("r.last_seq", &Room::lastSeq),
                                        column("r.members", &Room::members),
                                        column("r.capacity", &Room::capacity),
                                        column("r.max_members", &Room::maxMembers),
                                        column("length(r.password_hash) > 0", &Room::hasPassword),
                                        column("me.role", &Room::role),
                                        column("coalesce(me.read_seq, 0)", &Room::readSeq),
                                        column("me.joined_at", &Room::joinedAt),
                                        column("r.archived_at IS NOT NULL", &Room::archived),
                                        column("r.picture", &Room::picture),
                                        column("r.slow_mode_ms", &Room::slowModeMs),
                                        column("me.silent_until", &Room::mutedUntil),
                                        column("lu.name", &Room::lastMessageName)};
constexpr int firstOfUnread = columnCount(roomColumns);
constexpr int firstOfLastMessage = firstOfUnread + columnCount(unreadColumns);

/// Of the last message, which may be long, no more than a list shows.
QString lastMessageList() {
    return selectList(messageColumns, [](const auto& one) {
        return one.sql == "body" ? QStringLiteral("substr(lm.body, 1, %1)").arg(limits::previewChars)
                                 : QString(u"lm." % wire::key(one.sql));
    });
}

/// The rows that readRoom() reads; `from` names rooms r and members me (the caller's row, or NULL). The last message is
/// joined through that row, so that only members see it.
QString roomSql(const char* from, const QString& where) {
    return QString(u"SELECT " % selectList(roomColumns) % u", " % unreadList() % u", " % lastMessageList() % u" FROM " %
                   QLatin1String(from) %
                   u" LEFT JOIN messages lm ON lm.room_id = me.room_id AND lm.seq = r.last_message_seq"
                   u" LEFT JOIN users lu ON lu.id = lm.by_user"
                   u" WHERE r.deleted_at IS NULL AND " %
                   where);
}

constexpr const char* anyRoom = "rooms r LEFT JOIN members me ON me.room_id = r.id AND me.user_id = ?";

Room readRoom(const SqlRows& row) {
    Room room = readRow<Room>(row, roomColumns);
    const UnreadFigures unread = readRow<UnreadFigures>(row, unreadColumns, firstOfUnread);
    room.unread = unread.unread;
    room.mentions = mentionsIn(room.kind, unread);
    if (room.archived == false)
        room.archived.reset();
    room.muted = onlyTrue(tellMute(room.kind, room.mutedUntil));
    if (!row.isNull(firstOfLastMessage)) {
        room.lastMessage = readRow<Message>(row, messageColumns, firstOfLastMessage);
        room.lastMessage->room = room.id;
    }
    return room;
}

constexpr auto membershipColumns = std::tuple{column("me.role", &Membership::role),
                                              column("r.kind", &Membership::kind),
                                              column("me.read_seq", &Membership::readSeq),
                                              column("r.last_seq", &Membership::lastSeq),
                                              column("r.capacity", &Membership::capacity),
                                              column("r.members", &Membership::members),
                                              column("me.silent_until", &Membership::silentUntil)};

/// A room of a list, of which only this is told.
constexpr auto restColumns = std::tuple{column("r.id", &Room::id), column("r.last_seq", &Room::lastSeq)};

} // namespace

Result<Membership> membership(SqlConnection& db, RoomId room, UserId user) {
    static const QString sql = QString(u"SELECT " % selectList(membershipColumns) %
                                       u", r.visibility FROM rooms r "
                                       u"LEFT JOIN members me ON me.room_id = r.id AND me.user_id = ? "
                                       u"WHERE r.id = ? AND r.deleted_at IS NULL");
    Result<SqlRows> rows = db.run(sql, user, room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    const bool isMember = !rows->isNull(0);
    if (isMember)
        return readRow<Membership>(*rows, membershipColumns);
    // A non-member does not learn that a private room exists.
    const auto visibility = rows->named<Visibility>(columnCount(membershipColumns));
    return fail(visibility == Visibility::Private ? ErrorKind::RoomNotFound : ErrorKind::RoomNotMember);
}

Status checkMay(SqlConnection& db, RoomId room, UserId by, RoleRule may) {
    const Result<Membership> mine = membership(db, room, by);
    if (!mine)
        return fail(mine.error());
    return may(mine->role, mine->kind) ? Status() : fail(ErrorKind::RoomForbidden);
}

Result<Room> roomFor(SqlConnection& db, RoomId room, UserId caller) {
    static const QString sql = roomSql(anyRoom, QStringLiteral("r.id = ?"));
    Result<SqlRows> rows = db.run(sql, caller, room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    QList<Room> one{readRoom(*rows)};
    return addPeople(db, caller, one).map([&one] { return std::move(one.first()); });
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
    if (Status added = addPeople(db, user, listing.rooms); !added)
        return fail(std::move(added.error()));
    if (!listing.more || after != RoomId{})
        return listing;
    static const QString restSql = QString(u"SELECT " % selectList(restColumns) %
                                           u" FROM members me JOIN rooms r ON r.id = me.room_id "
                                           u"WHERE r.deleted_at IS NULL AND me.user_id = ? AND me.room_id > ? "
                                           u"ORDER BY me.room_id");
    Result<SqlRows> rows = db.run(restSql, user, last());
    if (!rows)
        return fail(std::move(rows.error()));
    while (rows->next())
        listing.rest.append(readRow<Room>(*rows, restColumns));
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
