// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/backup/tarheader.h"

#include <QIODevice>

#include <optional>

namespace confab {

/// Reads what TarWriter has written, byte for byte: InputInvalid, saying where, for anything else, such as an archive
/// of another program, one that was cut, or one with a changed bit in a header or between members. What a member has is
/// for its reader to check.
/// Thread: one that may wait for disks. Owned by: BackupReader.
class TarReader {
public:
    /// `from` is open and outlives this.
    explicit TarReader(QIODevice& from) : m_from(from) {}

    /// The next member, when the one before has been read to its end; nothing at the end of the archive, behind which
    /// nothing may follow.
    Result<std::optional<tar::Member>> next();
    /// Its bytes, piece by piece; empty: that was all.
    Result<QByteArray> read();

private:
    Result<QByteArray> take(qint64 bytes);
    Status skipPadding();

    QIODevice& m_from;
    qint64 m_at = 0;      // in the archive
    qint64 m_left = 0;    // of the member
    qint64 m_padding = 0; // behind it
};

} // namespace confab
