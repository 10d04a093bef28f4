// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArray>

/// What the bytes of a picture say without decoding it, and what they should not say. Pure functions, for any bytes.
namespace confab::client {

/// The kind of a picture and its size as it is looked at, in pixels.
struct PictureFacts {
    QByteArray type; ///< "image/png", "image/jpeg", "image/gif", "image/webp" or "image/avif"
    int width = 0;
    int height = 0;
};

/// Nothing when it is none of these kinds, or its head can't be read. Not all of the file is needed: the head of a JPEG
/// can be some hundred KiB.
std::optional<PictureFacts> pictureFacts(QByteArrayView bytes);

/// How a JPEG is to be turned, 1 to 8 as in EXIF; 1 when it does not say.
int orientationOf(QByteArrayView jpeg);

/// The same picture without what a camera or an editor wrote beside it: EXIF, XMP, IPTC, comments, more pictures behind
/// the first. Its pixels are the same bytes; its colour profile and its orientation stay. JPEG, PNG and WebP (whose
/// orientation is in its EXIF, and goes); other bytes come back as they are. InputInvalid for one of these that can't
/// be read, and yet may name a place.
Result<QByteArray> withoutMetadata(const QByteArray& bytes);

} // namespace confab::client
