// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <QJSValue>

#include <algorithm>

namespace confab {

/// The commands of the window, by their keys and by the switcher.
class KeysTest : public QObject {
    Q_OBJECT
private:
    struct Desk : test::Shown {
        void start() {
            stage.say(garden, chi, QStringLiteral("The tulips are in."), UtcTime{1'700'000'000'000});
            stage.say(general, ben, QStringLiteral("Who brings the projector?"), UtcTime{1'700'000'100'000});
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(timelineList() && timelineList()->property("placed").toBool());
            QTRY_COMPARE(focused(), QStringLiteral("Message General"));
        }
        QString focused() const {
            QQuickItem* item = window->activeFocusItem();
            return item ? QAccessible::queryAccessibleInterface(item)->text(QAccessible::Name) : QString();
        }
        QQuickItem* button(const QString& name) const { return driver->find(QAccessible::Button, name); }
        QQuickItem* heading(const QString& name) const { return driver->find(QAccessible::Heading, name); }
        QString written() { return workspace.room()->composer()->draft(); }
        bool isIn(RoomId room) { return workspace.room()->roomId() == double(room.value); }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void everyCommandDoesSomething() {
        Desk f;
        f.start();
        const QObjectList objects = f.window->findChildren<QObject*>();
        const auto runner = std::ranges::find_if(objects, [](const QObject* object) {
            return QByteArray(object->metaObject()->className()).startsWith("CommandRunner");
        });
        QVERIFY(runner != objects.end());
        const QJSValue actions = (*runner)->property("actions").value<QJSValue>();
        for (const models::CommandRow& command : models::commandTable()) {
            const QString id = QString::fromLatin1(command.id);
            const bool isNumbered = id.startsWith(QStringLiteral("room")) && id.back().isDigit();
            if (command.where == models::CommandRow::Window && !isNumbered)
                QVERIFY2(actions.property(id).isCallable(), command.id);
        }
    }

    void theRegionsBothWays() {
        Desk f;
        f.start();
        QTRY_VERIFY(f.workspace.room()->people()->rowCount() > 0);
        const QString member = QStringLiteral("Ana, here now");
        const QString filter = QStringLiteral("Filter rooms");
        const QString composer = QStringLiteral("Message General");
        const auto region = [&f] { // the messages are the newest of them
            return f.focused().startsWith(QStringLiteral("Ben: ")) ? QStringLiteral("messages") : f.focused();
        };
        QStringList forth, back;
        for (int i = 0; i < 4; ++i) {
            f.driver->key(Qt::Key_F6);
            forth << region();
        }
        QCOMPARE(forth, QStringList({member, filter, QStringLiteral("messages"), composer}));
        for (int i = 0; i < 4; ++i) {
            f.driver->key(Qt::Key_F6, Qt::ShiftModifier);
            back << region();
        }
        QCOMPARE(back, QStringList({QStringLiteral("messages"), filter, member, composer}));
    }

