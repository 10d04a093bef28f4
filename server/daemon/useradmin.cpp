// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/useradmin.h"

#include "common/protocol/text.h"
#include "server/auth/passwords.h"
#include "server/auth/workerpool.h"
#include "server/chat/accounts.h"
#include "server/chat/permissions.h"
#include "server/daemon/database.h"

namespace confab {

namespace {

constexpr int accountsPerPage = 500;

Error emailTaken(const QString& email) {
    return Error(ErrorKind::EmailTaken,
                 QStringLiteral("There is an account with the e-mail address %1 already. \"confabd user password\" "
                                "gives it a new password.")
                     .arg(email));
}

} // namespace

Result<std::unique_ptr<UserAdmin>> UserAdmin::open(const Config& config) {
    if (Status ready = Passwords::prepare(); !ready)
        return fail(std::move(ready.error()));
    std::unique_ptr<UserAdmin> admin(new UserAdmin);
    Result<std::unique_ptr<SqlStorage>> storage = openDatabase(config, &admin->m_home);
    if (!storage)
        return fail(std::move(storage.error()));
    admin->m_storage = std::move(*storage);
    return admin;
}

Result<QByteArray> UserAdmin::hashOf(const PasswordSource& password) {
    const Result<Secret> secret = password();
    if (!secret)
        return fail(secret.error());
    if (Status checked = checkedNewPassword(*secret); !checked)
        return fail(std::move(checked.error()));
    WorkerPool hashing(1, 1);
    return Passwords(hashing).hashNow(*secret);
}

Result<User> UserAdmin::add(const QString& name, const QString& email, const PasswordSource& password) {
    Result<NewUser> user = checkedNewUser(name, email, UtcTime::now());
    if (!user)
        return fail(std::move(user.error()));
    const auto known = QCoro::waitFor(m_storage->users().byEmail(user->foldedEmail));
    if (!known)
        return fail(known.error());
    if (*known)
        return fail(emailTaken(user->email));
    Result<QByteArray> hash = hashOf(password);
    if (!hash)
        return fail(std::move(hash.error()));
    user->passwordHash = std::move(*hash);
    Result<User> created = QCoro::waitFor(m_storage->users().create(*user));
    if (!created && created.error().kind == ErrorKind::EmailTaken) // on a shared database, meanwhile
        return fail(emailTaken(user->email));
    return created;
}

Result<User> UserAdmin::find(const QString& email) {
    const auto account = QCoro::waitFor(m_storage->users().byEmail(foldedEmail(email)));
    if (!account)
        return fail(account.error());
    if (!*account || (*account)->user.email.value_or(QString()).isEmpty())
        return fail(Error::invalid(QStringLiteral("email"),
                                   QStringLiteral("There is no account with the e-mail address %1. \"confabd user "
                                                  "list\" shows the accounts.")
                                       .arg(email)));
    return (*account)->user;
}

Result<User> UserAdmin::resetPassword(const QString& email, const PasswordSource& password) {
    const Result<User> user = find(email);
    if (!user)
        return user;
    const Result<QByteArray> hash = hashOf(password);
    if (!hash)
        return fail(hash.error());
    const Status done = QCoro::waitFor(m_storage->users().resetPassword(user->id, *hash, UtcTime::now()));
    return done.map([&] { return *user; });
}

Result<QList<AccountRow>> UserAdmin::list(UserId after) {
    return QCoro::waitFor(m_storage->users().list(after, accountsPerPage));
}

Status UserAdmin::leaveRoom(RoomId room, Removal& removal) {
    const Result<Room> seen = QCoro::waitFor(m_storage->rooms().one(room, removal.user.id));
    if (!seen)
        return fail(seen.error());
    if (seen->kind == RoomKind::Direct)
        return {}; // it is a conversation of these people, whoever of them is still there
    const bool lastMember = seen->members == 1 && seen->role == Role::Owner;
    if (lastMember && seen->visibility == Visibility::Private && !seen->hasPassword) {
        ++removal.roomsDeleted;
        const auto gone = QCoro::waitFor(
            m_storage->rooms().remove(room, removal.user.id, UtcTime::now(), permissions::mayDeleteRoom));
        return gone.map([](const auto&) {});
    }
    ++removal.roomsLeft;
    return QCoro::waitFor(m_storage->rooms().leave(room, removal.user.id, UtcTime::now())).map([](const auto&) {});
}

Status UserAdmin::leaveRooms(Removal& removal) {
    const auto belongings = QCoro::waitFor(m_storage->rooms().belongings({removal.user.id}));
    if (!belongings)
        return fail(belongings.error());
    for (const RoomStore::Belonging& belonging : *belongings) {
        const Status left = leaveRoom(belonging.room, removal);
        // On a shared database another node can have been quicker.
        const bool gone =
            !left && (left.error().kind == ErrorKind::RoomNotFound || left.error().kind == ErrorKind::RoomNotMember);
        if (!left && !gone)
            return left;
    }
    return {};
}

Result<UserAdmin::Removal> UserAdmin::remove(const QString& email) {
    const Result<User> user = find(email);
    if (!user)
        return fail(user.error());
    Removal removal;
    removal.user = *user;
    // First an empty hash, which no password matches, prevents sign-ins; the address is freed last, so that an
    // interrupted removal finds the account again. A node that still serves the account can let it join once more
    // meanwhile.
    Status done = QCoro::waitFor(m_storage->users().resetPassword(user->id, {}, UtcTime::now()));
    if (done)
        done = leaveRooms(removal);
    if (done)
        done = QCoro::waitFor(m_storage->users().remove(user->id));
    if (done)
        done = leaveRooms(removal);
    return done.map([&] { return removal; });
}

} // namespace confab
