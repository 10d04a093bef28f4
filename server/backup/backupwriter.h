// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "server/backup/manifest.h"

#include <QIODevice>

#include <functional>

namespace confab {

/// What a backup is made of.
struct BackupSource {
    QString database;    ///< a copy that nobody writes to
    DatabaseFacts facts; ///< of the copy
    QString keyFile;     ///< need not be there
    QString filesFolder; ///< as FolderBlobs has it
    QString program;     ///< Manifest::program
    UtcTime at;          ///< when the database was copied
    /// Some of the blobs that the copy's files are, by name, after this one; empty: that was all.
    std::function<Result<QStringList>(const BlobHash& after)> blobs;
    /// Whether the server's own database has a file of this blob now.
    std::function<Result<bool>(const BlobHash& blob)> isNeeded;
};

struct WrittenBackup {
    Manifest manifest;
    qint64 bytes = 0;
    QStringList unreadable; ///< blobs that are missing though the server needs them, or have other bytes; some at most
};

/// Writes the archive, the files' bytes as they are now: a blob that the server has removed since is left out and
/// counted. `to` is open. Unavailable when something can't be read or written.
/// Thread: one that may wait for disks.
Result<WrittenBackup> writeBackup(const BackupSource& source, QIODevice& to);

} // namespace confab
