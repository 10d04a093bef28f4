// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/files.h"

namespace confab {

/// The rows of files in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlFiles final : public FileStore {
public:
    SqlFiles(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Status> begin(Upload upload, FileQuota quota) override;
    QCoro::Task<Result<Upload>> upload(QString id, UserId user, UtcTime now) override;
    QCoro::Task<Result<StoredFile>> finish(QString id, UserId user, Finished finished, UtcTime now) override;
    QCoro::Task<Status> abandon(QString id, UserId user) override;
    QCoro::Task<Result<StoredFile>> readable(QString id, UserId reader) override;
    QCoro::Task<Result<Usage>> usage() override;
    QCoro::Task<Result<int>> forgetUploads(UtcTime now, std::optional<UtcTime> wholeBefore) override;
    QCoro::Task<Result<int>> forgetLoose(UtcTime since) override;
    QCoro::Task<Result<Names>> unknown(Names names) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
};

} // namespace confab
