// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "tests/app/client/roomserver.h"

using namespace confab;
using namespace confab::client;
using namespace confab::test;
using namespace std::chrono_literals;

/// How long a message that could not be sent waits for its next try. Chance is what the test says: none, so that a
/// pause of the client's own is over at once, or all, so that only the first of a row is.
class TestPauses : public QObject {
    Q_OBJECT

private:
    struct Side {
        Side() : client(config(), store) {}
        Client::Config config() {
            Client::Config config = quickConfig();
            config.backoff = {1ms, 1h};
            config.random = [this] { return random; };
            return config;
        }
        bool signIn() {
            client.session().signIn({server.url(), QStringLiteral("ana@example.org")},
                                    Secret{QStringLiteral("password")});
            return test::holdsSoon([this] { return client.session().isOnline(); });
        }
        bool send() { return client.outbox().send(general, QStringLiteral("hello")).has_value(); }
        size_t tries() const { return server.requestsOf<MessageSend>().size(); }
        /// The server was asked something else and answered, so whatever was due is done.
        bool hasGoneRound() {
            bool answered = false;
            client.rooms().search({}, {&client.rooms(), [&](const Result<QList<Room>>&) { answered = true; }});
            return test::holdsSoon([&] { return answered; });
        }

        double random = 0;
        RoomServer server;
        MemorySecretStore store;
        Client client;
    };

private Q_SLOTS:
    void aSuccessEndsTheRow() {
        Side side;
        QVERIFY(side.signIn());
        side.server.refuseSend = Error(ErrorKind::ServerBusy);
        QVERIFY(side.send());
        QTRY_VERIFY(side.tries() >= 25); // the next pause may be an hour
        side.server.refuseSend.reset();
        QTRY_COMPARE(side.client.outbox().count(), 0);
        side.random = 1;
        side.server.refuseSend = Error(ErrorKind::ServerBusy);
        side.server.forgetRequests();
        QVERIFY(side.send());
        QTRY_COMPARE(side.tries(), size_t(1));
        side.server.refuseSend.reset();
        QTRY_COMPARE(side.client.outbox().count(), 0);
    }

    void aBusyServerSaysHowLong() {
        Side side;
        QVERIFY(side.signIn());
        side.server.refuseSend = Error::retryLater(ErrorKind::ServerBusy, 3'600'000);
        QVERIFY(side.send());
        QTRY_COMPARE(side.tries(), size_t(1));
        for (int round = 0; round < 5; ++round)
            QVERIFY(side.hasGoneRound());
        QCOMPARE(side.tries(), size_t(1));
    }

    /// A rate limit is no failure: the message waits as long as the server says, and no longer.
    void onlyTheServersPauseForWhoWasTooFast() {
        Side side;
        QVERIFY(side.signIn());
        side.random = 1e7;
        side.server.refuseSend = Error::retryLater(ErrorKind::RateLimited, 1);
        QVERIFY(side.send());
        QTRY_VERIFY(side.tries() >= 2);
    }

    /// Slow mode: the room waits, the others do not, and a retry has the same clientId.
    void aSlowRoomWaitsAlone() {
        Side side;
        QVERIFY(side.signIn());
        RoomActivity activity{general, side.server.lastSeq() + 1, {}, {}};
        activity.updated.emplace();
        activity.updated->slowModeMs = OrNull<qint64>{3'600'000};
        side.server.notify(activity);
        Outbox& outbox = side.client.outbox();
        QTRY_VERIFY(side.client.rooms().find(general)->slowModeMs);
        side.server.refuseSend = Error::retryLater(ErrorKind::RateLimited, 3'600'000);
        QVERIFY(outbox.send(general, QStringLiteral("slow")));
        QTRY_VERIFY(outbox.waitIn(general) > 59min);
        QCOMPARE(outbox.waiting(general).constFirst().state, OutgoingMessage::State::Waiting);
        side.server.refuseSend.reset();
        const RoomId other{general.value + 1};
        QVERIFY(outbox.send(other, QStringLiteral("quick")));
        QTRY_VERIFY(outbox.waiting(other).isEmpty());
        QCOMPARE(outbox.waiting(general).size(), 1);
        QCOMPARE(outbox.waitIn(other), 0ms);
        side.server.refuseSend = Error::retryLater(ErrorKind::RateLimited, 30);
        outbox.discard(outbox.waiting(general).constFirst().clientId);
        QCOMPARE(outbox.waitIn(general), 0ms);
    }

    /// What waited is sent by itself when its time has come.
    void aSlowRoomGoesOnByItself() {
        Side side;
        QVERIFY(side.signIn());
        side.client.outbox().setSlowRooms([](RoomId) { return true; });
        side.server.refuseSend = Error::retryLater(ErrorKind::RateLimited, 30);
        QVERIFY(side.client.outbox().send(general, QStringLiteral("one")));
        QTRY_VERIFY(side.tries() >= 2);
        side.server.refuseSend.reset();
        QTRY_COMPARE(side.server.bodies(), QStringList{QStringLiteral("one")});
        const auto tries = side.server.requestsOf<MessageSend>();
        QCOMPARE(tries.front().clientId, tries.back().clientId);
    }

    /// A muted one's message is refused for good, with until when.
    void aMutedOnesMessageFails() {
        Side side;
        QVERIFY(side.signIn());
        Error muted(ErrorKind::RoomMuted);
        muted.untilMs = 1'900'000'000'000;
        side.server.refuseSend = muted;
        QVERIFY(side.client.outbox().send(general, QStringLiteral("hello")));
        const auto first = [&side] { return side.client.outbox().waiting(general).constFirst(); };
        QTRY_COMPARE(first().state, OutgoingMessage::State::Failed);
        QCOMPARE(first().error->untilMs, muted.untilMs);
        QCOMPARE(side.tries(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestPauses)
#include "tst_pauses.moc"
