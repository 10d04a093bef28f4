// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "common/core/secret.h"
#include "server/auth/hashshares.h"

#include <QByteArray>
#include <qcoro/qcorotask.h>

#include <variant>

namespace confab {

class WorkerPool;

/// Cost of one hash. The default is OWASP's 19 MiB, two passes, one lane (password storage cheat sheet): about 26 ms.
struct PasswordCost {
    quint64 passes = 2;
    quint64 memoryBytes = 19 * 1024 * 1024;
};

/// Argon2id hashes of passwords as PHC strings, computed on the worker pool and never on the caller's thread. A caller
/// with many queued hashes is refused with RateLimited, and the callers' hashes run in turn.
/// Thread: chat thread. Owned by: Daemon.
class Passwords {
public:
    /// `pool` must outlive this. Passwords::prepare() comes first in the process.
    Passwords(WorkerPool& pool, PasswordCost cost = {}, HashLimits limits = {});

    /// Initialises the crypto library. Unavailable when the system has no randomness.
    static Status prepare();

    QCoro::Task<Result<QByteArray>> hash(Secret password, HashAsker asker = {});

    struct Check {
        bool matches = false;
        bool outdated = false; ///< it matches, but was made at another cost: store a new hash
    };
    /// With an empty hash the same work is done against a hash that nothing matches, so timing does not reveal whether
    /// the account exists.
    QCoro::Task<Result<Check>> check(Secret password, QByteArray hash, HashAsker asker = {});

    /// The same, at once and on this thread: for the command line.
    Result<QByteArray> hashNow(const Secret& password) const;

private:
    WorkerPool& m_pool;
    const PasswordCost m_cost;
    const QByteArray m_matchesNothing;
    HashShares m_shares;
};

} // namespace confab
