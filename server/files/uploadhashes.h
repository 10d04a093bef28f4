// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/blobstore.h"

#include <QHash>

#include <sodium.h>

namespace confab {

/// Writes partial blobs and hashes them on the way, so that no upload is read again for its name; only one that was
/// begun before this process, or on another node, is.
/// Thread: FileThread's. Owned by: FileThread.
class UploadHashes {
public:
    explicit UploadHashes(BlobStore& store) : m_store(store) {}

    /// BlobStore::append().
    Status append(const QString& upload, qint64 offset, QByteArrayView piece);
    /// BlobStore::keep() under its real hash.
    struct Kept {
        BlobHash hash;
        qint64 bytes = 0;
        QByteArray head; ///< the first bytes, by which its type is known
    };
    Result<Kept> keep(const QString& upload);
    /// BlobStore::drop().
    Status drop(const QString& upload);

    static constexpr qsizetype headBytes = 512;

private:
    struct Running {
        crypto_hash_sha256_state state;
        qint64 bytes = 0;
        QByteArray head;
    };
    static Running begun();
    static void add(Running& running, QByteArrayView piece);
    /// The hash of what is stored.
    Result<Running> readAgain(const QString& upload, qint64 length);

    BlobStore& m_store;
    QHash<QString, Running> m_running;
};

} // namespace confab
