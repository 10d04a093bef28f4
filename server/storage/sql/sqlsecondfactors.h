// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/secondfactors.h"

namespace confab {

class SqlConnection;

/// The second factors in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlSecondFactors final : public SecondFactorStore {
public:
    SqlSecondFactors(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Status> begin(UserId user, QByteArray secret) override;
    QCoro::Task<Result<std::optional<SecondFactor>>> of(UserId user) override;
    QCoro::Task<Status> confirm(UserId user, QByteArray secret, qint64 step, QList<QByteArray> recovery) override;
    QCoro::Task<Status> disable(UserId user, FactorProof proof) override;
    QCoro::Task<Result<bool>> remove(UserId user, UtcTime now) override;
    QCoro::Task<Status> challenge(NewChallenge fresh) override;
    QCoro::Task<Result<Challenged>> guess(QByteArray hash, UtcTime now) override;
    QCoro::Task<Status> use(UserId user, FactorProof proof, QByteArray challenge) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
};

// Inside a transaction:

/// AuthCodeRequired when the account has a second factor.
Status checkNoFactor(SqlConnection& db, UserId user);
/// Without the sign-ins that wait, which a new password voids.
Status voidChallenges(SqlConnection& db, UserId user);
/// With all that belongs to it; whether it was on.
Result<bool> removeFactor(SqlConnection& db, UserId user);

} // namespace confab
