// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/sessions.h"

namespace confab {

/// The sessions in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlSessions final : public SessionStore {
public:
    SqlSessions(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Result<Creation>> create(NewSession session) override;
    QCoro::Task<Result<Rotation>> rotate(QByteArray presentedHash, QByteArray newHash, UtcTime now, UtcTime idleUntil,
                                         QString address) override;
    QCoro::Task<Status> confirm(SessionHandle handle, UtcTime now) override;
    QCoro::Task<Status> revoke(SessionId id, UtcTime now) override;
    QCoro::Task<Status> revokeOf(UserId user, SessionId id, UtcTime now) override;
    QCoro::Task<Result<QList<SignedInDevice>>> devices(UserId user, UtcTime now) override;
    QCoro::Task<Result<QList<SessionId>>> ended(QList<SessionId> sessions, UtcTime now) override;
    QCoro::Task<Result<QByteArray>> signingKey(QByteArray fresh) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
};

} // namespace confab
