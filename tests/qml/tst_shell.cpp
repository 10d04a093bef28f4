// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"
#include "tests/qml/shown.h"

#include <QCloseEvent>

namespace confab {

using test::Shown;

/// The window around the conversation: its texts without a server, its size, its density and contrast, and its saved
/// state.
class ShellTest : public QObject {
    Q_OBJECT
private:
    /// With its settings open.
    struct Settings : Shown {
        void start() {
            for (int i = 1; i <= 40; ++i)
                stage.say(general, i % 3 ? ben : chi, QStringLiteral("message %1").arg(i),
                          UtcTime{1'700'000'000'000 + i});
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(rowSaying(QStringLiteral("message 40")));
            driver->key(Qt::Key_Comma, Qt::ControlModifier);
            QTRY_VERIFY(driver->findPressable(QStringLiteral("Compact")));
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

    void withoutAServerNothingIsSaidToBeEmpty_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("three panes") << QSize(1200, 780);
        QTest::newRow("two panes") << QSize(900, 700);
        QTest::newRow("one pane") << QSize(420, 800);
    }
    void withoutAServerNothingIsSaidToBeEmpty() {
        QFETCH(QSize, size);
        Shown f;
        QVERIFY(f.signIn());
        f.stage.server().stop();
        client::Client again({}, f.store);
        models::Workspace next(again, f.store, f.settings);
        f.showOver(next);
        f.window->resize(size);
        next.signIn()->restore();
        QTRY_VERIFY(next.connection()->canTryNow());
        QTRY_VERIFY(f.says(QStringLiteral("The server can't be reached")));
        QVERIFY(f.says(QStringLiteral("No connection since ")));
        for (const char* claim : {"No rooms yet", "Welcome, ", "Create the first one", "No matching rooms"})
            QVERIFY2(!f.says(QString::fromLatin1(claim)), claim);
        f.driver->key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Go to a room or a person")));
        QTRY_VERIFY(f.says(QStringLiteral("Your rooms are not loaded yet"))); // it fades in
        QVERIFY(!f.says(QStringLiteral("No matching rooms")));
        f.driver->key(Qt::Key_Escape);
        f.driver->type(QStringLiteral("zzz")); // the filter of the rooms
        QCOMPARE(next.filteredRooms()->filter(), QStringLiteral("zzz"));
        QVERIFY(!f.says(QStringLiteral("No matching rooms")));
        f.driver->key(Qt::Key_Escape);
        f.stage.server().listen();
        QVERIFY(f.driver->press(QStringLiteral("Try now")));
        QTRY_VERIFY(f.says(QStringLiteral("General")));
        QVERIFY(!f.says(QStringLiteral("The server can't be reached")));
        f.main.reset(); // before the objects that it shows
    }

    void aFilterThatMatchesNothingIsNoEmptiness() {
        Shown f;
        f.show();
        QVERIFY(f.signIn());
        QTRY_VERIFY(f.says(QStringLiteral("No room is open")));
        f.driver->type(QStringLiteral("zzz"));
        QTRY_VERIFY(f.says(QStringLiteral("No matching rooms")));
        QVERIFY(f.says(QStringLiteral("No room is open")));
        QVERIFY(!f.says(QStringLiteral("Welcome, ")));
    }

    void withoutRoomsTheServerHasSaidSo() {
        test::Stage lonely;
        lonely.addUser(QStringLiteral("Ana"));
        Shown f;
        f.show();
        f.workspace.signIn()->signIn(lonely.url().toString(), QStringLiteral("ana@example.org"),
                                     QStringLiteral("right"));
        QTRY_VERIFY(f.says(QStringLiteral("No rooms yet")));
        QVERIFY(f.says(QStringLiteral("Welcome, Ana")));
    }

    void findRoomsClaimsNothingBeforeTheAnswer() {
        Shown f;
        f.show();
        QVERIFY(f.signIn());
        const models::FoundRoomsModel& found = *f.workspace.found();
        const auto claims = [&f] { return f.says(QStringLiteral("No matching rooms")); };
        // The answer may arrive as soon as a key was handled: this checks the moment at which the request changes.
        int asked = 0;
        bool early = false;
        connect(&found, &models::FoundRoomsModel::busyChanged, this, [&] {
            asked += int(found.isBusy());
            early = early || (found.isBusy() && claims());
        });
        f.driver->key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        f.driver->type(QStringLiteral("zz"));
        QTRY_VERIFY(claims());
        const int before = asked;
        QVERIFY(before > 0);
        f.driver->type(QStringLiteral("z")); // the known result is of another request
        QTRY_VERIFY(asked > before && claims());
        QVERIFY(!early);
        disconnect(&found, nullptr, this, nullptr);
    }

