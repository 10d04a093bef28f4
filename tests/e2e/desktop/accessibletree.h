// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDBusConnection>
#include <QList>
#include <QRect>
#include <QString>

#include <optional>

namespace confab::test {

/// One item of a window, as a screen reader gets it.
struct Accessible {
    QString service; ///< with `path`, where it can be asked again
    QString path;
    QString role; ///< AT-SPI's name, for example "push button", "text", "list item"
    QString name;
    QRect place; ///< on the screen, in pixels
    bool focused = false;
    bool showing = false;
};

/// Asks another program's windows over AT-SPI, the protocol of Linux' screen readers. Nothing is cached, so each answer
/// is what holds now.
/// Thread: the test's. Owned by: the test.
class AccessibleTree {
public:
    /// `sessionBus` is the address of the session bus on which the other program runs.
    explicit AccessibleTree(const QString& sessionBus);
    ~AccessibleTree();

    /// Everything that shows in the windows of all programs, in the order of the tree.
    QList<Accessible> all() const;
    /// The first that shows with this role whose name begins with `name`.
    std::optional<Accessible> find(const QString& role, const QString& name) const;
    /// The item with the keyboard's focus.
    std::optional<Accessible> focused() const;
    /// Its text; null when it has none.
    QString textOf(const Accessible& item) const;

private:
    bool connectOnce() const;
    void walk(const QString& service, const QString& path, int depth, QList<Accessible>& found) const;

    const QString m_sessionBus;
    mutable std::optional<QDBusConnection> m_bus;
};

} // namespace confab::test
