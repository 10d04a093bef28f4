// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QQmlEngine>
#include <QQuickItem>

namespace confab {

/// What a screen reader says by itself, without the focus: an invisible item that the user meets nowhere else. Before
/// Qt 6.8, which has announcements, it is a notification that comes up: Orca says those.
/// Thread: the window's. Owned by: the QML scene.
class LiveRegion : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    /// The accessible name, which the scene binds to it.
    Q_PROPERTY(QString words READ words NOTIFY wordsChanged FINAL)

public:
    using QQuickItem::QQuickItem;

    QString words() const { return m_words; }
    /// Also when they are those of the last time.
    Q_INVOKABLE void say(const QString& words);

Q_SIGNALS:
    void wordsChanged();

private:
    QString m_words;
};

} // namespace confab
