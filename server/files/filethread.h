// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "common/core/mailbox.h"
#include "server/files/uploadhashes.h"

#include <QObject>
#include <QThread>
#include <qcoro/qcorotask.h>

#include <functional>
#include <future>
#include <memory>
#include <variant>

namespace confab {

/// The blobs, as the work of FileThread has them.
struct Blobs {
    BlobStore& store;
    UploadHashes& hashes;
};

/// The thread that reads and writes blobs, so that no other waits for a disk. Work is done in the order in which it
/// came.
/// Thread: made and stopped on its home thread, where jobs resume, and which has an event loop; post() on any. Owned
/// by: ChatParts.
class FileThread final : public JobSink {
public:
    using Opener = std::function<Result<std::unique_ptr<BlobStore>>()>;
    /// It captures values only, and tells its outcome to some inbox.
    using Task = std::function<void(Blobs&)>;

    /// The store is opened on the new thread, and lives there. Returns when it is, or could not be.
    static Result<std::unique_ptr<FileThread>> start(const Opener& open);
    /// stop(), when it was not called.
    ~FileThread() override;

    /// False when too much waits, and after stop().
    bool post(Task task);
    /// A job whose context is Blobs. ServerBusy, ServerDraining.
    Status submit(Job& job) override;

    /// Does what waits and ends the thread. Every waiting coroutine has resumed when this returns.
    void stop();

    /// Any thread.
    QueueCounts queue() const { return m_waiting.counts(); }
    /// Until stop().
    WatchedThread watched() const { return {"files", nullptr, &m_noted}; }

private:
    FileThread();
    void serve(const Opener& open, std::promise<Status>& opened);

    QObject m_home; // posted items are destroyed with it
    Mailbox<Job*> m_finished;
    BlockingQueue<std::variant<Job*, Task>> m_waiting;
    Work m_noted;
    std::unique_ptr<QThread> m_thread;
};

/// Runs `work(Blobs&)` on the thread of `files`; the caller resumes on its own. `work` is to have a name in the caller:
/// GCC 12 destroys the captures of a lambda twice that is made inside a co_await expression.
template <class T, class F>
QCoro::Task<Result<T>> onFiles(FileThread& files, F work) {
    JobAwaiter<Blobs, T, F> job(files, std::move(work));
    co_return co_await job;
}

} // namespace confab
