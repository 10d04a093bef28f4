// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/boundedmap.h"
#include "common/core/counter.h"
#include "common/core/mailbox.h"
#include "server/auth/tokens.h"
#include "server/files/filecalls.h"
#include "server/files/filelimits.h"
#include "server/files/filethread.h"
#include "server/storage/sessions.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <deque>

namespace confab {

/// Figures of files, for metrics.
struct FileCounters {
    Gauge storedBytes; ///< in all files and uploads, as this node last knew
    Gauge storedFiles;
    Counter uploads; ///< that became files
    Counter uploadedBytes;
    Counter opened;    ///< downloads that began
    Counter forgotten; ///< files that no message carried any more, and uploads that nobody finished
    std::array<Counter, errorKinds> refused;
};

/// The rules of files: who may upload how much, and who may read what. Its io threads talk to FileThread themselves
/// once a rule has let them. It also forgets, at the start and each hour, what nobody needs: uploads that nobody
/// finished, files that no message carries, and blobs of neither.
/// Thread: chat thread, but for inbox() and post(). Owned by: ChatParts.
class FileService : public QObject {
    Q_OBJECT

public:
    struct Parts {
        FileStore& files;
        SessionStore& sessions;
        FileThread& thread;
        const AccessTokens& tokens;
        const Clock& clock;
        FileLimits limits;
        int ioThreads = 1;
        bool isShared = false; ///< other nodes use the same database
    };
    /// `parts` outlive this and resume their coroutines on this thread.
    explicit FileService(Parts parts);

    /// Any thread.
    bool post(FileRequest request) { return m_requests.tryPost(std::move(request)); }
    FileInbox& inbox(quint16 io) { return m_inboxes[io]; }
    FileThread& thread() { return m_parts.thread; }
    const FileThread& thread() const { return m_parts.thread; }
    const FileLimits& fileLimits() const { return m_parts.limits; }
    const FileCounters& counters() const { return m_counters; }
    QueueCounts queue() const { return m_requests.counts(); }

    /// From here on every request is refused with ServerDraining.
    void refuseCalls() { m_isRefusing = true; }
    /// Forgets what nobody needs. One at a time: a second one ends at once.
    QCoro::Task<> sweep();

private:
    struct Bucket : TokenBucket {
        bool isHeld() const { return false; }
        bool isIdle(Time now) const { return isFull(now); }
    };

    void take(FileRequest request);
    QCoro::Task<> serve(FileCall call);
    QCoro::Task<> finish(FinishUpload request);
    QCoro::Task<> abandon(AbandonUpload request);
    /// Whose token it is: AuthInvalid, AuthExpired, RateLimited. `rate` is told what is left; it outlives the
    /// coroutine.
    QCoro::Task<Result<UserId>> identify(Secret accessToken, std::optional<FileRate>& rate);
    QCoro::Task<Result<FileOutcome>> decide(UserId user, OpenFile request);
    QCoro::Task<Result<FileOutcome>> decide(UserId user, BeginUpload request);
    QCoro::Task<Result<FileOutcome>> decide(UserId user, FindUpload request);
    QCoro::Task<Result<FileOutcome>> decide(UserId user, DropUpload request);
    QCoro::Task<Result<StoredFile>> makeFile(FinishUpload request);
    void answer(FileTicket ticket, Result<FileOutcome> outcome, std::optional<FileRate> rate = {});
    QCoro::Task<> readUsage();
    QCoro::Task<Status> forgetRows();
    QCoro::Task<Status> sweepBlobs();

    const Parts m_parts;
    const UtcTime m_startedAt;
    std::deque<FileInbox> m_inboxes; // by io thread
    BoundedMap<UserId, Bucket> m_buckets{limits::peopleRemembered};
    FileCounters m_counters;
    bool m_isRefusing = false;
    bool m_isSweeping = false;
    bool m_sweepsAgain = false; // asked for meanwhile
    bool m_isFailing = false;   // the last blob could not be written or read; said once
    QTimer m_sweepTimer;
    Mailbox<FileRequest> m_requests;
};

/// 128 random bits: whoever does not know an id can't guess it.
QString newFileId();

} // namespace confab
