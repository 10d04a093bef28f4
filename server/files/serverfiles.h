// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "server/files/filethread.h"
#include "server/storage/filemaker.h"

namespace confab {

/// Files that the server makes, beside those that people upload.
/// Thread: chat thread. Owned by: ChatParts.
class ServerFiles final : public FileMaker {
public:
    struct Parts {
        FileStore& files;
        FileThread& thread;
        const Clock& clock;
        qint64 total = 0; ///< that may be stored at all; 0: no limit
    };
    /// `parts` outlive this and resume their coroutines on this thread.
    explicit ServerFiles(Parts parts) : m_parts(parts) {}

    QCoro::Task<Result<Upload>> begin(UserId user, QString name, QString type) override;
    QCoro::Task<Status> append(Upload upload, qint64 offset, QByteArray piece) override;
    QCoro::Task<Result<StoredFile>> finish(Upload upload, qint64 bytes) override;
    QCoro::Task<> abandon(Upload upload) override;

private:
    const Parts m_parts;
};

} // namespace confab
