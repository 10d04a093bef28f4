// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

/// Pictures of strangers into pixels. Pure functions; each call may take a second, so they belong to a thread of their
/// own.
namespace confab::pictures {

/// 64 million pixels are what cameras make at the most; decoded they are 256 MiB. A picture that says it has more is
/// refused before anything is allocated.
inline constexpr qint64 pixelsMost = 64'000'000;
inline constexpr int edgeMost = 32'000;
inline constexpr qint64 bytesMost = 64 * 1024 * 1024; ///< of an encoded picture
/// The most that a timeline shows of a picture, in pixels of the layout.
inline constexpr QSize shownMost{420, 320};

struct Fit {
    QSize size;        ///< in pixels of the screen; empty: the picture's own
    bool fill = false; ///< true: exactly `size`, cut at the edges; false: within it
    int radius = 0;    ///< of the corners, in pixels of the screen
};

/// The first image of a kind that canDecode() knows, turned as it says, not larger than it is, with an alpha channel
/// where it has one or corners are round. InputInvalid for another kind (also SVG, whatever it is called), for a broken
/// one, and for one beyond the bounds above.
Result<QImage> decode(const QByteArray& bytes, const Fit& fit);

struct Preview {
    QByteArray bytes;
    QString type; ///< "image/jpeg", or "image/png" where parts are transparent
};
/// A small picture of one, within shownMost and `most` bytes. Errors of decode(); InputInvalid when it is not so small.
Result<Preview> makePreview(const QByteArray& bytes, qint64 most);

} // namespace confab::pictures
