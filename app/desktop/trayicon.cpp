// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/trayicon.h"

#include <QFont>
#include <QPainter>
#include <QSvgRenderer>
#include <QtEndian>

#include <algorithm>

namespace confab::desktop {

namespace {

constexpr QRgb forUser = 0xffc9303e; // the "bad" of the light colours; white on it has 5.3:1
constexpr QRgb forAll = 0xff3d5afe;  // their accent
constexpr int mostShown = 9;         // two digits can't be read at 22 pixels

void paintBadge(QPainter& painter, const TrayNews& news, int size) {
    const double diameter = size * (news.number > 0 ? 0.62 : 0.4);
    const QRectF circle(size - diameter, size - diameter, diameter, diameter);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgba(news.number > 0 ? forUser : forAll));
    painter.drawEllipse(circle);
    if (news.number == 0)
        return;
    QFont font;
    font.setPixelSize(std::max(1, int(diameter * 0.72)));
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(circle, Qt::AlignCenter,
                     news.number > mostShown ? QStringLiteral("+") : QString::number(news.number));
}

} // namespace

QImage trayImage(const TrayNews& news, int size) {
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QSvgRenderer drawing(QStringLiteral(":/confab/confab.svg"));
    drawing.render(&painter);
    if (news.number > 0 || news.isCalling)
        paintBadge(painter, news, size);
    return image;
}

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
