// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/driver.h"

#include <QQuickItem>
#include <QTest>
#include <QtQml/qqmlproperty.h>

namespace confab::test {

namespace {

QQuickItem* search(QAccessibleInterface* from, QAccessible::Role role, const QString& name) {
    if (!from || !from->isValid())
        return nullptr;
    auto* item = qobject_cast<QQuickItem*>(from->object());
    if (item && item->isVisible() && from->role() == role && from->text(QAccessible::Name) == name)
        return item;
    for (int i = 0; i < from->childCount(); ++i) {
        if (QQuickItem* found = search(from->child(i), role, name))
            return found;
    }
    return nullptr;
}

} // namespace

QQuickItem* Driver::find(QAccessible::Role role, const QString& name) const {
    return search(QAccessible::queryAccessibleInterface(&m_window), role, name);
}

QQuickItem* Driver::waitFor(QAccessible::Role role, const QString& name) const {
    QQuickItem* item = nullptr;
    const bool came = QTest::qWaitFor([&] { return (item = find(role, name)) && item->isEnabled(); }, 10000);
    if (!came)
        qWarning("there is nothing called \"%ls\"", qUtf16Printable(name));
    return came ? item : nullptr;
}

bool Driver::press(const QString& button) {
    QQuickItem* item = waitFor(QAccessible::Button, button);
    if (!item)
        return false;
    QAccessible::queryAccessibleInterface(item)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    return true;
}

bool Driver::fill(const QString& field, const QString& text) {
    QQuickItem* item = waitFor(QAccessible::EditableText, field);
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

void Driver::type(const QString& text) {
    for (const QChar character : text)
        QTest::sendKeyEvent(QTest::Click, &m_window, Qt::Key_unknown, QString(character), Qt::NoModifier);
}

QImage Driver::picture() {
    QTest::qWait(350); // the longest animation and an answer from the same machine
    return m_window.grabWindow();
}

} // namespace confab::test
