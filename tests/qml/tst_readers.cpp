// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

namespace confab {

/// What the window says of who has read a message, and what is chosen to be told of a room.
class ReadersTest : public QObject {
    Q_OBJECT
private:
    struct Talk : test::Shown {
        void say(UserId by, const QString& text) { stage.say(general, by, text, UtcTime::now()); }
        void start() {
            stage.markRead(general, 0);
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(timelineList() && timelineList()->property("placed").toBool());
            workspace.room()->setWatched(true);
        }
        QQuickItem* button(const QString& name) const { return driver->find(QAccessible::Button, name); }
        QString focused() const {
            QQuickItem* item = window->activeFocusItem();
            return item ? QAccessible::queryAccessibleInterface(item)->text(QAccessible::Name) : QString();
        }
        QString description(const QString& room) const {
            QQuickItem* row = driver->find(QAccessible::ListItem, room);
            return row ? QAccessible::queryAccessibleInterface(row)->text(QAccessible::Description) : QString();
        }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void theLineComesAndLeadsToTheList() {
        Talk f;
        f.say(f.ana, QStringLiteral("older"));
        f.say(f.ana, QStringLiteral("newest"));
        f.say(f.ben, QStringLiteral("answer"));
        f.start();
        QTRY_VERIFY(f.rowSaying(QStringLiteral("newest")));
        const qreal height = f.rowSaying(QStringLiteral("newest"))->height();
        QVERIFY(!f.says(QStringLiteral("Read by")));
        for (const UserId by : {f.ben, f.chi})
            reads(f.stage, f.general, by, 3);
        QTRY_VERIFY(f.button(QStringLiteral("Read by 2: Ben, Chi")));
        QVERIFY(f.says(QStringLiteral("Read by 2")));
        QTRY_VERIFY(f.rowSaying(QStringLiteral("newest"))->height() > height);
        QTRY_VERIFY(f.timelineList()->property("atNewest").toBool()); // the end stays in view
        // By the keyboard: to the message, and into it.
        f.timelineList()->forceActiveFocus(Qt::TabFocusReason);
        f.driver->key(Qt::Key_Up);
        f.driver->key(Qt::Key_Tab);
        QTRY_COMPARE(f.focused(), QStringLiteral("Read by 2: Ben, Chi"));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.driver->find(QAccessible::Heading, QStringLiteral("Read by")));
        const auto isListed = [&f](const QString& name) { return f.says(name); };
        QTRY_VERIFY(isListed(QStringLiteral("Chi")));
        QTRY_COMPARE(f.focused(), QStringLiteral("Read by")); // the list
        f.driver->key(Qt::Key_Escape);
        QTRY_VERIFY(!f.driver->find(QAccessible::Heading, QStringLiteral("Read by")));
    }

    void theMenuOfAMessageListsItsReaders() {
        Talk f;
        f.say(f.ben, QStringLiteral("hello"));
        f.start();
        f.timelineList()->forceActiveFocus(Qt::TabFocusReason);
        f.driver->key(Qt::Key_Menu);
        QVERIFY(f.driver->press(QStringLiteral("Read by…")));
        QTRY_VERIFY(f.says(QStringLiteral("Nobody has read this message yet.")));
        reads(f.stage, f.general, f.dara, 1);
        QTRY_VERIFY(!f.says(QStringLiteral("Nobody has read this message yet.")));
    }

    void aConversationOfTwoHasNoList() {
        Talk f;
        const RoomId withBen = f.stage.addDirect({f.ben});
        f.stage.say(withBen, f.ana, QStringLiteral("hi"), UtcTime::now());
        f.stage.markRead(withBen, 0);
        f.show();
        QVERIFY(f.signIn() && f.open(withBen));
        reads(f.stage, withBen, f.ben, 1);
        QTRY_VERIFY(f.says(QStringLiteral("Read ")));
        QVERIFY(!f.says(QStringLiteral("Read by")));
    }

    void aRoomIsMutedForAnHourFromItsMenu() {
        Talk f;
        f.stage.say(f.garden, f.ben, QStringLiteral("hello"), UtcTime::now());
        f.stage.markRead(f.garden, 1);
        f.start();
        QVERIFY(f.driver->press(QStringLiteral("More")));
        QVERIFY(f.driver->press(QStringLiteral("Notifications…")));
        QVERIFY(f.driver->press(QStringLiteral("Mute for an hour")));
        QTRY_VERIFY(f.stage.room(f.general).notifyUntil);
        QCOMPARE(f.stage.room(f.general).notify, std::optional(NotifyLevel::None));
        QTRY_VERIFY(f.description(QStringLiteral("General")).startsWith(QStringLiteral("Muted")));
        QTRY_VERIFY(f.says(QStringLiteral("Nothing until ")));
        // On another device it is turned on again.
        f.stage.server().notify(RoomNotifyChanged{f.general, NotifyLevel::All, {}});
        QTRY_VERIFY(!f.description(QStringLiteral("General")).startsWith(QStringLiteral("Muted")));
        QTRY_VERIFY(f.button(QStringLiteral("Notifications: All messages")));
    }

    void theListOfRoomsHasTheLevelsByKeyboard() {
        Talk f;
        f.start();
        QQuickItem* rooms = f.driver->find(QAccessible::List, QStringLiteral("Rooms"));
        QVERIFY(rooms);
        rooms->forceActiveFocus(Qt::TabFocusReason);
        f.driver->key(Qt::Key_Menu);
        QVERIFY(f.driver->press(QStringLiteral("Mentions")));
        QTRY_COMPARE(f.stage.server().requestsOf<RoomNotify>().size(), size_t(1));
        QCOMPARE(f.stage.server().requestsOf<RoomNotify>().back().level, NotifyLevel::Mentions);
    }

    void theRightButtonOnARoomHasTheLevels() {
        Talk f;
        f.start();
        QQuickItem* row = f.driver->find(QAccessible::ListItem, QStringLiteral("Garden plans"));
        QVERIFY(row);
        const QPoint middle = row->mapToScene({row->width() / 2, row->height() / 2}).toPoint();
        QTest::mouseClick(f.window, Qt::RightButton, {}, middle);
        QVERIFY(f.driver->press(QStringLiteral("Mute until tomorrow morning")));
        QTRY_COMPARE(f.stage.room(f.garden).notify, std::optional(NotifyLevel::None));
        QCOMPARE(f.workspace.room()->roomId(), double(f.general.value)); // it was not opened
    }
};

} // namespace confab

QTEST_MAIN(confab::ReadersTest)
#include "tst_readers.moc"
