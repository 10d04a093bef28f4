// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlinvites.h"

#include "server/storage/sql/append.h"
#include "server/storage/sql/columns.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/serverinvites.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/sqlrooms.h"
#include "server/storage/sql/sqlusers.h"
#include "server/storage/sql/storagelimits.h"

namespace confab {

namespace {

/// An invitation with what decides whether it has ended.
struct InviteRow {
    QString code;
    UtcTime createdAt;
    std::optional<UtcTime> endsAt;
    std::optional<int> usesLeft;
    UserId by;
    QString byName;
    std::optional<Role> byRole; ///< none: no member
    RoomId room;
    RoomKind kind = RoomKind::Room;
    Visibility visibility = Visibility::Public;
    bool hasPassword = false;
    bool isArchived = false;
    QString roomName;
    QString topic;
    int members = 0;
};
constexpr auto inviteColumns =
    std::tuple{column("i.code", &InviteRow::code),
               column("i.created_at", &InviteRow::createdAt),
               column("i.ends_at", &InviteRow::endsAt),
               column("i.uses_left", &InviteRow::usesLeft),
               column("i.by_user", &InviteRow::by),
               column("u.name", &InviteRow::byName),
               column("m.role", &InviteRow::byRole),
               column("r.id", &InviteRow::room),
               column("r.kind", &InviteRow::kind),
               column("r.visibility", &InviteRow::visibility),
               column("CASE WHEN length(r.password_hash) > 0 THEN 1 ELSE 0 END", &InviteRow::hasPassword),
               column("CASE WHEN r.archived_at IS NULL THEN 0 ELSE 1 END", &InviteRow::isArchived),
               column("r.name", &InviteRow::roomName),
               column("r.topic", &InviteRow::topic),
               column("r.members", &InviteRow::members)};

QString inviteSql(const char* where) {
    return QString(u"SELECT " % selectList(inviteColumns) %
                   u" FROM invites i JOIN rooms r ON r.id = i.room_id JOIN users u ON u.id = i.by_user "
                   u"LEFT JOIN members m ON m.room_id = i.room_id AND m.user_id = i.by_user "
                   u"WHERE r.deleted_at IS NULL AND " %
                   QLatin1String(where));
}

bool isAlive(const InviteRow& invite, UtcTime now, InviteRule may) {
    const bool isOpen = invite.visibility == Visibility::Public && !invite.hasPassword;
    const bool isOver = (invite.endsAt && *invite.endsAt <= now) || (invite.usesLeft && *invite.usesLeft < 1);
    return !isOver && !invite.isArchived && invite.byRole && may(*invite.byRole, invite.kind, isOpen);
}

Result<QList<InviteRow>> invitesOf(SqlConnection& db, RoomId room) {
    static const QString sql = inviteSql("i.room_id = ? ORDER BY i.created_at DESC, i.code");
    Result<SqlRows> rows = db.run(sql, room);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<InviteRow> found;
    while (rows->next())
        found.append(readRow<InviteRow>(*rows, inviteColumns));
    return found;
}

Result<InviteRow> livingInvite(SqlConnection& db, const Secret& code, UtcTime now, InviteRule may) {
    static const QString sql = inviteSql("i.code = ?");
    Result<SqlRows> rows = db.run(sql, code.value);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::InviteNotFound);
    InviteRow invite = readRow<InviteRow>(*rows, inviteColumns);
    return isAlive(invite, now, may) ? Result<InviteRow>(std::move(invite)) : fail(ErrorKind::InviteNotFound);
}

Invite inviteFrom(const InviteRow& row) {
    return {Secret{row.code}, {}, User{row.by, row.byName, std::nullopt}, row.createdAt, row.endsAt, row.usesLeft};
}

// ---- making, listing, ending

Status removeInvite(SqlConnection& db, const QString& code) {
    return db.exec(QStringLiteral("DELETE FROM invites WHERE code = ?"), code);
}

/// Removes what has ended, so that nothing but living ones counts.
Status checkInviteQuota(SqlConnection& db, RoomId room, UtcTime now, InviteRule may) {
    const Result<QList<InviteRow>> invites = invitesOf(db, room);
    if (!invites)
        return fail(invites.error());
    qsizetype living = 0;
    for (const InviteRow& invite : *invites) {
        const bool lives = isAlive(invite, now, may);
        living += lives ? 1 : 0;
        if (Status done = lives ? Status() : removeInvite(db, invite.code); !done)
            return done;
    }
    if (living < limits::invitesPerRoom)
        return {};
    return fail(Error(ErrorKind::RoomForbidden,
                      QStringLiteral("The room has %1 invitations, which is the limit").arg(limits::invitesPerRoom)));
}

Status checkMayInvite(SqlConnection& db, RoomId room, UserId by, InviteRule may) {
    const Result<Room> seen = roomFor(db, room, by);
    if (!seen)
        return fail(seen.error());
    if (!seen->role)
        return fail(seen->visibility == Visibility::Private ? ErrorKind::RoomNotFound : ErrorKind::RoomNotMember);
    const bool isOpen = seen->visibility == Visibility::Public && !seen->hasPassword;
    if (!may(*seen->role, seen->kind, isOpen))
        return fail(ErrorKind::RoomForbidden);
    return seen->archived ? fail(Error(ErrorKind::RoomForbidden, QStringLiteral("The room is archived"))) : Status();
}

Result<Invite> makeInvite(SqlConnection& db, const NewInvite& wanted, InviteRule may) {
    Status done = lockRoom(db, wanted.room);
    if (done)
        done = checkMayInvite(db, wanted.room, wanted.by, may);
    if (done)
        done = checkInviteQuota(db, wanted.room, wanted.at, may);
    if (done)
        done = db.exec(QStringLiteral("INSERT INTO invites (code, room_id, by_user, created_at, ends_at, uses_left) "
                                      "VALUES (?, ?, ?, ?, ?, ?)"),
                       wanted.code.value, wanted.room, wanted.by, wanted.at, wanted.expiresAt, wanted.uses);
    if (!done)
        return fail(std::move(done.error()));
    return livingInvite(db, wanted.code, wanted.at, may).map(inviteFrom);
}

Result<QList<Invite>> listInvites(SqlConnection& db, RoomId room, UserId caller, UtcTime now, RoleRule mayAll,
                                  InviteRule may) {
    const Result<Membership> mine = membership(db, room, caller);
    if (!mine)
        return fail(mine.error());
    const Result<QList<InviteRow>> invites = invitesOf(db, room);
    if (!invites)
        return fail(invites.error());
    const bool seesAll = mayAll(mine->role, mine->kind);
    QList<Invite> shown;
    for (const InviteRow& invite : *invites) {
        if ((seesAll || invite.by == caller) && isAlive(invite, now, may))
            shown.append(inviteFrom(invite));
    }
    return shown;
}

Status revokeInvite(SqlConnection& db, RoomId room, const Secret& code, UserId by, RoleRule mayAll) {
    if (Status locked = lockRoom(db, room); !locked)
        return locked;
    const Result<Membership> mine = membership(db, room, by);
    if (!mine)
        return fail(mine.error());
    const QString sql = QStringLiteral("DELETE FROM invites WHERE code = ? AND room_id = ?");
    const Result<int> ended = mayAll(mine->role, mine->kind)
                                  ? db.change(sql, code.value, room)
                                  : db.change(QString(sql % u" AND by_user = ?"), code.value, room, by);
    if (!ended)
        return fail(ended.error());
    return *ended == 1 ? Status() : fail(ErrorKind::InviteNotFound);
}

// ---- using

/// One use less, of one that is counted; with the last it has ended.
Status useUp(SqlConnection& db, const InviteRow& invite) {
    if (!invite.usesLeft)
        return {};
    if (*invite.usesLeft == 1)
        return removeInvite(db, invite.code);
    return db.exec(QStringLiteral("UPDATE invites SET uses_left = ? WHERE code = ?"), *invite.usesLeft - 1,
                   invite.code);
}

/// The invitation is read once its room is locked, so no other transaction uses it at the same time.
Result<RoomChange> acceptInvite(SqlConnection& db, RoomId room, const Secret& code, UserId user, UtcTime now,
                                InviteRule may) {
    if (room == RoomId{})
        return lookAtServerInvite(db, code, now).and_then([](const InvitedTo&) -> Result<RoomChange> {
            return fail(Error::invalid(QStringLiteral("params.code"),
                                       QStringLiteral("code: the invitation is for a new account, and into no room")));
        });
    if (Status locked = lockRoom(db, room); !locked)
        return fail(locked.error().kind == ErrorKind::RoomNotFound ? Error(ErrorKind::InviteNotFound)
                                                                   : std::move(locked.error()));
    const Result<InviteRow> invite = livingInvite(db, code, now, may);
    if (!invite)
        return fail(invite.error());
    Result<RoomChange> joined = joinRoom(db, invite->room, user, now);
    if (!joined || joined->events.isEmpty()) // a member already
        return joined;
    if (Status used = useUp(db, *invite); !used)
        return fail(std::move(used.error()));
    return joined;
}

Result<InviteStore::Welcome> welcome(SqlConnection& db, RoomId room, const NewUser& fresh, const Secret& code,
                                     InviteRule may) {
    if (room == RoomId{})
        return welcomeToServer(db, fresh, code).map([](User made) {
            return InviteStore::Welcome{std::move(made), {}};
        });
    Result<User> user = createUser(db, fresh);
    if (!user)
        return fail(std::move(user.error()));
    Result<RoomChange> joined = acceptInvite(db, room, code, user->id, fresh.at, may);
    if (!joined)
        return fail(std::move(joined.error()));
    return InviteStore::Welcome{std::move(*user), std::move(joined->events)};
}

/// 0 of an invitation to the server.
Result<RoomId> roomOfCode(SqlConnection& db, const Secret& code) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT room_id FROM invites WHERE code = ? UNION ALL "
                                                 "SELECT 0 FROM server_invites WHERE code = ?"),
                                  code.value, code.value);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? Result<RoomId>(rows->id<RoomId>(0)) : fail(ErrorKind::InviteNotFound);
}

