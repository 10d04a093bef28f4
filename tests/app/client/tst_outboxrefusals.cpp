// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/outbox.h"
#include "tests/app/client/roomserver.h"

#include <QElapsedTimer>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

/// What becomes of messages that the server refuses: for a time, or for good.
class TestOutboxRefusals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatMayWorkLaterIsTriedLater_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("rate") << int(ErrorKind::RateLimited);
        QTest::newRow("busy") << int(ErrorKind::ServerBusy);
        QTest::newRow("draining") << int(ErrorKind::ServerDraining);
        QTest::newRow("auth") << int(ErrorKind::AuthExpired);
    }
    void whatMayWorkLaterIsTriedLater() {
        QFETCH(const int, kind);
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.refuseSend = Error::retryLater(ErrorKind(kind), 1);
        QVERIFY(side.client.outbox().send(general, QStringLiteral("hello")));
        QTRY_VERIFY(side.server.requestsOf<MessageSend>().size() >= 3);
        QVERIFY(side.client.outbox().waiting(general).constFirst().state != OutgoingMessage::State::Failed);
        side.server.refuseSend.reset();
        QTRY_COMPARE(side.server.bodies(), QStringList{QStringLiteral("hello")});
    }

    /// A sender above the rate limit is slowed down, and no message is lost or reordered: each is refused twice, and
    /// the client waits for the time that the server names.
    void whoIsTooFastLosesNothing() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.refuseSend = Error::retryLater(ErrorKind::RateLimited, 50);
        QStringList bodies;
        for (int i = 0; i < 5; ++i) {
            bodies.append(QStringLiteral("message %1").arg(i));
            QVERIFY(side.client.outbox().send(general, bodies.constLast()));
        }
        QElapsedTimer time;
        time.start();
        const auto tries = [&side] { return side.server.requestsOf<MessageSend>().size(); };
        QTRY_VERIFY(tries() >= 6);
        QVERIFY2(time.elapsed() >= 5 * 50 - 50, QByteArray::number(time.elapsed()));
        QCOMPARE(side.client.outbox().waiting(general).size(), 5);
        side.server.refuseSend.reset();
        QTRY_COMPARE(side.server.bodies(), bodies);
        QTRY_COMPARE(side.client.outbox().count(), 0);
    }

    /// Slow mode: the room waits, the others do not, and a retry has the same clientId.
    void aSlowRoomWaitsAlone() {
        RoomSide side;
        QVERIFY(side.signIn());
        RoomActivity activity{general, side.server.lastSeq() + 1, {}, {}};
        activity.updated.emplace();
        activity.updated->slowModeMs = OrNull<qint64>{3'600'000};
        side.server.notify(activity);
        Outbox& outbox = side.client.outbox();
        QTRY_VERIFY(side.client.rooms().find(general)->slowModeMs);
        side.server.refuseSend = Error::retryLater(ErrorKind::RateLimited, 3'600'000);
        QVERIFY(outbox.send(general, QStringLiteral("slow")));
        QTRY_VERIFY(outbox.waitIn(general) > std::chrono::minutes(59));
        QCOMPARE(outbox.waiting(general).constFirst().state, OutgoingMessage::State::Waiting);
        side.server.refuseSend.reset();
        const RoomId other{general.value + 1};
        QVERIFY(outbox.send(other, QStringLiteral("quick")));
        QTRY_VERIFY(outbox.waiting(other).isEmpty());
        QCOMPARE(outbox.waiting(general).size(), 1);
        QCOMPARE(outbox.waitIn(other), std::chrono::milliseconds(0));
        side.server.refuseSend = Error::retryLater(ErrorKind::RateLimited, 30);
        outbox.discard(outbox.waiting(general).constFirst().clientId);
        QCOMPARE(outbox.waitIn(general), std::chrono::milliseconds(0));
    }

    /// What waited is sent by itself when its time has come.
    void aSlowRoomGoesOnByItself() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.client.outbox().setSlowRooms([](RoomId) { return true; });
        side.server.refuseSend = Error::retryLater(ErrorKind::RateLimited, 30);
        QVERIFY(side.client.outbox().send(general, QStringLiteral("one")));
        QTRY_VERIFY(side.server.requestsOf<MessageSend>().size() >= 2);
        side.server.refuseSend.reset();
        QTRY_COMPARE(side.server.bodies(), QStringList{QStringLiteral("one")});
        const auto tries = side.server.requestsOf<MessageSend>();
        QCOMPARE(tries.first().clientId, tries.last().clientId);
    }

    /// A muted one's message is refused for good, with until when.
    void aMutedOnesMessageFails() {
        RoomSide side;
        QVERIFY(side.signIn());
        Error muted(ErrorKind::RoomMuted);
        muted.untilMs = 1'900'000'000'000;
        side.server.refuseSend = muted;
        QVERIFY(side.client.outbox().send(general, QStringLiteral("hello")));
        const auto first = [&side] { return side.client.outbox().waiting(general).constFirst(); };
        QTRY_COMPARE(first().state, OutgoingMessage::State::Failed);
        QCOMPARE(first().error->untilMs, muted.untilMs);
        QCOMPARE(side.server.requestsOf<MessageSend>().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestOutboxRefusals)
#include "tst_outboxrefusals.moc"
