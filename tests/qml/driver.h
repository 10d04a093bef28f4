// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAccessible>
#include <QQuickWindow>

namespace confab::test {

/// Makes every warning of Qt or of a view fail the test function that runs, but for those of the platform without a
/// screen.
void failOnWarnings();

/// Works a window the way a person with a screen reader does: finds things by role and accessible name and presses
/// them, or uses the keyboard. So what can't be reached by assistive technology can't be tested either.
/// Thread: the test's.
class Driver {
public:
    explicit Driver(QQuickWindow& window) : m_window(window) {}

    /// The visible item with this role and accessible name, or null.
    QQuickItem* find(QAccessible::Role role, const QString& name) const;
    /// Waits for a button or choice of this name to be there and presses it. False when it does not come.
    bool press(const QString& button);
    /// Waits for a field of this name, puts the focus there and types in place of what it has.
    bool fill(const QString& field, const QString& text);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString& text);
    /// Lets animations and answers come to rest, then gives a picture of the window.
    QImage picture();

private:
    QQuickItem* waitFor(std::initializer_list<QAccessible::Role> roles, const QString& name) const;

    QQuickWindow& m_window;
};

} // namespace confab::test