    void roomsByKey() {
        Desk f;
        f.start();
        f.driver->key(Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(f.isIn(f.garden));
        f.driver->key(Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY(f.isIn(f.general));
        f.driver->key(Qt::Key_Left, Qt::AltModifier); // there is none
        QVERIFY(f.isIn(f.general));
        f.driver->key(Qt::Key_Right, Qt::AltModifier);
        QTRY_VERIFY(f.isIn(f.garden));
        f.driver->key(Qt::Key_Up, Qt::AltModifier);
        QTRY_VERIFY(f.isIn(f.general));
        f.driver->key(Qt::Key_Right, Qt::AltModifier); // what followed is another way now
        QVERIFY(f.isIn(f.general));
        f.driver->key(Qt::Key_9, Qt::ControlModifier);
        QVERIFY(f.isIn(f.general));
    }

    void inTheEmptyField() {
        Desk f;
        f.start();
        f.driver->key(Qt::Key_Up, Qt::ShiftModifier);
        QTRY_COMPARE(f.workspace.room()->composer()->replyTo(), 1.0);
        f.driver->key(Qt::Key_Escape);
        for (const char* text : {"one", "two"}) {
            f.driver->type(QString::fromLatin1(text));
            f.driver->key(Qt::Key_Return);
            QCOMPARE(f.written(), QString());
        }
        f.driver->key(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(f.written(), QStringLiteral("two"));
        f.driver->key(Qt::Key_Up, Qt::ControlModifier);
        f.driver->key(Qt::Key_Up, Qt::ControlModifier); // there is no earlier one
        QCOMPARE(f.written(), QStringLiteral("one"));
        f.driver->key(Qt::Key_Down, Qt::ControlModifier);
        f.driver->key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(f.written(), QString());
        f.driver->type(QStringLiteral("plan"));
        f.driver->key(Qt::Key_Up, Qt::ControlModifier); // a text of one's own stays
        QCOMPARE(f.written(), QStringLiteral("plan"));
        f.driver->key(Qt::Key_A, Qt::ControlModifier);
        f.driver->key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(f.written(), QStringLiteral("[plan](https://)"));
        f.driver->type(QStringLiteral("x")); // in the place of the address
        QCOMPARE(f.written(), QStringLiteral("[plan](x)"));
    }

    void anotherKeyForACommand() {
        Desk f;
        f.start();
        f.driver->key(Qt::Key_Slash, Qt::ControlModifier);
        QTRY_COMPARE(f.focused(), QStringLiteral("Find a command or a key"));
        QVERIFY(f.button(QStringLiteral("New room: Ctrl+N")));
        f.driver->type(QStringLiteral("find rooms"));
        QTRY_VERIFY(!f.button(QStringLiteral("New room: Ctrl+N")));
        QVERIFY(f.driver->press(QStringLiteral("Find rooms: Ctrl+Shift+N")));
        QTRY_VERIFY(f.button(QStringLiteral("Find rooms: press the new key")));
        f.driver->key(Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(f.says(QStringLiteral("Ctrl+N is the key of “New room”.")));
        f.driver->key(Qt::Key_J, Qt::ControlModifier);
        QTRY_VERIFY(f.button(QStringLiteral("Find rooms: Ctrl+J")));
        f.driver->key(Qt::Key_Escape);
        QTRY_COMPARE(f.focused(), QStringLiteral("Message General"));
        f.driver->key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!f.heading(QStringLiteral("Find rooms")));
        f.driver->key(Qt::Key_J, Qt::ControlModifier);
        QTRY_VERIFY(f.heading(QStringLiteral("Find rooms")));
        QCOMPARE(f.settings.value(QStringLiteral("keys/findRooms")).toString(), QStringLiteral("Ctrl+J"));
    }

    /// Tips, menus, sentences and the switcher name the keys that the user chose.
    void keysAreNamedAsTheyAreNow() {
        Desk f;
        f.start();
        const auto hintOf = [&f](QAccessible::Role role, const char* name) {
            const QQuickItem* item = f.driver->find(role, QString::fromUtf8(name));
            return item ? item->property("shortcutHint").toString() : QStringLiteral("missing");
        };
        QCOMPARE(hintOf(QAccessible::Button, "Settings"), QStringLiteral("Ctrl+,"));
        QCOMPARE(hintOf(QAccessible::Button, "Search in this room"), QStringLiteral("Ctrl+F"));
        QCOMPARE(hintOf(QAccessible::Button, "New room"), QStringLiteral("Ctrl+N"));
        QCOMPARE(hintOf(QAccessible::Button, "Attach files"), QStringLiteral("Ctrl+U"));
        QCOMPARE(hintOf(QAccessible::EditableText, "Filter rooms"), QStringLiteral("Ctrl+K"));
        models::KeyBindings& keys = *f.workspace.keys();
        const int ctrl = int(Qt::ControlModifier);
        QCOMPARE(keys.assign(QStringLiteral("settings"), Qt::Key_J, ctrl), QString());
        QCOMPARE(keys.assign(QStringLiteral("switcher"), Qt::Key_G, ctrl), QString());
        QCOMPARE(keys.assign(QStringLiteral("leaveRoom"), Qt::Key_D, ctrl), QString());
        keys.clear(QStringLiteral("newRoom"));
        QCOMPARE(hintOf(QAccessible::Button, "Settings"), QStringLiteral("Ctrl+J"));
        QCOMPARE(hintOf(QAccessible::Button, "New room"), QString());
        QCOMPARE(hintOf(QAccessible::EditableText, "Filter rooms"), QStringLiteral("Ctrl+G"));

        const QQuickItem* settings = f.button(QStringLiteral("Settings"));
        const QPoint at = settings->mapToScene({settings->width() / 2, settings->height() / 2}).toPoint();
        QTest::mouseMove(f.window, at + QPoint(0, 200));
        QTest::mouseMove(f.window, at);
        QTRY_VERIFY(f.says(QStringLiteral("Ctrl+J"))); // the tip
        QVERIFY(f.driver->press(QStringLiteral("More")));
        QTRY_COMPARE(hintOf(QAccessible::MenuItem, "Leave room…"), QStringLiteral("Ctrl+D"));
        f.driver->key(Qt::Key_Escape);
        QTRY_COMPARE(f.focused(), QStringLiteral("Message General"));

        f.driver->key(Qt::Key_G, Qt::ControlModifier);
        QTRY_COMPARE(f.focused(), QStringLiteral("Go to a room or a person"));
        f.driver->type(QStringLiteral("leave this"));
        QTRY_COMPARE(f.workspace.switcher()->commandAt(0), QStringLiteral("leaveRoom"));
        QTRY_VERIFY(f.says(QStringLiteral("Ctrl+D")));
        f.driver->key(Qt::Key_G, Qt::ControlModifier); // closes it, as it was opened
        QTRY_COMPARE(f.focused(), QStringLiteral("Message General"));
        f.driver->key(Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(f.focused(), QStringLiteral("Message General"));

        f.workspace.room()->close();
        QTRY_VERIFY(f.says(QStringLiteral("press Ctrl+G and type its name")));
        keys.clear(QStringLiteral("switcher"));
        QTRY_VERIFY(!f.says(QStringLiteral("and type its name")));
    }

    void enterMayBreakTheLine() {
        Desk f;
        f.start();
        QCOMPARE(f.workspace.keys()->assign(QStringLiteral("send"), Qt::Key_Return, int(Qt::ControlModifier)),
                 QString());
        f.driver->type(QStringLiteral("one"));
        f.driver->key(Qt::Key_Return);
        f.driver->type(QStringLiteral("two"));
        QCOMPARE(f.written(), QStringLiteral("one\ntwo"));
        f.driver->key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(f.stage.server().requestsOf<MessageSend>().size(), size_t(1));
        QCOMPARE(f.written(), QString());
    }

    void commandsAndMessagesByTheSwitcher() {
        Desk f;
        f.start();
        const auto openSwitcher = [&f] {
            f.driver->key(Qt::Key_K, Qt::ControlModifier);
            return QTest::qWaitFor([&f] { return f.focused() == QStringLiteral("Go to a room or a person"); });
        };
        QVERIFY(openSwitcher());
        f.driver->type(QStringLiteral("dark"));
        QTRY_COMPARE(f.workspace.switcher()->commandAt(0), QStringLiteral("darkColors"));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.workspace.appearance()->scheme(), models::Appearance::Dark);
        QVERIFY(openSwitcher());
        f.driver->type(QStringLiteral("set"));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.heading(QStringLiteral("Settings")));
        f.driver->key(Qt::Key_Escape);
        QVERIFY(openSwitcher());
        f.driver->type(QStringLiteral("tulips"));
        QTRY_VERIFY(f.says(QStringLiteral("Search all messages for “tulips”")));
        f.driver->key(Qt::Key_Return); // nothing else is called so
        QTRY_COMPARE(f.focused(), QStringLiteral("Search messages"));
        QCOMPARE(f.workspace.search()->query(), QStringLiteral("tulips"));
        QTRY_VERIFY(f.driver->find(QAccessible::ListItem, QStringLiteral("Chi in Garden plans: The tulips are in.")));
        QVERIFY(openSwitcher());
        f.driver->type(QStringLiteral("gp"));
        f.driver->key(Qt::Key_Return); // two keys to a room
        QTRY_VERIFY(f.isIn(f.garden));
    }
};

} // namespace confab

QTEST_MAIN(confab::KeysTest)
#include "tst_keys.moc"
