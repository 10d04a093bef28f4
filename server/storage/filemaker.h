// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/files.h"

namespace confab {

/// Makes files of what the server itself writes. Such a file is of one person, who alone may read it, and is forgotten
/// like any that no message carries.
/// Thread: chat thread; answers come there.
class FileMaker {
public:
    virtual ~FileMaker() = default;

    /// FileQuota when the server has no space left.
    virtual QCoro::Task<Result<Upload>> begin(UserId user, QString name, QString type) = 0;
    /// FileTooLarge when it would have more bytes than it may. `offset`: what was appended so far.
    virtual QCoro::Task<Status> append(Upload upload, qint64 offset, QByteArray piece) = 0;
    virtual QCoro::Task<Result<StoredFile>> finish(Upload upload, qint64 bytes) = 0;
    /// Nobody will go on with it.
    virtual QCoro::Task<> abandon(Upload upload) = 0;
};

} // namespace confab
