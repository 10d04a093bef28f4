// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/client.h"
#include "app/client/openroom.h"
#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "app/desktop/window.h"
#include "app/models/workspace.h"
#include "tests/qml/balancer.h"
#include "tests/qml/driver.h"
#include "tests/support/clusterfixture.h"
#include "tests/support/waiting.h"

#include <QElapsedTimer>
#include <QQuickItem>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace confab {

/// The whole path: the real window and a second client on the real daemon, which is killed in the middle.
class EndToEndTest : public QObject {
    Q_OBJECT
private:
    static constexpr int patience = 60000;

    // One user with the desktop app.
    struct Desk {
        QTemporaryDir folder;
        QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
        client::MemorySecretStore store;
        client::Client client{{}, store};
        models::Workspace workspace{client, store, settings};
        desktop::MainWindow main{workspace};
        QQuickWindow* window = qobject_cast<QQuickWindow*>(main.engine().rootObjects().value(0));
        test::Driver driver{*window};
    };
    // One user without a screen.
    struct Friend {
        client::MemorySecretStore store;
        client::Client client{{}, store};
        client::OpenRoom* room = nullptr;
    };

    static QStringList shown(models::TimelineModel& timeline) {
        QStringList lines;
        const QHash<int, QByteArray> roles = timeline.roleNames();
        for (int row = timeline.rowCount() - 1; row >= 0; --row) {
            const QModelIndex index = timeline.index(row);
            if (index.data(roles.key("kind")).toInt() == models::TimelineModel::Message)
                lines << index.data(roles.key("body")).toString();
        }
        return lines;
    }
    static QStringList heard(client::Timeline& timeline) {
        QStringList lines;
        for (int row = timeline.count() - 1; row >= 0; --row) {
            if (timeline.at(row).isMessage())
                lines << timeline.at(row).body();
        }
        return lines;
    }
    // The texts of the delegates on screen, lowest last.
    static QStringList painted(const test::Driver& driver, const QString& room) {
        const QQuickItem* list = driver.find(QAccessible::List, QStringLiteral("Messages in %1").arg(room));
        QList<QQuickItem*> rows;
        for (QQuickItem* item : list->property("contentItem").value<QQuickItem*>()->childItems()) {
            const qreal y = item->mapToItem(list, {0, 0}).y();
            if (item->property("body").isValid() && item->isVisible() && y >= 0 && y + item->height() <= list->height())
                rows << item;
        }
        std::sort(rows.begin(), rows.end(), [](const QQuickItem* a, const QQuickItem* b) { return a->y() < b->y(); });
        QStringList lines;
        for (const QQuickItem* row : rows) {
            if (row->property("isMessage").toBool())
                lines << row->property("body").toString();
        }
        return lines;
    }

    // Ana creates an account and the room Harbour in her window, and Ben, who has none, joins it too.
    void meet(Desk& ana, Friend& ben, const QUrl& server) {
        QVERIFY(ana.window);
        ana.window->requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(ana.window));
        QVERIFY(ana.driver.press(QStringLiteral("Create account")));
        QVERIFY(ana.driver.fill(QStringLiteral("Server"), server.toString()));
        QVERIFY(ana.driver.fill(QStringLiteral("Your name"), QStringLiteral("Ana")));
        QVERIFY(ana.driver.fill(QStringLiteral("E-mail"), QStringLiteral("ana@example.org")));
        QVERIFY(ana.driver.fill(QStringLiteral("Password"), QStringLiteral("a long password")));
        ana.driver.key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(ana.workspace.connection()->isOnline(), patience);

        ana.driver.key(Qt::Key_N, Qt::ControlModifier);
        QVERIFY(ana.driver.fill(QStringLiteral("Name"), QStringLiteral("Harbour")));
        QVERIFY(ana.driver.press(QStringLiteral("Create room")));
        QTRY_COMPARE_WITH_TIMEOUT(ana.workspace.room()->facts()->name(), QStringLiteral("Harbour"), patience);
        const RoomId harbour{qint64(ana.workspace.room()->roomId())};

