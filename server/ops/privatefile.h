// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

/// Files of a data folder: only their owner can read them, and root leaves none of its own in a service's folder.
/// Thread: any.
namespace confab {

/// The file exists afterwards and only its owner can read or write it: created empty, or with its permissions
/// tightened. When root runs this, the owner of the folder owns it. Unavailable, naming the file, the reason and the
/// way out.
Status makePrivateFile(const QString& path);

/// When root runs this, gives a file that root has made to the owner of its folder. Unavailable as above.
Status giveToFolderOwner(const QString& path);

/// "/data/x can't be opened: Permission denied. It belongs to the user confab: run this as confab or as root." `what`
/// is "opened", "created" …; the last sentence only when another user owns the file, or else its folder.
QString fileTrouble(const QString& path, const QString& what, const QString& reason);

} // namespace confab