Result<InvitedTo> lookAt(SqlConnection& db, const Secret& code, UtcTime now, InviteRule may) {
    const Result<InviteRow> invite = livingInvite(db, code, now, may);
    if (!invite && invite.error().kind == ErrorKind::InviteNotFound)
        return lookAtServerInvite(db, code, now);
    return invite.map([](const InviteRow& row) {
        return InvitedTo{InvitedTo::Place{row.room, row.roomName, row.topic, row.members, row.hasPassword},
                         User{row.by, row.byName, std::nullopt}};
    });
}

} // namespace

Status forgetEndedInvites(SqlConnection& db, UtcTime now) {
    return db
        .exec(QStringLiteral("DELETE FROM invites WHERE code IN (SELECT code FROM invites WHERE ends_at <= ? "
                             "ORDER BY ends_at LIMIT ?)"),
              now, limits::invitesForgotten)
        .and_then([&] { return forgetEndedLinks(db, now); });
}

QCoro::Task<Result<Invite>> SqlInvites::make(NewInvite invite, InviteRule may) {
    const LockOrder order = lockOrder(invite.room);
    return onWriter<Invite>(
        m_writer, [invite = std::move(invite), may](SqlConnection& db) { return makeInvite(db, invite, may); }, order);
}

QCoro::Task<Result<QList<Invite>>> SqlInvites::list(RoomId room, UserId caller, UtcTime now, RoleRule mayAll,
                                                    InviteRule may) {
    return onReader<QList<Invite>>(m_reader, lineOf(caller),
                                   [=](SqlConnection& db) { return listInvites(db, room, caller, now, mayAll, may); });
}

