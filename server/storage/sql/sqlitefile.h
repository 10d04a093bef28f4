// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/storage/blobstore.h"

#include <QMap>
#include <QStringList>

#include <memory>

namespace confab {

/// An SQLite database of confabd, looked at from beside: only read, also while a server writes it, and of any version
/// that this program knows or an older one. Its calls block.
/// Thread: the one that opened it. Owned by: a command.
class SqliteFile {
public:
    /// Unavailable, naming the file, when there is none or it can't be read.
    static Result<std::unique_ptr<SqliteFile>> open(const QString& file);
    ~SqliteFile();
    SqliteFile(const SqliteFile&) = delete;
    SqliteFile& operator=(const SqliteFile&) = delete;

    /// Writes the database as it is at one moment into the file `to`, which is made, for its owner only; not a log
    /// beside it. A server that writes meanwhile is not held up: readers and writers do not wait for each other.
    Status copyTo(const QString& to);
    /// The number of its last migration; 0: it has no schema yet.
    Result<qint64> schema();
    /// Installation::id; empty in a database from before there was one.
    Result<QString> installation();
    /// How many rows people's tables have, by table.
    Result<QMap<QString, qint64>> rows();
    /// Unavailable, in SQLite's words, when its pages do not fit together.
    Status check();
    /// Some of the blobs that its files are, by name, after this one; empty: that was all.
    Result<QStringList> blobs(const BlobHash& after);
    Result<bool> hasBlob(const BlobHash& blob);

private:
    explicit SqliteFile(QString file);
    Result<QVariantList> column(const QString& sql, const QVariantList& values = {});
    Result<bool> hasTable(const QString& name);

    const QString m_file;
    const QString m_name; // of the connection in QtSql's registry
};

} // namespace confab
