// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/files/filethread.h"

#include "server/files/limits.h"
#include "server/ops/threadend.h"

#include <QCoreApplication>

namespace confab {

namespace {

/// A queue of transfers is done by then.
constexpr qint64 retryAfterMs = 1000;
/// Work that is taken from the queue at once.
constexpr size_t takenAtOnce = 64;

void resumeAll(std::vector<Job*>& jobs) {
    for (Job* job : jobs)
        job->resume();
}

} // namespace

FileThread::FileThread()
    : m_finished(&m_home, limits::fileJobsWaiting, resumeAll), m_waiting(limits::fileJobsWaiting) {}

Result<std::unique_ptr<FileThread>> FileThread::start(const Opener& open) {
    std::unique_ptr<FileThread> files(new FileThread);
    const auto opened = std::make_shared<std::promise<Status>>(); // shared: the thread may still be in set_value()
    std::future<Status> isOpen = opened->get_future();
    files->m_thread.reset(QThread::create([&files = *files, open, opened] { files.serve(open, *opened); }));
    files->m_thread->setObjectName(QStringLiteral("files"));
    freeOpenSslAtEndOf(*files->m_thread);
    files->m_thread->start();
    if (Status done = isOpen.get(); !done)
        return fail(std::move(done.error()));
    return files;
}

FileThread::~FileThread() {
    stop();
}

void FileThread::serve(const Opener& open, std::promise<Status>& opened) {
    m_noted.attach();
    Result<std::unique_ptr<BlobStore>> store = open();
    const bool isOpen = store.has_value();
    opened.set_value(isOpen ? Status() : fail(store.error()));
    if (!isOpen)
        return;
    UploadHashes hashes(**store);
    Blobs blobs{**store, hashes};
    for (auto batch = m_waiting.take(takenAtOnce); !batch.empty(); batch = m_waiting.take(takenAtOnce)) {
        for (auto& one : batch) {
            const Working working("blobs");
            if (Job** job = std::get_if<Job*>(&one)) {
                (*job)->run(&blobs);
                m_finished.post(*job);
            } else {
                std::get<Task>(one)(blobs);
                one = Task(); // with all that it holds
            }
        }
    }
}

bool FileThread::post(Task task) {
    return m_waiting.tryPush(std::move(task));
}

Status FileThread::submit(Job& job) {
    if (m_waiting.tryPush(&job))
        return {};
    return fail(Error::retryLater(m_thread ? ErrorKind::ServerBusy : ErrorKind::ServerDraining, retryAfterMs));
}

void FileThread::stop() {
    m_waiting.close();
    if (m_thread)
        m_thread->wait();
    m_thread.reset();
    QCoreApplication::sendPostedEvents(&m_home, QEvent::MetaCall);
}

} // namespace confab
