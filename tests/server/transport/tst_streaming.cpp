// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/tls/tlscontext.h"
#include "tests/server/transport/patience.h"
#include "tests/server/transport/testserver.h"
#include "tests/server/transport/tlspeer.h"

#include <QSslSocket>
#include <QTest>
#include <QTimer>

using namespace confab;
using namespace confab::test;

namespace {

constexpr qint64 window = 64 * 1024;
constexpr qint64 large = 6 * 1024 * 1024; // more than the kernel holds for a socket

/// What the io thread and the test share.
struct Shared {
    std::atomic<qint64> taken = 0;     // by the sink
    std::atomic<bool> isHeld = true;   // the sink stays full
    std::atomic<bool> refuses = false; // then
    std::atomic<int> sinks = 0;
    std::atomic<int> pieces = 0; // that were asked for
    std::atomic<int> failsAt = -1;
};

/// Is full after each `window` bytes, until the io thread's timer finds that the test does not hold it.
class WindowSink final : public BodySink {
public:
    WindowSink(Shared& shared, bool decidesFirst) : m_shared(shared), m_isFull(decidesFirst) {
        ++m_shared.sinks;
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
        m_timer.start(1);
    }
    ~WindowSink() override { --m_shared.sinks; }

    std::optional<HttpAnswer> take(QByteArrayView piece) override {
        m_shared.taken += piece.size();
        m_since += piece.size();
        m_isFull = m_isFull || m_since >= window;
        return std::nullopt;
    }
    bool isFull() const override { return m_isFull; }
    void whenReady(Ready ready) override { m_ready = std::move(ready); }

private:
    void look() {
        if (!m_isFull || m_shared.isHeld || !m_ready)
            return;
        m_isFull = false;
        m_since = 0;
        const Ready ready = m_ready; // it may end this sink
        ready(m_shared.refuses ? std::optional(httpStatus(403)) : std::nullopt);
    }

    Shared& m_shared;
    bool m_isFull;
    qint64 m_since = 0;
    Ready m_ready;
    QTimer m_timer;
};

char byteAt(qint64 place) {
    return char('a' + place / 1000 % 26);
}

/// A body whose bytes say where they belong.
class CountedSource final : public BodySource {
public:
    explicit CountedSource(Shared& shared) : m_shared(shared) {}
    qint64 bytes() const override { return large; }
    void next(Then then) override {
        m_then = std::move(then);
        QTimer::singleShot(0, &m_home, [this] {
            QByteArray piece(qsizetype(std::min(window, large - m_at)), Qt::Uninitialized);
            for (char& byte : piece)
                byte = byteAt(m_at++);
            const bool fails = m_shared.pieces++ == m_shared.failsAt;
            const Then answer = std::move(m_then);
            answer(fails ? QByteArray() : piece);
        });
    }

private:
    Shared& m_shared;
    QObject m_home;
    Then m_then;
    qint64 m_at = 0;
};

/// A body of three pieces, whose length nobody knows before.
class EndlessSource final : public BodySource {
public:
    qint64 bytes() const override { return unknownBytes; }
    void next(Then then) override {
        QTimer::singleShot(0, &m_home, [this, then = std::move(then)] {
            const int piece = m_pieces++;
            then(piece < 3 ? QByteArray(5 + 10 * piece, char('a' + piece)) : QByteArray());
        });
    }

private:
    QObject m_home;
    int m_pieces = 0;
};

void addRoutes(HttpRouter& router, Shared& shared) {
    const auto count = [&shared](const HttpExchange& exchange) {
        exchange.reply({200, "text/plain", QByteArray::number(shared.taken)});
    };
    const auto sink = [&shared](const HttpRequest& request) {
        return std::make_unique<WindowSink>(shared, request.query == "first");
    };
    router.add("PUT", "/sink", count, {2 * large, false, sink});
    router.add("GET", "/source", [&shared](const HttpExchange& exchange) {
        HttpAnswer answer{200, "text/plain", {}};
        answer.source = std::make_shared<CountedSource>(shared);
        exchange.reply(std::move(answer));
    });
    router.add("GET", "/endless", [](const HttpExchange& exchange) {
        HttpAnswer answer{200, "text/plain", {}};
        answer.source = std::make_shared<EndlessSource>();
        exchange.reply(std::move(answer));
    });
    router.get("/page", [](const HttpRequest&) -> HttpAnswer { return {200, "text/plain", "page"}; });
}

struct Server {
    explicit Server(bool isTls) {
        TransportConfig config;
        config.ioThreads = 1;
        if (isTls) {
            const TlsPair pair = makeTlsPair();
            config.tls = TlsContext::make(pair.certificate, pair.key).value_or(nullptr);
        }
        config.routes = [this](quint16, HttpRouter& router) { addRoutes(router, shared); };
        server = std::make_unique<TestServer>(Hooks{}, std::move(config));
    }
    Shared shared;
    std::unique_ptr<TestServer> server;
};

/// A client that reads as the test says.
struct Client {
    Client(const Server& server, bool isTls) {
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        if (isTls)
            socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.server->port());
        else
            socket.connectToHost(QStringLiteral("127.0.0.1"), server.server->port());
    }
    const QByteArray& read() { return got += socket.readAll(); }
    bool isGone() { return read(), socket.state() == QAbstractSocket::UnconnectedState; }

