// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/serverinvites.h"

#include "server/storage/sql/disabledaccounts.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/sqlusers.h"
#include "server/storage/sql/storagelimits.h"

namespace confab {

namespace {

struct ServerInviteRow {
    User by;
    std::optional<QString> foldedEmail;
};

Result<ServerInviteRow> livingOne(SqlConnection& db, const Secret& code, UtcTime now) {
    static const QString sql =
        QString(u"SELECT u.id, u.name, i.folded_email FROM server_invites i JOIN users u ON u.id = i.by_user "
                u"WHERE i.code = ? AND i.ends_at > ? AND u.role = ? AND NOT (" %
                isDisabledSql(QStringLiteral("u")) % u")");
    Result<SqlRows> rows = db.run(sql, code.value, now, ServerRole::Admin, disabledMark());
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::InviteNotFound);
    ServerInviteRow row{User{rows->id<UserId>(0), rows->text(1), std::nullopt}, std::nullopt};
    if (!rows->isNull(2))
        row.foldedEmail = rows->text(2);
    return row;
}

/// The oldest make room.
Status makeRoomForOne(SqlConnection& db) {
    return db.exec(QStringLiteral("DELETE FROM server_invites WHERE code IN (SELECT code FROM server_invites "
                                  "ORDER BY ends_at DESC, code LIMIT 100 OFFSET ?)"),
                   limits::serverInvites - 1);
}

} // namespace

Status makeServerInvite(SqlConnection& db, const Deed& deed, const NewServerInvite& invite) {
    return makeRoomForOne(db).and_then([&] {
        return db.exec(QStringLiteral("INSERT INTO server_invites (code, by_user, created_at, ends_at, folded_email) "
                                      "VALUES (?, ?, ?, ?, ?)"),
                       invite.code.value, deed.by, deed.at, invite.endsAt, invite.foldedEmail);
    });
}

Result<InvitedTo> lookAtServerInvite(SqlConnection& db, const Secret& code, UtcTime now) {
    return livingOne(db, code, now).map([](const ServerInviteRow& row) { return InvitedTo{std::nullopt, row.by}; });
}

Result<User> welcomeToServer(SqlConnection& db, const NewUser& fresh, const Secret& code) {
    const Result<ServerInviteRow> invite = livingOne(db, code, fresh.at);
    if (!invite)
        return fail(invite.error());
    if (invite->foldedEmail && *invite->foldedEmail != fresh.foldedEmail)
        return fail(Error::invalid(QStringLiteral("params.email"),
                                   QStringLiteral("email: the invitation is for another e-mail address")));
    // Whoever deletes the row uses it: of two at once, one.
    const Result<int> used = db.change(QStringLiteral("DELETE FROM server_invites WHERE code = ?"), code.value);
    if (!used)
        return fail(used.error());
    return *used == 1 ? createUser(db, fresh) : fail(ErrorKind::InviteNotFound);
}

Status forgetEndedLinks(SqlConnection& db, UtcTime now) {
    return db
        .exec(QStringLiteral("DELETE FROM server_invites WHERE code IN (SELECT code FROM server_invites "
                             "WHERE ends_at <= ? ORDER BY ends_at LIMIT ?)"),
              now, limits::invitesForgotten)
        .and_then([&] {
            return db.exec(QStringLiteral("DELETE FROM password_resets WHERE user_id IN (SELECT user_id FROM "
                                          "password_resets WHERE ends_at <= ? ORDER BY ends_at LIMIT ?)"),
                           now, limits::invitesForgotten);
        });
}

} // namespace confab
