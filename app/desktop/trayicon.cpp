// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/trayicon.h"

#include <QtEndian>

namespace confab::desktop {

TrayPixmaps trayPixmaps(const TrayNews& news) {
    TrayPixmaps pixmaps;
    for (const int size : {22, 32, 48}) {
        const QImage image = trayImage(news, size).convertToFormat(QImage::Format_ARGB32);
        TrayPixmap pixmap{size, size, {}};
        for (int y = 0; y < size; ++y) {
            const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
            for (int x = 0; x < size; ++x) {
                const quint32 bytes = qToBigEndian(quint32(line[x]));
                pixmap.bytes.append(reinterpret_cast<const char*>(&bytes), sizeof bytes);
            }
        }
        pixmaps.append(pixmap);
    }
    return pixmaps;
}

} // namespace confab::desktop
