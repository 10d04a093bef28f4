// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/transport/patience.h"
#include "tests/server/transport/rawclient.h"
#include "tests/server/transport/testserver.h"
#include "tests/support/sanitized.h"
#include "tests/support/testtransport.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

/// A listener's state whose end can be seen.
struct CountedState : ConnectionState {
    explicit CountedState(std::atomic<int>& alive) : alive(alive) { ++alive; }
    ~CountedState() override { --alive; }
    std::atomic<int>& alive;
};

int openDescriptors() {
    return int(QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size());
}

/// What this process holds in memory. /proc exists on Linux only: elsewhere 0. So it is when that says nothing
/// (sanitized.h).
qint64 residentBytes() {
    QFile file(QStringLiteral("/proc/self/statm"));
    if (confab::test::keepsFreedMemory || !file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

QString greeting() {
    return QString::fromUtf8("gr\xc3\xbc\xc3\x9f dich \xf0\x9f\x98\x80");
}

} // namespace

/// What clients that behave see.
class TestConnections : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void echoesThroughQWebSocket_data() {
        QTest::addColumn<QString>("subprotocol");
        QTest::newRow("json") << QStringLiteral("confab.v1.json");
        QTest::newRow("cbor") << QStringLiteral("confab.v1.cbor");
        QTest::newRow("none") << QString();
    }
    void echoesThroughQWebSocket() {
        QFETCH(QString, subprotocol);
        TestServer server;
        QWebSocket client;
        QWebSocketHandshakeOptions options;
        if (!subprotocol.isEmpty())
            options.setSubprotocols({QStringLiteral("other"), subprotocol});
        QSignalSpy texts(&client, &QWebSocket::textMessageReceived);
        QSignalSpy binaries(&client, &QWebSocket::binaryMessageReceived);
        client.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/rt").arg(server.port())), options);
        TRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
        QCOMPARE(client.subprotocol(), subprotocol);
        if (subprotocol == u"confab.v1.cbor") {
            client.sendBinaryMessage("\xa0\x00\xff");
            TRY_COMPARE(binaries.count(), 1);
            QCOMPARE(binaries.first().first().toByteArray(), QByteArray("\xa0\x00\xff"));
            QCOMPARE(texts.count(), 0);
        } else {
            client.sendTextMessage(greeting());
            TRY_COMPARE(texts.count(), 1);
            QCOMPARE(texts.first().first().toString(), greeting());
        }
        client.close();
        TRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        TRY_COMPARE(server.counts.closed.load(), 1);
        QCOMPARE(server.counts.opened.load(), 1);
        TRY_COMPARE(server.transport->openSockets(), 0);
        QCOMPARE(server.counts.wrongThread.load(), 0);
    }

    void theFirstKnownSubprotocolIsTaken() {
        std::atomic<int> codec = -1;
        Hooks hooks;
        hooks.opened = [&](Connection& connection) { codec = int(connection.codec()); };
        TestServer server(hooks);
        RawClient client(server.port());
        QVERIFY(client.open("x, confab.v1.cbor, confab.v1.json"));
        QVERIFY(client.head.toLower().contains("sec-websocket-protocol: confab.v1.cbor\r\n"));
        TRY_COMPARE(codec.load(), int(Codec::Cbor));
    }

    void connectionsAreDealtOut() {
        std::mutex mutex;
        QSet<quint64> ids;
        QSet<int> ios;
        std::atomic<int> wrongAddress = 0;
        Hooks hooks;
        hooks.opened = [&](Connection& connection) {
            if (connection.peerAddress() != QHostAddress(QHostAddress::LocalHost))
                ++wrongAddress;
            const std::lock_guard lock(mutex);
            ids.insert(connection.id().serial << 16 | connection.id().io);
            ios.insert(connection.id().io);
        };
        TestServer server(hooks);
        QCOMPARE(server.counts.listenersMade.load(), 2);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 10; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.port()));
            QVERIFY(clients.back()->open());
        }
        const std::lock_guard lock(mutex);
        QCOMPARE(ids.size(), 10);
        QCOMPARE(ios, (QSet<int>{0, 1}));
        QCOMPARE(wrongAddress.load(), 0);
        QCOMPARE(server.counts.wrongThread.load(), 0);
    }

    void whatComesWithTheHandshakeIsRead() {
        TestServer server;
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(RawClient::handshake() + RawClient::frame(1, "first") + RawClient::frame(1, "second"));
        TRY_COMPARE(client.messages(), (QList<QByteArray>{"first", "second"}));
    }

    void aHandshakeInPieces() {
        TestServer server;
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        const QByteArray bytes = RawClient::handshake() + RawClient::frame(1, "hello");
        for (const char byte : bytes) {
            client.write(QByteArray(1, byte));
            QCoreApplication::processEvents();
        }
        TRY_COMPARE(client.messages(), (QList<QByteArray>{"hello"}));
    }

    void messagesInPieces() {
        TestServer server;
        RawClient client(server.port());
        QVERIFY(client.open());
        client.write(RawClient::frame(1, "one ", false) + RawClient::frame(9, "ping") + RawClient::frame(0, "message"));
        TRY_COMPARE(client.messages(), (QList<QByteArray>{"one message"}));
        QCOMPARE(client.frames.first().opcode, 10);
        QCOMPARE(client.frames.first().payload, QByteArray("ping"));
    }

    void aByteOrderMarkIsPartOfTheText() {
        TestServer server;
        RawClient client(server.port());
        QVERIFY(client.open());
        client.write(RawClient::frame(1, "\xef\xbb\xbfx"));
        const QByteArray heard = isOnQt() ? "x" : "\xef\xbb\xbfx"; // QWebSocket drops it
        TRY_COMPARE(client.messages(), QList<QByteArray>{heard});
    }

    void bigMessagesAfterTheLimitIsRaised() {
        Hooks hooks;
        hooks.received = [](Connection& connection, const QByteArray& message) {
            connection.setIncomingLimit(64 * 1024);
            connection.send(Frame::text(message));
        };
        TestServer server(hooks);
        RawClient client(server.port());
        QVERIFY(client.open());
        client.write(RawClient::frame(1, QByteArray(4096, 'a')));
        TRY_COMPARE(client.messages().size(), 1);
        const QByteArray big(64 * 1024, 'b');
        client.write(RawClient::frame(1, big) + RawClient::frame(1, big));
        TRY_COMPARE(client.messages().size(), 3);
        QCOMPARE(client.messages().last(), big);
        QCOMPARE(client.closeCode(), 0);
    }

    void theServerCloses() {
        Hooks hooks;
        hooks.received = [](Connection& connection, const QByteArray&) {
            connection.send(Frame::text("last words"));
            connection.close(CloseCode::SessionRevoked, QStringLiteral("signed out"));
            connection.send(Frame::text("never sent"));
        };
        TestServer server(hooks);
        RawClient client(server.port());
        QVERIFY(client.open());
        client.write(RawClient::frame(1, "a") + RawClient::frame(1, "not heard any more"));
        TRY_COMPARE(client.closeCode(), int(CloseCode::SessionRevoked));
        QCOMPARE(client.messages(), (QList<QByteArray>{"last words"}));
        QCOMPARE(client.frames.last().payload.sliced(2), QByteArray("signed out"));
        client.write(RawClient::frame(8, QByteArray("\x0f\xa3", 2)));
        TRY_VERIFY(client.isGone()); // the server hangs up when it has the answer
        TRY_COMPARE(server.counts.closed.load(), 1);
        QCOMPARE(server.counts.received.load(), 1);
    }

    void aSilentClientIsHungUpOn() {
        TransportConfig config;
        config.limits.closeTime = 100ms;
        Hooks hooks;
        hooks.opened = [](Connection& connection) { connection.close(CloseCode::Normal); };
        TestServer server(hooks, config);
        RawClient client(server.port());
        QVERIFY(client.open());
        TRY_COMPARE(client.closeCode(), 1000);
        TRY_VERIFY(client.isGone()); // it never answered the close frame
        TRY_COMPARE(server.counts.closed.load(), 1);
    }

    void abortInsideEveryCall() {
        Hooks hooks;
        hooks.opened = [](Connection& connection) {
            if (connection.codec() == Codec::Cbor)
                connection.abort();
        };
        hooks.received = [](Connection& connection, const QByteArray&) { connection.abort(); };
        hooks.closed = [](Connection& connection) {
            connection.abort();
            connection.close(CloseCode::Normal);
            connection.send(Frame::text("nobody"));
        };
        TestServer server(hooks);
        RawClient first(server.port());
        first.open("confab.v1.cbor");
        TRY_VERIFY(first.isGone());
        RawClient second(server.port());
        QVERIFY(second.open());
        second.write(RawClient::frame(1, "a") + RawClient::frame(1, "b"));
        TRY_VERIFY(second.isGone());
        TRY_COMPARE(server.counts.closed.load(), 2);
        QCOMPARE(server.counts.received.load(), 1);
        TRY_COMPARE(server.transport->openSockets(), 0);
    }

    void stateLivesAsLongAsTheConnection() {
        std::atomic<int> alive = 0;
        std::atomic<int> found = 0;
        Hooks hooks;
        hooks.opened = [&](Connection& connection) { connection.setState(std::make_unique<CountedState>(alive)); };
        hooks.received = [&](Connection& connection, const QByteArray&) {
            found += connection.state<CountedState>() && &connection.state<CountedState>()->alive == &alive;
        };
        TestServer server(hooks);
        {
            RawClient client(server.port());
            QVERIFY(client.open());
            client.write(RawClient::frame(1, "a"));
            TRY_COMPARE(found.load(), 1);
            QCOMPARE(alive.load(), 1);
        }
        TRY_COMPARE(alive.load(), 0);
    }

    void lateSignIn() {
        Hooks hooks;
        hooks.opened = [](Connection& connection) {
            connection.closeAfter(50ms, CloseCode::AuthNeeded, QStringLiteral("late"));
            if (connection.codec() == Codec::Json)
                connection.keepOpen();
        };
        TestServer server(hooks);
        RawClient signedIn(server.port());
        QVERIFY(signedIn.open());
        RawClient late(server.port()); // its deadline comes after the other's would have
        QVERIFY(late.open("confab.v1.cbor"));
        TRY_COMPARE(late.closeCode(), int(CloseCode::AuthNeeded));
        QCOMPARE(late.frames.last().payload.sliced(2), QByteArray("late"));
        QVERIFY(signedIn.isConnected());
        QCOMPARE(signedIn.closeCode(), 0);
    }

    void silentPeersArePinged() {
        TransportConfig config;
        config.limits.systemWatchesPeers = false;
        config.limits.pingAfter = 100ms;
        config.limits.deadAfter = 1'000'000ms;
        TestServer server({}, config);
        RawClient client(server.port());
        QVERIFY(client.open());
        TRY_VERIFY(client.frames.size() >= 2);
        QCOMPARE(client.frames.first().opcode, 9);
        QCOMPARE(client.closeCode(), 0);
    }

    void deadPeersAreGivenUp() {
        TransportConfig config;
        config.limits.systemWatchesPeers = false;
        config.limits.pingAfter = 50ms;
        config.limits.deadAfter = 120ms;
        TestServer server({}, config);
        RawClient dead(server.port()); // never answers a ping
        QVERIFY(dead.open());
        TRY_VERIFY(dead.isGone());
        QCOMPARE(dead.closeCode(), 0);
        TRY_COMPARE(server.counts.closed.load(), 1);
    }

    void thoseWhoAnswerPingsLive() {
        TransportConfig config;
        config.limits.systemWatchesPeers = false;
        config.limits.pingAfter = 40ms;
        config.limits.deadAfter = 2'000ms;
        TestServer server({}, config);
        QWebSocket alive; // answers by itself
        alive.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/rt").arg(server.port())));
        TRY_COMPARE(alive.state(), QAbstractSocket::ConnectedState);
        QElapsedTimer clock;
        clock.start();
        TRY_VERIFY(clock.hasExpired(2'200) || server.counts.closed > 0);
        QCOMPARE(server.counts.closed.load(), 0);
    }

    void oneFrameForTwoHundred() {
        constexpr int kClients = 200;
        TestServer server;
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < kClients; ++i)
            clients.push_back(std::make_unique<RawClient>(server.port()));
        for (const auto& client : clients)
            QVERIFY(client->open());
        const Frame frame = Frame::text(QByteArray(1000, 'f'));
        server.forEachOpen([frame](Connection& connection) { connection.send(frame); });
        for (const auto& client : clients) {
            TRY_COMPARE(client->messages().size(), 1);
            QCOMPARE(client->messages().first(), QByteArray(1000, 'f'));
        }
    }

    void waitingFramesAreShared() {
        constexpr int kClients = 100;
        constexpr qint64 kFrame = 900 * 1024;
        TestServer server;
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < kClients; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.port()));
            QVERIFY(clients.back()->open());
            clients.back()->stopReading();
        }
        const qint64 before = residentBytes();
        std::atomic<int> sent = 0;
        const Frame frame = Frame::text(QByteArray(kFrame, 'f'));
        server.forEachOpen([&sent, frame](Connection& connection) {
            connection.send(frame);
            ++sent;
        });
        TRY_COMPARE(sent.load(), kClients);
        std::atomic<int> turnsEnded = 0; // the frames are with the sockets, as much as the kernel took
        server.forEachOpen([&turnsEnded](Connection&) { ++turnsEnded; });
        TRY_COMPARE(turnsEnded.load(), kClients);
        const qint64 grown = residentBytes() - before;
        // Copies would take all of it. QWebSocket copies the frame that it sends, and no other that waits.
        const qint64 most = isOnQt() ? kClients * kFrame * 5 / 4 : kClients * kFrame / 4;
        QVERIFY2(grown < most, qPrintable(QString::number(grown)));
        QCOMPARE(server.counts.closed.load(), 0);
    }

    void aTurnsFramesLeaveTogether() {
        Hooks hooks;
        hooks.received = [](Connection& connection, const QByteArray&) {
            for (int i = 0; i < 100; ++i)
                connection.send(Frame::text(QByteArray::number(i)));
        };
        TestServer server(hooks);
        RawClient client(server.port());
        QVERIFY(client.open());
        client.write(RawClient::frame(1, "go"));
        TRY_COMPARE(client.messages().size(), 100);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(client.messages().at(i), QByteArray::number(i));
    }

    void manyComeAndGo() {
        TestServer server;
        {
            RawClient warmUp(server.port());
            QVERIFY(warmUp.open());
        }
        TRY_COMPARE(server.transport->openSockets(), 0);
        const int before = openDescriptors();
        int opened = 1;
        for (int round = 0; round < 10; ++round) {
            std::vector<std::unique_ptr<RawClient>> clients;
            for (int i = 0; i < 40; ++i)
                clients.push_back(std::make_unique<RawClient>(server.port()));
            for (int i = 0; i < 20; ++i) { // the other half hangs up without a word
                QVERIFY(clients[size_t(i)]->open());
                ++opened;
                if (i % 2)
                    clients[size_t(i)]->write(RawClient::frame(8, {}));
            }
        }
        TRY_COMPARE(server.transport->openSockets(), 0);
        TRY_COMPARE(server.counts.closed.load(), opened);
        QCOMPARE(server.counts.opened.load(), opened);
        TRY_COMPARE(openDescriptors(), before);
    }

    void stopSaysGoodBye() {
        auto server = std::make_unique<TestServer>();
        RawClient a(server->port());
        RawClient b(server->port());
        RawClient unfinished(server->port());
        QVERIFY(a.open() && b.open());
        TRY_VERIFY(unfinished.isConnected());
        unfinished.write("GET /");
        TRY_COMPARE(server->transport->openSockets(), 3);
        // The stop waits for the clients to hang up, and they live on this thread: so it runs on another.
        std::unique_ptr<QThread> stopping(QThread::create([&] { server->transport->stop(CloseCode::Draining); }));
        server->transport->stopListening();
        stopping->start();
        TRY_COMPARE(a.closeCode(), int(CloseCode::Draining));
        TRY_COMPARE(b.closeCode(), int(CloseCode::Draining));
        TRY_VERIFY(unfinished.isGone());
        a.write(RawClient::frame(8, QByteArray("\x0f\xaa", 2)));
        b.socket.abort();
        QVERIFY(stopping->wait(20'000));
        QCOMPARE(server->counts.closed.load(), 2);
        QCOMPARE(server->counts.listenersGone.load(), 2);
        QCOMPARE(server->counts.wrongThread.load(), 0);
        QCOMPARE(server->transport->openSockets(), 0);
    }

    void aStopDoesNotWaitForDeadClients() {
        TransportConfig config;
        config.limits.closeTime = 100ms;
        TestServer server({}, config);
        RawClient client(server.port());
        QVERIFY(client.open());
        server.transport->stop(); // this thread, the client's, is asleep meanwhile
        QCOMPARE(server.counts.closed.load(), 1);
        TRY_COMPARE(client.closeCode(), int(CloseCode::Draining));
    }

    void listensOnSeveralAddressesOrNone() {
        Transport transport(TransportConfig{}, [](quint16) -> std::unique_ptr<ConnectionListener> {
            struct Nothing : ConnectionListener {
                void opened(Connection&, const HttpRequest&) override {}
                void received(Connection&, const QByteArray&) override {}
                void closed(Connection&) override {}
            };
            return std::make_unique<Nothing>();
        });
        QVERIFY(transport.listen({QStringLiteral("127.0.0.1:0"), QStringLiteral("localhost:0")}));
        QCOMPARE(transport.addresses().size(), 2);
        const QString taken = transport.addresses().first();
        QCOMPARE(taken, QStringLiteral("127.0.0.1:%1").arg(transport.port()));

        const Status refused = transport.listen({QStringLiteral("127.0.0.1:0"), taken});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Unavailable);
        QVERIFY2(refused.error().message.contains(taken), qPrintable(refused.error().message));
        QCOMPARE(transport.addresses().size(), 2);
        QCOMPARE(transport.listen({QStringLiteral("nowhere")}).error().kind, ErrorKind::InputInvalid);
    }
};

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
