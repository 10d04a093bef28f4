// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/directrooms.h"

#include "common/protocol/method.h"
#include "server/storage/sql/accountrows.h"
#include "server/storage/sql/append.h"
#include "server/storage/sql/blocks.h"
#include "server/storage/sql/idlists.h"
#include "server/storage/sql/personrows.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqlvalues.h"

#include <QHash>

#include <algorithm>

namespace confab {

namespace {

/// Nothing: another node has made it just now.
Result<std::optional<RoomId>> insertDirect(SqlConnection& db, const NewDirect& direct, const QString& key) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("INSERT INTO rooms (name, folded_name, kind, topic, visibility, password_hash, "
                              "created_at, people) VALUES ('', '', ?, '', ?, ?, ?, ?) "
                              "ON CONFLICT (people) WHERE people IS NOT NULL DO NOTHING RETURNING id"),
               RoomKind::Direct, Visibility::Private, QByteArray(), direct.at, key);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(rows->id<RoomId>(0)) : std::nullopt;
}

/// RoomForbidden for a bot: no scope of a token has direct rooms.
Status checkPerson(SqlConnection& db, UserId user) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT 1 FROM users WHERE id = ? AND bot IS NOT NULL"), user);
    if (!rows)
        return fail(std::move(rows.error()));
    if (rows->next())
        return fail(Error(ErrorKind::RoomForbidden, QStringLiteral("A bot has no direct conversations")));
    return {};
}

/// InputInvalid for a person who does not exist.
Status addPerson(SqlConnection& db, const NewDirect& direct, RoomId room, UserId person) {
    const Result<QString> name = activeUserName(db, person);
    if (!name && name.error().kind == ErrorKind::AuthExpired)
        return fail(Error::invalid(QStringLiteral("params.users"), QStringLiteral("params.users: a person expected")));
    if (!name)
        return fail(name.error());
    if (Status may = checkPerson(db, person); !may)
        return may;
    if (Status may = checkRoomQuota(db, person); !may)
        return may;
    return appendChecked(db, {room, person, direct.at, MemberJoined{person, *name}}).map([](const Event&) {});
}

Result<DirectRoom> makeDirect(SqlConnection& db, const NewDirect& direct, RoomId room) {
    if (Result<Event> made = appendChecked(db, {room, direct.by, direct.at, RoomCreated{}}); !made)
        return fail(std::move(made.error()));
    for (const UserId person : direct.people) {
        if (Status added = addPerson(db, direct, room, person); !added)
            return fail(std::move(added.error()));
    }
    // Nobody has anything to read in it.
    if (Status read = db.exec(QStringLiteral("UPDATE members SET read_seq = (SELECT last_seq FROM rooms WHERE id = ?) "
                                             "WHERE room_id = ?"),
                              room, room);
        !read)
        return fail(std::move(read.error()));
    if (Status silenced = silenceBlocked(db, room); !silenced)
        return fail(std::move(silenced.error()));
    DirectRoom made;
    for (const UserId person : direct.people) {
        Result<Room> seen = roomFor(db, room, person);
        if (!seen)
            return fail(std::move(seen.error()));
        if (person == direct.by)
            made.room = std::move(*seen);
        else
            made.asOthers.append({person, std::move(*seen)});
    }
    return made;
}

} // namespace

QString peopleKey(QList<UserId> people) {
    std::ranges::sort(people);
    QList<qint64> ids;
    for (const UserId person : std::as_const(people))
        ids.append(person.value);
    return joined(ids);
}

Result<std::optional<RoomId>> findDirect(SqlConnection& db, const QString& key) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT id FROM rooms WHERE people = ? AND deleted_at IS NULL"), key);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(rows->id<RoomId>(0)) : std::nullopt;
}

Result<DirectRoom> openDirect(SqlConnection& db, const NewDirect& direct) {
    const QString key = peopleKey(direct.people);
    Result<std::optional<RoomId>> room = findDirect(db, key);
    if (room && !*room) {
        if (Status may = checkNotBlocked(db, direct.by, direct.people); !may)
            return fail(std::move(may.error()));
        room = insertDirect(db, direct, key);
        if (room && *room)
            return makeDirect(db, direct, **room);
        if (room)
            room = findDirect(db, key);
    }
    if (!room)
        return fail(std::move(room.error()));
    if (!*room)
        return fail(ErrorKind::Internal);
    return roomFor(db, **room, direct.by).map([](Room seen) { return DirectRoom{std::move(seen)}; });
}

Status addPeople(SqlConnection& db, UserId reader, QList<Room>& rooms) {
    QHash<RoomId, Room*> directs;
    QList<RoomId> ids;
    for (Room& room : rooms) {
        if (room.kind != RoomKind::Direct)
            continue;
        room.people.emplace();
        directs.insert(room.id, &room);
        ids.append(room.id);
    }
    if (ids.isEmpty())
        return {};
    const QString sql =
        QString(u"SELECT m.room_id, " % personList(QStringLiteral("u")) % u", " % presenceList(QStringLiteral("u")) %
                u" FROM members m JOIN users u ON u.id = m.user_id WHERE " %
                db.dialect().among(QStringLiteral("m.room_id")) % u" AND m.user_id <> ? ORDER BY m.room_id, u.id");
    const Result<QSet<UserId>> blocked = blockedBy(db, reader);
    if (!blocked)
        return fail(blocked.error());
    return forEachAmong(
        db, sql, ids,
        [&](const SqlRows& row) {
            User person = readPerson(row, 1);
            readPresence(person, row, 1 + personColumns);
            person.blocked = onlyTrue(blocked->contains(person.id));
            directs.value(row.id<RoomId>(0))->people->append(std::move(person));
        },
        reader);
}

} // namespace confab
