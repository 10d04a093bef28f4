// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/blobstore.h"

namespace confab {

/// Blobs as files in a folder, which only the owner of the process can read:
///
///     partial/UPLOAD     what is being uploaded
///     ab/cd/abcd…        a blob, in folders by the first digits of its name
///
/// No name of a client's is part of a path. A blob appears by a rename, when its bytes are on disk, so there is never a
/// part of one. Some room is left on the disk, or uploads would take the place of messages.
/// Thread: FileThread's. Owned by: FileThread.
class FolderBlobs final : public BlobStore {
public:
    /// Makes the folder when it is missing. Unavailable, with a sentence for the operator.
    static Result<std::unique_ptr<BlobStore>> open(const QString& folder);

    Status append(const QString& upload, qint64 offset, QByteArrayView piece) override;
    Status sync(const QString& upload) override;
    Result<qint64> length(const QString& upload) override;
    Result<QByteArray> readPartial(const QString& upload, qint64 offset, qsizetype most) override;
    Status keep(const QString& upload, const BlobHash& hash) override;
    Status drop(const QString& upload) override;
    Result<QByteArray> read(const BlobHash& hash, qint64 offset, qsizetype most) override;
    Status remove(const BlobHash& hash, Age age) override;
    /// One of the 256 folders in each call.
    Result<Listing> list(const QString& after) override;

private:
    explicit FolderBlobs(QString folder) : m_folder(std::move(folder)) {}

    Result<QString> partialPath(const QString& upload) const;
    Result<QString> blobPath(const BlobHash& hash) const;
    Status checkRoom(qint64 bytes) const;
    Listing partials() const;

    const QString m_folder;
};

} // namespace confab
