// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab::rest {

/// A part of something that has bytes.
struct ByteRange {
    enum class Kind {
        Whole, ///< there is no range, or one that a server may ignore: malformed, of another unit, several
        Part,
        Unsatisfiable, ///< 416
    };
    qint64 from = 0;
    qint64 bytes = 0;
    Kind kind = Kind::Whole;
};

/// What a Range header (RFC 9110, 14.2) asks for of `size` bytes.
ByteRange parseRange(const QByteArray& value, qint64 size);

/// Whether the value of If-None-Match has this tag (RFC 9110, 13.1.2: weakly compared), or is "*".
bool namesTag(const QByteArray& value, const QByteArray& tag);

} // namespace confab::rest
