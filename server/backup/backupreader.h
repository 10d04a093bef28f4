// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/backup/manifest.h"

#include <QIODevice>

namespace confab {

/// Takes what a backup has while it is read.
class BackupSink {
public:
    virtual ~BackupSink() = default;
    /// A file begins; its name is one of backupnames, the manifest's not among them.
    virtual Status begin(const QString& name) = 0;
    virtual Status put(const QByteArray& piece) = 0;
    virtual Status end() = 0;
};

/// Reads a backup to its end and checks every byte of it. InputInvalid, saying what is wrong, when anything differs
/// from what was written; what the sink was given counts only when there is a manifest. `sink`: may be null.
/// Thread: one that may wait for disks.
Result<Manifest> readBackup(QIODevice& from, BackupSink* sink = nullptr);

} // namespace confab
