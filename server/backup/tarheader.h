// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArray>

namespace confab::tar {

/// Archives come in blocks of this size: a member's header is one, its bytes are padded to whole ones, and two of
/// zeros end the archive (POSIX.1-2017, pax, "ustar Interchange Format").
inline constexpr qsizetype blockBytes = 512;
/// Of a member's name: the archive's own members need fewer.
inline constexpr qsizetype nameBytes = 100;

/// A file in an archive.
struct Member {
    QString name;     ///< ASCII, relative
    qint64 bytes = 0; ///< from 8 GiB on written in base 256, as GNU tar and BSD tar do
    qint64 at = 0;    ///< seconds of the Unix epoch

    friend bool operator==(const Member&, const Member&) = default;
};

/// The member's header block. The name has up to nameBytes.
QByteArray header(const Member& member);

/// The member of a block that header() made; InputInvalid for every other one, whichever bit of it differs.
Result<Member> parseHeader(const QByteArray& block);

/// How many zeros follow `bytes` of content.
inline qint64 padding(qint64 bytes) {
    return (blockBytes - bytes % blockBytes) % blockBytes;
}

} // namespace confab::tar
