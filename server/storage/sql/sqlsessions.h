// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/sessions.h"

namespace confab {

/// The sessions in SQL.
/// Thread: chat thread; the work runs on the writer. Owned by: SqlStorage.
class SqlSessions final : public SessionStore {
public:
    explicit SqlSessions(JobSink& writer) : m_writer(writer) {}

    QCoro::Task<Result<SessionHandle>> create(NewSession session) override;
    QCoro::Task<Result<Rotation>> rotate(QByteArray presentedHash, QByteArray newHash, UtcTime now,
                                         UtcTime idleUntil) override;
    QCoro::Task<Done> confirm(SessionHandle handle, UtcTime now) override;
    QCoro::Task<Done> revoke(SessionId id, UtcTime now) override;

private:
    JobSink& m_writer;
};

} // namespace confab
