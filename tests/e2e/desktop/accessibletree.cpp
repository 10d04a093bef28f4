// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/desktop/accessibletree.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusVariant>

namespace confab::test {

namespace {

const QString registry = QStringLiteral("org.a11y.atspi.Registry");
const QString rootPath = QStringLiteral("/org/a11y/atspi/accessible/root");
const QString accessibleInterface = QStringLiteral("org.a11y.atspi.Accessible");
const QString busName = QStringLiteral("confab-accessible-tree");

// AtspiStateType of AT-SPI 2.
constexpr int stateFocused = 12;
constexpr int stateShowing = 25;
constexpr uint screenCoordinates = 0;
constexpr int deepest = 40;

QDBusMessage call(const QDBusConnection& bus, const QString& service, const QString& path, const QString& interface,
                  const QString& method, const QVariantList& arguments = {}) {
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, method);
    message.setArguments(arguments);
    return bus.call(message, QDBus::Block, 5'000);
}

struct Place {
    QString service;
    QString path;
};

QList<Place> childrenOf(const QDBusConnection& bus, const QString& service, const QString& path) {
    const QDBusMessage answer = call(bus, service, path, accessibleInterface, QStringLiteral("GetChildren"));
    QList<Place> children;
    if (answer.type() != QDBusMessage::ReplyMessage)
        return children;
    const auto list = answer.arguments().value(0).value<QDBusArgument>();
    list.beginArray();
    while (!list.atEnd()) {
        Place child;
        QDBusObjectPath at;
        list.beginStructure();
        list >> child.service >> at;
        list.endStructure();
        child.path = at.path();
        children.append(child);
    }
    list.endArray();
    return children;
}

quint64 statesOf(const QDBusConnection& bus, const Place& item) {
    const QDBusMessage answer = call(bus, item.service, item.path, accessibleInterface, QStringLiteral("GetState"));
    if (answer.type() != QDBusMessage::ReplyMessage)
        return 0;
    const auto words = qdbus_cast<QList<uint>>(answer.arguments().value(0));
    return words.size() < 2 ? 0 : quint64(words[0]) | quint64(words[1]) << 32;
}

QRect placeOf(const QDBusConnection& bus, const Place& item) {
    const QDBusMessage answer = call(bus, item.service, item.path, QStringLiteral("org.a11y.atspi.Component"),
                                     QStringLiteral("GetExtents"), {screenCoordinates});
    if (answer.type() != QDBusMessage::ReplyMessage)
        return {};
    const auto extents = answer.arguments().value(0).value<QDBusArgument>();
    int x = 0, y = 0, width = 0, height = 0;
    extents.beginStructure();
    extents >> x >> y >> width >> height;
    extents.endStructure();
    return {x, y, width, height};
}

QString nameOf(const QDBusConnection& bus, const Place& item) {
    const QDBusMessage answer = call(bus, item.service, item.path, QStringLiteral("org.freedesktop.DBus.Properties"),
                                     QStringLiteral("Get"), {accessibleInterface, QStringLiteral("Name")});
    return answer.arguments().value(0).value<QDBusVariant>().variant().toString();
}

} // namespace

AccessibleTree::AccessibleTree(const QString& sessionBus) : m_sessionBus(sessionBus) {}

AccessibleTree::~AccessibleTree() {
    m_bus.reset();
    QDBusConnection::disconnectFromBus(busName);
}

bool AccessibleTree::connectOnce() const {
    if (m_bus)
        return true;
    const QString name = busName + QStringLiteral("-session");
    QDBusMessage answer;
    {
        const QDBusConnection session = QDBusConnection::connectToBus(m_sessionBus, name);
        answer = call(session, QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus"),
                      QStringLiteral("org.a11y.Bus"), QStringLiteral("GetAddress"));
    }
    QDBusConnection::disconnectFromBus(name);
    const QString address = answer.arguments().value(0).toString();
    if (answer.type() != QDBusMessage::ReplyMessage || address.isEmpty())
        return false;
    m_bus = QDBusConnection::connectToBus(address, busName);
    return m_bus->isConnected();
}

void AccessibleTree::walk(const QString& service, const QString& path, int depth, QList<Accessible>& found) const {
    const QList<Place> children = childrenOf(*m_bus, service, path);
    for (const Place& child : children) {
        const quint64 states = statesOf(*m_bus, child);
        const bool showing = (states >> stateShowing & 1) != 0;
        if (depth > 1 && !showing)
            continue;
        Accessible item{child.service, child.path, {}, nameOf(*m_bus, child), placeOf(*m_bus, child)};
        item.role = call(*m_bus, child.service, child.path, accessibleInterface, QStringLiteral("GetRoleName"))
                        .arguments()
                        .value(0)
                        .toString();
        item.focused = (states >> stateFocused & 1) != 0;
        item.showing = showing;
        found.append(item);
        if (depth < deepest)
            walk(child.service, child.path, depth + 1, found);
    }
}

QList<Accessible> AccessibleTree::all() const {
    QList<Accessible> found;
    if (connectOnce())
        walk(registry, rootPath, 0, found);
    return found;
}

std::optional<Accessible> AccessibleTree::find(const QString& role, const QString& name) const {
    const QList<Accessible> items = all();
    const auto it = std::ranges::find_if(
        items, [&](const Accessible& item) { return item.showing && item.role == role && item.name.startsWith(name); });
    return it == items.end() ? std::nullopt : std::optional(*it);
}

std::optional<Accessible> AccessibleTree::focused() const {
    const QList<Accessible> items = all();
    std::optional<Accessible> deepestOne;
    for (const Accessible& item : items) {
        if (item.focused && item.showing)
            deepestOne = item;
    }
    return deepestOne;
}

QString AccessibleTree::textOf(const Accessible& item) const {
    const QDBusMessage answer = call(*m_bus, item.service, item.path, QStringLiteral("org.a11y.atspi.Text"),
                                     QStringLiteral("GetText"), {0, -1});
    return answer.type() == QDBusMessage::ReplyMessage ? answer.arguments().value(0).toString() : QString();
}

} // namespace confab::test
