// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/desktop/window.h"
#include "tests/app/models/fixture.h"
#include "tests/qml/driver.h"

#include <QQuickItem>

namespace confab::test {

/// The real window on a stage, and a driver for it.
/// Thread: the test's.
struct Shown : models::Fixture {
    std::unique_ptr<desktop::MainWindow> main;
    QQuickWindow* window = nullptr;
    std::unique_ptr<Driver> driver;

    void show() {
        settings.setValue(QStringLiteral("appearance/reducedMotion"), true);
        workspace.appearance()->setReducedMotion(true);
        showAsIs();
        window->resize(1200, 780); // the screen of the offscreen platform is smaller
    }
    /// With its animations and its own idea of its size.
    void showAsIs() { showOver(workspace); }
    /// Over another workspace than the fixture's own, which has to outlive this.
    void showOver(models::Workspace& shownWorkspace) {
        failOnWarnings();
        main = std::make_unique<desktop::MainWindow>(shownWorkspace);
        window = qobject_cast<QQuickWindow*>(main->engine().rootObjects().value(0));
        QVERIFY(window);
        driver = std::make_unique<Driver>(*window);
        window->requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(window));
    }
    QQuickItem* timelineList() const { return driver->find(QAccessible::List, QStringLiteral("Messages in General")); }
    // The position of a timeline row on screen.
    QQuickItem* rowSaying(const QString& text) const {
        const auto rows = timelineList()->property("contentItem").value<QQuickItem*>()->childItems();
        for (QQuickItem* row : rows) {
            if (row->property("body").toString() == text)
                return row;
        }
        return nullptr;
    }
    /// Every visible text on the screen, menus and dialogs included.
    QList<QQuickItem*> texts() const {
        QList<QQuickItem*> found;
        collect(window->contentItem(), found);
        return found;
    }
    bool says(const QString& text) const {
        const QList<QQuickItem*> all = texts();
        return std::any_of(all.begin(), all.end(),
                           [&](QQuickItem* item) { return item->property("text").toString().contains(text); });
    }

private:
    static void collect(QQuickItem* item, QList<QQuickItem*>& found) {
        if (!item->isVisible() || item->opacity() == 0)
            return;
        const bool readOnly = item->inherits("QQuickTextEdit") && item->property("readOnly").toBool();
        if ((readOnly || item->inherits("QQuickText")) && !item->property("text").toString().isEmpty())
            found.append(item);
        for (QQuickItem* child : item->childItems())
            collect(child, found);
    }
};

} // namespace confab::test
