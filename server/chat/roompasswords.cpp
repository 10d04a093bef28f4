// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/roompasswords.h"

#include "common/protocol/limits.h"
#include "common/protocol/roomlimits.h"

namespace confab {

namespace {

/// The key of the bucket that all people of a room share.
const QString everybody;

Error tooManyWrong(const Error& throttled) {
    return Error::retryLater(ErrorKind::RateLimited, throttled.retryAfterMs.value_or(0));
}

} // namespace

QCoro::Task<Result<QByteArray>> RoomPasswords::hash(Caller caller, Secret password) {
    if (password.isEmpty())
        co_return QByteArray();
    if (password.value.size() < limits::roomPasswordMinChars || password.value.toUtf8().size() > limits::passwordBytes)
        co_return fail(Error::invalid(
            QStringLiteral("params.password"),
            QStringLiteral("password: at least %1 characters and at most %2 bytes expected")
                .arg(QString::number(limits::roomPasswordMinChars), QString::number(limits::passwordBytes))));
    const HashAsker asker{caller.address, caller.identity.user};
    Result<QByteArray> hashed = co_await m_passwords.hash(std::move(password), asker);
    co_return hashed;
}

QCoro::Task<Status> RoomPasswords::check(Caller caller, RoomId room, Secret password, QByteArray hash) {
    if (password.isEmpty())
        co_return fail(ErrorKind::RoomWrongPassword);
    const QString person = QString::number(caller.identity.user.value);
    const QString number = QString::number(room.value);
    if (Status admitted = admit(person, number); !admitted)
        co_return fail(tooManyWrong(admitted.error()));
    const HashAsker asker{caller.address, caller.identity.user};
    Result<Passwords::Check> checked = co_await m_passwords.check(std::move(password), std::move(hash), asker);
    using Outcome = SignInThrottle::Outcome;
    decided(person, number, !checked ? Outcome::Unknown : checked->matches ? Outcome::Right : Outcome::Wrong);
    if (!checked)
        co_return fail(std::move(checked.error()));
    if (!checked->matches)
        co_return fail(ErrorKind::RoomWrongPassword);
    co_return Status();
}

Status RoomPasswords::admit(const QString& person, const QString& room) {
    if (Status ofPerson = m_ofPeople.admit(person, room, m_clock.now()); !ofPerson)
        return ofPerson;
    Status ofRoom = m_ofRooms.admit(everybody, room, m_clock.now());
    if (!ofRoom)
        m_ofPeople.decided(person, room, SignInThrottle::Outcome::Unknown, m_clock.now());
    return ofRoom;
}

void RoomPasswords::decided(const QString& person, const QString& room, SignInThrottle::Outcome outcome) {
    m_ofPeople.decided(person, room, outcome, m_clock.now());
    // A right password does not clear the failures of others.
    const bool isRight = outcome == SignInThrottle::Outcome::Right;
    m_ofRooms.decided(everybody, room, isRight ? SignInThrottle::Outcome::Unknown : outcome, m_clock.now());
}

} // namespace confab
