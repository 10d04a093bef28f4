// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "common/protocol/limits.h"
#include "server/storage/sql/sqlconnection.h"

#include <qcoro/qcorotask.h>

#include <limits>

/// How the stores cross to a database thread: `return onWriter<T>(sink, work);` with `Result<T> work(SqlConnection&)`
/// that owns, as values, all it needs.
namespace confab {

/// Where jobs stand in the order in which a batch runs them, which is the order in which it locks rows: the same in all
/// nodes, so that they do not wait for each other in a circle.
enum class LockOrder : qint64 {
    Accounts = 0, ///< rooms follow, by their ids
    Nodes = std::numeric_limits<qint64>::max()
};
constexpr LockOrder lockOrder(RoomId room) {
    return LockOrder(room.value);
}

/// All of `work`'s writes or none; durable when the answer comes. It may be run several times, of which the last
/// counts.
template <class T, class F>
QCoro::Task<Result<T>> onWriter(JobSink& writer, F work, LockOrder order = LockOrder::Accounts) {
    auto atomic = [work = std::move(work)](SqlConnection& db) { return db.atomically<T>(work); };
    JobAwaiter<SqlConnection, T, decltype(atomic)> job(writer, std::move(atomic), qint64(order));
    co_return co_await job;
}

/// The sub-queue in which a read waits. Sub-queues take turns, so no user waits for all reads of another.
enum class ReadLine : qint64 {
    Server = 0 ///< on behalf of no single user
};
constexpr ReadLine lineOf(UserId user) {
    return ReadLine(user.value);
}
/// For a node's own reads of a room.
constexpr ReadLine lineOf(RoomId room) {
    return ReadLine(-room.value);
}
/// For a caller with a claimed identity only.
inline ReadLine lineOf(const QString& claimed) {
    return ReadLine(-limits::maxId - 1 - qint64(qHash(claimed) >> 1 & quint64(limits::maxId)));
}

/// All of `work`'s reads see one state of the database.
template <class T, class F>
QCoro::Task<Result<T>> onReader(JobSink& reader, ReadLine line, F work) {
    auto consistent = [work = std::move(work)](SqlConnection& db) { return db.snapshot<T>(work); };
    JobAwaiter<SqlConnection, T, decltype(consistent)> job(reader, std::move(consistent), qint64(line));
    co_return co_await job;
}

} // namespace confab
