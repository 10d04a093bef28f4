// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/picturefacts.h"

/// WebP, read without decoding it (RFC 9649). Pure functions, for any bytes.
namespace confab::client {

bool isWebp(QByteArrayView bytes);

/// Nothing when its first chunk is no picture. The first 30 bytes are enough.
std::optional<PictureFacts> webpFacts(QByteArrayView webp);

/// Without EXIF, XMP, unknown chunks, and what follows the picture; its colour profile stays. Nothing when a chunk is
/// cut off.
std::optional<QByteArray> strippedWebp(QByteArrayView webp);

} // namespace confab::client
