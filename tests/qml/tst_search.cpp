// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"
#include "tests/qml/shown.h"

#include <QTcpServer>

namespace confab {

/// The search for messages in the window: by keyboard, and by the names that assistive technology reads.
class SearchTest : public QObject {
    Q_OBJECT
private:
    struct Talk : test::Shown {
        void start(QSize size = {1200, 780}) {
            for (int i = 1; i <= 300; ++i)
                stage.say(garden, i % 2 ? ben : chi, QStringLiteral("bed %1").arg(i), UtcTime{1'700'000'000'000 + i});
            stage.say(general, ben, QStringLiteral("The beds are ready"), UtcTime{1'700'000'100'000});
            stage.markRead(garden, 250);
            stage.markRead(general, 0);
            show();
            window->resize(size);
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(timelineList() && timelineList()->property("placed").toBool());
            workspace.room()->setWatched(true);
        }
        QQuickItem* field() const { return driver->find(QAccessible::EditableText, QStringLiteral("Search messages")); }
        QQuickItem* results() const { return driver->find(QAccessible::List, QStringLiteral("Results")); }
        QString focused() const {
            QQuickItem* item = window->activeFocusItem();
            QAccessibleInterface* named = item ? QAccessible::queryAccessibleInterface(item) : nullptr;
            return named ? named->text(QAccessible::Name) : QString();
        }
        QQuickItem* button(const QString& name) const { return driver->find(QAccessible::Button, name); }
        /// Of what is in the field now.
        bool found() { return workspace.search()->state() == models::FoundMessagesModel::Found; }
        bool isIn(RoomId room) { return workspace.room()->roomId() == double(room.value); }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void thereAndBackByKeyboard() {
        Talk f;
        f.start();
        f.driver->key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(f.focused(), QStringLiteral("Search messages"));
        QVERIFY(f.says(QStringLiteral("Type a word")));
        f.driver->type(QStringLiteral("bed 29"));
        QTRY_VERIFY(f.results() && f.results()->property("count").toInt() == 13); // 290 to 299, 229, 129, 29
        QVERIFY(f.driver->find(QAccessible::ListItem, QStringLiteral("Ben in Garden plans: bed 299")));
        f.driver->key(Qt::Key_Down);
        QTRY_COMPARE(f.focused(), QStringLiteral("Ben in Garden plans: bed 299"));
        f.driver->key(Qt::Key_Down);
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.isIn(f.garden));
        QTRY_COMPARE(f.workspace.room()->view()->highlighted(), 298.0);
        QCOMPARE(f.focused(), QStringLiteral("Chi in Garden plans: bed 298")); // the next one is a key away
        QTRY_VERIFY(f.says(QStringLiteral("Nothing is marked as read")));
        f.driver->key(Qt::Key_Up);
        f.driver->key(Qt::Key_Up);
        QCOMPARE(f.focused(), QStringLiteral("Search messages"));
        f.driver->key(Qt::Key_Down);
        f.driver->type(QStringLiteral("0")); // goes on typing
        QCOMPARE(f.workspace.search()->query(), QStringLiteral("bed 290"));
        f.driver->key(Qt::Key_Escape);
        QTRY_VERIFY(f.isIn(f.general));
        QVERIFY(!f.field());
        QTRY_COMPARE(f.focused(), QStringLiteral("Message General"));
        QCOMPARE(f.client.rooms().readSeq(f.garden), 50);
        QVERIFY(f.stage.server().requestsOf<RoomMarkRead>().empty());
        f.driver->key(Qt::Key_F, Qt::ControlModifier); // what was typed is still there, and is replaced
        QTRY_COMPARE(f.focused(), QStringLiteral("Search messages"));
        QCOMPARE(f.workspace.search()->roomId(), double(f.general.value));
        QTRY_VERIFY(f.says(QStringLiteral("Nothing found")));
        QVERIFY(f.says(QStringLiteral("No message in General matches “bed 290”.")));
        f.driver->type(QStringLiteral("ready"));
        QCOMPARE(f.workspace.search()->query(), QStringLiteral("ready"));
        QTRY_VERIFY(f.found());
        QCOMPARE(f.results()->property("count").toInt(), 1);
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.workspace.room()->view()->highlighted(), 1.0);
    }

