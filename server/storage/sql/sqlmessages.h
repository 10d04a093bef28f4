// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/messages.h"

namespace confab {

/// Messages in SQL.
/// Thread: chat thread; the work runs on the readers' threads. Owned by: SqlStorage.
class SqlMessages final : public MessageStore {
public:
    explicit SqlMessages(JobSink& reader) : m_reader(reader) {}

    QCoro::Task<Result<MessagePage>> history(RoomId room, UserId caller, HistoryPlace place, int limit) override;
    QCoro::Task<Result<MessagePage>> thread(RoomId room, UserId caller, Seq seq, Seq after, int limit) override;
    QCoro::Task<Result<MessagePage>> pins(RoomId room, UserId caller) override;
    QCoro::Task<Result<MessagePage>> bySeqs(RoomId room, UserId caller, QList<Seq> seqs) override;
    QCoro::Task<Result<VersionsAnswer>> versions(RoomId room, UserId caller, Seq seq) override;
    QCoro::Task<Result<ReactorsAnswer>> reactors(RoomId room, UserId caller, Seq seq, QString emoji) override;
    QCoro::Task<Result<ReadersPage>> readers(RoomId room, UserId caller, Seq seq, UserId after, int limit) override;

private:
    JobSink& m_reader;
};

} // namespace confab
