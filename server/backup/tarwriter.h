// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/backup/tarheader.h"

#include <QIODevice>

namespace confab {

/// Writes an archive that every tar reads.
/// Thread: one that may wait for disks. Owned by: BackupWriter.
class TarWriter {
public:
    /// `to` is open and outlives this. `at`: the time of every member, in seconds of the Unix epoch.
    TarWriter(QIODevice& to, qint64 at) : m_to(to), m_at(at) {}

    /// Adds all of an open device whose size is known. The SHA-256 of its bytes, as hexadecimal digits; Unavailable
    /// when it can't be read, has fewer bytes than it says, or the archive can't be written.
    Result<QString> add(const QString& name, QIODevice& from);
    Result<QString> add(const QString& name, const QByteArray& content);
    /// The end of the archive.
    Status finish();

    qint64 written() const { return m_written; }

private:
    Status put(const QByteArray& bytes);

    QIODevice& m_to;
    const qint64 m_at;
    qint64 m_written = 0;
};

} // namespace confab
