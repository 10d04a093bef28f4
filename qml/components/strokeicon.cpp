// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "qml/components/strokeicon.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>
#include <QtQml/qqmlinfo.h>

namespace confab {

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
    QFile file(QStringLiteral(":/confab/icons/%1.svg").arg(m_name));
    if (!file.open(QIODevice::ReadOnly)) {
        qmlWarning(this) << "There is no icon " << m_name;
        return;
    }
    // The files are black; the colour is painted over their opaque pixels.
    QSvgRenderer renderer(file.readAll());
    if (m_mirrored) {
        painter->translate(width(), 0);
        painter->scale(-1, 1);
    }
    renderer.render(painter, boundingRect());
    painter->setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter->fillRect(boundingRect(), m_color);
}

} // namespace confab