QCoro::Task<Status> SqlInvites::revoke(RoomId room, Secret code, UserId by, RoleRule mayAll) {
    return onWriter<void>(
        m_writer,
        [room, code = std::move(code), by, mayAll](SqlConnection& db) {
            return revokeInvite(db, room, code, by, mayAll);
        },
        lockOrder(room));
}

QCoro::Task<Result<InvitedTo>> SqlInvites::look(Secret code, UtcTime now, InviteRule may) {
    const ReadLine line = lineOf(code.value);
    return onReader<InvitedTo>(
        m_reader, line, [code = std::move(code), now, may](SqlConnection& db) { return lookAt(db, code, now, may); });
}

QCoro::Task<Result<RoomId>> SqlInvites::roomOf(Secret code) {
    const ReadLine line = lineOf(code.value);
    return onReader<RoomId>(m_reader, line,
                            [code = std::move(code)](SqlConnection& db) { return roomOfCode(db, code); });
}

QCoro::Task<Result<RoomChange>> SqlInvites::accept(Secret code, UserId user, UtcTime now, InviteRule may) {
    const Result<RoomId> room = co_await roomOf(code);
    if (!room)
        co_return fail(room.error());
    const RoomId id = *room;
    auto work = [id, code = std::move(code), user, now, may](SqlConnection& db) {
        return acceptInvite(db, id, code, user, now, may);
    };
    Result<RoomChange> joined = co_await onWriter<RoomChange>(m_writer, std::move(work), lockOrder(id));
    co_return joined;
}

QCoro::Task<Result<InviteStore::Welcome>> SqlInvites::createUser(NewUser user, Secret code, InviteRule may) {
    const Result<RoomId> room = co_await roomOf(code);
    if (!room)
        co_return fail(room.error());
    const RoomId id = *room;
    auto work = [id, user = std::move(user), code = std::move(code), may](SqlConnection& db) {
        return welcome(db, id, user, code, may);
    };
    Result<Welcome> made = co_await onWriter<Welcome>(m_writer, std::move(work), lockOrder(id));
    co_return made;
}

} // namespace confab
