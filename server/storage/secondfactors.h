// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/time.h"
#include "server/storage/users.h"

#include <qcoro/qcorotask.h>

namespace confab {

struct SecondFactor {
    QByteArray secret; ///< sealed
    bool isOn = false; ///< else it waits for its first code
    qint64 lastStep = 0;
};

/// What one has of a second factor: a step of its one-time codes, or a recovery code.
struct FactorProof {
    std::optional<qint64> step;
    QByteArray recoveryHash; ///< when there is no step
};

/// A sign-in whose password was right.
struct NewChallenge {
    QByteArray hash; ///< of what its client sends back
    UserId user;
    QString device;
    QByteArray passwordHash; ///< of that password
    UtcTime at;
    UtcTime endsAt;
};

/// One of them, for one guess more.
struct Challenged {
    Account account; ///< with the hash of the challenge's password
    QString device;
    SecondFactor factor;
};

/// Second factors, and the sign-ins that wait for a code of one.
/// Thread: chat thread; answers come there.
class SecondFactorStore {
public:
    virtual ~SecondFactorStore() = default;

    /// One that waits for its first code, in place of one that did. InputInvalid when one is on.
    virtual QCoro::Task<Status> begin(UserId user, QByteArray secret) = 0;
    virtual QCoro::Task<Result<std::optional<SecondFactor>>> of(UserId user) = 0;
    /// Switches the one with this secret on, with a first code of this step. AuthWrongCode when another one waits by
    /// now, or none.
    virtual QCoro::Task<Status> confirm(UserId user, QByteArray secret, qint64 step, QList<QByteArray> recovery) = 0;
    /// Switches it off, and voids the sign-ins that wait. AuthWrongCode as by use().
    virtual QCoro::Task<Status> disable(UserId user, FactorProof proof) = 0;
    /// Likewise, without a proof: for the operator, with an entry of the administration's log. Whether there was one.
    virtual QCoro::Task<Result<bool>> remove(UserId user, UtcTime now) = 0;

    /// AuthInvalid when the account has another password by now, or is disabled.
    virtual QCoro::Task<Status> challenge(NewChallenge fresh) = 0;
    /// Takes one of the challenge's guesses. AuthExpired when it has none left, is over or never was, or its password
    /// is another one by now.
    virtual QCoro::Task<Result<Challenged>> guess(QByteArray hash, UtcTime now) = 0;
    /// Ends the challenge by a proof, which is good for nothing else from here on: of two nodes one can. AuthWrongCode
    /// when the proof was used already, or never was one; then the challenge stays.
    virtual QCoro::Task<Status> use(UserId user, FactorProof proof, QByteArray challenge) = 0;
};

} // namespace confab
