// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/traynews.h"

#include <QFont>
#include <QPainter>
#include <QSvgRenderer>

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

} // namespace confab::desktop
