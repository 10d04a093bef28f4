// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/files/filecalls.h"
#include "server/transport/http/exchange.h"

namespace confab {
class FileService;
struct Blobs;
} // namespace confab

namespace confab::rest {

/// What is left of the rate that the request counts for; nothing when it has none.
std::optional<HttpQuota> quotaOf(const FileOutcome& outcome);
/// The reply says so.
void tellQuota(const HttpReply& reply, const FileOutcome& outcome);

/// What one io thread asks about files, and of the thread that has their bytes.
/// Thread: its io thread. Owned by: the handlers of its routes, and the transfers that they began.
class FilePort {
public:
    using Continuation = FileInbox::Continuation;

    /// `service` outlives this.
    FilePort(quint16 io, FileService& service);
    FilePort(const FilePort&) = delete;
    FilePort& operator=(const FilePort&) = delete;

    /// Nothing continues from here on.
    void close() { m_inbox.detach(); }

    /// Of one file.
    qint64 mostBytes() const;

    /// For the person whose token the request brings. `then` gets the outcome later, also when it is an error.
    void call(const HttpRequest& request, FileCall::What what, Continuation then);
    void finish(Upload upload, qint64 bytes, Continuation then);
    void abandon(Upload upload);

    // Of the files thread.
    void append(const QString& upload, qint64 offset, QByteArray piece, Continuation then);
    /// What was appended is on disk.
    void sync(const QString& upload, Continuation then);
    void read(const BlobHash& hash, qint64 offset, qsizetype most, Continuation then);

private:
    void ask(FileRequest request, quint64 number);
    void run(std::function<void(Blobs&)> task, quint64 number);

    const quint16 m_io;
    FileService& m_service;
    FileInbox& m_inbox;
};

} // namespace confab::rest
