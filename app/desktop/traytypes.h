// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QDBusArgument>
#include <QDBusVariant>
#include <QList>
#include <QString>
#include <QVariantMap>

/// The structs of org.kde.StatusNotifierItem and com.canonical.dbusmenu, as D-Bus has them.
namespace confab::desktop {

/// (iiay): pixels as ARGB, the most significant byte first.
struct TrayPixmap {
    int width = 0;
    int height = 0;
    QByteArray bytes;
    friend bool operator==(const TrayPixmap&, const TrayPixmap&) = default;
};
using TrayPixmaps = QList<TrayPixmap>;

/// (sa(iiay)ss)
struct TrayTip {
    QString icon;
    TrayPixmaps pixmaps;
    QString title;
    QString text;
};

/// (ia{sv})
struct MenuItem {
    int id = 0;
    QVariantMap properties;
};
using MenuItems = QList<MenuItem>;

/// (ia{sv}av): each child is another one.
struct MenuLayout {
    int id = 0;
    QVariantMap properties;
    QList<QDBusVariant> children;
};

/// (isvu)
struct MenuEvent {
    int id = 0;
    QString event;
    QDBusVariant data;
    uint timestamp = 0;
};
using MenuEvents = QList<MenuEvent>;

QDBusArgument& operator<<(QDBusArgument& to, const TrayPixmap& pixmap);
const QDBusArgument& operator>>(const QDBusArgument& from, TrayPixmap& pixmap);
QDBusArgument& operator<<(QDBusArgument& to, const TrayTip& tip);
const QDBusArgument& operator>>(const QDBusArgument& from, TrayTip& tip);
QDBusArgument& operator<<(QDBusArgument& to, const MenuItem& item);
const QDBusArgument& operator>>(const QDBusArgument& from, MenuItem& item);
QDBusArgument& operator<<(QDBusArgument& to, const MenuLayout& layout);
const QDBusArgument& operator>>(const QDBusArgument& from, MenuLayout& layout);
QDBusArgument& operator<<(QDBusArgument& to, const MenuEvent& event);
const QDBusArgument& operator>>(const QDBusArgument& from, MenuEvent& event);

/// Makes them known to QtDBus. Once or more often.
void registerTrayTypes();

} // namespace confab::desktop