    void onlyUnreadRoomsAreBold() {
        Shown f;
        f.stage.say(f.garden, f.ben, QStringLiteral("The tulips are in."), UtcTime::now());
        f.stage.markRead(f.garden, 1);
        f.show();
        QVERIFY(f.signIn());
        const auto weightOf = [&f](const QString& room) {
            const QQuickItem* list = f.driver->find(QAccessible::List, QStringLiteral("Rooms"));
            const QList<QQuickItem*> texts = list ? f.texts() : QList<QQuickItem*>();
            for (const QQuickItem* text : texts) {
                if (list->isAncestorOf(text) && text->property("text").toString() == room)
                    return int(text->property("font").value<QFont>().weight());
            }
            return 0;
        };
        QTRY_COMPARE(weightOf(QStringLiteral("Garden plans")), int(QFont::DemiBold));
        QCOMPARE(weightOf(QStringLiteral("General")), int(QFont::Normal));
        QVERIFY(f.open(f.garden));
        QTRY_COMPARE(weightOf(QStringLiteral("Garden plans")), int(QFont::Normal));
    }

    void whoIsHereIsSaidOnceItIsKnown() {
        Shown f;
        f.stage.room(f.general).capacity = 12;
        f.stage.setEntering(Error(ErrorKind::ServerBusy)); // the app goes on trying
        f.show();
        QVERIFY(f.signIn());
        f.workspace.room()->open(double(f.general.value));
        QTRY_VERIFY(f.driver->find(QAccessible::Button, QStringLiteral("4 members")));
        QTRY_VERIFY(f.says(QStringLiteral("Members · 4")) || f.workspace.room()->people()->rowCount() == 0);
        for (const char* claim : {" here", "Not here", "Write the first message"})
            QVERIFY2(!f.says(QString::fromUtf8(claim)), claim);
        f.stage.setEntering({});
        QTRY_VERIFY_WITH_TIMEOUT(f.driver->find(QAccessible::Button, QStringLiteral("2 here now, 4 members")), 30000);
        QVERIFY(f.says(QStringLiteral("2 of 12 here")));
        f.stage.server().stop();
        QTRY_VERIFY(f.driver->find(QAccessible::Button, QStringLiteral("4 members")));
        QTRY_VERIFY(f.says(QStringLiteral("Members · 4")) && !f.says(QStringLiteral("ere now")));
    }

    void itIsNotLargerThanTheScreen() {
        Shown f;
        f.settings.setValue(QStringLiteral("window/width"), 5000);
        f.settings.setValue(QStringLiteral("window/height"), 2700);
        f.showAsIs();
        const QSize screen = f.window->screen()->availableSize();
        QVERIFY2(f.window->width() <= screen.width() && f.window->height() < screen.height(),
                 qPrintable(QStringLiteral("%1 × %2").arg(f.window->width()).arg(f.window->height())));
    }

    void itsSizeIsKeptWhileItRuns() {
        Shown f;
        f.showAsIs();
        f.window->resize(611, 577);
        QTRY_COMPARE(f.settings.value(QStringLiteral("window/width")).toInt(), 611);
        QTRY_COMPARE(f.settings.value(QStringLiteral("window/height")).toInt(), 577);
        f.window->showMaximized(); // the screen's size is not the window's own
        QTRY_VERIFY(f.window->width() > 611);
        f.main.reset();
        QCOMPARE(f.settings.value(QStringLiteral("window/width")).toInt(), 611);
    }

    void aLaterStartBringsItToTheFront() {
        Shown f;
        f.showAsIs();
        f.window->showMinimized();
        QTRY_VERIFY(f.window->windowStates() & Qt::WindowMinimized);
        f.main->raise({});
        QTRY_VERIFY(!(f.window->windowStates() & Qt::WindowMinimized));
        QTRY_VERIFY(f.window->isActive());
    }

