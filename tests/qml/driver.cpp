// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/driver.h"

#include <QQuickItem>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

namespace confab::test {

namespace {

using Roles = std::initializer_list<QAccessible::Role>;

constexpr Roles pressable = {QAccessible::Button, QAccessible::CheckBox, QAccessible::RadioButton,
                             QAccessible::MenuItem};

// Qt hides the name of a password field; it is the label of the FormField around it.
QString nameOf(QAccessibleInterface* interface, const QQuickItem& item) {
    QString name = interface->text(QAccessible::Name);
    for (const QQuickItem* around = &item; name.isEmpty() && around; around = around->parentItem())
        name = around->property("label").toString();
    return name;
}

QQuickItem* search(QAccessibleInterface* from, Roles roles, const QString& name) {
    if (!from || !from->isValid())
        return nullptr;
    auto* item = qobject_cast<QQuickItem*>(from->object());
    if (item && item->isVisible() && std::find(roles.begin(), roles.end(), from->role()) != roles.end() &&
        nameOf(from, *item) == name)
        return item;
    for (int i = 0; i < from->childCount(); ++i) {
        if (QQuickItem* found = search(from->child(i), roles, name))
            return found;
    }
    return nullptr;
}

} // namespace

void failOnWarnings() {
    static const QRegularExpression unexpected(QStringLiteral("^(?!This plugin does not support )"));
    QTest::failOnWarning(unexpected);
}

QQuickItem* Driver::find(QAccessible::Role role, const QString& name) const {
    return search(QAccessible::queryAccessibleInterface(&m_window), {role}, name);
}

QQuickItem* Driver::findPressable(const QString& name) const {
    return search(QAccessible::queryAccessibleInterface(&m_window), pressable, name);
}

QQuickItem* Driver::waitFor(Roles roles, const QString& name) const {
    QQuickItem* item = nullptr;
    const auto look = [&] {
        item = search(QAccessible::queryAccessibleInterface(&m_window), roles, name);
        return item && item->isEnabled();
    };
    const bool came = QTest::qWaitFor(look, 10000);
    if (!came)
        qWarning("there is nothing called \"%ls\"", qUtf16Printable(name));
    return came ? item : nullptr;
}

bool Driver::press(const QString& button) {
    QQuickItem* item = waitFor(pressable, button);
    if (!item)
        return false;
    QAccessible::queryAccessibleInterface(item)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    return true;
}

bool Driver::fill(const QString& field, const QString& text) {
    QQuickItem* item = waitFor({QAccessible::EditableText}, field);
    if (!item)
        return false;
    item->forceActiveFocus(Qt::TabFocusReason);
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_Delete);
    type(text);
    return true;
}

void Driver::key(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(&m_window, key, modifiers);
}

void Driver::type(const QString& text, Qt::KeyboardModifiers modifiers) {
    for (const QChar character : text)
        QTest::sendKeyEvent(QTest::Click, &m_window, Qt::Key_unknown, QString(character), modifiers);
}

QImage Driver::picture() {
    QTest::qWait(350); // the longest animation and an answer from the same machine
    return m_window.grabWindow();
}

} // namespace confab::test
