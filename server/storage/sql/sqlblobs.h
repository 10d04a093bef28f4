// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/blobstore.h"
#include "server/storage/sql/databaseaddress.h"
#include "server/storage/sql/sqlconnection.h"

#include <memory>

namespace confab {

/// Blobs in pieces in an SQL database, so that all nodes have them. A piece is what append() was given, and a row. It
/// has a connection of its own: messages do not wait for it.
/// Thread: FileThread's, which made it. Owned by: FileThread.
class SqlBlobs final : public BlobStore {
public:
    /// For a database whose schema is up to date, and whose address is PostgreSQL's; Unavailable when it does not
    /// answer.
    static Result<std::unique_ptr<BlobStore>> open(const DatabaseAddress& address);
    /// On any database that speaks this.
    explicit SqlBlobs(std::unique_ptr<Dialect> dialect);

    Status append(const QString& upload, qint64 offset, QByteArrayView piece) override;
    Status sync(const QString& upload) override;
    Result<qint64> length(const QString& upload) override;
    Result<QByteArray> readPartial(const QString& upload, qint64 offset, qsizetype most) override;
    Status keep(const QString& upload, const BlobHash& hash) override;
    Status drop(const QString& upload) override;
    Result<QByteArray> read(const BlobHash& hash, qint64 offset, qsizetype most) override;
    Status remove(const BlobHash& hash, Age age) override;
    Result<Listing> list(const QString& after) override;

private:
    template <class T, class F>
    Result<T> inTransaction(const F& work);
    Result<QByteArray> readNamed(const QString& name, qint64 offset, qsizetype most);

    const std::unique_ptr<Dialect> m_dialect;
    SqlConnection m_connection;
};

} // namespace confab