    void itsPlaceIsKept() {
        Shown f;
        f.settings.setValue(QStringLiteral("window/place"), QPoint(37, 41));
        f.showAsIs();
        QCOMPARE(f.window->position(), QPoint(37, 41));
        f.window->setPosition(53, 29);
        QTRY_COMPARE(f.settings.value(QStringLiteral("window/place")).toPoint(), QPoint(53, 29));
        f.window->showMaximized();
        QTRY_VERIFY(f.settings.value(QStringLiteral("window/maximized")).toBool());
        f.main.reset();
        QCOMPARE(f.settings.value(QStringLiteral("window/place")).toPoint(),
                 QPoint(53, 29)); // its own, not the screen's
        f.main = std::make_unique<desktop::MainWindow>(f.workspace);
        f.window = qobject_cast<QQuickWindow*>(f.main->engine().rootObjects().value(0));
        QTRY_COMPARE(f.window->visibility(), QWindow::Maximized);
    }

    /// On a screen that is gone nobody could drag it back.
    void itOpensWhereAScreenIs() {
        Shown f;
        f.settings.setValue(QStringLiteral("window/place"), QPoint(9000, 40));
        f.showAsIs();
        QVERIFY(f.window->screen()->availableGeometry().intersects(f.window->geometry()));
    }

    /// A window that is out of sight has to have a way back.
    void closingHidesOnlyWithATray() {
        Shown f;
        f.showAsIs();
        models::DesktopSettings& wishes = *f.workspace.desktop();
        const auto close = [&f] {
            QCloseEvent event;
            QCoreApplication::sendEvent(f.window, &event);
            return event.isAccepted();
        };
        wishes.setClosesToTray(true);
        wishes.setHasTray(true);
        QVERIFY(!close());
        QVERIFY(!f.window->isVisible());
        f.main->raise({});
        QTRY_VERIFY(f.window->isVisible());
        QVERIFY(!close());
        wishes.setHasTray(false); // it went away
        QTRY_VERIFY(f.window->isVisible());
        QGuiApplication::setQuitOnLastWindowClosed(false); // of the test
        QVERIFY(close());
        QTRY_VERIFY(!f.window->isVisible());
        QGuiApplication::setQuitOnLastWindowClosed(true);
    }

    void itBeginsMinimizedAndGoesIntoTheTray() {
        Shown f;
        f.workspace.desktop()->setClosesToTray(true);
        f.main = std::make_unique<desktop::MainWindow>(f.workspace, true);
        f.window = qobject_cast<QQuickWindow*>(f.main->engine().rootObjects().value(0));
        QVERIFY(f.window);
        QCOMPARE(f.window->visibility(), QWindow::Minimized);
        f.workspace.desktop()->setHasTray(true);
        QVERIFY(!f.window->isVisible());
        f.main->raise({});
        QTRY_VERIFY(f.window->isVisible() && f.window->visibility() != QWindow::Minimized);
        f.workspace.desktop()->setHasTray(false);
        QVERIFY(f.window->isVisible());
    }

    /// "(2) …" for what is for the user, a dot for the rest; the key for the next unread room finds each.
    void theTitleCounts() {
        Shown f;
        const RoomId withBen = f.stage.addDirect({f.ben});
        for (const RoomId room : {withBen, f.garden, f.general})
            f.stage.say(room, f.ben, QStringLiteral("hello"), UtcTime::now());
        f.stage.markRead(withBen, 1);
        f.stage.markRead(f.garden, 1);
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.window->title(), QStringLiteral("(1) General – Confab"));
        f.client.rooms().markRead(withBen, 1);
        QTRY_COMPARE(f.window->title(), QStringLiteral("• General – Confab"));
        f.driver->key(Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QTRY_COMPARE(f.workspace.room()->facts()->name(), QStringLiteral("Garden plans"));
        QTRY_COMPARE(f.window->title(), QStringLiteral("Garden plans – Confab")); // read after half a second
    }

    /// Where one pane has the whole window, the details lie over the messages.
    void coveredMessagesAreNotRead() {
        Shown f;
        f.show();
        f.window->resize(480, 780);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.workspace.room()->isWatched());
        QVERIFY(f.driver->press(QStringLiteral("Show details")));
        QTRY_VERIFY(!f.workspace.room()->isWatched());
        QVERIFY(f.driver->press(QStringLiteral("Hide details")));
        QTRY_VERIFY(f.workspace.room()->isWatched());
    }

