// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/ownrecords.h"

namespace confab {

class SqlConnection;

/// What is kept of a person, in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlOwnRecords final : public OwnRecordStore {
public:
    explicit SqlOwnRecords(JobSink& reader) : m_reader(reader) {}

    QCoro::Task<Result<Page>> messages(UserId user, QString from) override;
    QCoro::Task<Result<Page>> files(UserId user, QString from) override;

private:
    JobSink& m_reader;
};

} // namespace confab