    QSslSocket socket;
    QByteArray got;
};

QByteArray put(const QByteArray& query, qint64 length, const QByteArray& fields = {}) {
    return "PUT /sink?" + query + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(length) + "\r\n" +
           fields + "\r\n";
}

} // namespace

/// Bodies that wait, and answers that are not in memory: what stands in memory is bounded, both ways.
class TestStreaming : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFullSinkStopsTheClient_data() { kinds(); }
    void aFullSinkStopsTheClient();
    void aSinkDecidesBeforeTheBody();
    void aSinkRefusesBeforeTheBody();
    void aClientThatGoesEndsItsSink();
    void anAnswerIsReadAsTheClientTakesIt_data() { kinds(); }
    void anAnswerIsReadAsTheClientTakesIt();
    void aBodyOfUnknownLength();
    void headOfASource();
    void aSourceThatFailsEndsTheConnection();

private:
    static void kinds() {
        QTest::addColumn<bool>("isTls");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }
    /// As soon as this answers, the one io thread has had several turns.
    static void askForPages(const Server& server, bool isTls) {
        Client other(server, isTls);
        for (int i = 1; i <= 20; ++i) {
            other.socket.write("GET /page HTTP/1.1\r\nHost: a\r\n\r\n");
            TRY_COMPARE(other.read().count("page"), i);
        }
    }
};

void TestStreaming::aFullSinkStopsTheClient() {
    QFETCH(bool, isTls);
    Server server(isTls);
    Client client(server, isTls);
    client.socket.write(put({}, large) + QByteArray(large, 'x'));
    TRY_VERIFY(server.shared.taken >= window);
    askForPages(server, isTls);
    QVERIFY2(server.shared.taken < 2 * window, QByteArray::number(server.shared.taken).constData());
    QVERIFY(client.read().isEmpty());
    server.shared.isHeld = false;
    TRY_VERIFY(client.read().endsWith(QByteArray("\r\n\r\n" + QByteArray::number(large))));
    QVERIFY(client.socket.state() == QAbstractSocket::ConnectedState);
}

void TestStreaming::aSinkDecidesBeforeTheBody() {
    Server server(false);
    Client client(server, false);
    client.socket.write(put("first", 5, "Expect: 100-continue\r\n"));
    TRY_COMPARE(server.shared.sinks.load(), 1);
    askForPages(server, false);
    QVERIFY(client.read().isEmpty());
    server.shared.isHeld = false;
    TRY_VERIFY(client.read().startsWith("HTTP/1.1 100 Continue\r\n\r\n"));
    client.socket.write("hello");
    TRY_VERIFY(client.read().endsWith("\r\n\r\n5"));
}

void TestStreaming::aSinkRefusesBeforeTheBody() {
    Server server(false);
    server.shared.refuses = true;
    server.shared.isHeld = false;
    Client client(server, false);
    client.socket.write(put("first", large, "Expect: 100-continue\r\n"));
    TRY_VERIFY(client.isGone());
    QVERIFY(client.got.startsWith("HTTP/1.1 403 "));
    QCOMPARE(server.shared.taken.load(), 0);
    TRY_COMPARE(server.shared.sinks.load(), 0);
}

