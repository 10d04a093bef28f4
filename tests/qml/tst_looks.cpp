// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

namespace confab {

/// Density and contrast, as the user chooses them while the window is open.
class LooksTest : public QObject {
    Q_OBJECT
private:
    struct Window : test::Shown {
        void start() {
            for (int i = 1; i <= 40; ++i)
                stage.say(general, i % 3 ? ben : chi, QStringLiteral("message %1").arg(i),
                          UtcTime{1'700'000'000'000 + i});
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(rowSaying(QStringLiteral("message 40")));
            driver->key(Qt::Key_Comma, Qt::ControlModifier);
            QTRY_VERIFY(driver->find(QAccessible::Button, QStringLiteral("Compact")));
        }
        /// From the top of one message to that of another one.
        qreal distance() const {
            const QQuickItem* from = rowSaying(QStringLiteral("message 34"));
            const QQuickItem* to = rowSaying(QStringLiteral("message 40"));
            return from && to ? to->mapToScene({0, 0}).y() - from->mapToScene({0, 0}).y() : 0;
        }
        qreal roomHeight() const {
            const QQuickItem* room = driver->find(QAccessible::ListItem, QStringLiteral("Garden plans"));
            return room ? room->height() : 0;
        }
        QColor ground() const { return window->color(); }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void compactRowsAreLower() {
        Window f;
        f.start();
        const qreal messages = f.distance(), room = f.roomHeight();
        QVERIFY(messages > 0 && room > 0);
        QVERIFY(f.driver->press(QStringLiteral("Compact")));
        QTRY_VERIFY(f.roomHeight() < room * 0.8);
        QTRY_VERIFY(f.distance() < messages);
        QVERIFY(f.settings.value(QStringLiteral("appearance/compact")).toBool());
        // The end stays in sight.
        const QQuickItem* last = f.rowSaying(QStringLiteral("message 40"));
        QTRY_VERIFY(last->mapToItem(f.timelineList(), {0, last->height()}).y() <= f.timelineList()->height() + 1);
        QVERIFY(f.driver->press(QStringLiteral("Comfortable")));
        QTRY_COMPARE(f.roomHeight(), room);
        QTRY_COMPARE(f.distance(), messages);
    }

    void highContrastWhereTheSystemOrTheUserWantsIt() {
        Window f;
        f.workspace.appearance()->setScheme(models::Appearance::Dark);
        f.start();
        const QColor usual = f.ground();
        QVERIFY(usual != QColor(Qt::black));
        f.workspace.appearance()->setSystemContrast(true);
        QCOMPARE(f.ground(), QColor(Qt::black));
        QVERIFY(f.driver->press(QStringLiteral("Normal")));
        QCOMPARE(f.ground(), usual);
        f.workspace.appearance()->setSystemContrast(false);
        QVERIFY(f.driver->press(QStringLiteral("High")));
        QCOMPARE(f.ground(), QColor(Qt::black));
        models::Workspace later(f.client, f.store, f.settings);
        QCOMPARE(later.appearance()->isHighContrast(), true);
    }
};

} // namespace confab

QTEST_MAIN(confab::LooksTest)
#include "tst_looks.moc"
