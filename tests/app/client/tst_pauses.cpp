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
};

QTEST_GUILESS_MAIN(TestPauses)
#include "tst_pauses.moc"