    void aRoomIsMutedInItsDetails() {
        Shown f;
        f.stage.say(f.garden, f.ben, QStringLiteral("hello"), UtcTime::now());
        f.stage.markRead(f.garden, 1);
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QVERIFY(f.driver->press(QStringLiteral("Notifications: All messages")));
        QVERIFY(f.driver->press(QStringLiteral("Mute until I turn it on")));
        QCOMPARE(f.workspace.notifications()->levelOf(f.general), models::NotificationSettings::Nothing);
        QTRY_VERIFY(f.driver->find(QAccessible::Button, QStringLiteral("Notifications: Nothing")));
        const auto description = [&f](const QString& room) {
            QQuickItem* row = f.driver->find(QAccessible::ListItem, room);
            return row ? QAccessible::queryAccessibleInterface(row)->text(QAccessible::Description) : QString();
        };
        QTRY_VERIFY(description(QStringLiteral("General")).startsWith(QStringLiteral("Muted")));
        QVERIFY(!description(QStringLiteral("Garden plans, 1 unread")).startsWith(QStringLiteral("Muted")));
        QVERIFY(f.driver->press(QStringLiteral("Notifications: Nothing")));
        QVERIFY(f.driver->press(QStringLiteral("All messages")));
        QTRY_COMPARE(f.stage.room(f.general).notify, std::optional(NotifyLevel::All));
        QTRY_VERIFY(!description(QStringLiteral("General")).startsWith(QStringLiteral("Muted")));
    }

    void theDetailsShowWhereTheKeyboardIs() {
        Shown f;
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.workspace.room()->people()->rowCount() > 1);
        QQuickItem* list = f.driver->find(QAccessible::List, QStringLiteral("Members"));
        QVERIFY(list);
        list->forceActiveFocus(Qt::TabFocusReason);
        const auto ringed = [list] {
            QStringList names;
            const auto rows = list->property("contentItem").value<QQuickItem*>()->childItems();
            for (const QQuickItem* row : rows) {
                for (const QQuickItem* child : row->childItems()) {
                    if (child->property("shown").toBool() && child->isVisible())
                        names << row->property("name").toString();
                }
            }
            return names;
        };
        QTRY_COMPARE(ringed().size(), 1);
        const QString first = ringed().constFirst();
        f.driver->key(Qt::Key_Down);
        QCOMPARE(ringed().size(), 1);
        QVERIFY(ringed().constFirst() != first);
    }

    void aTipIsGoneAfterAPress() {
        Shown f;
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timelineList());
        const QQuickItem* more = f.driver->find(QAccessible::Button, QStringLiteral("More"));
        QVERIFY(more);
        const auto hasTip = [more] { // shown already, or after a delay
            const auto children = more->childItems();
            return std::any_of(children.begin(), children.end(), [](const QQuickItem* child) {
                return child->inherits("QQuickLoader") && child->property("item").value<QObject*>();
            });
        };
        const QPoint at = more->mapToScene({more->width() / 2, more->height() / 2}).toPoint();
        QTest::mouseMove(f.window, at - QPoint(0, 200));
        QTest::mouseMove(f.window, at);
        QTRY_VERIFY(hasTip());
        QTest::mouseClick(f.window, Qt::LeftButton, {}, at);
        QTRY_VERIFY(f.says(QStringLiteral("Leave room…")));
        QVERIFY(!hasTip());
    }

    void welcomeBackIsForThoseWhoWereHere() {
        Shown f;
        f.show();
        QTRY_VERIFY(f.says(QStringLiteral("Sign in to Confab")));
        QVERIFY(!f.says(QStringLiteral("Welcome back")));
        QVERIFY(f.signIn());
        f.workspace.signIn()->signOut();
        QTRY_VERIFY(f.says(QStringLiteral("Welcome back")));
    }

    void compactRowsAreLower() {
        Settings f;
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
        // As assistive technology chooses it where Qt says what role it has.
        QQuickItem* other = f.driver->findPressable(QStringLiteral("Comfortable"));
        QVERIFY(other);
        QAccessible::queryAccessibleInterface(other)->actionInterface()->doAction(
            QAccessibleActionInterface::toggleAction());
        QTRY_COMPARE(f.roomHeight(), room);
        QTRY_COMPARE(f.distance(), messages);
    }

    void highContrastWhereTheSystemOrTheUserWantsIt() {
        Settings f;
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

QTEST_MAIN(confab::ShellTest)
#include "tst_shell.moc"
