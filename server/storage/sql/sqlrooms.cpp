// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlrooms.h"

#include "common/protocol/method.h"
#include "server/storage/sql/accountrows.h"
#include "server/storage/sql/append.h"
#include "server/storage/sql/columns.h"
#include "server/storage/sql/directrooms.h"
#include "server/storage/sql/filerows.h"
#include "server/storage/sql/idlists.h"
#include "server/storage/sql/membermarks.h"
#include "server/storage/sql/personrows.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/roomsettings.h"
#include "server/storage/sql/search/searchindex.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/sqlmoderation.h"
#include "server/storage/sql/sqlusers.h"
#include "server/storage/sql/writability.h"

#include <algorithm>

namespace confab {

namespace {

/// AuthExpired when the account was removed.
Result<Event> addMember(SqlConnection& db, RoomId room, UserId user, UtcTime at) {
    Result<QString> name = activeUserName(db, user);
    if (!name)
        return fail(std::move(name.error()));
    return appendChecked(db, {room, user, at, MemberJoined{user, *name}, {}});
}

/// The room as `caller` sees it after `events`.
Result<RoomChange> changeFor(SqlConnection& db, RoomId room, UserId caller, QList<Event> events) {
    return roomFor(db, room, caller).map([&](Room seen) { return RoomChange{std::move(seen), std::move(events)}; });
}

Result<RoomId> insertRoom(SqlConnection& db, const NewRoom& room) {
    Result<SqlRows> rows = db.run(QStringLiteral("INSERT INTO rooms (name, folded_name, kind, topic, visibility, "
                                                 "password_hash, capacity, max_members, created_at) "
                                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"),
                                  room.name, room.name.toCaseFolded(), RoomKind::Room, room.topic, room.visibility,
                                  room.passwordHash, room.capacity, room.maxMembers, room.at);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::Internal);
    return rows->id<RoomId>(0);
}

Result<RoomChange> createRoom(SqlConnection& db, const NewRoom& room) {
    if (Status may = checkRoomQuota(db, room.owner); !may)
        return fail(std::move(may.error()));
    const Result<RoomId> id = insertRoom(db, room);
    if (!id)
        return fail(id.error());
    Result<Event> created = appendChecked(db, {*id, room.owner, room.at, RoomCreated{room.name}, {}});
    if (!created)
        return fail(std::move(created.error()));
    Result<Event> joined = addMember(db, *id, room.owner, room.at);
    if (!joined)
        return fail(std::move(joined.error()));
    const Status owned = db.exec(QStringLiteral("UPDATE members SET role = ? WHERE room_id = ?"), Role::Owner, *id);
    if (!owned)
        return fail(owned.error());
    return changeFor(db, *id, room.owner, {*created, *joined});
}

Result<Room> memberRoom(SqlConnection& db, RoomId room, UserId user) {
    Result<Room> seen = roomFor(db, room, user);
    if (seen && !seen->role)
        return fail(ErrorKind::RoomNotMember);
    return seen;
}

Result<QList<RoomStore::Belonging>> readBelongings(SqlConnection& db, const QList<UserId>& users) {
    const QString sql = QString(u"SELECT user_id, room_id FROM members WHERE " %
                                db.dialect().among(QStringLiteral("user_id")) % u" ORDER BY user_id, room_id");
    QList<RoomStore::Belonging> belongings;
    const Status done = forEachAmong(db, sql, users, [&belongings](const SqlRows& row) {
        belongings.append({row.id<UserId>(0), row.id<RoomId>(1)});
    });
    return done.map([&] { return std::move(belongings); });
}

constexpr auto joinColumns =
    std::tuple{column("r.visibility", &JoinFacts::visibility), column("r.password_hash", &JoinFacts::passwordHash),
               column("me.user_id IS NOT NULL", &JoinFacts::isMember),
               column("b.user_id IS NOT NULL", &JoinFacts::isBanned), column("b.ends_at", &JoinFacts::banUntil)};

Result<JoinFacts> readJoinFacts(SqlConnection& db, RoomId room, UserId user) {
    static const QString sql = QString(u"SELECT " % selectList(joinColumns) %
                                       u" FROM rooms r LEFT JOIN members me ON me.room_id = r.id AND me.user_id = ? "
                                       u"LEFT JOIN bans b ON b.room_id = r.id AND b.user_id = ? "
                                       u"WHERE r.id = ? AND r.deleted_at IS NULL");
    Result<SqlRows> rows = db.run(sql, user, user, room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    return readRow<JoinFacts>(*rows, joinColumns);
}

Error roomFull(int maxMembers) {
    Error error(ErrorKind::RoomFull);
    error.capacity = maxMembers;
    return error;
}

/// The successor of the last owner, who left: the moderator, or else the member, of longest standing; a bot only when
/// nobody else is there.
Result<std::optional<UserId>> findSuccessor(SqlConnection& db, RoomId room) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT m.user_id FROM members m JOIN users u ON u.id = m.user_id WHERE m.room_id = ? "
                              "AND NOT EXISTS (SELECT 1 FROM members o WHERE o.room_id = m.room_id AND o.role = ?) "
                              "ORDER BY CASE WHEN u.bot = 1 THEN 1 ELSE 0 END, "
                              "CASE m.role WHEN 'moderator' THEN 0 ELSE 1 END, m.joined_seq LIMIT 1"),
               room, Role::Owner);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(rows->id<UserId>(0)) : std::nullopt;
}

