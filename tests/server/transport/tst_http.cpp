// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/http.h"
#include "server/transport/websocket/handshake.h"

#include <QTest>

using namespace confab;

class TestHttp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsARequest() {
        const QByteArray bytes = "GET /healthz?verbose=1 HTTP/1.1\r\nHost: a.example\r\nX-Empty:\r\n"
                                 "Connection: keep-alive, Upgrade\r\n\r\nbehind";
        const HeadResult head = parseHead(bytes, 8192);
        QCOMPARE(head.state, HeadResult::State::Complete);
        QCOMPARE(head.size, bytes.size() - 6);
        QCOMPARE(head.request.method, QByteArray("GET"));
        QCOMPARE(head.request.path, QByteArray("/healthz"));
        QCOMPARE(head.request.query, QByteArray("verbose=1"));
        QCOMPARE(head.request.header("host"), QByteArray("a.example"));
        QCOMPARE(head.request.header("x-empty"), QByteArray(""));
        QCOMPARE(head.request.header("absent"), std::nullopt);
        QVERIFY(head.request.headerHasToken("connection", "upgrade"));
        QVERIFY(!head.request.headerHasToken("connection", "grade"));
    }

    void waitsForTheEnd() {
        const QByteArray whole = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        for (qsizetype size = 0; size < whole.size(); ++size)
            QCOMPARE(parseHead(whole.first(size), 8192).state, HeadResult::State::Incomplete);
        QCOMPARE(parseHead(whole, 8192).state, HeadResult::State::Complete);
    }

    void refusesWhatIsNoRequest_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("TLS hello") << QByteArray("\x16\x03\x01\x02", 4);
        QTest::newRow("no version") << QByteArray("GET /\r\n\r\n");
        QTest::newRow("HTTP/2 preface") << QByteArray("PRI * HTTP/2.0\r\n\r\n");
        QTest::newRow("HTTP/9") << QByteArray("GET / HTTP/9.9\r\nHost: a\r\n\r\n");
        QTest::newRow("bare LF in the middle") << QByteArray("GET / HTTP/1.1\nHost: a\r\n\r\n");
        QTest::newRow("bare LF in a value") << QByteArray("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n");
        QTest::newRow("space before colon") << QByteArray("GET / HTTP/1.1\r\nHost : a\r\n\r\n");
        QTest::newRow("folded header") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n");
        QTest::newRow("no colon") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n");
        QTest::newRow("nul in a value") << QByteArray("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 30);
        // RFC 9112, 3.2: the four forms of a target, and where each may be.
        QTest::newRow("absolute target without Host") << QByteArray("GET http://a/ HTTP/1.1\r\n\r\n");
        QTest::newRow("absolute target without a host") << QByteArray("GET http:///rt HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("user in the target") << QByteArray("GET http://me@a/ HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("other scheme") << QByteArray("GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("authority of GET") << QByteArray("GET a:80 HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("asterisk of GET") << QByteArray("GET * HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("fragment") << QByteArray("GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("empty target") << QByteArray("GET  HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("tab in the request line") << QByteArray("GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("space behind the version") << QByteArray("GET / HTTP/1.1 \r\nHost: a\r\n\r\n");
        QTest::newRow("lower case version") << QByteArray("GET / http/1.1\r\nHost: a\r\n\r\n");
        // 3.2: Host.
        QTest::newRow("no Host") << QByteArray("GET / HTTP/1.1\r\n\r\n");
        QTest::newRow("two Hosts") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
        QTest::newRow("the same Host twice") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nHOST: a\r\n\r\n");
        QTest::newRow("two Hosts in HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n");
        QTest::newRow("empty Host") << QByteArray("GET / HTTP/1.1\r\nHost:\r\n\r\n");
        QTest::newRow("Host with a path") << QByteArray("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n");
        QTest::newRow("Host with a user") << QByteArray("GET / HTTP/1.1\r\nHost: me@a\r\n\r\n");
        QTest::newRow("Host of two words") << QByteArray("GET / HTTP/1.1\r\nHost: a b\r\n\r\n");
        QTest::newRow("Host with a letter as port") << QByteArray("GET / HTTP/1.1\r\nHost: a:x\r\n\r\n");
        QTest::newRow("Host with an open bracket") << QByteArray("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n");
        // 5: fields.
        QTest::newRow("folded field that looks like one") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n X: b\r\n\r\n");
        QTest::newRow("space before the first field") << QByteArray("GET / HTTP/1.1\r\n Host: a\r\n\r\n");
        QTest::newRow("tab before colon") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX\t: b\r\n\r\n");
        QTest::newRow("no name") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n");
        QTest::newRow("name in brackets") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX(y): b\r\n\r\n");
        QTest::newRow("name with an umlaut") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX\xc3\xa4: b\r\n\r\n");
        QTest::newRow("CR in a value") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n");
        QTest::newRow("DEL in a value") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX: b\x7f\r\n\r\n");
        // 6: where the body ends.
        const auto framed = [](const char* fields, const char* version = "HTTP/1.1") {
            return QByteArray(QByteArray("GET / ") + version + "\r\nHost: a\r\n" + fields + "\r\n");
        };
        QTest::newRow("length and coding") << framed("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n");
        QTest::newRow("two lengths") << framed("Content-Length: 3\r\nContent-Length: 4\r\n");
        QTest::newRow("a list of lengths") << framed("Content-Length: 3, 4\r\n");
        QTest::newRow("length below zero") << framed("Content-Length: -1\r\n");
        QTest::newRow("length with a sign") << framed("Content-Length: +1\r\n");
        QTest::newRow("length in hex") << framed("Content-Length: 0x1\r\n");
        QTest::newRow("empty length") << framed("Content-Length:\r\n");
        QTest::newRow("great length") << framed("Content-Length: 99999999999999999999\r\n");
        QTest::newRow("other coding") << framed("Transfer-Encoding: xchunked\r\n");
        QTest::newRow("chunked is not the last") << framed("Transfer-Encoding: chunked, identity\r\n");
        QTest::newRow("two codings") << framed("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n");
        QTest::newRow("coding in HTTP/1.0") << framed("Transfer-Encoding: chunked\r\n", "HTTP/1.0");
        QTest::newRow("space in the target") << QByteArray("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("method in brackets") << QByteArray("G(T / HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("two empty lines first") << QByteArray("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("LF first") << QByteArray("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    void refusesWhatIsNoRequest() {
        QFETCH(QByteArray, bytes);
        QCOMPARE(parseHead(bytes, 8192).state, HeadResult::State::Malformed);
    }

    /// RFC 9112, 3.2 and 3.3: every form that a target may have, and what is served for it.
    void readsEveryTarget_data() {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("host");
        const auto row = [](const char* name, const char* head, const char* path, const char* query, const char* host) {
            QTest::newRow(name) << QByteArray(head) << QByteArray(path) << QByteArray(query) << QByteArray(host);
        };
        row("origin", "GET /rt?a=b HTTP/1.1\r\nHost: a", "/rt", "a=b", "a");
        row("absolute", "GET http://a.example/rt?a=b HTTP/1.1\r\nHost: a.example", "/rt", "a=b", "a.example");
        row("absolute weighs more than Host", "GET http://b:81/rt HTTP/1.1\r\nHost: a", "/rt", "", "b:81");
        row("absolute, https", "GET HTTPS://b/rt HTTP/1.1\r\nHost: b", "/rt", "", "b");
        row("absolute without a path", "GET http://b HTTP/1.1\r\nHost: b", "/", "", "b");
        row("absolute, a query only", "GET http://b?x HTTP/1.1\r\nHost: b", "/", "x", "b");
        row("absolute, IPv6", "GET http://[::1]:7450/rt HTTP/1.1\r\nHost: [::1]:7450", "/rt", "", "[::1]:7450");
        row("a URL in the query", "GET /x?u=http://b/ HTTP/1.1\r\nHost: a", "/x", "u=http://b/", "a");
        row("asterisk", "OPTIONS * HTTP/1.1\r\nHost: a", "*", "", "a");
        row("authority", "CONNECT b:443 HTTP/1.1\r\nHost: b:443", "b:443", "", "b:443");
        row("Host with a port", "GET / HTTP/1.1\r\nHost: [2001:db8::1]:7450", "/", "", "[2001:db8::1]:7450");
        row("Host as QWebSocket writes it", "GET / HTTP/1.1\r\nHost: ::1:7450", "/", "", "::1:7450");
        row("HTTP/1.0 without Host", "GET / HTTP/1.0", "/", "", "");
        row("HTTP/1.2", "GET / HTTP/1.2\r\nHost: a", "/", "", "a");
        row("an empty line before", "\r\nGET / HTTP/1.1\r\nHost: a", "/", "", "a");
        row("a length", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0", "/", "", "a");
    }
    void readsEveryTarget() {
        QFETCH(QByteArray, head);
        const QByteArray bytes = head + "\r\n\r\n";
        const HeadResult result = parseHead(bytes, 8192);
        QCOMPARE(result.state, HeadResult::State::Complete);
        QCOMPARE(result.size, bytes.size());
        QTEST(result.request.path, "path");
        QTEST(result.request.query, "query");
        QTEST(result.request.header("host").value_or(QByteArray()), "host");
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QCOMPARE(parseHead(QByteArrayView(bytes).first(size), 8192).state, HeadResult::State::Incomplete);
    }

    /// A body would be read as frames.
    void aWebSocketHasNoBody() {
        const auto refusal = [](const QByteArray& fields) {
            const QByteArray bytes = "GET /rt HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                     "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                                     fields + "\r\n";
            const HeadResult head = parseHead(bytes, 8192);
            return head.state == HeadResult::State::Complete ? handshakeRefusal(head.request, {}) : 0;
        };
        QCOMPARE(refusal({}), std::nullopt);
        QCOMPARE(refusal("Content-Length: 0\r\n"), std::nullopt);
        QCOMPARE(refusal("Content-Length: 5\r\n"), std::optional(400));
        QCOMPARE(refusal("Transfer-Encoding: chunked\r\n"), std::optional(400));
    }

    void isBounded() {
        const QByteArray endless = "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(100, 'x');
        QCOMPARE(parseHead(endless, endless.size() + 1).state, HeadResult::State::Incomplete);
        QCOMPARE(parseHead(endless, endless.size()).state, HeadResult::State::TooLarge);
        const QByteArray whole = endless + "\r\n\r\n";
        QCOMPARE(parseHead(whole, whole.size()).state, HeadResult::State::Complete);
        QCOMPARE(parseHead(whole, whole.size() - 1).state, HeadResult::State::TooLarge);
    }

    void writesAnswers() {
        HttpAnswer answer;
        answer.contentType = "application/json";
        answer.body = "{}";
        const QByteArray bytes = httpBytes(answer);
        QVERIFY(bytes.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(bytes.contains("\r\nContent-Type: application/json\r\n"));
        QVERIFY(bytes.contains("\r\nContent-Length: 2\r\n"));
        QVERIFY(bytes.contains("\r\nConnection: close\r\n"));
        QVERIFY(bytes.endsWith("\r\n\r\n{}"));
        const QByteArray headOnly = httpBytes(answer, {false, true});
        QVERIFY(headOnly.contains("\r\nContent-Length: 2\r\n"));
        QVERIFY(headOnly.endsWith("\r\n\r\n"));
        QVERIFY(!httpBytes(answer, {true, false}).contains("Connection:")); // HTTP/1.1's default: it stays open
        answer.headers = {{"WWW-Authenticate", "Bearer"}};
        QVERIFY(httpBytes(answer).contains("\r\nWWW-Authenticate: Bearer\r\n"));
        QVERIFY(httpBytes(httpStatus(426)).contains("\r\nUpgrade: websocket\r\n"));
        QVERIFY(httpBytes(httpStatus(429)).contains("\r\nRetry-After: 1\r\n"));
        QVERIFY(!httpBytes(httpStatus(204)).contains("\r\nContent-Length"));
        QVERIFY(httpBytes(httpStatus(204)).endsWith("\r\n\r\n"));
    }
};

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
