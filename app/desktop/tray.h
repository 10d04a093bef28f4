// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/desktop/trayicon.h"
#include "app/desktop/traymenu.h"

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QDBusServiceWatcher>

namespace confab::desktop {

/// The app's icon as org.kde.StatusNotifierItem, which trays read over the bus. Its public slots, scriptable signals
/// and properties are that interface, whose names they have. Thread: the program's first. Owned by: Tray.
class TrayItem : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.StatusNotifierItem")
    Q_PROPERTY(QString Category READ category)
    Q_PROPERTY(QString Id READ id)
    Q_PROPERTY(QString Title READ title)
    Q_PROPERTY(QString Status READ status)
    Q_PROPERTY(int WindowId READ windowId)
    Q_PROPERTY(QString IconName READ iconName)
    Q_PROPERTY(QList<confab::desktop::TrayPixmap> IconPixmap READ pixmaps)
    Q_PROPERTY(confab::desktop::TrayTip ToolTip READ tip)
    Q_PROPERTY(bool ItemIsMenu READ isMenu)
    Q_PROPERTY(QDBusObjectPath Menu READ menu)

public:
    void tell(const TrayNews& news);
    /// The tip, in another language.
    void sayAnew() { Q_EMIT NewToolTip(); }

    static QString category() { return QStringLiteral("Communications"); }
    static QString id() { return QStringLiteral("confab"); }
    static QString title();
    static QString status() { return QStringLiteral("Active"); }
    static int windowId() { return 0; }
    static QString iconName() { return {}; } // the pixmaps have the badge
    TrayPixmaps pixmaps() const { return trayPixmaps(m_news); }
    TrayTip tip() const;
    static bool isMenu() { return false; }
    static QDBusObjectPath menu();

public Q_SLOTS: // NOLINT: the interface's names
    void Activate(int x, int y);
    void SecondaryActivate(int x, int y) { Activate(x, y); }
    void ContextMenu(int, int) {} // trays that can't read the menu
    void Scroll(int, const QString&) {}
    void ProvideXdgActivationToken(const QString& token) { m_token = token; }

Q_SIGNALS:
    Q_SCRIPTABLE void NewIcon();
    Q_SCRIPTABLE void NewToolTip();
    /// Not of the interface: the user pressed the icon. `token` is the desktop's permission to raise a window.
    void pressed(const QString& token);

private:
    TrayNews m_news;
    QString m_token;
};

/// The app's icon in the desktop's tray, if there is a tray (freedesktop's StatusNotifierItem): KDE, GNOME with its
/// extension, Xfce, and others. Drawn by the tray, so that no toolkit of old trays has to be linked.
/// Thread: the program's first; no call waits. Owned by: Application.
class Tray : public QObject {
    Q_OBJECT
public:
    explicit Tray(QDBusConnection bus = QDBusConnection::sessionBus());

    /// Whether a tray has taken the icon, and shows it to somebody.
    bool isShown() const { return m_isShown; }
    /// On the icon, and the number in the taskbar where that shows one.
    void tell(const TrayNews& news);
    void setPaused(bool paused) { m_menu.setPaused(paused); }
    /// In another language.
    void sayAnew();

Q_SIGNALS:
    void shownChanged();
    void openWanted(const QString& activationToken);
    void pauseWanted(); ///< or its end
    void quitWanted();

private Q_SLOTS:
    void look();

private:
    void enroll();
    void setShown(bool shown);

    QDBusConnection m_bus;
    QDBusServiceWatcher m_watcher;
    TrayItem m_item;
    TrayMenu m_menu;
    int m_number = 0; // in the taskbar
    bool m_isShown = false;
    bool m_isEnrolled = false;
    uint m_generation = 0; // of the watcher: answers of an earlier one are dropped
};

} // namespace confab::desktop
