// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "qml/components/progressring.h"

#include <QPainter>

#include <algorithm>

namespace confab {

ProgressRing::ProgressRing(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
    connect(this, &ProgressRing::changed, this, [this] { update(); });
}

void ProgressRing::paint(QPainter* painter) {
    constexpr int turn = 360 * 16; // QPainter counts sixteenths of a degree
    constexpr double least = 0.04; // a beginning that can be seen
    const QRectF circle = boundingRect().adjusted(m_stroke, m_stroke, -m_stroke, -m_stroke);
    painter->setPen(QPen(m_ground, m_stroke));
    painter->drawEllipse(circle);
    painter->setPen(QPen(m_color, m_stroke, Qt::SolidLine, Qt::RoundCap));
    painter->drawArc(circle, turn / 4, -int(turn * std::clamp(m_progress, least, 1.0)));
}

} // namespace confab
