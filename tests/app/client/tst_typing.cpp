// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/client/roomserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace confab;
using namespace confab::client;
using namespace confab::test;
using namespace std::chrono_literals;

/// The typing state of others, and reports of the user's own: it begins, continues, and always ends.
class TestTyping : public QObject {
    Q_OBJECT

private:
    struct Side {
        explicit Side(const Typing::Times& times) : client(configWith(times), store) {}
        static Client::Config configWith(const Typing::Times& times) {
            Client::Config config = quickConfig();
            config.typing = times;
            return config;
        }
        bool signIn() {
            client.session().signIn({server.url(), QStringLiteral("ana@example.org")},
                                    Secret{QStringLiteral("password")});
            return test::holdsSoon([this] { return client.session().isOnline(); });
        }

        RoomServer server;
        MemorySecretStore store;
        Client client;
    };

private Q_SLOTS:
    void typingOfOthersExpires() {
        Side side({3s, 5s, 60ms});
        QVERIFY(side.signIn());
        auto& [server, store, client] = side;
        QSignalSpy changed(&client.typing(), &Typing::changed);
        server.notify(RoomTyping{general, ben, true});
        server.notify(RoomTyping{general, ana, true}); // the user, on another device
        QTRY_COMPARE(changed.size(), 1);
        QTRY_COMPARE(changed.size(), 2); // it ran out
        QVERIFY(client.typing().typists(general).isEmpty());
        server.notify(RoomTyping{general, ben, true});
        QTRY_COMPARE(client.typing().typists(general), QList<UserId>{ben});
        server.notify(RoomActivity{general, 3,
                                   Message{{QStringLiteral("hello")}, general, 3, ben, UtcTime{3}, {}, {}, {}},
                                   QStringLiteral("Ben")}); // it was sent
        QTRY_VERIFY(client.typing().typists(general).isEmpty());
    }

    void ownTypingIsThrottled() {
        RoomSide side;
        QVERIFY(side.signIn());
        Typing& typing = side.client.typing();
        for (int i = 0; i < 20; ++i)
            typing.typed(general);
        typing.stopped(general);
        typing.stopped(general);
        typing.typed(RoomId{8});
        typing.typed(general); // elsewhere: the first room is told
        QTRY_COMPARE(side.server.requestsOf<TypingSet>().size(), size_t(5));
        QStringList said;
        for (const TypingSet& set : side.server.requestsOf<TypingSet>())
            said.append(QStringLiteral("%1%2").arg(set.room.value).arg(QLatin1Char(set.on ? '+' : '-')));
        QCOMPARE(said.join(u' '), QStringLiteral("7+ 7- 8+ 8- 7+"));
    }

    /// A user who begins later stops later, and does stop.
    void eachExpiresInTurn() {
        Side side({3s, 5s, 60ms});
        QVERIFY(side.signIn());
        Typing& typing = side.client.typing();
        QSignalSpy changed(&typing, &Typing::changed);
        side.server.notify(RoomTyping{general, ben, true});
        QTRY_COMPARE(changed.size(), 1);
        QElapsedTimer since;
        since.start();
        QTRY_VERIFY(since.hasExpired(30));
        side.server.notify(RoomTyping{general, UserId{3}, true});
        QTRY_VERIFY(changed.size() >= 2);
        QTRY_VERIFY(typing.typists(general).isEmpty());
    }

    /// The others drop the state after some seconds, so continued typing is reported again.
    void whoGoesOnSaysSoAgain() {
        Side side({10ms, 1h, 1h});
        QVERIFY(side.signIn());
        QTimer keys;
        connect(&keys, &QTimer::timeout, this, [&] { side.client.typing().typed(general); });
        keys.start(1);
        QTRY_VERIFY(side.server.requestsOf<TypingSet>().size() >= 3);
        for (const TypingSet& set : side.server.requestsOf<TypingSet>())
            QVERIFY(set.on);
    }

    void whoPausesIsNotTypingAnyMore() {
        Side side({1h, 20ms, 1h});
        QVERIFY(side.signIn());
        side.client.typing().typed(general);
        QTRY_COMPARE(side.server.requestsOf<TypingSet>().size(), size_t(2));
        QVERIFY(!side.server.requestsOf<TypingSet>().back().on);
    }

    /// Without a connection no client receives the end of typing.
    void nobodyTypesWhileOffline() {
        Side side({1h, 1h, 1h});
        QVERIFY(side.signIn());
        side.server.notify(RoomTyping{general, ben, true});
        QTRY_COMPARE(side.client.typing().typists(general), QList<UserId>{ben});
        QSignalSpy changed(&side.client.typing(), &Typing::changed);
        side.server.abortAll();
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(side.client.typing().typists(general).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTyping)
#include "tst_typing.moc"
