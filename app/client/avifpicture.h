// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/picturefacts.h"

/// AVIF, read without decoding it (ISO/IEC 14496-12 and 23008-12). A pure function, for any bytes.
namespace confab::client {

/// The largest picture in it: tiles, previews and masks are smaller. Nothing when it is no AVIF, or does not say.
std::optional<PictureFacts> avifFacts(QByteArrayView avif);

} // namespace confab::client
