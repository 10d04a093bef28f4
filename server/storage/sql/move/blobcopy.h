// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/blobstore.h"

#include <QStringList>

#include <functional>

namespace confab {

/// What became of the bytes of files.
struct CopiedBlobs {
    qint64 blobs = 0; ///< that the target has now, those of an earlier copy included
    qint64 bytes = 0; ///< of those that were copied
    qint64 unreadable = 0;
    QStringList named; ///< of the unreadable ones, so many at most: unreadableNamed
};
inline constexpr qsizetype unreadableNamed = 20;

/// Some of the blobs by name, after this one; empty: that was all.
using BlobNames = std::function<Result<QStringList>(const BlobHash& after)>;

/// Told now and then what was copied so far; may be empty.
using BlobProgress = std::function<void(const CopiedBlobs& copied)>;

/// Copies the bytes of these blobs, those that `to` has already left out, and checks each by its name. One that is
/// missing or has other bytes is counted and left out. Unavailable when the target can't be written; what it has got is
/// whole then, so that the copy can be repeated.
/// Thread: that of both stores.
Result<CopiedBlobs> copyBlobs(BlobStore& from, BlobStore& to, const BlobNames& names,
                              const BlobProgress& progress = {});

} // namespace confab
