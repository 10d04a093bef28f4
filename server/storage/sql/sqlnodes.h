// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/nodes.h"

namespace confab {

/// The nodes and their seats in SQL.
/// Thread: chat thread; the work runs on the writer. Owned by: SqlStorage.
class SqlNodes final : public NodeStore {
public:
    /// `lease`: a writer on which nothing but the lease waits; it may be the same.
    SqlNodes(JobSink& writer, JobSink& lease) : m_writer(writer), m_lease(lease) {}

    QCoro::Task<Result<NodeLease>> begin(QString node, std::chrono::milliseconds lease) override;
    QCoro::Task<Result<Renewal>> renew(NodeLease held, std::chrono::milliseconds lease) override;
    QCoro::Task<Status> end(NodeLease held) override;
    QCoro::Task<Status> takeSeat(NodeLease held, Seat seat) override;
    QCoro::Task<Status> giveUpSeats(NodeLease held, QList<Seat> seats) override;

private:
    JobSink& m_writer;
    JobSink& m_lease;
};

} // namespace confab