Result<QList<UserId>> removeRoom(SqlConnection& db, RoomId room, UserId by, UtcTime at, RoleRule may) {
    if (Status locked = lockRoom(db, room); !locked)
        return fail(std::move(locked.error()));
    if (Status allowed = checkMay(db, room, by, may); !allowed)
        return fail(std::move(allowed.error()));
    return endRoom(db, room, at);
}

} // namespace

Result<QList<UserId>> endRoom(SqlConnection& db, RoomId room, UtcTime at) {
    QList<UserId> members;
    {
        Result<SqlRows> rows = db.run(QStringLiteral("DELETE FROM members WHERE room_id = ? RETURNING user_id"), room);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next())
            members.append(rows->id<UserId>(0));
    }
    std::ranges::sort(members);
    Status done = loosenRoomFiles(db, room);
    if (done)
        done = forgetIndex(db, room);
    if (done)
        done = db.exec(QStringLiteral("DELETE FROM drafts WHERE room_id = ?"), room);
    if (done)
        done = db.exec(QStringLiteral("DELETE FROM bans WHERE room_id = ?"), room);
    if (done)
        done = forgetRoom(db, room);
    if (done)
        done = db.exec(QStringLiteral("DELETE FROM invites WHERE room_id = ?"), room);
    if (!done)
        return fail(std::move(done.error()));
    return db.exec(QStringLiteral("UPDATE rooms SET deleted_at = ?, members = 0 WHERE id = ?"), at, room).map([&] {
        return members;
    });
}

namespace {

constexpr auto memberColumns =
    std::tuple{column("m.user_id", &Member::id), column("u.name", &Member::name),
               column("m.role", &Member::role),  column("m.joined_at", &Member::joinedAt),
               column("u.bot", &Member::bot),    column("m.silent_until", &Member::mutedUntil)};

/// With the presence that they chose.
Member readMember(const SqlRows& row) {
    Member member = readRow<Member>(row, memberColumns);
    User person = readPerson(row, columnCount(memberColumns));
    readPresence(person, row, columnCount(memberColumns) + personColumns);
    member.picture = std::move(person.picture);
    member.status = std::move(person.status);
    member.presence = person.presence;
    return member;
}

Result<MemberPage> membersPage(SqlConnection& db, RoomId room, UserId caller, UserId after, int limit) {
    const Result<Membership> mine = membership(db, room, caller);
    if (!mine)
        return fail(mine.error());
    static const QString sql = QString(u"SELECT " % selectList(memberColumns) % u", " %
                                       personList(QStringLiteral("u")) % u", " % presenceList(QStringLiteral("u")) %
                                       u" FROM members m JOIN users u ON u.id = m.user_id "
                                       u"WHERE m.room_id = ? AND m.user_id > ? ORDER BY m.user_id LIMIT ?");
    Result<SqlRows> rows = db.run(sql, room, after, limit + 1);
    if (!rows)
        return fail(std::move(rows.error()));
    MemberPage page;
    while (rows->next()) {
        page.more = page.members.size() == limit;
        if (page.more)
            break;
        Member member = readMember(*rows);
        member.muted = onlyTrue(tellMute(mine->kind, member.mutedUntil));
        page.members.append(std::move(member));
    }
    return page;
}

} // namespace

Result<RoomChange> joinRoom(SqlConnection& db, RoomId room, UserId user, UtcTime at) {
    if (Status locked = lockRoom(db, room); !locked)
        return fail(std::move(locked.error()));
    const Result<Room> before = roomFor(db, room, user);
    if (!before)
        return fail(before.error());
    if (before->role)
        return RoomChange{*before, {}};
    if (before->kind == RoomKind::Direct)
        return fail(ErrorKind::RoomNotFound);
    if (Status may = checkBan(db, room, user, at); !may)
        return fail(std::move(may.error()));
    if (before->maxMembers && before->members >= *before->maxMembers)
        return fail(roomFull(*before->maxMembers));
    if (Status may = checkRoomQuota(db, user); !may)
        return fail(std::move(may.error()));
    Result<Event> joined = addMember(db, room, user, at);
    if (!joined)
        return fail(std::move(joined.error()));
    QList<Event> events{*joined};
    if (before->members == 0) {
        Result<Event> owner = appendChecked(db, {room, user, at, MemberRole{user, Role::Owner}, {}});
        if (!owner)
            return fail(std::move(owner.error()));
        events.append(*owner);
    }
    return changeFor(db, room, user, std::move(events));
}

