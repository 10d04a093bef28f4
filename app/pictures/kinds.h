// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab::pictures {

/// Whether pictures of this media type can be shown: PNG, JPEG and GIF, which Qt has itself; WebP and AVIF where a
/// plugin of Qt is installed that decodes them. All else is shown as a file, SVG too. Thread: any.
bool canDecode(const QString& type);

} // namespace confab::pictures
