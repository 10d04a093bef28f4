// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

namespace confab {

using test::Shown;

/// Where typing goes: to the composer, after a start and after every popup over it, at once and during animations. By
/// keyboard, as a user sees it: the typed text is in the draft.
class FocusTest : public QObject {
    Q_OBJECT
private:
    static bool openGeneral(Shown& f) {
        f.settings.setValue(QStringLiteral("account/lastRoom"), double(f.general.value));
        f.showAsIs(); // with animations
        f.window->resize(1200, 780);
        if (!f.signIn())
            return false;
        return QTest::qWaitFor([&f] { return f.workspace.room()->roomId() != 0 && f.timelineList(); }, 20000);
    }
    static QAccessible::Role focusedRole(const Shown& f) {
        return f.window->activeFocusItem() ? QAccessible::queryAccessibleInterface(f.window->activeFocusItem())->role()
                                           : QAccessible::NoRole;
    }
    static QString focusedName(const Shown& f) {
        return f.window->activeFocusItem()
                   ? QAccessible::queryAccessibleInterface(f.window->activeFocusItem())->text(QAccessible::Name)
                   : QString();
    }
    // Presses Tab until this item has the focus; false when a round did not reach it.
    static bool tabTo(Shown& f, const QString& name) {
        for (int i = 0; i < 60 && focusedName(f) != name; ++i)
            f.driver->key(Qt::Key_Tab);
        return focusedName(f) == name;
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void afterAStart() {
        Shown f;
        QVERIFY(openGeneral(f));
        f.driver->type(QStringLiteral("at once"));
        QCOMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("at once"));
    }

    /// Windows makes Ctrl+Alt of AltGr, which "@" needs on many keyboards.
    void altGrTypesFromAnywhere() {
        Shown f;
        QVERIFY(openGeneral(f));
        QVERIFY(tabTo(f, QStringLiteral("More")));
        f.driver->type(QStringLiteral("k"), Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(f.workspace.room()->composer()->draft(), QString());
        f.driver->type(QStringLiteral("@"), Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("@"));
    }

    void afterEscape_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QString>("press");
        QTest::newRow("menu") << 0 << 0 << QStringLiteral("More");
        QTest::newRow("leave") << 0 << 0 << QStringLiteral("Leave room");
        QTest::newRow("settings") << int(Qt::Key_Comma) << int(Qt::ControlModifier) << QString();
        QTest::newRow("keys") << int(Qt::Key_F1) << 0 << QString();
        QTest::newRow("new room") << int(Qt::Key_N) << int(Qt::ControlModifier) << QString();
        QTest::newRow("find rooms") << int(Qt::Key_N) << int(Qt::ControlModifier | Qt::ShiftModifier) << QString();
        QTest::newRow("switcher") << int(Qt::Key_K) << int(Qt::ControlModifier) << QString();
    }
    void afterEscape() {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(QString, press);
        Shown f;
        QVERIFY(openGeneral(f));
        for (const bool byKeyboard : {false, true}) { // a button that had the focus before does not keep it
            if (byKeyboard && !press.isEmpty()) {
                QVERIFY(tabTo(f, press));
                f.driver->key(Qt::Key_Return);
            } else if (!press.isEmpty()) {
                QVERIFY(f.driver->press(press));
            } else {
                f.driver->key(Qt::Key(key), Qt::KeyboardModifiers(modifiers));
            }
            QTRY_VERIFY(!focusedName(f).startsWith(QStringLiteral("Message General")));
            f.workspace.room()->composer()->setDraft({});
            f.driver->key(Qt::Key_Escape);
            f.driver->type(QStringLiteral("a b "));
            QCOMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("a b "));
            QVERIFY(focusedName(f).startsWith(QStringLiteral("Message General")));
            // the composer shows the room's draft anew when it is opened
            f.driver->key(Qt::Key_A, Qt::ControlModifier);
            f.driver->key(Qt::Key_Delete);
        }
    }