Result<QList<Event>> leaveRoom(SqlConnection& db, RoomId room, UserId user, UtcTime at) {
    if (Status locked = lockRoom(db, room); !locked)
        return fail(std::move(locked.error()));
    const Result<Membership> mine = membership(db, room, user);
    if (!mine)
        return fail(mine.error());
    if (mine->kind == RoomKind::Direct)
        return fail(Error(ErrorKind::RoomForbidden, QStringLiteral("A direct conversation can't be left")));
    const Result<QString> name = userName(db, user);
    if (!name)
        return fail(name.error());
    Result<Event> left = appendChecked(db, {room, user, at, MemberLeft{user, *name}, {}});
    if (!left)
        return fail(std::move(left.error()));
    QList<Event> events{*left};
    if (mine->role != Role::Owner)
        return events;
    const Result<std::optional<UserId>> successor = findSuccessor(db, room);
    if (!successor)
        return fail(successor.error());
    if (!*successor)
        return events;
    Result<Event> changed = appendChecked(db, {room, user, at, MemberRole{**successor, Role::Owner}, {}});
    if (!changed)
        return fail(std::move(changed.error()));
    events.append(*changed);
    return events;
}

QCoro::Task<Result<RoomChange>> SqlRooms::create(NewRoom room) {
    return onWriter<RoomChange>(m_writer, [room = std::move(room)](SqlConnection& db) { return createRoom(db, room); });
}

QCoro::Task<Result<RoomStore::Listing>> SqlRooms::listFor(UserId user, RoomId after) {
    return onReader<Listing>(m_reader, lineOf(user),
                             [user, after](SqlConnection& db) { return roomsOf(db, user, after); });
}

QCoro::Task<Result<Room>> SqlRooms::one(RoomId room, UserId user) {
    return onReader<Room>(m_reader, lineOf(user),
                          [room, user](SqlConnection& db) { return memberRoom(db, room, user); });
}

QCoro::Task<Result<QList<RoomStore::Belonging>>> SqlRooms::belongings(QList<UserId> users) {
    return onReader<QList<Belonging>>(m_reader, ReadLine::Server, [users = std::move(users)](SqlConnection& db) {
        return readBelongings(db, users);
    });
}

QCoro::Task<Result<QList<Room>>> SqlRooms::findPublic(UserId user, QString query, int limit) {
    const int bounded = std::clamp(limit, 1, limits::foundRooms);
    return onReader<QList<Room>>(m_reader, lineOf(user), [user, query = std::move(query), bounded](SqlConnection& db) {
        return publicRooms(db, user, query, bounded);
    });
}

QCoro::Task<Result<JoinFacts>> SqlRooms::joinFacts(RoomId room, UserId user) {
    return onReader<JoinFacts>(m_reader, lineOf(user),
                               [room, user](SqlConnection& db) { return readJoinFacts(db, room, user); });
}

QCoro::Task<Result<RoomChange>> SqlRooms::join(RoomId room, UserId user, UtcTime at) {
    return onWriter<RoomChange>(
        m_writer, [=](SqlConnection& db) { return joinRoom(db, room, user, at); }, lockOrder(room));
}

QCoro::Task<Result<QList<Event>>> SqlRooms::leave(RoomId room, UserId user, UtcTime at) {
    return onWriter<QList<Event>>(
        m_writer, [=](SqlConnection& db) { return leaveRoom(db, room, user, at); }, lockOrder(room));
}

QCoro::Task<Result<QList<UserId>>> SqlRooms::remove(RoomId room, UserId by, UtcTime at, RoleRule may) {
    return onWriter<QList<UserId>>(
        m_writer, [=](SqlConnection& db) { return removeRoom(db, room, by, at, may); }, lockOrder(room));
}

QCoro::Task<Result<RoomChange>> SqlRooms::update(RoomId room, UserId by, UtcTime at, RoomSettings settings,
                                                 RoleRule may) {
    return onWriter<RoomChange>(
        m_writer,
        [=, settings = std::move(settings)](SqlConnection& db) { return updateRoom(db, room, by, at, settings, may); },
        lockOrder(room));
}

QCoro::Task<Result<DirectRoom>> SqlRooms::openDirect(NewDirect direct) {
    return onWriter<DirectRoom>(
        m_writer, [direct = std::move(direct)](SqlConnection& db) { return confab::openDirect(db, direct); });
}

QCoro::Task<Result<RoomStore::ReadMark>> SqlRooms::markRead(RoomId room, UserId user, Seq seq, bool mayGoBack,
                                                            UtcTime at) {
    return onWriter<ReadMark>(
        m_writer,
        [=](SqlConnection& db) {
            return moveReadMark(db, room, user, {seq, mayGoBack, at});
        },
        lockOrder(room));
}

QCoro::Task<Result<bool>> SqlRooms::setNotify(RoomId room, UserId user, NotifyLevel level,
                                              std::optional<UtcTime> until) {
    return onWriter<bool>(
        m_writer, [=](SqlConnection& db) { return chooseNotify(db, room, user, level, until); }, lockOrder(room));
}

QCoro::Task<Result<MemberPage>> SqlRooms::members(RoomId room, UserId caller, UserId after, int limit) {
    const int bounded = std::clamp(limit, 1, limits::membersPerPage);
    return onReader<MemberPage>(m_reader, lineOf(caller),
                                [=](SqlConnection& db) { return membersPage(db, room, caller, after, bounded); });
}

} // namespace confab
