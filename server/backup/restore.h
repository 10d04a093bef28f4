// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/backup/manifest.h"

#include <functional>

namespace confab {

/// Takes how many bytes of a backup are done: first it is verified, then laid out. May be empty.
using RestoreProgress = std::function<void(bool isLaidOut, qint64 done, qint64 all)>;

/// Checks all of the backup, then lays it out in `folder`, which is made when it is missing and has to be empty, or the
/// rest of a restore that was interrupted. Until everything is on the disk, isRestoreUnfinished() is true of the
/// folder. `knownSchema`: what the program can read. InputInvalid: the backup is damaged or from a newer program.
/// Unavailable: the folder has something, or can't be written. The folder is as it was then, but for the rest of a
/// power loss. Thread: one that may wait for disks.
Result<Manifest> restoreBackup(const QString& file, const QString& folder, qint64 knownSchema,
                               const RestoreProgress& progress = {});

/// Whether a restore into the folder was begun and did not end: nothing in it may be used.
bool isRestoreUnfinished(const QString& folder);

} // namespace confab
