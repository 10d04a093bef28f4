// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/files.h"
#include "server/storage/sql/import/importreport.h"

namespace confab {

class SqlConnection;

/// The bytes of a file, where they are kept from here on.
struct KeptBytes {
    BlobHash hash;
    qint64 bytes = 0;
    QString type;
};
/// Keeps the bytes of a file that its source calls by this type; std::nullopt when they are not what the source says.
using KeepBytes =
    std::function<Result<std::optional<KeptBytes>>(const imported::FilePlace& place, const QString& claimed)>;

/// The files that an imported message carries. Inside the caller's transaction; bytes that were kept for one that fails
/// are swept as any that nobody has.
/// Thread: the connection's. Owned by: RoomWriter.
class ImportedFiles {
public:
    ImportedFiles(SqlConnection& db, const imported::Source& source, const KeepBytes& keep, ImportReport& report)
        : m_db(db), m_source(source), m_keep(keep), m_report(report) {}

    /// Makes files of those that `posted` has. One whose bytes are not there is named in its text instead.
    Status take(MessagePosted& posted, UserId by, UtcTime at);
    /// The message `seq`, which is inserted, carries what take() made.
    Status carry(RoomId room, Seq seq, const MessagePosted& posted);

private:
    Result<std::optional<StoredFile>> stored(const QString& id, const QString& name, const QString& type, UserId by,
                                             UtcTime at);
    Result<QString> freeId(const QString& id, const BlobHash& hash, bool& isThere);

    SqlConnection& m_db;
    const imported::Source& m_source;
    const KeepBytes& m_keep;
    ImportReport& m_report;
};

} // namespace confab
