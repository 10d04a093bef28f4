// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "qml/components/strokeicon.h"

#include <QCache>
#include <QFile>
#include <QPainter>
#include <QSvgRenderer>
#include <QtQml/qqmlinfo.h>

namespace confab {

namespace {

constexpr qsizetype cachedBytes = 2 * 1024 * 1024; // a few hundred icons

/// Reading and stroking a file takes longer than all else of a row that scrolls into view. The pixels of those that
/// this thread has painted; nothing else uses them, so no lock guards them.
QCache<QString, QImage>& painted() {
    thread_local QCache<QString, QImage> images(cachedBytes);
    return images;
}

/// The file in one colour; null when there is none.
QImage drawn(const QString& name, const QColor& color, QSize size) {
    QFile file(QStringLiteral(":/confab/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QSvgRenderer(file.readAll()).render(&painter, QRectF(QPointF(), QSizeF(size)));
    // The files are black; the colour is painted over their opaque pixels.
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), color);
    return image;
}

} // namespace

StrokeIcon::StrokeIcon(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
}

void StrokeIcon::setName(const QString& name) {
    if (m_name == name)
        return;
    m_name = name;
    Q_EMIT nameChanged();
    update();
}

void StrokeIcon::setColor(const QColor& color) {
    if (m_color == color)
        return;
    m_color = color;
    Q_EMIT colorChanged();
    update();
}

void StrokeIcon::setMirrored(bool mirrored) {
    if (m_mirrored == mirrored)
        return;
    m_mirrored = mirrored;
    Q_EMIT mirroredChanged();
    update();
}

void StrokeIcon::paint(QPainter* painter) {
    if (m_name.isEmpty())
        return;
    const QSize size = painter->deviceTransform().mapRect(boundingRect()).size().toSize().expandedTo({1, 1});
    const QString key =
        QStringLiteral("%1 %2 %3x%4")
            .arg(m_name, m_color.name(QColor::HexArgb), QString::number(size.width()), QString::number(size.height()));
    const QImage* known = painted().object(key);
    const QImage image = known ? *known : drawn(m_name, m_color, size);
    if (image.isNull()) {
        qmlWarning(this) << "There is no icon " << m_name;
        return;
    }
    if (!known)
        painted().insert(key, new QImage(image), image.sizeInBytes());
    if (m_mirrored) {
        painter->translate(width(), 0);
        painter->scale(-1, 1);
    }
    painter->drawImage(boundingRect(), image);
}

} // namespace confab
