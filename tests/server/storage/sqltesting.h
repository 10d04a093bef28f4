// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/jobhome.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/sqlstorage.h"
#include "tests/server/storage/storagefixture.h"

#include <QCoreApplication>

#include <chrono>
#include <semaphore>

namespace confab {

/// Opens the storage in `folder`; the test ends when it can't.
inline std::unique_ptr<SqlStorage> openIn(const QString& folder) {
    Result<std::unique_ptr<SqlStorage>> opened = SqlStorage::open(folder, QCoreApplication::instance());
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    return std::move(*opened);
}

/// Runs `work(SqlConnection&)` on the writer, as part of whatever batch comes; by `order` it is among the first or the
/// last of it.
template <class T, class F>
QCoro::Task<Result<T>> onWriterOf(SqlStorage& storage, F work, qint64 order = 0) {
    JobAwaiter<SqlConnection, T, F> job(storage.writer(), std::move(work), order);
    co_return co_await job;
}

/// Holds the writer until it is opened, so that jobs submitted meanwhile share one batch.
class Gate {
public:
    explicit Gate(SqlStorage& storage)
        : m_task(onWriterOf<void>(storage, [this](SqlConnection&) -> Status {
              m_reached.release();
              m_opened.acquire();
              return {};
          })) {
        while (!m_reached.try_acquire_for(std::chrono::milliseconds(10))) { // alone in its batch
            QCoreApplication::processEvents();
            if (m_task.isReady())
                qFatal("The writer refused the gate");
        }
    }
    ~Gate() {
        if (!m_isOpen)
            open();
        else
            QCoro::waitFor(m_task);
    }
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;

    void open() {
        letGo();
        QCoro::waitFor(m_task);
    }
    /// The same without waiting for the gate's own batch to end.
    void letGo() {
        m_isOpen = true;
        m_opened.release();
    }

private:
    std::binary_semaphore m_reached{0};
    std::binary_semaphore m_opened{0};
    QCoro::Task<Status> m_task;
    bool m_isOpen = false;
};

/// Runs jobs at once, on the caller's thread, in a transaction each: stores work on a connection that a test can look
/// at.
class InlineSink final : public JobSink {
public:
    InlineSink(SqlConnection& connection, bool transaction) : m_connection(connection), m_transaction(transaction) {}

    Status submit(Job& job) override {
        if (Status begun = m_transaction ? m_connection.begin() : Status(); !begun)
            return begun;
        job.run(&m_connection);
        if (Status committed = m_transaction ? m_connection.commit() : Status(); !committed)
            qFatal("%s", qPrintable(committed.error().message));
        m_home.post({&job});
        return {};
    }

private:
    SqlConnection& m_connection;
    const bool m_transaction;
    JobHome m_home{QCoreApplication::instance()};
};

} // namespace confab
