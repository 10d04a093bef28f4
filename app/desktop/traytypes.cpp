// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/traytypes.h"

#include <QDBusMetaType>

namespace confab::desktop {

namespace {

template <class... Members>
QDBusArgument& write(QDBusArgument& to, const Members&... members) {
    to.beginStructure();
    (to << ... << members);
    to.endStructure();
    return to;
}

template <class... Members>
const QDBusArgument& read(const QDBusArgument& from, Members&... members) {
    from.beginStructure();
    (from >> ... >> members);
    from.endStructure();
    return from;
}

} // namespace

QDBusArgument& operator<<(QDBusArgument& to, const TrayPixmap& pixmap) {
    return write(to, pixmap.width, pixmap.height, pixmap.bytes);
}

const QDBusArgument& operator>>(const QDBusArgument& from, TrayPixmap& pixmap) {
    return read(from, pixmap.width, pixmap.height, pixmap.bytes);
}

QDBusArgument& operator<<(QDBusArgument& to, const TrayTip& tip) {
    return write(to, tip.icon, tip.pixmaps, tip.title, tip.text);
}

const QDBusArgument& operator>>(const QDBusArgument& from, TrayTip& tip) {
    return read(from, tip.icon, tip.pixmaps, tip.title, tip.text);
}

QDBusArgument& operator<<(QDBusArgument& to, const MenuItem& item) {
    return write(to, item.id, item.properties);
}

const QDBusArgument& operator>>(const QDBusArgument& from, MenuItem& item) {
    return read(from, item.id, item.properties);
}

QDBusArgument& operator<<(QDBusArgument& to, const MenuLayout& layout) {
    return write(to, layout.id, layout.properties, layout.children);
}

const QDBusArgument& operator>>(const QDBusArgument& from, MenuLayout& layout) {
    return read(from, layout.id, layout.properties, layout.children);
}

QDBusArgument& operator<<(QDBusArgument& to, const MenuEvent& event) {
    return write(to, event.id, event.event, event.data, event.timestamp);
}

const QDBusArgument& operator>>(const QDBusArgument& from, MenuEvent& event) {
    return read(from, event.id, event.event, event.data, event.timestamp);
}

void registerTrayTypes() {
    qDBusRegisterMetaType<TrayPixmap>();
    qDBusRegisterMetaType<TrayPixmaps>();
    qDBusRegisterMetaType<TrayTip>();
    qDBusRegisterMetaType<MenuItem>();
    qDBusRegisterMetaType<MenuItems>();
    qDBusRegisterMetaType<MenuLayout>();
    qDBusRegisterMetaType<MenuEvent>();
    qDBusRegisterMetaType<MenuEvents>();
}

} // namespace confab::desktop
