// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/messageactions.h"
#include "app/client/rooms.h"
#include "app/desktop/qttray.h"
#include "app/notifications/notifier.h"
#include "app/notifications/traynotifications.h"
#include "tests/app/models/fixture.h"

#include <QSignalSpy>

namespace confab::notifications {

using namespace std::chrono_literals;

namespace {

/// A tray whose messages somebody reads, and clicks.
class Shelf : public MessageTray {
public:
    void showMessage(const QString& title, const QString& text, std::chrono::milliseconds) override {
        shown << QString(title % u": " % text);
    }
    void click() { Q_EMIT messageClicked(); }
    QStringList shown;
};

struct Desk : models::Fixture {
    Shelf tray;
    TrayNotifications service;
    Notifier notifier{client, *workspace.room(), *workspace.notifications(), service};

    explicit Desk(std::chrono::milliseconds shownFor = TrayNotifications::shownFor) : service(tray, shownFor) {}
    Seq arrive(RoomId room, const QString& body) {
        stage.say(room, ben, body, UtcTime::now());
        const std::optional<Message> message = stage.message(room, stage.lastSeq(room));
        stage.server().notify(RoomActivity{room, message->seq, message, QStringLiteral("Ben"), {}});
        return message->seq;
    }
};

} // namespace

/// Notifications beside the icon of a tray, as on Windows and macOS: the decisions are the Notifier's.
class TrayNotificationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aClickOpensTheMessage() {
        Desk d;
        QVERIFY(d.signIn() && d.open(d.general));
        QSignalSpy raised(&d.notifier, &Notifier::raiseWanted);
        d.tray.click(); // of nothing
        d.arrive(d.garden, QStringLiteral("The beans are up"));
        QTRY_COMPARE(d.tray.shown, QStringList{QStringLiteral("Garden plans: Ben: The beans are up")});
        QVERIFY(raised.isEmpty());
        d.tray.click();
        QCOMPARE(raised.size(), 1);
        QTRY_COMPARE(d.workspace.room()->roomId(), double(d.garden.value));
        QTRY_COMPARE(models::Fixture::at(d.timeline(), 0, "body").toString(), QStringLiteral("The beans are up"));
    }

    /// What is still on the screen is said again with what is new; what has left it is not.
    void aMessageThatHasLeftTakesItsLinesAlong() {
        Desk lasting;
        QVERIFY(lasting.signIn());
        lasting.arrive(lasting.garden, QStringLiteral("one"));
        lasting.arrive(lasting.garden, QStringLiteral("two"));
        QTRY_COMPARE(lasting.tray.shown.size(), 2);
        QCOMPARE(lasting.tray.shown.last(), QStringLiteral("Garden plans: Ben: one\nBen: two"));

        Desk brief(1ms);
        QVERIFY(brief.signIn());
        QSignalSpy closed(&brief.service, &NotificationService::closed);
        brief.arrive(brief.garden, QStringLiteral("one"));
        QTRY_COMPARE(closed.size(), 1);
        brief.arrive(brief.garden, QStringLiteral("two"));
        QTRY_COMPARE(brief.tray.shown.size(), 2);
        QCOMPARE(brief.tray.shown.last(), QStringLiteral("Garden plans: Ben: two"));
    }

    /// Nothing can take it from the screen; its lines do not come again.
    void whatWasReadElsewhereIsForgotten() {
        Desk d;
        QVERIFY(d.signIn());
        const Seq seq = d.arrive(d.garden, QStringLiteral("one"));
        QTRY_COMPARE(d.tray.shown.size(), 1);
        d.stage.server().notify(RoomRead{d.garden, d.ana, seq});
        QTRY_COMPARE(d.client.rooms().readSeq(d.garden), seq);
        d.arrive(d.garden, QStringLiteral("two"));
        QTRY_COMPARE(d.tray.shown.size(), 2);
        QCOMPARE(d.tray.shown.last(), QStringLiteral("Garden plans: Ben: two"));
    }

    /// Qt's tray, with its signals in place of a user.
    void theIconHandsClicksOn() {
        desktop::QtTray tray;
        QSignalSpy opened(&tray, &desktop::QtTray::openWanted), clicked(&tray, &MessageTray::messageClicked);
        QSignalSpy quit(&tray, &desktop::QtTray::quitWanted), pause(&tray, &desktop::QtTray::pauseWanted);
        tray.tell({3, true});
        QVERIFY(tray.icon().toolTip().contains(QStringLiteral("Messages for you: 3")));
        tray.tell({});
        QCOMPARE(tray.icon().toolTip(), QStringLiteral("Confab"));
        tray.showMessage(QStringLiteral("Garden plans"), QStringLiteral("Ben: one"), 10s);
        Q_EMIT tray.icon().messageClicked();
        QCOMPARE(clicked.size(), 1);
        Q_EMIT tray.icon().activated(QSystemTrayIcon::Context); // opens the menu
        QVERIFY(opened.isEmpty());
        Q_EMIT tray.icon().activated(QSystemTrayIcon::Trigger);
        QCOMPARE(opened.size(), 1);
        const QList<QAction*> actions = tray.icon().contextMenu()->actions();
        QCOMPARE(actions.size(), 4);
        actions[0]->trigger();
        QCOMPARE(opened.size(), 2);
        tray.setPaused(true);
        QVERIFY(actions[1]->isChecked());
        actions[1]->trigger();
        actions[3]->trigger();
        QCOMPARE(pause.size(), 1);
        QCOMPARE(quit.size(), 1);
    }
};

} // namespace confab::notifications

QTEST_MAIN(confab::notifications::TrayNotificationsTest)
#include "tst_traynotifications.moc"
