// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/transportcounters.h"
#include "tests/server/transport/patience.h"
#include "tests/server/transport/rawclient.h"
#include "tests/server/transport/testserver.h"

#include <QAbstractEventDispatcher>
#include <QTest>

#ifdef Q_OS_UNIX
#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

TransportConfig configWith(std::function<void(TransportLimits&)> change) {
    TransportConfig config;
    change(config.limits);
    return config;
}

TransportConfig withHealth() {
    TransportConfig config;
    config.routes = [](quint16, HttpRouter& router) {
        router.get("/healthz", [](const HttpRequest&) {
            HttpAnswer answer;
            answer.body = "alive\n";
            return answer;
        });
    };
    return config;
}

QByteArray problem(int status, const char* title) {
    return QByteArray(R"({"type":"about:blank","title":")") + title + R"(","status":)" + QByteArray::number(status) +
           '}';
}

} // namespace

/// What misbehaving clients, or plain HTTP ones, see; and that the server survives.
class TestAbuse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // ---- HTTP and the request head ----

    void plainHttp_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QByteArray rest = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        QTest::newRow("health") << QByteArray("GET /healthz").append(rest) << 200 << QByteArray("alive\n");
        QTest::newRow("health, with a query")
            << QByteArray("GET /healthz?x").append(rest) << 200 << QByteArray("alive\n");
        QTest::newRow("HEAD") << QByteArray("HEAD /healthz").append(rest) << 200 << QByteArray();
        QTest::newRow("unknown") << QByteArray("GET /nothing").append(rest) << 404 << problem(404, "Not Found");
        QTest::newRow("POST") << QByteArray("POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody") << 405
                              << problem(405, "Method Not Allowed");
        QTest::newRow("plain on /rt") << QByteArray("GET /rt").append(rest) << 426 << problem(426, "Upgrade Required");
        QTest::newRow("upgrade elsewhere") << RawClient::handshake({}, "/healthz") << 404 << problem(404, "Not Found");
        QTest::newRow("no request") << QByteArray("\x16\x03\x01", 3) << 400 << problem(400, "Bad Request");
        QTest::newRow("no key") << RawClient::handshake().replace("Sec-WebSocket-Key", "X-Key") << 400
                                << problem(400, "Bad Request");
        QTest::newRow("short key") << RawClient::handshake().replace("dGhlIHNhbXBsZSBub25jZQ==", "dGhl") << 400
                                   << problem(400, "Bad Request");
        QTest::newRow("old version") << RawClient::handshake().replace("Version: 13", "Version: 8") << 426
                                     << problem(426, "Upgrade Required");
        QTest::newRow("too large") << QByteArray("GET / HTTP/1.1\r\nX: ").append(20'000, 'x') << 431
                                   << problem(431, "Request Header Fields Too Large");
    }
    void plainHttp() {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        TransportConfig config = withHealth();
        config.limits.closeTime = 300ms;
        TestServer server({}, config);
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(request);
        TRY_VERIFY(client.isGone());
        QVERIFY2(client.head.startsWith(QByteArray("HTTP/1.1 ").append(QByteArray::number(status)).append(' ')),
                 client.head.constData());
        QCOMPARE(client.body, body);
        TRY_COMPARE(server.transport->openSockets(), 0);
        QCOMPARE(server.counts.opened.load(), 0);
    }

