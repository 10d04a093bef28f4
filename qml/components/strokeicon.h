// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QQmlEngine>
#include <QQuickPaintedItem>

namespace confab {

/// Paints one of resources/icons in one colour, sharp at every scale.
/// Thread: the window's (painting happens while that one waits). Owned by: the QML scene.
class StrokeIcon : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    /// The file's name without its ending, for example "send"; an unknown one paints nothing and warns.
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged FINAL)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged FINAL)
    /// For icons that point along the reading direction.
    Q_PROPERTY(bool mirrored READ mirrored WRITE setMirrored NOTIFY mirroredChanged FINAL)

public:
    explicit StrokeIcon(QQuickItem* parent = nullptr);

    QString name() const { return m_name; }
    void setName(const QString& name);
    QColor color() const { return m_color; }
    void setColor(const QColor& color);
    bool mirrored() const { return m_mirrored; }
    void setMirrored(bool mirrored);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void nameChanged();
    void colorChanged();
    void mirroredChanged();

private:
    QString m_name;
    QColor m_color;
    bool m_mirrored = false;
};

} // namespace confab
