// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/transport/fedstream.h"
#include "tests/server/transport/patience.h"
#include "tests/server/transport/rawclient.h"
#include "tests/server/transport/testserver.h"

#include <QTest>
#include <QTimer>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 most = 200'000;

/// Counts the bytes of a body, as an upload would write them somewhere; refuses an 'X'.
class CountingSink final : public BodySink {
public:
    std::optional<HttpAnswer> take(QByteArrayView piece) override {
        bytes += piece.size();
        return piece.contains('X') ? std::optional(httpStatus(403)) : std::nullopt;
    }
    qint64 bytes = 0;
};

/// What the handlers of the one io thread keep.
struct Held {
    std::vector<HttpExchange> exchanges;
};

void addRoutes(HttpRouter& router, const std::shared_ptr<Held>& held) {
    router.get("/page", [](const HttpRequest& request) -> HttpAnswer {
        return {200, "text/plain", "page " + request.query};
    });
    const auto repeat = [](const HttpExchange& exchange) {
        exchange.reply({200, "text/plain", '<' + exchange.request.body + '>'});
    };
    router.add("POST", "/repeat", repeat, RouteBody::required(10));
    const auto count = [](const HttpExchange& exchange) {
        const auto* sink = static_cast<const CountingSink*>(exchange.sink.get());
        exchange.reply({200, "text/plain", QByteArray::number(sink->bytes) + exchange.request.body});
    };
    router.add("PUT", "/count", count,
               {most, false, [](const HttpRequest&) { return std::make_unique<CountingSink>(); }});
    router.add("GET", "/later", [](HttpExchange exchange) {
        QTimer::singleShot(0, [exchange = std::move(exchange)] {
            exchange.reply({200, "text/plain", "later " + exchange.request.query});
        });
    });
    router.add("GET", "/held", [held](HttpExchange exchange) { held->exchanges.push_back(std::move(exchange)); });
    router.get("/count-held", [held](const HttpRequest&) -> HttpAnswer {
        return {200, "text/plain", QByteArray::number(held->exchanges.size()) + " held"};
    });
    router.get("/release", [held](const HttpRequest&) -> HttpAnswer {
        for (const HttpExchange& exchange : std::exchange(held->exchanges, {}))
            exchange.reply({200, "text/plain", "held"});
        return {200, "text/plain", "released"};
    });
    router.get("/signed-in", [](const HttpRequest&) {
        HttpAnswer answer{200, "text/plain", "signed in"};
        answer.isSignedIn = true;
        return answer;
    });
}

TransportConfig config() {
    TransportConfig config;
    config.ioThreads = 1;
    config.limits.closeTime = 500ms;
    config.routes = [](quint16, HttpRouter& router) { addRoutes(router, std::make_shared<Held>()); };
    return config;
}

QByteArray get(const QByteArray& path, const QByteArray& fields = {}) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}
QByteArray post(const QByteArray& fields, const QByteArray& body = {}) {
    return "POST /repeat HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}

/// All bytes that came.
QByteArray said(const RawClient& client) {
    return client.head + client.body;
}
int answers(const RawClient& client) {
    return int(said(client).count("HTTP/1.1 "));
}

} // namespace

