// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "server/auth/passwords.h"
#include "server/auth/throttle.h"
#include "server/chat/caller.h"

namespace confab {

/// The rules of room passwords: which are allowed, and how often one may be tried. Wrong ones count per person and
/// room, over all addresses of the person, and per room, over all accounts of a guesser.
/// Thread: chat thread. Owned by: Rooms.
class RoomPasswords {
public:
    RoomPasswords(Passwords& passwords, const Clock& clock) : m_passwords(passwords), m_clock(clock) {}

    /// The hash of a new room's password; empty for an empty one. InputInvalid when it is too short or too long.
    QCoro::Task<Result<QByteArray>> hash(Caller caller, Secret password);
    /// Whether it matches the room's hash: RoomWrongPassword, RateLimited with a retry time.
    QCoro::Task<Status> check(Caller caller, RoomId room, Secret password, QByteArray hash);

    static constexpr int mostOfPerson = 5; ///< wrong ones in five minutes
    static constexpr int mostOfRoom = 50;  ///< likewise, of all people together

private:
    Status admit(const QString& person, const QString& room);
    void decided(const QString& person, const QString& room, SignInThrottle::Outcome outcome);

    Passwords& m_passwords;
    const Clock& m_clock;
    SignInThrottle m_ofPeople{mostOfPerson};
    SignInThrottle m_ofRooms{mostOfRoom};
};

} // namespace confab
