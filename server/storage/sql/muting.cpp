// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/muting.h"

#include "server/storage/sql/append.h"
#include "server/storage/sql/columns.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/writability.h"

namespace confab {

namespace {

/// Whom it is about, and the mute that they have.
struct Target {
    QString name;
    bool isBot = false;
    std::optional<Role> role; ///< none: no member
    bool isMuted = false;
    std::optional<UtcTime> until;
};
constexpr auto targetColumns = std::tuple{
    column("u.name", &Target::name), column("coalesce(u.bot, 0)", &Target::isBot), column("m.role", &Target::role),
    column("x.user_id IS NOT NULL", &Target::isMuted), column("x.ends_at", &Target::until)};

/// InputInvalid: there is no such account.
Result<Target> findTarget(SqlConnection& db, const Muting& wanted) {
    static const QString sql = QString(u"SELECT " % selectList(targetColumns) %
                                       u" FROM users u LEFT JOIN members m ON m.user_id = u.id AND m.room_id = ? "
                                       u"LEFT JOIN mutes x ON x.user_id = u.id AND x.room_id = ? WHERE u.id = ?");
    Result<SqlRows> rows = db.run(sql, wanted.room, wanted.room, wanted.user);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(
            Error::invalid(QStringLiteral("params.user"), QStringLiteral("params.user: the id of a person expected")));
    Target target = readRow<Target>(*rows, targetColumns);
    if (target.until && *target.until <= wanted.at) { // it has ended
        target.isMuted = false;
        target.until.reset();
    }
    return target;
}

Status checkTarget(const Muting& wanted, const Target& target) {
    if (target.isBot)
        return fail(Error(ErrorKind::RoomForbidden, QStringLiteral("What a bot may do is said by its rights")));
    if (wanted.on && !target.role)
        return fail(Error::invalid(QStringLiteral("params.user"),
                                   QStringLiteral("params.user: a member of the room expected")));
    return {};
}

/// Removes what has ended, so that nothing but living mutes counts.
Status checkQuota(SqlConnection& db, const Muting& wanted) {
    Status done =
        db.exec(QStringLiteral("DELETE FROM mutes WHERE room_id = ? AND ends_at <= ?"), wanted.room, wanted.at);
    if (!done)
        return done;
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT count(*) FROM mutes WHERE room_id = ?"), wanted.room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next() || rows->integer(0) < limits::bansPerRoom)
        return {};
    return fail(Error(ErrorKind::RoomForbidden,
                      QStringLiteral("The room has %1 muted people, which is the limit").arg(limits::bansPerRoom)));
}

} // namespace

Result<QList<Event>> muteMember(SqlConnection& db, const Muting& wanted, TargetRule may) {
    if (Status locked = lockRoom(db, wanted.room); !locked)
        return fail(std::move(locked.error()));
    const Result<Membership> mine = membership(db, wanted.room, wanted.by);
    if (!mine)
        return fail(mine.error());
    if (!may(mine->role, Role::Member, mine->kind))
        return fail(ErrorKind::RoomForbidden);
    const Result<Target> target = findTarget(db, wanted);
    if (!target)
        return fail(target.error());
    if (!may(mine->role, target->role.value_or(Role::Member), mine->kind))
        return fail(ErrorKind::RoomForbidden);
    if (Status possible = checkTarget(wanted, *target); !possible)
        return fail(std::move(possible.error()));
    if (target->isMuted == wanted.on && (!wanted.on || target->until == wanted.until))
        return QList<Event>();
    if (Status room = wanted.on && !target->isMuted ? checkQuota(db, wanted) : Status(); !room)
        return fail(std::move(room.error()));
    MemberMuted muted{wanted.user, target->name, wanted.on};
    if (wanted.on)
        muted.until = wanted.until;
    return appendChecked(db, {wanted.room, wanted.by, wanted.at, std::move(muted)}).map([](Event event) {
        return QList<Event>{std::move(event)};
    });
}

Status checkMayWrite(SqlConnection& db, RoomId room, UserId user, UtcTime at) {
    const Result<Membership> mine = membership(db, room, user);
    if (!mine)
        return fail(mine.error());
    return isSilenced(*mine, at) ? fail(whySilenced(*mine)) : Status();
}

} // namespace confab