        ben.client.session().createAccount({server, QStringLiteral("ben@example.org")}, QStringLiteral("Ben"),
                                           Secret{QStringLiteral("another password")});
        QTRY_VERIFY_WITH_TIMEOUT(ben.client.session().isOnline(), patience);
        ben.client.rooms().join(harbour, {}, {});
        QTRY_VERIFY_WITH_TIMEOUT(ben.client.rooms().find(harbour), patience);
        ben.room = &ben.client.openRooms().open(harbour);
    }

    // Each of these lines once, in the order of writing.
    static void compareLines(const QStringList& lines, const char* who, int count) {
        QStringList expected;
        for (int number = 0; number < count; ++number)
            expected << QStringLiteral("%1 %2").arg(QString::fromLatin1(who)).arg(number);
        QCOMPARE(lines.filter(QString::fromLatin1(who)), expected);
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); // there may be no GPU
        desktop::prepareProgram();
    }

    void aTalkSurvivesTheDaemonsDeath() {
        test::DaemonProcess daemon;
        QVERIFY2(daemon.start(), daemon.errors().constData());

        Desk ana;
        Friend ben;
        meet(ana, ben, daemon.url());
        if (QTest::currentTestFailed())
            return;
        const RoomId harbour = ben.room->id();

        const auto say = [&](int number) {
            const QString line = QStringLiteral("ana %1").arg(number);
            ana.driver.type(line);
            ana.driver.key(Qt::Key_Return);
            QVERIFY(ben.room->send(QStringLiteral("ben %1").arg(number)).has_value());
            QTRY_VERIFY(shown(*ana.workspace.room()->timeline()).contains(line));
        };
        constexpr int each = 40;
        for (int number = 0; number < each; ++number) {
            if (number == 15)
                daemon.kill(); // with some in flight
            if (number == 25)
                QVERIFY2(daemon.start(), daemon.errors().constData());
            say(number);
        }

        QTRY_COMPARE_WITH_TIMEOUT(ana.client.outbox().count() + ben.client.outbox().count(), 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown(*ana.workspace.room()->timeline()).size(), 2 * each, patience);
        QTRY_COMPARE_WITH_TIMEOUT(heard(ben.room->timeline()), shown(*ana.workspace.room()->timeline()), patience);
        const QStringList lines = shown(*ana.workspace.room()->timeline());
        for (const char* who : {"ana", "ben"})
            compareLines(lines, who, each);
        // The same on screen: the last lines, each once.
        ana.driver.picture();
        const QStringList seen = painted(ana.driver, QStringLiteral("Harbour"));
        QVERIFY(seen.size() > 5);
        QCOMPARE(seen, lines.last(seen.size()));
        QTRY_VERIFY_WITH_TIMEOUT(ana.client.rooms().find(harbour)->unread == 0, patience);
    }

    void nobodyNoticesARollingRestart() {
        test::ClusterFixture cluster({.nodes = 2});
        QVERIFY2(cluster.start(), cluster.logs().constData());
        test::Balancer balancer(cluster.urls());
        Desk ana;
        Friend ben;
        meet(ana, ben, balancer.url());
        if (QTest::currentTestFailed())
            return;
        models::TimelineModel& timeline = *ana.workspace.room()->timeline();
        const QString before = ana.workspace.connection()->description();
        QStringList states;
        connect(ana.workspace.connection(), &models::ConnectionState::changed, this, [&] {
            if (const QString state = ana.workspace.connection()->description(); state != before)
                states << state;
        });
        int breaks = 0;
        for (client::Session* session : {&ana.client.session(), &ben.client.session()})
            connect(session, &client::Session::phaseChanged, this, [&] { ++breaks; });

        int said = 0;
        qint64 longest = 0;
        // One line there and one back; the time of each from being sent to being seen.
        const auto say = [&] {
            QElapsedTimer pause;
            pause.start();
            const QString out = QStringLiteral("ana %1").arg(said);
            ana.driver.type(out);
            ana.driver.key(Qt::Key_Return);
            QTRY_COMPARE_WITH_TIMEOUT(heard(ben.room->timeline()).value(2 * said), out, patience);
            longest = std::max(longest, pause.restart());
            const QString back = QStringLiteral("ben %1").arg(said);
            QVERIFY(ben.room->send(back).has_value());
            QTRY_COMPARE_WITH_TIMEOUT(shown(timeline).value(2 * said + 1), back, patience);
            longest = std::max(longest, pause.elapsed());
            ++said;
        };
        for (const int node : {0, 1, 0}) {
            cluster.node(node).beginToStop();
            while (cluster.node(node).isRunning() && !QTest::currentTestFailed())
                say();
            QVERIFY2(cluster.node(node).start(), cluster.logs().constData());
            say();
        }
        qInfo("%d lines each way over three restarts; the slowest was seen after %lld ms; %d connections", said,
              longest, balancer.taken());
        QVERIFY(balancer.taken() >= 5); // both moved at least once, one of them twice
        QCOMPARE(breaks, 0);
        QVERIFY2(states.isEmpty(), qPrintable(states.join(u'\n')));
        for (const char* who : {"ana", "ben"})
            compareLines(shown(timeline), who, said);
        QCOMPARE(heard(ben.room->timeline()), shown(timeline));
    }
};

} // namespace confab

QTEST_MAIN(confab::EndToEndTest)
#include "tst_endtoend.moc"
