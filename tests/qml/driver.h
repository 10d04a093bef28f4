// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAccessible>
#include <QQuickWindow>

namespace confab::test {

/// Makes every warning of Qt or of a view fail the running test function, except warnings of the platform without a
/// screen.
void failOnWarnings();

/// Operates a window as a user with a screen reader does: finds items by role and accessible name and presses them, or
/// uses the keyboard. So items that assistive technology can't reach can't be tested either.
/// Thread: the test's.
class Driver {
public:
    explicit Driver(QQuickWindow& window) : m_window(window) {}

    /// The visible item with this role and accessible name, or null.
    QQuickItem* find(QAccessible::Role role, const QString& name) const;
    /// The visible button or choice of this name, or null. Of a button of the templates Qt 6.4 says Button, whatever
    /// role it has; later ones say the role.
    QQuickItem* findPressable(const QString& name) const;
    /// Waits for a button or choice of this name and presses it. False when it does not appear.
    bool press(const QString& button);
    /// Waits for a field of this name, focuses it and replaces its text.
    bool fill(const QString& field, const QString& text);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString& text, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// Waits until animations and answers have settled, then grabs the window.
    QImage picture();

private:
    QQuickItem* waitFor(std::initializer_list<QAccessible::Role> roles, const QString& name) const;

    QQuickWindow& m_window;
};

} // namespace confab::test