    void keysOfTheWindowRightAfterEscape() {
        Shown f;
        QVERIFY(openGeneral(f));
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        f.driver->key(Qt::Key_Escape);
        f.driver->key(Qt::Key_N, Qt::ControlModifier);
        f.driver->type(QStringLiteral("Harbour")); // the first field has the focus before the dialog's animation ends
        QQuickItem* name = f.driver->find(QAccessible::EditableText, QStringLiteral("Name"));
        QVERIFY(name);
        QCOMPARE(name->property("text").toString(), QStringLiteral("Harbour"));
        f.driver->key(Qt::Key_Escape);
        f.driver->key(Qt::Key_K, Qt::ControlModifier);
        f.driver->type(QStringLiteral("gar"));
        QQuickItem* field = f.driver->find(QAccessible::EditableText, QStringLiteral("Go to a room or a person"));
        QVERIFY(field);
        QCOMPARE(field->property("text").toString(), QStringLiteral("gar"));
        f.driver->key(Qt::Key_Escape); // the first one closes
        f.driver->type(QStringLiteral("x"));
        QCOMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("x"));
        f.driver->key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Go to a room or a person")));
        f.driver->key(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!f.driver->find(QAccessible::EditableText, QStringLiteral("Go to a room or a person")));
    }

    void fromEverywhereOutsideAField_data() {
        QTest::addColumn<QString>("from");
        for (const char* name : {"Rooms", "Messages in General", "Members", "Settings", "More", "Leave room"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void fromEverywhereOutsideAField() {
        QFETCH(QString, from);
        Shown f;
        QVERIFY(openGeneral(f));
        if (QQuickItem* list = f.driver->find(QAccessible::List, from))
            list->forceActiveFocus(Qt::TabFocusReason);
        else
            QVERIFY(tabTo(f, from));
        QVERIFY(!focusedName(f).startsWith(QStringLiteral("Message General")));
        f.driver->type(QStringLiteral("Hello there"));
        QCOMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("Hello there"));
    }

    void aMenuKeepsItsKeysWhilePanesFold() {
        Shown f;
        QVERIFY(openGeneral(f));
        QVERIFY(f.driver->press(QStringLiteral("More")));
        QTRY_VERIFY(focusedRole(f) != QAccessible::EditableText);
        f.window->resize(420, 800);
        QTRY_COMPARE(f.window->width(), 420);
        QTRY_VERIFY(!f.driver->find(QAccessible::List, QStringLiteral("Members")));
        f.driver->key(Qt::Key_Down); // past the notifications
        f.driver->key(Qt::Key_Down); // and the way to invite people
        f.driver->key(Qt::Key_Down);
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(focusedName(f), QStringLiteral("Cancel"));
    }

    void afieldKeepsItsKeys() {
        Shown f;
        QVERIFY(openGeneral(f));
        QVERIFY(tabTo(f, QStringLiteral("Filter rooms")));
        f.driver->type(QStringLiteral("gar"));
        QCOMPARE(f.workspace.filteredRooms()->filter(), QStringLiteral("gar"));
        QCOMPARE(f.workspace.room()->composer()->draft(), QString());
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.workspace.room()->facts()->name(), QStringLiteral("Garden plans"));
        f.driver->type(QStringLiteral("y"));
        QCOMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("y"));
    }

    void aClickOnAButtonLeavesTheFocus() {
        Shown f;
        QVERIFY(openGeneral(f));
        QQuickItem* button = f.driver->find(QAccessible::Button, QStringLiteral("Hide details"));
        QVERIFY(button);
        const QPoint at = button->mapToScene({button->width() / 2, button->height() / 2}).toPoint();
        QTest::mouseClick(f.window, Qt::LeftButton, {}, at);
        f.driver->type(QStringLiteral("a b"));
        QCOMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("a b"));
    }

    void withoutARoomTheFilter() {
        Shown f;
        f.showAsIs();
        QVERIFY(f.signIn());
        QTRY_VERIFY(f.driver->find(QAccessible::List, QStringLiteral("Rooms")));
        f.driver->type(QStringLiteral("gard"));
        QCOMPARE(f.workspace.filteredRooms()->filter(), QStringLiteral("gard"));
    }
};

} // namespace confab

QTEST_MAIN(confab::FocusTest)
#include "tst_focus.moc"