void TestStreaming::aClientThatGoesEndsItsSink() {
    Server server(false);
    Client client(server, false);
    client.socket.write(put({}, large) + "some of it");
    TRY_COMPARE(server.shared.taken.load(), 10);
    client.socket.abort();
    TRY_COMPARE(server.shared.sinks.load(), 0);
}

void TestStreaming::anAnswerIsReadAsTheClientTakesIt() {
    QFETCH(bool, isTls);
    Server server(isTls);
    Client client(server, isTls);
    client.socket.setReadBufferSize(window);
    client.socket.write("GET /source HTTP/1.1\r\nHost: a\r\n\r\nGET /page HTTP/1.1\r\nHost: a\r\n\r\n");
    TRY_VERIFY(client.socket.bytesAvailable() > 0);
    askForPages(server, isTls);
    QVERIFY2(server.shared.pieces < large / window, "all of it was read for a client that takes nothing");
    TRY_VERIFY(client.read().endsWith("\r\n\r\npage"));
    QVERIFY(client.got.contains(QByteArray("\r\nContent-Length: " + QByteArray::number(large) + "\r\n")));
    const qsizetype begin = client.got.indexOf("\r\n\r\n") + 4;
    for (qint64 place = 0; place < large; ++place) {
        if (client.got[begin + place] != byteAt(place))
            QFAIL(qPrintable(QStringLiteral("another byte at %1").arg(place)));
    }
    QVERIFY(QByteArrayView(client.got).sliced(begin + large).startsWith("HTTP/1.1 200 OK\r\n"));
}

/// In chunks, and the connection lives on; for HTTP/1.0 its end is the connection's.
void TestStreaming::aBodyOfUnknownLength() {
    Server server(false);
    Client client(server, false);
    client.socket.write("GET /endless HTTP/1.1\r\nHost: a\r\n\r\nGET /page HTTP/1.1\r\nHost: a\r\n\r\n");
    TRY_VERIFY(client.read().endsWith("\r\n\r\npage"));
    QVERIFY(client.got.contains("\r\nTransfer-Encoding: chunked\r\n"));
    const QByteArray first = client.got.left(client.got.lastIndexOf("HTTP/1.1 200"));
    QVERIFY(!first.contains("Content-Length"));
    const QByteArray pieces[] = {QByteArray(5, 'a'), QByteArray(15, 'b'), QByteArray(25, 'c')};
    QCOMPARE(first.mid(first.indexOf("\r\n\r\n") + 4),
             QByteArray("5\r\n" + pieces[0] + "\r\nf\r\n" + pieces[1] + "\r\n19\r\n" + pieces[2] + "\r\n0\r\n\r\n"));
    Client old(server, false);
    old.socket.write("GET /endless HTTP/1.0\r\n\r\n");
    TRY_VERIFY(old.isGone());
    QVERIFY(!old.got.contains("Transfer-Encoding") && !old.got.contains("Content-Length"));
    QCOMPARE(old.got.mid(old.got.indexOf("\r\n\r\n") + 4), QByteArray(pieces[0] + pieces[1] + pieces[2]));
}

void TestStreaming::headOfASource() {
    Server server(false);
    Client client(server, false);
    client.socket.write("HEAD /source HTTP/1.1\r\nHost: a\r\n\r\nGET /page HTTP/1.1\r\nHost: a\r\n\r\n");
    TRY_VERIFY(client.read().endsWith("\r\n\r\npage"));
    QVERIFY(client.got.contains(QByteArray("\r\nContent-Length: " + QByteArray::number(large) + "\r\n")));
    QCOMPARE(server.shared.pieces.load(), 0);
}

/// The client must not take a part of the body for the whole.
void TestStreaming::aSourceThatFailsEndsTheConnection() {
    Server server(false);
    server.shared.failsAt = 2;
    Client client(server, false);
    client.socket.write("GET /source HTTP/1.1\r\nHost: a\r\n\r\nGET /page HTTP/1.1\r\nHost: a\r\n\r\n");
    TRY_VERIFY(client.isGone());
    QVERIFY(client.got.size() < large);
    QVERIFY(!client.got.endsWith("page"));
}

QTEST_GUILESS_MAIN(TestStreaming)
#include "tst_streaming.moc"
