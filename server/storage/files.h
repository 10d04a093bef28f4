// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/time.h"
#include "server/storage/blobstore.h"

#include <QStringList>
#include <qcoro/qcorotask.h>

namespace confab {

/// A file that is being uploaded. Its bytes are the partial blob under `id`.
struct Upload {
    QString id; ///< random, from newFileId(); the file's, too, when it is finished
    UserId user;
    QString name;             ///< cleaned, like all names
    QString type;             ///< as its sender calls it
    qint64 bytes = 0;         ///< that it is to have; the most that it may have when its sender does not say
    bool isResumable = false; ///< false: it ends with its request
    UtcTime at;
    UtcTime expiresAt;
};

/// A file: who has it, and the blob that it is. It never changes.
struct StoredFile {
    QString id;
    UserId user; ///< who uploaded it
    QString name;
    QString type;
    qint64 bytes = 0;
    BlobHash hash;
    UtcTime at;
};

/// How much may be stored, in bytes; 0: no limit. Uploads count from their beginning with all that they are to have.
struct FileQuota {
    qint64 perUser = 0;
    qint64 total = 0;
    int uploadsPerUser = 0; ///< that are not finished
};

/// The rows of files and uploads. A file may be read by who uploaded it, by the members of each room in which a
/// message carries it, by those who may see a room that has it as its picture, and by everybody when a person has it
/// as theirs; for everybody else it does not exist.
class FileStore {
public:
    virtual ~FileStore() = default;

    /// FileQuota.
    virtual QCoro::Task<Status> begin(Upload upload, FileQuota quota) = 0;
    /// FileNotFound when there is none that goes on at `now`, or it is somebody else's.
    virtual QCoro::Task<Result<Upload>> upload(QString id, UserId user, UtcTime now) = 0;
    /// What the upload became. `bytes`: at most as many as it began with.
    struct Finished {
        BlobHash hash;
        qint64 bytes = 0;
        QString type;
    };
    /// The upload becomes a file, which no message carries. FileNotFound.
    virtual QCoro::Task<Result<StoredFile>> finish(QString id, UserId user, Finished finished, UtcTime now) = 0;
    /// FileNotFound.
    virtual QCoro::Task<Status> abandon(QString id, UserId user) = 0;
    /// FileNotFound, for a stranger too.
    virtual QCoro::Task<Result<StoredFile>> readable(QString id, UserId reader) = 0;

    struct Usage {
        qint64 bytes = 0; ///< of all files and uploads
        qint64 files = 0;
    };
    virtual QCoro::Task<Result<Usage>> usage() = 0;

    // ---- for the sweep; each does some hundred rows at most, and says how many

    /// Forgets uploads that have expired, and with `wholeBefore` those that end with their request and began before it:
    /// the process that read them is gone.
    virtual QCoro::Task<Result<int>> forgetUploads(UtcTime now, std::optional<UtcTime> wholeBefore) = 0;
    /// Forgets files that no message, no room and no person has shown since `since`.
    virtual QCoro::Task<Result<int>> forgetLoose(UtcTime since) = 0;
    /// Those of these names that no file, and no upload, has.
    struct Names {
        QList<BlobHash> blobs;
        QStringList uploads;
    };
    virtual QCoro::Task<Result<Names>> unknown(Names names) = 0;
};

} // namespace confab