#ifdef Q_OS_UNIX
    /// The server's end is not closed under a client that has not sent all of a refused request: a reset would make it
    /// lose the answer (RFC 9112, 9.6).
    void whoStillSendsGetsTheAnswer() {
        TestServer server({}, withHealth());
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.stopReading();
        client.write(QByteArray("GET / HTTP/1.1\r\nX: ").append(20'000, 'x'));
        const auto hasAnswer = [&client] {
            int waiting = 0;
            return ::ioctl(int(client.socket.socketDescriptor()), FIONREAD, &waiting) == 0 && waiting > 0;
        };
        TRY_VERIFY(hasAnswer()); // and the server has ended its writing with it
        for (int i = 0; i < 30; ++i) {
            client.write(QByteArray(16 * 1024, 'x'));
            TRY_VERIFY(client.socket.bytesToWrite() == 0 || !client.isConnected());
            QVERIFY2(client.isConnected(), qPrintable(client.socket.errorString()));
        }
        client.readOn();
        TRY_VERIFY(client.isGone());
        QVERIFY2(client.head.startsWith("HTTP/1.1 431 "), client.head.constData());
        TRY_COMPARE(server.transport->openSockets(), 0);
    }
#endif

    void slowHeads_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("half a head") << RawClient::handshake().first(50);
    }
    void slowHeads() {
        QFETCH(QByteArray, bytes);
        TestServer server({}, configWith([](TransportLimits& limits) { limits.headTime = 100ms; }));
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        if (!bytes.isEmpty())
            client.write(bytes);
        TRY_VERIFY(client.isGone());
        QCOMPARE(client.head, QByteArray());
        TRY_COMPARE(server.transport->openSockets(), 0);
    }

    // ---- frames ----

    void badFrames_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::newRow("one frame too big") << RawClient::frame(1, QByteArray(4097, 'x')) << 1009;
        QTest::newRow("announced too big") << RawClient::frame(1, QByteArray(100'000, 'x')).first(14) << 1009;
        QTest::newRow("much too big") << RawClient::frame(1, QByteArray(1'000'000, 'x')) << 1009;
        QTest::newRow("too big in pieces")
            << RawClient::frame(1, QByteArray(4000, 'x'), false).append(RawClient::frame(0, QByteArray(97, 'x')))
            << 1009;
        QTest::newRow("binary on JSON") << RawClient::frame(2, "x") << 1003;
        QTest::newRow("no mask") << QByteArray("\x81\x02hi") << 1002;
        QTest::newRow("no UTF-8") << RawClient::frame(1, "\xff\xfe") << 1007;
        QTest::newRow("reserved opcode") << RawClient::frame(5, "x") << 1002;
        QByteArray pings;
        QByteArray pieces = RawClient::frame(1, "x", false);
        for (int i = 0; i < 1000; ++i) {
            pings.append(RawClient::frame(9, QByteArray(125, 'p')));
            pieces.append(RawClient::frame(0, "x", false));
        }
        QTest::newRow("ping flood") << pings << 4029;
        QTest::newRow("1-byte pieces") << pieces << 4029;
    }
    void badFrames() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        TestServer server({}, configWith([](TransportLimits& limits) { limits.refusedTime = 300ms; }));
        RawClient client(server.port());
        QVERIFY(client.open());
        client.write(bytes);
        TRY_COMPARE(client.closeCode(), code);
        if (!client.isGone())
            client.write(RawClient::frame(8, {}));
        TRY_VERIFY(client.isGone());
        TRY_COMPARE(server.counts.closed.load(), 1);
        QCOMPARE(server.counts.received.load(), 0);

        RawClient next(server.port()); // the server lives on
        QVERIFY(next.open());
        next.write(RawClient::frame(1, "hello"));
        TRY_COMPARE(next.messages(), (QList<QByteArray>{"hello"}));
    }

    void unfinishedFrames_data() {
        QTest::addColumn<QList<QByteArray>>("pieces");
        const QByteArray frame = RawClient::frame(1, QByteArray(200, 'x'));
        QTest::newRow("one byte") << QList<QByteArray>{frame.first(1)};
        QTest::newRow("three pieces") << QList<QByteArray>{frame.first(1), frame.sliced(1, 2), frame.sliced(3, 50)};
        QTest::newRow("a message without an end") << QList<QByteArray>{RawClient::frame(1, "x", false)};
    }
    void unfinishedFrames() {
        QFETCH(QList<QByteArray>, pieces);
        TestServer server({}, configWith([](TransportLimits& limits) { limits.frameTime = 150ms; }));
        RawClient client(server.port());
        QVERIFY(client.open());
        client.write(RawClient::frame(1, "whole"));
        TRY_COMPARE(client.messages().size(), 1);
        for (const QByteArray& piece : pieces) {
            client.write(piece);
            QTest::qWait(5);
        }
        TRY_COMPARE(client.closeCode(), 4029);
    }

    // ---- readers that don't read ----

    void aSlowReaderIsCutOff() {
        // What is sent between the close frame and the hang-up goes nowhere, but is counted below: so none of that
        // time.
        TestServer server({}, configWith([](TransportLimits& limits) { limits.closeTime = 0ms; }));
        RawClient slow(server.port());
        RawClient good(server.port());
        QVERIFY(slow.open() && good.open());
        slow.stopReading();
        const Frame frame = Frame::text(QByteArray(32 * 1024, 'f'));
        int sent = 0;
        while (server.counts.closed == 0 && sent < 2000) { // 64 MB would be far more than any buffer on the way
            server.forEachOpen([frame](Connection& connection) { connection.send(frame); });
            ++sent;
            TRY_COMPARE(good.messages().size(), sent);
        }
        QCOMPARE(server.counts.closed.load(), 1);
        QVERIFY2(sent < 600, qPrintable(QString::number(sent))); // 1 MiB with us, a few in the kernels' buffers
        slow.readOn();
        TRY_VERIFY(slow.isGone());
        QVERIFY(slow.closeCode() == 0 || slow.closeCode() == int(CloseCode::SlowReader));
        QVERIFY(good.isConnected());
    }

    /// However many do not read, their waiting bytes together have a bound: the one with most is closed, and no other.
    void slowReadersHaveABoundTogether() {
        constexpr qsizetype bound = 4 * 1024 * 1024;
        std::atomic<quint64> closed = 0; // the serial of the first
        Hooks hooks;
        hooks.closed = [&closed](Connection& connection) {
            quint64 none = 0;
            closed.compare_exchange_strong(none, connection.id().serial);
        };
        TransportConfig config = configWith([](TransportLimits& limits) {
            limits.closeTime = 0ms;
            limits.allOutboxBytes = bound;
            limits.outboxBytes = 10 * bound; // alone each might have more
        });
        config.ioThreads = 1;
        TestServer server(hooks, config);
        std::vector<std::unique_ptr<RawClient>> slow;
        for (int i = 0; i < 4; ++i) {
            slow.push_back(std::make_unique<RawClient>(server.port()));
            QVERIFY(slow.back()->open());
            slow.back()->stopReading();
        }
        RawClient good(server.port());
        QVERIFY(good.open());
        const quint64 greedy = 2; // the second that came
        const Frame frame = Frame::text(QByteArray(64 * 1024, 'f'));
        int sent = 0;
        while (closed == 0 && sent < 1000) { // 64 MB for each would be far more than any buffer on the way
            server.forEachOpen([frame](Connection& connection) {
                for (int i = 0; i < (connection.id().serial == greedy ? 4 : 1); ++i)
                    connection.send(frame);
            });
            ++sent;
            TRY_COMPARE(good.messages().size(), sent);
        }
        QCOMPARE(closed.load(), greedy);
        const IoCounters& counters = *server.transport->ioCounters().front();
        QCOMPARE(counters.evictedReaders.value(), quint64(1));
        QCOMPARE(counters.slowReaders.value(), quint64(1));
        QVERIFY(counters.outboxBytes.value() <= bound);
        QCOMPARE(server.counts.closed.load(), 1);
        QVERIFY(good.isConnected());
    }

    void aSlowReaderThatReadsOnLearnsWhy() {
        TestServer server({}, configWith([](TransportLimits& limits) {
                              limits.closeTime = 60'000ms;
                              limits.outboxBytes = 100'000;
                          }));
        RawClient slow(server.port());
        QVERIFY(slow.open());
        slow.stopReading();
        const Frame frame = Frame::text(QByteArray(1000, 'f'));
        constexpr int kMany = 20'000; // 20 MB, more than any buffer on the way
        std::atomic<int> rounds = 0;
        for (int i = 0; i < kMany; ++i)
            server.forEachOpen([&rounds, frame](Connection& connection) {
                connection.send(frame);
                ++rounds;
            });
        TRY_COMPARE(rounds.load(), kMany);
        slow.readOn();
        TRY_COMPARE(slow.closeCode(), int(CloseCode::SlowReader));
    }

    void ephemeralFramesAreDroppedFirst() {
        TestServer server({}, configWith([](TransportLimits& limits) { limits.ephemeralBytes = 20'000; }));
        RawClient slow(server.port());
        QVERIFY(slow.open());
        slow.stopReading();
        const Frame typing = Frame::text(QByteArray(1000, 't'), Frame::Keep::Ephemeral);
        constexpr int kMany = 20'000; // 20 MB
        std::atomic<int> rounds = 0;
        for (int i = 0; i < kMany; ++i)
            server.forEachOpen([&, typing](Connection& connection) {
                connection.send(typing);
                ++rounds;
            });
        TRY_COMPARE(rounds.load(), kMany);
        server.forEachOpen([](Connection& connection) { connection.send(Frame::text("durable")); });
        slow.readOn();
        TRY_VERIFY(slow.messages().contains("durable"));
        QVERIFY(slow.messages().size() < kMany);
        QCOMPARE(slow.closeCode(), 0);
        QVERIFY(slow.isConnected());
    }

    // ---- too many ----

    void noMorePlaces() {
        TestServer server({}, configWith([](TransportLimits& limits) {
                              limits.maxConnections = 3;
                              limits.acceptPause = 20ms;
                          }));
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 3; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.port()));
            QVERIFY(clients.back()->open());
        }
        RawClient fourth(server.port());
        TRY_VERIFY(fourth.isGone());
        QVERIFY2(fourth.head.startsWith("HTTP/1.1 503 "), fourth.head.constData());
        clients.pop_back();
        TRY_COMPARE(server.transport->openSockets(), 2);
        RawClient fifth(server.port());
        QVERIFY(fifth.open());
    }

#ifdef Q_OS_UNIX
    void noMoreDescriptors() {
        TestServer server({}, configWith([](TransportLimits& limits) { limits.acceptPause = 50ms; }));
        RawClient first(server.port());
        QVERIFY(first.open());

        rlimit limit{};
        getrlimit(RLIMIT_NOFILE, &limit);
        const rlimit before = limit;
        std::vector<int> waiting; // client sockets, made while there are descriptors
        for (int i = 0; i < 5; ++i)
            waiting.push_back(::socket(AF_INET, SOCK_STREAM, 0));
        limit.rlim_cur = rlim_t(waiting.back() + 1);
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &limit), 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(server.port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        for (const int client : waiting)
            QCOMPARE(::connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address),
                     0); // the backlog takes it

        // This thread's loop is the front door's. It must go to sleep between attempts instead of spinning: count
        // turns.
        int turns = 0;
        const auto counting = connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this,
                                      [&turns] { ++turns; });
        QTest::qWait(500);
        disconnect(counting);
        const int used = server.transport->openSockets();
        setrlimit(RLIMIT_NOFILE, &before);
        QCOMPARE(used, 1);
        QVERIFY2(turns < 1000, qPrintable(QString::number(turns))); // spinning makes tens of thousands
        TRY_COMPARE(server.transport->openSockets(), 6);            // recovers by itself
        for (const int client : waiting)
            ::close(client);
        TRY_COMPARE(server.transport->openSockets(), 1);
        first.write(RawClient::frame(1, "still here"));
        TRY_COMPARE(first.messages().size(), 1);
    }
#endif
};

QTEST_GUILESS_MAIN(TestAbuse)
#include "tst_abuse.moc"
