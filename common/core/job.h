// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/work.h"

#include <concepts>
#include <coroutine>
#include <optional>

namespace confab {

/// Work that a coroutine hands to another thread and waits for. The worker thread calls run() or refuse() (the home
/// thread does, for a job that has to make room), and again after a rollback of what was done; then the home thread
/// calls resume() once. Meanwhile the coroutine is suspended, so the job has one owner at any moment.
class Job {
public:
    virtual ~Job() = default;
    /// On the worker thread. `context` is what this kind of worker offers (a database; nothing for a hash).
    virtual void run(void* context) = 0;
    /// The work will not be done, or was rolled back; its result becomes this error.
    virtual void refuse(Error error) = 0;
    /// A worker may do jobs in rising order of this, or let jobs of different values take turns; jobs of one value keep
    /// the order of their submission.
    qint64 order() const { return m_order; }
    /// The work that the home thread was doing when it made this job; the job is attributed to it. Null: work without a
    /// name.
    const char* cause() const { return m_cause; }
    /// On the home thread: resumes the coroutine, which destroys the job.
    void resume() {
        const Working working(m_cause);
        m_waiting.resume();
    }

protected:
    explicit Job(qint64 order) : m_order(order) {}

    std::coroutine_handle<> m_waiting;

private:
    const qint64 m_order;
    const char* const m_cause = Work::current();
};

/// A worker, as its callers see it.
class JobSink {
public:
    virtual ~JobSink() = default;
    /// Takes the job, or returns the error with which it was refused at once (queue full, or stopping).
    virtual Status submit(Job& job) = 0;
};

/// `Result<T> r = co_await JobAwaiter<Context, T, F>(sink, f);` runs `f(Context&)` on the sink's thread.
/// Always name the awaiter's inputs first and pass values into `f`: it runs on another thread.
template <class Context, class T, class F>
class JobAwaiter final : public Job {
public:
    JobAwaiter(JobSink& sink, F work, qint64 order = 0) : Job(order), m_sink(sink), m_work(std::move(work)) {}

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> handle) {
        m_waiting = handle;
        if (Status accepted = m_sink.submit(*this); !accepted) {
            m_result = fail(std::move(accepted.error()));
            return false; // refused: continue at once with the error
        }
        return true;
    }
    Result<T> await_resume() {
        if (!m_result) // a worker's mistake: report it instead of reading uninitialised memory
            return fail(Error(ErrorKind::Internal, QStringLiteral("A job was given back undone")));
        return std::move(*m_result);
    }

    void run(void* context) override {
        const Working working(cause());
        m_result.emplace(m_work(*static_cast<Context*>(context)));
    }
    void refuse(Error error) override { m_result.emplace(fail(std::move(error))); }

private:
    JobSink& m_sink;
    F m_work;
    std::optional<Result<T>> m_result;
};

} // namespace confab
