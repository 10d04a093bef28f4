// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/desktop/traytypes.h"

#include <QObject>
#include <QStringList>

namespace confab::desktop {

/// The menu of the tray's icon, as com.canonical.dbusmenu: open the window, do not disturb, quit. Its public slots and
/// properties are that interface, whose names they have.
/// Thread: the program's first. Owned by: Tray.
class TrayMenu : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "com.canonical.dbusmenu")
    Q_PROPERTY(uint Version READ version)
    Q_PROPERTY(QString Status READ status)
    Q_PROPERTY(QString TextDirection READ textDirection)
    Q_PROPERTY(QStringList IconThemePath READ iconThemePath)

public:
    enum Item { Root, Open, Pause, Separator, Quit };

    TrayMenu();

    void setPaused(bool paused);
    /// In another language.
    void sayAnew();

    static uint version() { return 3; }
    static QString status() { return QStringLiteral("normal"); }
    static QString textDirection();
    static QStringList iconThemePath() { return {}; }

public Q_SLOTS: // NOLINT: the interface's names
    uint GetLayout(int parent, int depth, const QStringList& names, confab::desktop::MenuLayout& layout) const;
    QList<confab::desktop::MenuItem> GetGroupProperties(const QList<int>& ids, const QStringList& names) const;
    QDBusVariant GetProperty(int id, const QString& name) const;
    void Event(int id, const QString& event, const QDBusVariant& data, uint timestamp);
    QList<int> EventGroup(const QList<confab::desktop::MenuEvent>& events);
    static bool AboutToShow(int id);
    static QList<int> AboutToShowGroup(const QList<int>& ids, QList<int>& unknown);

Q_SIGNALS:
    Q_SCRIPTABLE void LayoutUpdated(uint revision, int parent);
    void chosen(int item); // not of the interface

private:
    QVariantMap propertiesOf(int id) const;

    bool m_paused = false;
    uint m_revision = 1;
};

} // namespace confab::desktop
