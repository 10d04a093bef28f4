// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/accounts.h"
#include "tests/qml/shown.h"

namespace confab {

using models::AccountList;

/// Several accounts in one window: added, changed between, and left, by pointer and by keyboard.
class AccountsTest : public QObject {
    Q_OBJECT
private:
    struct Several : models::Accounts {
        std::unique_ptr<desktop::MainWindow> main;
        QQuickWindow* window = nullptr;
        std::unique_ptr<test::Driver> driver;

        void show() {
            test::failOnWarnings();
            program->appearance.setReducedMotion(true);
            main = std::make_unique<desktop::MainWindow>(list->current());
            window = qobject_cast<QQuickWindow*>(main->engine().rootObjects().value(0));
            QVERIFY(window);
            window->resize(1200, 780);
            driver = std::make_unique<test::Driver>(*window);
            window->requestActivate();
            QVERIFY(QTest::qWaitForWindowActive(window));
        }
        QQuickItem* rail() const { return driver->find(QAccessible::List, QStringLiteral("Accounts")); }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void oneIsAddedInTheSettings() {
        Several f;
        QVERIFY(f.signIn(f.home));
        f.show();
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Filter rooms")));
        QVERIFY(!f.rail());
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(f.driver->press(QStringLiteral("Add an account…")));
        QVERIFY(f.driver->fill(QStringLiteral("Server"), f.work.url().toString()));
        QVERIFY(f.rail());
        QVERIFY(f.driver->fill(QStringLiteral("E-mail"), QStringLiteral("ana@example.org")));
        QVERIFY(f.driver->fill(QStringLiteral("Password"), QStringLiteral("right")));
        f.driver->key(Qt::Key_Return);
        QVERIFY(f.isOnline(f.list->current()));
        QTRY_COMPARE(f.list->current().me()->name(), QStringLiteral("Dr Moreno"));
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Filter rooms")));
        f.driver->key(Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(f.list->currentRow(), 0);
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Filter rooms")));
        f.driver->key(Qt::Key_Tab, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(f.list->currentRow(), 1);
        f.main.reset();
    }

    void theRailLeadsFromOneToAnother() {
        Several f;
        QVERIFY(f.signInToBoth());
        f.show();
        QTRY_VERIFY(f.rail());
        const QString first = f.at(0, AccountList::TitleRole).toString();
        QTRY_VERIFY(f.driver->find(QAccessible::Button, first));
        QVERIFY(f.driver->press(first));
        QCOMPARE(f.list->currentRow(), 0);
        f.home.say(f.kitchen, f.ben, QStringLiteral("hello"), UtcTime::now());
        f.list->choose(1);
        QTRY_VERIFY(f.driver->find(QAccessible::Button, QStringLiteral("%1: unread messages").arg(first)));
        f.list->current().signIn()->signOut();
        QTRY_VERIFY(!f.rail());
        QCOMPARE(f.list->count(), 1);
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Filter rooms")));
        f.main.reset();
    }
};

} // namespace confab

QTEST_MAIN(confab::AccountsTest)
#include "tst_accounts.moc"
