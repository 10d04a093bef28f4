// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/pictures/kinds.h"

#include <QImageReader>

#include <algorithm>
#include <array>

namespace confab::pictures {

namespace {

constexpr std::array kinds{QLatin1String("image/png"), QLatin1String("image/jpeg"), QLatin1String("image/gif"),
                           QLatin1String("image/webp"), QLatin1String("image/avif")};

} // namespace

bool canDecode(const QString& type) {
    static const QList<QByteArray> formats = QImageReader::supportedImageFormats(); // looks for plugins, once
    const bool isKnown = std::find(kinds.begin(), kinds.end(), type) != kinds.end();
    return isKnown && formats.contains(type.mid(type.indexOf(u'/') + 1).toLatin1());
}

} // namespace confab::pictures
