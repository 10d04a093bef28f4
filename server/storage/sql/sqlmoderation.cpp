// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlmoderation.h"

#include "server/storage/sql/append.h"
#include "server/storage/sql/columns.h"
#include "server/storage/sql/fillpage.h"
#include "server/storage/sql/muting.h"
#include "server/storage/sql/personrows.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqljobs.h"

namespace confab {

namespace {

/// Whom it is about.
struct Person {
    QString name;
    bool isBot = false;
    std::optional<Role> role; ///< none: no member
};
constexpr auto personColumns = std::tuple{column("u.name", &Person::name), column("coalesce(u.bot, 0)", &Person::isBot),
                                          column("m.role", &Person::role)};

/// Nothing: there is no such account.
Result<std::optional<Person>> findPerson(SqlConnection& db, RoomId room, UserId user) {
    static const QString sql =
        QString(u"SELECT " % selectList(personColumns) %
                u" FROM users u LEFT JOIN members m ON m.user_id = u.id AND m.room_id = ? WHERE u.id = ?");
    Result<SqlRows> rows = db.run(sql, room, user);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(readRow<Person>(*rows, personColumns)) : std::nullopt;
}

tl::unexpected<Error> wrongUser(const char* expected) {
    return fail(Error::invalid(QStringLiteral("params.user"),
                               QString(u"params.user: " % QLatin1String(expected) % u" expected")));
}

/// What its token is good for decides what it is in a room, and its owner takes that away.
tl::unexpected<Error> notForBots() {
    return fail(
        Error(ErrorKind::RoomForbidden, QStringLiteral("A bot leaves by bot.remove, and a webhook by hook.remove")));
}

Result<qint64> count(SqlConnection& db, const QString& sql, const auto&... values) {
    Result<SqlRows> rows = db.run(sql, values...);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? rows->integer(0) : 0;
}

Status checkOwnerStays(SqlConnection& db, RoomId room) {
    const Result<qint64> owners =
        count(db, QStringLiteral("SELECT count(*) FROM members WHERE room_id = ? AND role = ?"), room, Role::Owner);
    if (!owners)
        return fail(owners.error());
    if (*owners > 1)
        return {};
    return fail(
        Error(ErrorKind::RoomForbidden, QStringLiteral("A room needs an owner: make somebody else an owner first")));
}

Result<QList<Event>> changeRole(SqlConnection& db, const NewRole& wanted, RoleRule may) {
    if (Status locked = lockRoom(db, wanted.room); !locked)
        return fail(std::move(locked.error()));
    if (Status allowed = checkMay(db, wanted.room, wanted.by, may); !allowed)
        return fail(std::move(allowed.error()));
    const Result<std::optional<Person>> person = findPerson(db, wanted.room, wanted.user);
    if (!person)
        return fail(person.error());
    if (!*person || !(*person)->role)
        return wrongUser("a member of the room");
    if ((*person)->role == wanted.role)
        return QList<Event>();
    if ((*person)->isBot)
        return notForBots();
    if ((*person)->role == Role::Owner) {
        if (Status stays = checkOwnerStays(db, wanted.room); !stays)
            return fail(std::move(stays.error()));
    }
    return appendChecked(db, {wanted.room, wanted.by, wanted.at, MemberRole{wanted.user, wanted.role, wanted.by}})
        .map([](Event event) { return QList<Event>{std::move(event)}; });
}

// ---- bans

constexpr auto banColumns = std::tuple{column("b.by_user", &Ban::by), column("b.at", &Ban::at),
                                       column("b.ends_at", &Ban::until), column("b.note", &Ban::reason)};

Ban readBan(const SqlRows& row) {
    Ban ban = readRow<Ban>(row, banColumns);
    ban.user = readPerson(row, columnCount(banColumns));
    return ban;
}

Result<std::optional<Ban>> findBan(SqlConnection& db, RoomId room, UserId user) {
    static const QString sql =
        QString(u"SELECT " % selectList(banColumns) % u" FROM bans b WHERE b.room_id = ? AND b.user_id = ?");
    Result<SqlRows> rows = db.run(sql, room, user);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(readRow<Ban>(*rows, banColumns)) : std::nullopt;
}

/// Removes what has ended, so that nothing but living bans counts.
Status checkBanQuota(SqlConnection& db, RoomId room, UtcTime now) {
    Status done = db.exec(QStringLiteral("DELETE FROM bans WHERE room_id = ? AND ends_at <= ?"), room, now);
    if (!done)
        return done;
    const Result<qint64> bans = count(db, QStringLiteral("SELECT count(*) FROM bans WHERE room_id = ?"), room);
    if (!bans)
        return fail(bans.error());
    if (*bans < limits::bansPerRoom)
        return {};
    return fail(Error(ErrorKind::RoomForbidden,
                      QStringLiteral("The room has %1 bans, which is the limit").arg(limits::bansPerRoom)));
}

Status writeBan(SqlConnection& db, const Expulsion& ban) {
    const Result<std::optional<Ban>> before = findBan(db, ban.room, ban.user);
    if (!before)
        return fail(before.error());
    if (*before && (*before)->until == ban.until && (*before)->reason == ban.note)
        return {};
    if (Status may = *before ? Status() : checkBanQuota(db, ban.room, ban.at); !may)
        return may;
    return db.exec(QStringLiteral("INSERT INTO bans (room_id, user_id, by_user, at, ends_at, note) "
                                  "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (room_id, user_id) DO UPDATE SET "
                                  "by_user = excluded.by_user, at = excluded.at, ends_at = excluded.ends_at, "
                                  "note = excluded.note"),
                   ban.room, ban.user, ban.by, ban.at, ban.until, ban.note);
}

Result<QList<Event>> appendLeft(SqlConnection& db, const Expulsion& wanted, const QString& name) {
    MemberLeft left{wanted.user, name};
    left.by = wanted.by;
    left.reason = wanted.isBan ? Departure::Banned : Departure::Kicked;
    left.note = wanted.note;
    left.until = wanted.until;
    return appendChecked(db, {wanted.room, wanted.by, wanted.at, std::move(left)}).map([](Event event) {
        return QList<Event>{std::move(event)};
    });
}

Result<QList<Event>> expel(SqlConnection& db, const Expulsion& wanted, TargetRule may) {
    if (Status locked = lockRoom(db, wanted.room); !locked)
        return fail(std::move(locked.error()));
    const Result<Membership> mine = membership(db, wanted.room, wanted.by);
    if (!mine)
        return fail(mine.error());
    if (!may(mine->role, Role::Member, mine->kind))
        return fail(ErrorKind::RoomForbidden);
    const Result<std::optional<Person>> person = findPerson(db, wanted.room, wanted.user);
    if (!person)
        return fail(person.error());
    if (!*person)
        return wrongUser("the id of a person");
    const Person& whom = **person;
    if (!may(mine->role, whom.role.value_or(Role::Member), mine->kind))
        return fail(ErrorKind::RoomForbidden);
    if (whom.isBot)
        return notForBots();
    if (Status banned = wanted.isBan ? writeBan(db, wanted) : Status(); !banned)
        return fail(std::move(banned.error()));
    return whom.role ? appendLeft(db, wanted, whom.name) : QList<Event>();
}

Status removeBan(SqlConnection& db, RoomId room, UserId user, UserId by, RoleRule may) {
    return lockRoom(db, room).and_then([&] { return checkMay(db, room, by, may); }).and_then([&] {
        return db.exec(QStringLiteral("DELETE FROM bans WHERE room_id = ? AND user_id = ?"), room, user);
    });
}

Result<BansAnswer> bansPage(SqlConnection& db, RoomId room, UserId caller, UserId after, UtcTime now, RoleRule may) {
    if (Status allowed = checkMay(db, room, caller, may); !allowed)
        return fail(std::move(allowed.error()));
    static const QString sql = QString(u"SELECT " % selectList(banColumns) % u", " % personList(QStringLiteral("u")) %
                                       u" FROM bans b JOIN users u ON u.id = b.user_id WHERE b.room_id = ? "
                                       u"AND b.user_id > ? AND (b.ends_at IS NULL OR b.ends_at > ?) "
                                       u"ORDER BY b.user_id LIMIT ?");
    BansAnswer page;
    bool more = false;
    const auto last = [&] { return page.bans.isEmpty() ? after : page.bans.last().user.id; };
    const Status filled = fillPage<Ban>(
        limits::bansPerPage, page.bans, more, [&](int most) { return db.run(sql, room, last(), now, most); },
        [](const SqlRows& row) -> Result<Ban> { return readBan(row); });
    if (!filled)
        return fail(filled.error());
    page.more = onlyTrue(more);
    return page;
}

} // namespace

Status checkBan(SqlConnection& db, RoomId room, UserId user, UtcTime at) {
    const Result<std::optional<Ban>> ban = findBan(db, room, user);
    if (!ban)
        return fail(ban.error());
    if (!*ban || ((*ban)->until && *(*ban)->until <= at))
        return {};
    return fail(bannedUntil((*ban)->until));
}

QCoro::Task<Result<QList<Event>>> SqlModeration::setRole(NewRole role, RoleRule may) {
    return onWriter<QList<Event>>(
        m_writer, [=](SqlConnection& db) { return changeRole(db, role, may); }, lockOrder(role.room));
}

QCoro::Task<Result<QList<Event>>> SqlModeration::putOut(Expulsion expulsion, TargetRule may) {
    const LockOrder order = lockOrder(expulsion.room);
    return onWriter<QList<Event>>(
        m_writer, [expulsion = std::move(expulsion), may](SqlConnection& db) { return expel(db, expulsion, may); },
        order);
}

QCoro::Task<Result<QList<Event>>> SqlModeration::mute(Muting muting, TargetRule may) {
    return onWriter<QList<Event>>(
        m_writer, [=](SqlConnection& db) { return muteMember(db, muting, may); }, lockOrder(muting.room));
}

QCoro::Task<Status> SqlModeration::checkMayWrite(RoomId room, UserId user, UtcTime at) {
    return onReader<void>(m_reader, lineOf(user),
                          [=](SqlConnection& db) { return confab::checkMayWrite(db, room, user, at); });
}

QCoro::Task<Status> SqlModeration::liftBan(RoomId room, UserId user, UserId by, RoleRule may) {
    return onWriter<void>(
        m_writer, [=](SqlConnection& db) { return removeBan(db, room, user, by, may); }, lockOrder(room));
}

QCoro::Task<Result<BansAnswer>> SqlModeration::bans(RoomId room, UserId caller, UserId after, UtcTime now,
                                                    RoleRule may) {
    return onReader<BansAnswer>(m_reader, lineOf(caller),
                                [=](SqlConnection& db) { return bansPage(db, room, caller, after, now, may); });
}

} // namespace confab
