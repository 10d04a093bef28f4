// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <QSignalSpy>
#include <QTcpServer>

namespace confab {

using test::Shown;

/// The real window over the real client: a user's actions, by keyboard and by the names that assistive technology
/// reads.
class WindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); // there may be no GPU
        desktop::prepareProgram();
    }

    void signInByKeyboardAlone() {
        Shown f;
        f.show();
        f.driver->type(f.stage.url().toString()); // the first empty field has the focus
        f.driver->key(Qt::Key_Tab);
        f.driver->type(QStringLiteral("ana@example.org"));
        f.driver->key(Qt::Key_Tab);
        f.driver->type(QStringLiteral("a good password"));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.workspace.connection()->isOnline());
        QTRY_VERIFY(f.driver->find(QAccessible::List, QStringLiteral("Rooms")));
    }

    void talkByKeyboardAlone() {
        Shown f;
        f.show();
        QVERIFY(f.signIn());
        QTRY_VERIFY(f.driver->find(QAccessible::List, QStringLiteral("Rooms")));
        f.driver->key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Go to a room or a person")));
        f.driver->type(QStringLiteral("gen"));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.workspace.room()->facts()->name(), QStringLiteral("General"));
        f.driver->type(QStringLiteral("one"));
        f.driver->key(Qt::Key_Return, Qt::ShiftModifier);
        f.driver->type(QStringLiteral("two"));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.timeline().rowCount(), 1);
        QCOMPARE(bodyOf(f, 0), QStringLiteral("one\ntwo"));
        QCOMPARE(f.workspace.room()->composer()->draft(), QString());
    }

    void makeARoomInTheDialog() {
        Shown f;
        f.show();
        QVERIFY(f.signIn());
        QVERIFY(f.driver->press(QStringLiteral("New room")));
        QVERIFY(f.driver->fill(QStringLiteral("Name"), QStringLiteral("Harbour walk")));
        QVERIFY(f.driver->fill(QStringLiteral("Capacity"), QStringLiteral("none")));
        QVERIFY(f.driver->press(QStringLiteral("Create room")));
        QTRY_VERIFY(!f.workspace.creator()->capacityError().isEmpty());
        QVERIFY(f.driver->fill(QStringLiteral("Capacity"), QStringLiteral("12")));
        QVERIFY(f.driver->press(QStringLiteral("Create room")));
        QTRY_COMPARE(f.workspace.room()->facts()->name(), QStringLiteral("Harbour walk"));
        QCOMPARE(f.workspace.room()->facts()->capacity(), 12);
    }

    void whatIsReadStaysWhereItIs() {
        Shown f;
        for (int i = 1; i <= 150; ++i)
            f.stage.say(f.general, i % 2 ? f.ben : f.chi, QStringLiteral("message %1").arg(i),
                        UtcTime{1'700'000'000'000 + i});
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.rowSaying(QStringLiteral("message 150")));
        // Up, away from the end.
        QQuickItem* list = f.timelineList();
        list->setProperty("contentY", list->property("contentY").toReal() - 900);
        const auto rowInView = [&]() -> QQuickItem* {
            QQuickItem* found = nullptr;
            QMetaObject::invokeMethod(list, "itemAt", Q_RETURN_ARG(QQuickItem*, found), Q_ARG(qreal, 10.0),
                                      Q_ARG(qreal, list->property("contentY").toReal() + list->height() / 2));
            return found;
        };
        QTRY_VERIFY(rowInView());
        const QString reading = rowInView()->property("body").toString();
        const qreal before = f.rowSaying(reading)->mapToScene({0, 0}).y();
        for (int i = 0; i < 20; ++i)
            f.stage.say(f.general, f.ben, QStringLiteral("new %1").arg(i), UtcTime::now());
        QTRY_VERIFY(f.driver->find(QAccessible::Button, QStringLiteral("20 new messages")));
        QCOMPARE(f.rowSaying(reading)->mapToScene({0, 0}).y(), before);
        const int rows = f.timeline().rowCount();
        if (f.timeline().canFetchMore({})) {
            f.timeline().fetchMore({});
            QTRY_VERIFY(f.timeline().rowCount() > rows);
        }
        QSignalSpy frames(f.window, &QQuickWindow::frameSwapped);
        f.window->update();
        QTRY_VERIFY(frames.size() > 0); // laid out and painted
        QCOMPARE(f.rowSaying(reading)->mapToScene({0, 0}).y(), before);
        QVERIFY(f.driver->press(QStringLiteral("20 new messages")));
        QTRY_VERIFY(f.rowSaying(QStringLiteral("new 19")));
    }

    void newMessagesShowWhileAtTheEnd() {
        Shown f;
        for (int i = 1; i <= 60; ++i)
            f.stage.say(f.general, f.ben, QStringLiteral("message %1").arg(i), UtcTime{1'700'000'000'000 + i});
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.rowSaying(QStringLiteral("message 60")));
        f.stage.say(f.general, f.chi, QStringLiteral("and one more"), UtcTime::now());
        QTRY_VERIFY(f.rowSaying(QStringLiteral("and one more")));
        const auto bottom = [&] {
            const QQuickItem* row = f.rowSaying(QStringLiteral("and one more"));
            return row ? row->mapToItem(f.timelineList(), {0, row->height()}).y() : 1e9;
        };
        QTRY_VERIFY(bottom() <= f.timelineList()->height());
    }

    void aClosedRegistrationHidesTheForm() {
        Shown f;
        f.stage.setAbout(About{QStringLiteral("id"), {}, {}, Registration::Closed, {}, {}});
        f.show();
        QVERIFY(f.driver->press(QStringLiteral("Create account")));
        const auto email = [&] { return f.driver->find(QAccessible::EditableText, QStringLiteral("E-mail")); };
        QTRY_VERIFY(email());
        QVERIFY(f.driver->fill(QStringLiteral("Server"), f.stage.url().toString()));
        QTRY_VERIFY(f.says(f.workspace.signIn()->server()->noRegistration()) && !email());
        QVERIFY(f.driver->press(QStringLiteral("Sign in")));
        QTRY_VERIFY(email()); // an account holder gets in
    }

    void aWaitingMessageIsEditedAndDeleted() {
        Shown f;
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Message General")));
        f.stage.server().stop();
        QTRY_VERIFY(!f.client.session().isOnline());
        f.driver->type(QStringLiteral("first"));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.timeline().rowCount(), 1);
        QVERIFY(f.driver->press(QStringLiteral("Edit")));
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Text of the waiting message")));
        f.driver->type(QStringLiteral(" and more"));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(bodyOf(f, 0), QStringLiteral("first and more"));
        f.driver->type(QStringLiteral("second")); // in the composer, which has the focus again
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.timeline().rowCount(), 2);
        QVERIFY(f.driver->press(QStringLiteral("Delete")));
        QTRY_COMPARE(f.timeline().rowCount(), 1);
    }

    void aFullRoomHasNoComposer() {
        Shown f;
        f.stage.room(f.general).capacity = 2;
        f.stage.setHere(f.general, 3);
        f.stage.say(f.general, f.ben, QStringLiteral("hello"), UtcTime::now());
        f.show();
        QVERIFY(f.signIn());
        f.workspace.room()->open(double(f.general.value));
        QTRY_VERIFY(f.workspace.room()->facts()->isFull());
        QTRY_VERIFY(f.timelineList() && f.rowSaying(QStringLiteral("hello")));
        const auto composer = [&] {
            return f.driver->find(QAccessible::EditableText, QStringLiteral("Message General"));
        };
        QVERIFY(!composer());
        f.driver->type(QStringLiteral("I am not in"));
        QCOMPARE(f.workspace.room()->composer()->draft(), QString());
        f.stage.setHere(f.general, 2);
        f.stage.server().notify(RoomPresence{f.general, {f.chi, QStringLiteral("Chi"), {}}, PresenceState::Gone, 1});
        QTRY_VERIFY(composer());
        f.driver->type(QStringLiteral("I am in"));
        QCOMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("I am in"));
    }

    void everythingThatTakesFocusHasANameAndARole_data() {
        QTest::addColumn<int>("key");
        QTest::newRow("the three panes") << 0;
        QTest::newRow("new room") << int(Qt::Key_N);
        QTest::newRow("settings") << int(Qt::Key_Comma);
        QTest::newRow("switcher") << int(Qt::Key_K);
    }
    void everythingThatTakesFocusHasANameAndARole() {
        QFETCH(int, key);
        Shown f;
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timelineList());
        const QQuickItem* const before = f.window->activeFocusItem();
        if (key != 0)
            f.driver->key(Qt::Key(key), Qt::ControlModifier);
        QTRY_VERIFY(key == 0 || f.window->activeFocusItem() != before);
        QSet<QQuickItem*> seen;
        for (int i = 0; i < 100; ++i) {
            f.driver->key(Qt::Key_Tab);
            QQuickItem* item = f.window->activeFocusItem();
            QVERIFY(item);
            if (seen.contains(item))
                break;
            seen.insert(item);
            QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(item);
            QVERIFY2(accessible && accessible->role() != QAccessible::NoRole &&
                         accessible->role() != QAccessible::Client,
                     item->metaObject()->className());
            const bool named = !accessible->text(QAccessible::Name).isEmpty() || accessible->state().passwordEdit;
            QVERIFY2(named, item->metaObject()->className());
        }
        QVERIFY(!seen.isEmpty());
    }

    void nothingInAMessageReachesAServer() {
        Shown f;
        QTcpServer canary;
        QVERIFY(canary.listen(QHostAddress::LocalHost));
        const QString url = QStringLiteral("http://127.0.0.1:%1/x.png").arg(canary.serverPort());
        f.stage.say(f.general, f.ben, QStringLiteral("<img src='%1'> ![](%1)").arg(url), UtcTime::now());
        f.stage.room(f.garden).name = QStringLiteral("<img src='%1'>").arg(url);
        f.stage.room(f.garden).topic = f.stage.room(f.garden).name;
        f.show();
        QVERIFY(f.signIn() && f.open(f.garden));
        QVERIFY(f.open(f.general));
        QTRY_COMPARE(f.timeline().rowCount(), 1);
        f.driver->key(Qt::Key_K, Qt::ControlModifier);
        f.driver->picture();
        QVERIFY(!canary.hasPendingConnections());
    }

private:
    static QString bodyOf(models::Fixture& f, int row) {
        return models::Fixture::at(f.timeline(), row, "body").toString();
    }
};

} // namespace confab

QTEST_MAIN(confab::WindowTest)
#include "tst_window.moc"
