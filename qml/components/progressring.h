// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QQmlEngine>
#include <QQuickPaintedItem>

namespace confab {

/// A ring that fills as something comes along.
/// Thread: the window's (painting happens while that one waits). Owned by: the QML scene.
class ProgressRing : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double progress MEMBER m_progress NOTIFY changed FINAL) ///< 0 to 1
    Q_PROPERTY(QColor color MEMBER m_color NOTIFY changed FINAL)
    Q_PROPERTY(QColor ground MEMBER m_ground NOTIFY changed FINAL) ///< of the part that is still to come
    Q_PROPERTY(double stroke MEMBER m_stroke NOTIFY changed FINAL) ///< its width in pixels

public:
    explicit ProgressRing(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();

private:
    double m_progress = 0;
    QColor m_color;
    QColor m_ground;
    double m_stroke = 2.5;
};

} // namespace confab
