// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/fixture.h"

#include <QDesktopServices>
#include <QSignalSpy>

namespace confab::models {

/// Links to rooms and messages: where they lead, and what they say when they can't.
class LinkOpenerTest : public QObject {
    Q_OBJECT
private:
    struct Talk : Fixture {
        LinkOpener& links() { return *workspace.links(); }
        QString link(const QString& path) const {
            return QStringLiteral("confab://127.0.0.1:%1/room/%2").arg(QString::number(stage.url().port()), path);
        }
        double openRoom() { return workspace.room()->roomId(); }
    };

private Q_SLOTS:
    void toAMessage() {
        Talk f;
        for (int i = 1; i <= 400; ++i)
            f.stage.say(f.garden, f.ben, QStringLiteral("message %1").arg(i), UtcTime::now());
        QVERIFY(f.signIn() && f.open(f.general));
        QSignalSpy placed(f.workspace.room()->view(), &RoomView::placeWanted);
        f.links().openText(f.link(QStringLiteral("2/20")));
        QCOMPARE(f.openRoom(), double(f.garden.value));
        QCOMPARE(f.links().text(), QString());
        QTRY_COMPARE(f.workspace.room()->view()->highlighted(), 20.0);
        const int row = placed.constLast()[0].toInt();
        QCOMPARE(f.timeline().textAt(row), QStringLiteral("message 20"));
        // In the open room, as a press on a link in a message does it.
        QVERIFY(QDesktopServices::openUrl(QUrl(f.link(QStringLiteral("2/390")))));
        QTRY_COMPARE(f.workspace.room()->view()->highlighted(), 390.0);
    }

    void toARoom() {
        Talk f;
        QVERIFY(f.signIn() && f.open(f.general));
        f.links().openText(QChar(u' ') + f.link(QStringLiteral("2")) + QChar(u'\n'));
        QCOMPARE(f.openRoom(), double(f.garden.value));
    }

    /// As from the command line: the app has no rooms yet.
    void itWaitsForTheRooms() {
        Talk f;
        f.settings.setValue(QStringLiteral("account/lastRoom"), double(f.general.value));
        f.links().openText(f.link(QStringLiteral("2")));
        QCOMPARE(f.links().text(), QString());
        QVERIFY(f.signIn());
        QTRY_COMPARE(f.openRoom(), double(f.garden.value));
        QVERIFY(f.open(f.general)); // once
        f.stage.server().stop();
        QTRY_VERIFY(!f.workspace.connection()->isOnline());
        f.stage.server().listen();
        QTRY_VERIFY_WITH_TIMEOUT(f.workspace.connection()->isOnline(), 30000);
        f.stage.say(f.general, f.ben, QStringLiteral("a later event"), UtcTime::now());
        QTRY_COMPARE(f.timeline().textAt(0), QStringLiteral("a later event"));
        QCOMPARE(f.openRoom(), double(f.general.value));
    }

    void toAnotherServer() {
        Talk f;
        QVERIFY(f.signIn() && f.open(f.general));
        for (const QString& link : {QStringLiteral("confab://chat.example.org/room/2"),
                                    QStringLiteral("confab://127.0.0.1/room/2"), // another port is another server
                                    QStringLiteral("confab://127.0.0.1:1/room/2/3")}) {
            f.links().openText(link);
            QCOMPARE(f.openRoom(), double(f.general.value));
            QVERIFY2(f.links().text().contains(QUrl(link).host()), qPrintable(f.links().text()));
            QCOMPARE(f.links().roomId(), 0.0);
            f.links().dismiss();
            QCOMPARE(f.links().text(), QString());
        }
    }

    void badLinksSaySo() {
        Talk f;
        QVERIFY(f.signIn() && f.open(f.general));
        for (const QString& link :
             {QString(), QStringLiteral("hello"), QStringLiteral("https://example.org/room/2"),
              QStringLiteral("confab://127.0.0.1/room/x"), QStringLiteral("confab:///room/2"), QString(5000, u'x')}) {
            f.links().dismiss();
            f.links().openText(link);
            QVERIFY2(!f.links().text().isEmpty(), qPrintable(link));
            QVERIFY(f.links().text().size() < 200);
            QCOMPARE(f.links().roomId(), 0.0);
            QCOMPARE(f.openRoom(), double(f.general.value));
        }
    }

    void aRoomOfOthersMayBeJoined() {
        Talk f;
        const RoomId market = f.stage.addForeignRoom(QStringLiteral("Market"), {}, {});
        f.stage.say(market, f.ben, QStringLiteral("Eggs"), UtcTime::now());
        QVERIFY(f.signIn() && f.open(f.general));
        f.links().openText(f.link(QStringLiteral("%1/1").arg(market.value)));
        QVERIFY(!f.links().text().isEmpty());
        QCOMPARE(f.links().roomId(), double(market.value));
        QCOMPARE(f.openRoom(), double(f.general.value));
        f.links().joiner()->join(f.links().roomId(), {});
        QTRY_COMPARE(f.openRoom(), double(market.value));
        QCOMPARE(f.links().text(), QString());
        QTRY_COMPARE(f.workspace.room()->view()->highlighted(), 1.0);
    }

    void aRoomWithAPassword() {
        Talk f;
        const RoomId treasury = f.stage.addForeignRoom(QStringLiteral("Treasury"), {}, QStringLiteral("gold"));
        QVERIFY(f.signIn() && f.open(f.general));
        f.links().openText(f.link(QString::number(treasury.value)));
        RoomJoiner& joiner = *f.links().joiner();
        joiner.join(f.links().roomId(), {});
        QTRY_COMPARE(joiner.askingFor(), double(treasury.value));
        joiner.join(f.links().roomId(), QStringLiteral("gold"));
        QTRY_COMPARE(f.openRoom(), double(treasury.value));
    }

    void noSuchRoom() {
        Talk f;
        QVERIFY(f.signIn() && f.open(f.general));
        f.links().openText(f.link(QStringLiteral("77")));
        f.links().joiner()->join(f.links().roomId(), {});
        QTRY_VERIFY(!f.links().joiner()->error().isEmpty());
        QCOMPARE(f.openRoom(), double(f.general.value));
        f.links().openText(f.link(QStringLiteral("78"))); // the next one has no trace of it
        QCOMPARE(f.links().joiner()->error(), QString());
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::LinkOpenerTest)
#include "tst_linkopener.moc"