    void filtersAndWiderSearch() {
        Talk f;
        f.start();
        QVERIFY(f.driver->press(QStringLiteral("Search in this room")));
        QTRY_COMPARE(f.focused(), QStringLiteral("Search messages"));
        f.driver->type(QStringLiteral("bed 12"));
        QTRY_VERIFY(f.says(QStringLiteral("Nothing found")));
        QVERIFY(f.driver->press(QStringLiteral("Search all rooms")));
        QTRY_VERIFY(f.results() && f.results()->property("count").toInt() > 1);
        QVERIFY(f.driver->press(QStringLiteral("From…")));
        QTRY_COMPARE(f.focused(), QStringLiteral("Search messages"));
        f.driver->type(QStringLiteral("ben"));
        QCOMPARE(f.workspace.search()->query(), QStringLiteral("bed 12 from:ben"));
        QTRY_VERIFY(f.driver->find(QAccessible::ListItem, QStringLiteral("Ben in Garden plans: bed 129")));
        QTRY_VERIFY(!f.driver->find(QAccessible::ListItem, QStringLiteral("Chi in Garden plans: bed 128")));
        QVERIFY(f.driver->press(QStringLiteral("Files")));
        QTRY_VERIFY(f.says(QStringLiteral("Nothing found")));
        QVERIFY(f.driver->press(QStringLiteral("Files")));
        QTRY_VERIFY(f.results());
        QVERIFY(f.driver->press(QStringLiteral("Close the search")));
        QTRY_VERIFY(!f.field());
        QVERIFY(f.isIn(f.general));
    }

    void pagesFollowTheReader() {
        Talk f;
        f.start();
        f.workspace.search()->open(false);
        f.workspace.search()->setQuery(QStringLiteral("bed"));
        QTRY_VERIFY(f.results() && f.results()->property("count").toInt() >= 30);
        f.results()->forceActiveFocus(Qt::TabFocusReason);
        QTRY_VERIFY(!f.workspace.search()->isBusy());
        const int before = f.results()->property("count").toInt();
        for (int i = 0; i < before; ++i)
            f.driver->key(Qt::Key_Down);
        QTRY_VERIFY(f.results()->property("count").toInt() > before);
    }

    /// It covers the messages, so it makes way for the one that was chosen.
    void inANarrowWindow() {
        Talk f;
        f.start({480, 780});
        f.driver->key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(f.focused(), QStringLiteral("Search messages"));
        f.driver->type(QStringLiteral("bed 77"));
        QTRY_VERIFY(f.found() && f.results() && f.results()->width() == 480);
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.isIn(f.garden));
        QTRY_VERIFY(!f.field());
        QTRY_COMPARE(f.focused(), QStringLiteral("Message Garden plans"));
        QVERIFY(f.driver->press(QStringLiteral("Go back")));
        QTRY_VERIFY(f.isIn(f.general) && f.field()); // the results
        f.driver->key(Qt::Key_Escape);
        QTRY_VERIFY(!f.field());
        QVERIFY(f.isIn(f.general));
    }

    void failuresAreSaid() {
        Talk f;
        f.start();
        f.stage.setFailing<SearchMessages>(Error(ErrorKind::Internal));
        f.driver->key(Qt::Key_F, Qt::ControlModifier);
        f.driver->type(QStringLiteral("beds"));
        QTRY_VERIFY(f.says(QStringLiteral("The search has no answer")));
        QVERIFY(f.says(QStringLiteral("Something went wrong on the server.")));
        f.stage.setFailing<SearchMessages>({});
        QVERIFY(f.driver->press(QStringLiteral("Try again")));
        QTRY_COMPARE(f.results() ? f.results()->property("count").toInt() : 0, 1);
    }

    void nothingInAResultReachesAServer() {
        Talk f;
        QTcpServer canary;
        QVERIFY(canary.listen(QHostAddress::LocalHost));
        const QString url = QStringLiteral("http://127.0.0.1:%1/x.png").arg(canary.serverPort());
        f.stage.say(f.general, f.ben, QStringLiteral("lure <img src='%1'> <b>lure</b>").arg(url), UtcTime::now());
        f.start();
        f.driver->key(Qt::Key_F, Qt::ControlModifier);
        f.driver->type(QStringLiteral("lure"));
        QTRY_COMPARE(f.results() ? f.results()->property("count").toInt() : 0, 1);
        f.driver->picture();
        QVERIFY(!canary.hasPendingConnections());
    }
};

} // namespace confab

QTEST_MAIN(confab::SearchTest)
#include "tst_search.moc"
