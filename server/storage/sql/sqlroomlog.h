// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/roomlog.h"

#include <functional>

namespace confab {

/// The room log in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlRoomLog final : public RoomLog {
public:
    /// `appending`: told, on the chat thread, before each event; may be empty.
    SqlRoomLog(JobSink& writer, JobSink& reader, std::function<void()> appending = {})
        : m_writer(writer), m_reader(reader), m_appending(std::move(appending)) {}

    QCoro::Task<Result<Appended>> append(NewEvent event) override;
    QCoro::Task<Result<LogPage>> events(RoomId room, UserId caller, Seq after, int limit) override;
    QCoro::Task<Result<Entry>> enter(RoomId room, UserId caller, std::optional<Seq> after, int limit) override;
    QCoro::Task<Result<QList<Head>>> heads(QList<RoomId> rooms) override;
    QCoro::Task<Result<LogPage>> replay(RoomId room, Seq after, int limit) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
    const std::function<void()> m_appending;
};

} // namespace confab