/// One client's HTTP connection: several requests, bodies, and answers that come later.
class TestHttpConnection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // ---- one after another ----

    void servesOneAfterAnother() {
        TestServer server({}, config());
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        for (int i = 1; i <= 5; ++i) {
            client.write(get("/page?" + QByteArray::number(i)));
            TRY_COMPARE(answers(client), i);
            TRY_VERIFY(said(client).endsWith(QByteArray("page " + QByteArray::number(i))));
        }
        QVERIFY(!said(client).contains("Connection: close"));
        QVERIFY(client.isConnected());
        client.write(get("/page?last", "Connection: close\r\n"));
        TRY_VERIFY(client.isGone());
        QVERIFY(said(client).contains("Connection: close") && said(client).endsWith("page last"));
        TRY_COMPARE(server.transport->openSockets(), 0);
    }

    void whenItCloses_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("asked to") << get("/page", "Connection: keep-alive, Close\r\n") << QByteArray("200");
        QTest::newRow("HTTP/1.0") << QByteArray("GET /page HTTP/1.0\r\n\r\n") << QByteArray("200");
        QTest::newRow("no request") << QByteArray("nonsense\r\n\r\n") << QByteArray("400");
        QTest::newRow("a body that nobody reads") << post("Content-Length: 11\r\n", "hello") << QByteArray("413");
        QTest::newRow("a body elsewhere")
            << QByteArray("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi") << QByteArray("404");
        QTest::newRow("a body of GET") << QByteArray(get("/page", "Content-Length: 2\r\n") + "hi") << QByteArray("413");
        QTest::newRow("a WebSocket elsewhere") << RawClient::handshake({}, "/page") << QByteArray("404");
        QTest::newRow("a WebSocket without its version")
            << RawClient::handshake().replace("Version: 13", "Version: 12") << QByteArray("426");
    }
    void whenItCloses() {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        TestServer server({}, config());
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(request + get("/page?behind"));
        TRY_VERIFY(client.isGone());
        QVERIFY2(client.head.startsWith(QByteArray("HTTP/1.1 " + status)), client.head.constData());
        QVERIFY(client.head.contains("\r\nConnection: close\r\n"));
        QCOMPARE(answers(client), 1); // what is behind is not taken for a request
    }

    void whenItStaysOpen_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("HEAD") << get("/page").replace("GET", "HEAD") << QByteArray("200");
        QTest::newRow("another path") << get("/nowhere") << QByteArray("404");
        QTest::newRow("another method") << get("/page").replace("GET", "DELETE") << QByteArray("405");
        QTest::newRow("OPTIONS") << get("*").replace("GET", "OPTIONS") << QByteArray("204");
        QTest::newRow("no length") << post({}) << QByteArray("411");
        QTest::newRow("an empty body") << post("Content-Length: 0\r\n") << QByteArray("200");
        QTest::newRow("an empty body of GET") << get("/page", "Content-Length: 0\r\n") << QByteArray("200");
        QTest::newRow("no WebSocket on its path") << get("/rt") << QByteArray("426");
        QTest::newRow("an upgrade to HTTP/2") << get("/page", "Upgrade: h2c\r\n") << QByteArray("200");
    }
    void whenItStaysOpen() {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        TestServer server({}, config());
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(request + get("/page?behind"));
        TRY_VERIFY(said(client).endsWith("page behind"));
        QVERIFY2(client.head.startsWith(QByteArray("HTTP/1.1 " + status)), client.head.constData());
        QCOMPARE(answers(client), 2);
    }

    void keepsTheOrderOfWhatIsSentAhead() {
        TestServer server({}, config());
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(get("/later?1") + get("/page?2") + post("Content-Length: 1\r\n", "3") + get("/later?4") +
                     get("/page?5"));
        TRY_VERIFY(said(client).endsWith("page 5"));
        QByteArray bodies = said(client);
        qsizetype at = 0;
        for (const char* body : {"later 1", "page 2", "<3>", "later 4", "page 5"}) {
            at = bodies.indexOf(QByteArray(QByteArray("\r\n\r\n") + body), at);
            QVERIFY2(at >= 0, body);
        }
    }

    void servesManyThatAreSentAhead() {
        TransportConfig many = config();
        many.limits.requestsPerConnection = 10'000;
        TestServer server({}, many);
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(get("/page").repeated(700)); // as many as are kept; not one inside the other
        TRY_COMPARE(answers(client), 700);
    }

    /// More than fits is not kept: the present request is answered, and the client has to send the rest again.
    void tooMuchSentAheadIsNotKept() {
        SilentHost host({});
        auto held = std::make_shared<Held>();
        addRoutes(host.routes, held);
        auto made = std::make_unique<FedStream>(QByteArray());
        FedStream& stream = *made;
        ClientSocketHost& asHost = host;
        HttpConnection http(1, std::move(made), asHost);
        const TransportLimits& limits = host.config().limits;
        const QByteArray next = get("/page", "X: " + QByteArray(1000, 'x') + "\r\n");
        stream.feed(get("/held") + next); // which fits
        held->exchanges.front().reply(httpStatus(200));
        QCOMPARE(stream.written.count("HTTP/1.1 200"), 2);
        QVERIFY(!stream.written.contains("Connection: close"));
        stream.feed(get("/held"));
        for (qsizetype fed = 0; fed <= limits.headBytes + limits.readBytes; fed += next.size())
            stream.feed(next);
        held->exchanges.back().reply(httpStatus(200));
        QCOMPARE(stream.written.count("HTTP/1.1 200"), 3);
        QVERIFY(stream.written.contains("Connection: close"));
        QVERIFY(!host.isGone);
        for (qsizetype fed = 0; fed <= limits.discardedBytes; fed += next.size() * 100)
            stream.feed(next.repeated(100));
        QVERIFY(host.isGone);
    }

    void hasABoundOfRequests() {
        TransportConfig few = config();
        few.limits.requestsPerConnection = 3;
        TestServer server({}, few);
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(get("/page").repeated(10));
        TRY_VERIFY(client.isGone());
        QCOMPARE(answers(client), 3);
        QCOMPARE(said(client).count("Connection: close"), 1);
    }

    void isNotKeptForLong() {
        TransportConfig brief = config();
        brief.limits.idleTime = 50ms;
        TestServer server({}, brief);
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(get("/page"));
        TRY_VERIFY(client.isGone());
        QCOMPARE(answers(client), 1);
        TRY_COMPARE(server.transport->openSockets(), 0);
    }

    void becomesAWebSocketLater() {
        TestServer server({}, config());
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(get("/page?1") + RawClient::handshake() + RawClient::frame(1, "early"));
        TRY_VERIFY(said(client).contains("HTTP/1.1 101 "));
        TRY_VERIFY(said(client).endsWith("early"));
        QCOMPARE(server.counts.opened.load(), 1);
    }

    // ---- bodies ----

    void readsABody_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("body");
        const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
        QTest::newRow("a length") << post("Content-Length: 5\r\n", "hello") << QByteArray("<hello>");
        QTest::newRow("the longest") << post("Content-Length: 10\r\n", "0123456789") << QByteArray("<0123456789>");
        QTest::newRow("chunks") << post(chunked, "2\r\nhe\r\n3;x\r\nllo\r\n0\r\nX: y\r\n\r\n") << QByteArray("<hello>");
        QTest::newRow("no chunk") << post(chunked, "0\r\n\r\n") << QByteArray("<>");
    }
    void readsABody() {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, body);
        TestServer server({}, config());
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(request + request);
        TRY_COMPARE(said(client).count(QByteArray("\r\n\r\n" + body)), 2);
        for (const char byte : request) // and in single bytes
            client.write(QByteArray(1, byte));
        TRY_COMPARE(said(client).count(QByteArray("\r\n\r\n" + body)), 3);
    }

    void refusesABody_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
        QTest::newRow("bare LF") << post(chunked, "5\nhello\r\n0\r\n\r\n") << QByteArray("400");
        QTest::newRow("a chunk too long") << post(chunked, "4\r\nhello\r\n0\r\n\r\n") << QByteArray("400");
        QTest::newRow("both lengths") << post(chunked + "Content-Length: 5\r\n", "hello") << QByteArray("400");
        QTest::newRow("another coding") << post("Transfer-Encoding: gzip\r\n", "hello") << QByteArray("400");
        QTest::newRow("chunks too large") << post(chunked, "b\r\nhello hello\r\n0\r\n\r\n") << QByteArray("413");
        QTest::newRow("too large, asked first")
            << post("Content-Length: 11\r\nExpect: 100-continue\r\n") << QByteArray("413");
        QTest::newRow("another expectation") << post("Content-Length: 1\r\nExpect: cake\r\n", "x") << QByteArray("417");
    }
    void refusesABody() {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        TestServer server({}, config());
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(request + get("/page?smuggled"));
        TRY_VERIFY(client.isGone());
        QVERIFY2(client.head.startsWith(QByteArray("HTTP/1.1 " + status)), client.head.constData());
        QCOMPARE(answers(client), 1);
    }

    void saysContinue() {
        TestServer server({}, config());
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(post("Content-Length: 5\r\nExpect: 100-Continue\r\n"));
        TRY_VERIFY(said(client).endsWith("HTTP/1.1 100 Continue\r\n\r\n"));
        client.write("hello");
        TRY_VERIFY(said(client).endsWith("<hello>"));
        QCOMPARE(answers(client), 2);
        client.write(post("Content-Length: 1\r\nExpect: 100-continue\r\n", "x")); // which did not wait
        TRY_COMPARE(answers(client), 3);
    }

    void aSlowBodyIsCutOff() {
        TransportConfig brief = config();
        brief.limits.bodyTime = 50ms;
        TestServer server({}, brief);
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        client.write(post("Content-Length: 5\r\n", "hell"));
        TRY_VERIFY(client.isGone());
        QCOMPARE(answers(client), 0);
    }

    void aSinkTakesItInPieces() {
        TestServer server({}, config());
        RawClient client(server.port());
        TRY_VERIFY(client.isConnected());
        const auto put = [](qint64 size, char byte) -> QByteArray {
            return "PUT /count HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n" +
                   QByteArray(size, byte);
        };
        client.write(put(most, 'x') + put(7, 'x'));
        TRY_VERIFY(said(client).contains("\r\n\r\n200000") && said(client).endsWith("\r\n\r\n7"));
        client.write(put(9, 'X') + get("/page"));
        TRY_VERIFY(client.isGone());
        QCOMPARE(answers(client), 3);
        QVERIFY(said(client).contains("HTTP/1.1 403 "));
    }

    // ---- answers that come later ----

    void anAnswerMayComeLater() {
        TestServer server({}, config());
        RawClient client(server.port());
        RawClient other(server.port());
        TRY_VERIFY(client.isConnected() && other.isConnected());
        client.write(get("/held"));
        for (int i = 1; answers(client) == 0; ++i) { // the io thread serves others meanwhile
            other.write(get("/release"));
            TRY_COMPARE(answers(other), i);
        }
        QVERIFY(said(client).endsWith("held"));
        client.write(get("/page?after"));
        TRY_VERIFY(said(client).endsWith("page after"));
    }

    void nobodyWaitsForTheAnswer() {
        TestServer server({}, config());
        RawClient other(server.port());
        TRY_VERIFY(other.isConnected());
        for (int i = 1; i <= 5; ++i) {
            {
                RawClient client(server.port());
                TRY_VERIFY(client.isConnected());
                client.write(get("/page") + get("/held"));
                TRY_COMPARE(answers(client), 1); // the held one is with its handler
            }
            TRY_COMPARE(server.transport->openSockets(), 1);
            other.write(get("/release"));
            TRY_COMPARE(answers(other), i);
        }
    }

    void anAnswerHasADeadline() {
        TransportConfig brief = config();
        brief.limits.answerTime = 50ms;
        TestServer server({}, brief);
        RawClient client(server.port());
        RawClient other(server.port());
        TRY_VERIFY(client.isConnected() && other.isConnected());
        client.write(get("/held"));
        TRY_VERIFY(client.isGone());
        QVERIFY2(client.head.startsWith("HTTP/1.1 503 "), client.head.constData());
        other.write(get("/release")); // too late
        TRY_COMPARE(answers(other), 1);
        QCOMPARE(answers(client), 1);
    }

    /// A server that is about to stop is not kept by clients that ask now and then.
    void aDrainEndsThem() {
        TestServer server({}, config());
        RawClient idle(server.port());
        RawClient busy(server.port());
        RawClient releasing(server.port());
        TRY_VERIFY(idle.isConnected() && busy.isConnected() && releasing.isConnected());
        idle.write(get("/page"));
        busy.write(get("/page") + get("/held"));
        TRY_VERIFY(answers(idle) == 1 && answers(busy) == 1);
        releasing.write("GET /rel"); // which is under way then
        for (int i = 1; !said(idle).endsWith("1 held"); ++i) {
            idle.write(get("/count-held"));
            TRY_VERIFY(answers(idle) == i + 1);
        }
        server.transport->stopListening();
        TRY_VERIFY(idle.isGone());
        QVERIFY(busy.isConnected() && releasing.isConnected());
        releasing.write("ease HTTP/1.1\r\nHost: a\r\n\r\n");
        TRY_VERIFY(busy.isGone() && releasing.isGone());
        QVERIFY(said(busy).endsWith("held"));
        QVERIFY(said(releasing).endsWith("released") && releasing.head.contains("Connection: close"));
        TRY_COMPARE(server.transport->openSockets(), 0);
    }

    void aStopDoesNotWaitForHandlers() {
        for (int i = 0; i < 10; ++i) {
            TransportConfig brief = config();
            brief.limits.closeTime = 50ms;
            TestServer server({}, brief);
            RawClient held(server.port());
            RawClient idle(server.port());
            RawClient posting(server.port());
            TRY_VERIFY(held.isConnected() && idle.isConnected() && posting.isConnected());
            held.write(get("/page") + get("/held"));
            idle.write(get("/page"));
            posting.write(get("/page") + post("Content-Length: 5\r\n", "hell"));
            TRY_VERIFY(answers(held) == 1 && answers(idle) == 1 && answers(posting) == 1);
            server.transport->stop();
            QCOMPARE(server.transport->openSockets(), 0);
        }
    }

    // ---- what counts for an address ----

    void anIdleOneCountsAsNotSignedIn() {
        TransportConfig narrow = config();
        narrow.addresses = {0, 2, {}, {}};
        TestServer server({}, narrow);
        RawClient stranger(server.port());
        RawClient known(server.port());
        TRY_VERIFY(stranger.isConnected() && known.isConnected());
        stranger.write(get("/page"));
        known.write(get("/signed-in"));
        TRY_VERIFY(answers(stranger) == 1 && answers(known) == 1);
        const auto comesIn = [&server] {
            RawClient client(server.port());
            return client.open();
        };
        QVERIFY(QTest::qWaitFor(comesIn, 10'000)); // the place of the one that is signed in is free
        known.write(get("/page"));                 // and is taken again
        TRY_COMPARE(answers(known), 2);
        TRY_VERIFY(!comesIn());
    }

    /// A proxy's connection carries the requests of many clients: each is counted for its own address while it is
    /// served, and none afterwards.
    void eachRequestOfAProxyCountsForItsClient() {
        TransportConfig behind = config();
        behind.addresses = {1, 0, {}, {{QHostAddress(QHostAddress::LocalHost), 32}}};
        TestServer server({}, behind);
        RawClient proxy(server.port());
        RawClient second(server.port());
        TRY_VERIFY(proxy.isConnected() && second.isConnected());
        const auto from = [](const char* client, const QByteArray& path) -> QByteArray {
            return get(path, QByteArray("X-Forwarded-For: ") + client + "\r\n");
        };
        for (int i = 1; i <= 3; ++i) { // the place of the request before is free again
            proxy.write(from("192.0.2.7", "/page"));
            TRY_COMPARE(answers(proxy), i);
        }
        proxy.write(from("192.0.2.7", "/held"));
        second.write(from("192.0.2.8", "/page")); // another client has a place of its own
        TRY_COMPARE(answers(second), 1);
        second.write(from("192.0.2.7", "/page"));
        TRY_VERIFY(second.isGone());
        QVERIFY2(said(second).contains("HTTP/1.1 429 "), said(second).constData());
    }
};

QTEST_GUILESS_MAIN(TestHttpConnection)
#include "tst_httpconnection.moc"
