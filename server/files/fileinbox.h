// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"
#include "server/storage/files.h"

#include <QHash>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace confab {

/// Names a request about files until its outcome.
struct FileTicket {
    quint16 io = 0;            ///< the io thread that waits
    quint64 number = 0;        ///< never used twice on that thread; 0: nobody waits
    QByteArray requestId = {}; ///< of the HTTP request, for lines of the log; empty: none
};

/// What is left of a person's rate of requests about files.
struct FileRate {
    int burst = 0;                  ///< requests at once
    std::chrono::seconds refill{0}; ///< until so many may be made again, after all of them were
    int left = 0;                   ///< of them
    std::chrono::seconds fullIn{0}; ///< until none of them counts any more
};

/// What became of such a request; which members are set depends on the request.
struct FileOutcome {
    std::optional<Error> error;
    std::optional<FileRate> rate; ///< of a FileCall, when it has a limit and its token is one
    StoredFile file;
    Upload upload;
    qint64 offset = 0;   ///< bytes that the upload has
    bool isFile = false; ///< the upload has become a file
    QByteArray bytes;    ///< a piece of a blob
};

/// The outcomes of one io thread's requests, and what continues with each. A transfer has one request at a time, so the
/// sockets bound their number.
/// Thread: its io thread, from attach() on; post() any. Owned by: FileService, which outlives the io thread.
class FileInbox {
public:
    using Continuation = std::function<void(FileOutcome)>;

    /// From here on outcomes are handled, on this thread.
    void attach() {
        m_home = std::make_unique<QObject>();
        m_mailbox = std::make_unique<Mailbox<Posted>>(m_home.get(), 0, [this](std::vector<Posted>& batch) {
            for (Posted& one : batch) {
                if (const Continuation then = m_waiting.take(one.number))
                    then(std::move(one.outcome));
            }
        });
    }
    /// Nobody continues any more.
    void detach() { m_waiting.clear(); }

    /// `then` is called once, unless detach() comes before.
    quint64 issue(Continuation then) {
        m_waiting.emplace(++m_last, std::move(then));
        return m_last;
    }
    /// Any thread, after attach(). Without a number nothing happens.
    void post(quint64 number, FileOutcome outcome) {
        if (number != 0)
            m_mailbox->post({number, std::move(outcome)});
    }
    /// Any thread, after attach().
    size_t waiting() const { return m_mailbox ? m_mailbox->size() : 0; }

private:
    struct Posted {
        quint64 number = 0;
        FileOutcome outcome;
    };

    std::unique_ptr<QObject> m_home;
    std::unique_ptr<Mailbox<Posted>> m_mailbox;
    QHash<quint64, Continuation> m_waiting;
    quint64 m_last = 0;
};

} // namespace confab
