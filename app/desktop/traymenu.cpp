// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/traymenu.h"

#include <QCoreApplication>
#include <QGuiApplication>

#include <utility>

namespace confab::desktop {

namespace {

constexpr int lastItem = TrayMenu::Quit;

QVariantMap action(const char* text) {
    return {{QStringLiteral("label"), QCoreApplication::translate("Tray", text)}};
}

bool isItem(int id) {
    return id >= TrayMenu::Root && id <= lastItem;
}

} // namespace

TrayMenu::TrayMenu() {
    registerTrayTypes();
}

QString TrayMenu::textDirection() {
    return QGuiApplication::layoutDirection() == Qt::RightToLeft ? QStringLiteral("rtl") : QStringLiteral("ltr");
}

void TrayMenu::setPaused(bool paused) {
    if (std::exchange(m_paused, paused) != paused)
        Q_EMIT LayoutUpdated(++m_revision, Root);
}

void TrayMenu::sayAnew() {
    Q_EMIT LayoutUpdated(++m_revision, Root);
}

/// All of them, whatever names are asked for: there are few.
QVariantMap TrayMenu::propertiesOf(int id) const {
    switch (id) {
    case Root:
        return {{QStringLiteral("children-display"), QStringLiteral("submenu")}};
    case Open:
        return action(QT_TRANSLATE_NOOP("Tray", "Open Confab"));
    case Pause: {
        QVariantMap properties = action(QT_TRANSLATE_NOOP("Tray", "Do not disturb"));
        properties.insert(QStringLiteral("toggle-type"), QStringLiteral("checkmark"));
        properties.insert(QStringLiteral("toggle-state"), m_paused ? 1 : 0);
        return properties;
    }
    case Separator:
        return {{QStringLiteral("type"), QStringLiteral("separator")}};
    case Quit:
        return action(QT_TRANSLATE_NOOP("Tray", "Quit Confab"));
    default:
        return {};
    }
}

uint TrayMenu::GetLayout(int parent, int depth, const QStringList&, MenuLayout& layout) const {
    layout = {parent, propertiesOf(parent), {}};
    for (int id = Open; parent == Root && depth != 0 && id <= lastItem; ++id)
        layout.children.append(QDBusVariant(QVariant::fromValue(MenuLayout{id, propertiesOf(id), {}})));
    return m_revision;
}

/// No ids: of all items.
MenuItems TrayMenu::GetGroupProperties(const QList<int>& ids, const QStringList&) const {
    MenuItems items;
    for (int id = Root; id <= lastItem; ++id) {
        if (ids.isEmpty() || ids.contains(id))
            items.append({id, propertiesOf(id)});
    }
    return items;
}

QDBusVariant TrayMenu::GetProperty(int id, const QString& name) const {
    const QVariant value = propertiesOf(id).value(name);
    return QDBusVariant(value.isValid() ? value : QVariant(QString()));
}

void TrayMenu::Event(int id, const QString& event, const QDBusVariant&, uint) {
    if (event == QStringLiteral("clicked") && isItem(id))
        Q_EMIT chosen(id);
}

QList<int> TrayMenu::EventGroup(const MenuEvents& events) {
    QList<int> unknown;
    for (const MenuEvent& event : events) {
        if (!isItem(event.id))
            unknown.append(event.id);
        else
            Event(event.id, event.event, event.data, event.timestamp);
    }
    return unknown;
}

/// False: nothing has to be asked again.
bool TrayMenu::AboutToShow(int) {
    return false;
}

QList<int> TrayMenu::AboutToShowGroup(const QList<int>& ids, QList<int>& unknown) {
    for (const int id : ids) {
        if (!isItem(id))
            unknown.append(id);
    }
    return {};
}

} // namespace confab::desktop
