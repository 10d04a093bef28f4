// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/useradmin.h"

#include "common/protocol/text.h"
#include "server/chat/accounts.h"
#include "server/chat/permissions.h"

namespace confab {

namespace {

Error emailTaken(const QString& email) {
    return Error(ErrorKind::EmailTaken,
                 QStringLiteral("There is an account with the e-mail address %1 already. \"confabd user password\" "
                                "gives it a new password.")
                     .arg(email));
}

Error noSuchAccount(const QString& email) {
    return Error::invalid(QStringLiteral("email"),
                          QStringLiteral("There is no account with the e-mail address %1. \"confabd user list\" shows "
                                         "the accounts.")
                              .arg(email));
}

} // namespace

UserAdmin::UserAdmin(SqlStorage& storage, Passwords& passwords, News news)
    : m_storage(storage), m_passwords(passwords), m_news(std::move(news)) {}

QCoro::Task<Result<NewUser>> UserAdmin::checkNew(QString name, QString email) {
    Result<NewUser> user = checkedNewUser(name, email, UtcTime::now());
    if (!user)
        co_return fail(std::move(user.error()));
    const QString folded = user->foldedEmail;
    Result<std::optional<Account>> known = co_await m_storage.users().byEmail(folded);
    if (!known)
        co_return fail(std::move(known.error()));
    if (*known)
        co_return fail(emailTaken(user->email));
    co_return user;
}

QCoro::Task<Result<User>> UserAdmin::add(QString name, QString email, Secret password) {
    Result<NewUser> user = co_await checkNew(name, email);
    if (!user)
        co_return fail(std::move(user.error()));
    if (Status checked = checkedNewPassword(password); !checked)
        co_return fail(std::move(checked.error()));
    Result<QByteArray> hash = co_await m_passwords.hash(password);
    if (!hash)
        co_return fail(std::move(hash.error()));
    NewUser fresh = std::move(*user);
    fresh.passwordHash = std::move(*hash);
    const QString address = fresh.email;
    Result<User> created = co_await m_storage.operators().add(std::move(fresh));
    if (!created && created.error().kind == ErrorKind::EmailTaken) // somebody was quicker
        co_return fail(emailTaken(address));
    co_return created;
}

QCoro::Task<Result<AccountStanding>> UserAdmin::find(QString email) {
    const QString folded = foldedEmail(email);
    Result<std::optional<Account>> account = co_await m_storage.users().byEmail(folded);
    if (!account)
        co_return fail(std::move(account.error()));
    if (!*account)
        co_return fail(noSuchAccount(email));
    const UserId id = (*account)->user.id;
    Result<std::optional<AccountStanding>> standing = co_await m_storage.operators().account(id, UtcTime::now());
    if (!standing)
        co_return fail(std::move(standing.error()));
    if (!*standing)
        co_return fail(noSuchAccount(email));
    co_return std::move(**standing);
}

/// A new hash, and no device that is signed in by the old one.
QCoro::Task<Status> UserAdmin::reset(UserId user, QByteArray hash, QString action) {
    Result<QList<SignedInDevice>> devices = co_await m_storage.sessions().devices(user, UtcTime::now());
    if (!devices)
        co_return fail(std::move(devices.error()));
    Status done = co_await m_storage.users().resetPassword(user, std::move(hash), UtcTime::now(), std::move(action));
    if (!done)
        co_return done;
    for (const SignedInDevice& device : std::as_const(*devices)) {
        if (m_news.endSession)
            m_news.endSession(device.session);
    }
    co_return done;
}

QCoro::Task<Result<User>> UserAdmin::resetPassword(QString email, Secret password) {
    Result<AccountStanding> standing = co_await find(email);
    if (!standing)
        co_return fail(std::move(standing.error()));
    if (standing->isDisabled && !standing->isUnopened)
        co_return fail(Error::invalid(
            QStringLiteral("email"),
            QStringLiteral("The account %1 is disabled. Run \"confabd user enable\" first.").arg(email)));
    if (Status checked = checkedNewPassword(password); !checked)
        co_return fail(std::move(checked.error()));
    Result<QByteArray> hash = co_await m_passwords.hash(password);
    if (!hash)
        co_return fail(std::move(hash.error()));
    const User user = standing->account.user;
    Status done = co_await reset(user.id, std::move(*hash), QStringLiteral("user.password"));
    if (!done)
        co_return fail(std::move(done.error()));
    co_return user;
}

QCoro::Task<Result<User>> UserAdmin::setDisabled(QString email, bool isDisabled) {
    Result<AccountStanding> standing = co_await find(email);
    if (!standing)
        co_return fail(std::move(standing.error()));
    const User user = standing->account.user;
    if (!isDisabled) {
        Status enabled = co_await m_storage.operators().enable(user.id, UtcTime::now());
        if (!enabled)
            co_return fail(std::move(enabled.error()));
        co_return user;
    }
    Result<QList<SessionId>> ended = co_await m_storage.operators().disable(user.id, UtcTime::now());
    if (!ended)
        co_return fail(std::move(ended.error()));
    for (const SessionId session : std::as_const(*ended)) {
        if (m_news.endSession)
            m_news.endSession(session);
    }
    co_return user;
}

QCoro::Task<Result<User>> UserAdmin::setRole(QString email, ServerRole role) {
    Result<AccountStanding> standing = co_await find(email);
    if (!standing)
        co_return fail(std::move(standing.error()));
    User user = standing->account.user;
    Result<bool> changed = co_await m_storage.operators().setRole(user.id, role, UtcTime::now());
    if (!changed)
        co_return fail(std::move(changed.error()));
    if (*changed && m_news.roleChanged)
        m_news.roleChanged(user.id);
    co_return user;
}

QCoro::Task<Result<User>> UserAdmin::removeSecondFactor(QString email) {
    Result<AccountStanding> standing = co_await find(email);
    if (!standing)
        co_return fail(std::move(standing.error()));
    const User user = standing->account.user;
    Result<bool> removed = co_await m_storage.secondFactors().remove(user.id, UtcTime::now());
    if (!removed)
        co_return fail(std::move(removed.error()));
    if (!*removed)
        co_return fail(
            Error::invalid(QStringLiteral("email"), QStringLiteral("The account %1 has no second factor.").arg(email)));
    co_return user;
}

QCoro::Task<Status> UserAdmin::leaveRoom(RoomId room, Removal& removal) {
    const UserId user = removal.user.id;
    Result<Room> seen = co_await m_storage.rooms().one(room, user);
    if (!seen)
        co_return fail(std::move(seen.error()));
    if (seen->kind == RoomKind::Direct)
        co_return Status(); // it is a conversation of these people, whoever of them is still there
    const bool lastMember = seen->members == 1 && seen->role == Role::Owner;
    if (lastMember && seen->visibility == Visibility::Private && !seen->hasPassword) {
        ++removal.roomsDeleted;
        Result<QList<UserId>> gone =
            co_await m_storage.rooms().remove(room, user, UtcTime::now(), permissions::mayDeleteRoom);
        co_return gone.map([](const QList<UserId>&) {});
    }
    ++removal.roomsLeft;
    Result<QList<Event>> left = co_await m_storage.rooms().leave(room, user, UtcTime::now());
    co_return left.map([](const QList<Event>&) {});
}

QCoro::Task<Status> UserAdmin::leaveRooms(Removal& removal) {
    const QList<UserId> people{removal.user.id};
    Result<QList<RoomStore::Belonging>> belongings = co_await m_storage.rooms().belongings(people);
    if (!belongings)
        co_return fail(std::move(belongings.error()));
    for (const RoomStore::Belonging& belonging : std::as_const(*belongings)) {
        const RoomId room = belonging.room;
        Status left = co_await leaveRoom(room, removal);
        // On a shared database another node can have been quicker.
        const bool gone =
            !left && (left.error().kind == ErrorKind::RoomNotFound || left.error().kind == ErrorKind::RoomNotMember);
        if (!left && !gone)
            co_return left;
    }
    co_return Status();
}

QCoro::Task<Result<qint64>> UserAdmin::eraseMessages(UserId user) {
    qint64 messages = 0;
    RetentionStore::Place from;
    for (;;) {
        const UtcTime now = UtcTime::now();
        Result<RetentionStore::Erased> erased = co_await m_storage.retention().erase(user, from, now);
        if (!erased)
            co_return fail(std::move(erased.error()));
        messages += erased->messages;
        if (!erased->next)
            co_return messages;
        from = *erased->next;
    }
}

QCoro::Task<Result<UserAdmin::Erasure>> UserAdmin::erase(QString email) {
    Result<AccountStanding> standing = co_await find(email);
    if (!standing)
        co_return fail(std::move(standing.error()));
    Erasure erasure;
    erasure.removal.user = standing->account.user;
    const UserId user = erasure.removal.user.id;
    // The name goes first, so that what follows does not write it again; the address last, as in remove().
    Status done = co_await reset(user, QByteArray(), QStringLiteral("user.erase"));
    if (done)
        done = co_await m_storage.retention().forgetName(user);
    if (done)
        done = co_await leaveRooms(erasure.removal);
    if (!done)
        co_return fail(std::move(done.error()));
    Result<qint64> messages = co_await eraseMessages(user);
    if (!messages)
        co_return fail(std::move(messages.error()));
    erasure.messages = *messages;
    done = co_await m_storage.users().remove(user);
    if (done)
        done = co_await leaveRooms(erasure.removal);
    if (!done)
        co_return fail(std::move(done.error()));
    co_return erasure;
}

QCoro::Task<Result<UserAdmin::Removal>> UserAdmin::remove(QString email) {
    Result<AccountStanding> standing = co_await find(email);
    if (!standing)
        co_return fail(std::move(standing.error()));
    Removal removal;
    removal.user = standing->account.user;
    const UserId user = removal.user.id;
    // First an empty hash, which no password matches, prevents sign-ins; the address is freed last, so that an
    // interrupted removal finds the account again. A node that still serves the account can let it join once more
    // meanwhile.
    Status done = co_await reset(user, QByteArray(), QStringLiteral("user.remove"));
    if (done)
        done = co_await leaveRooms(removal);
    if (done)
        done = co_await m_storage.users().remove(user);
    if (done)
        done = co_await leaveRooms(removal);
    if (!done)
        co_return fail(std::move(done.error()));
    co_return removal;
}

} // namespace confab
