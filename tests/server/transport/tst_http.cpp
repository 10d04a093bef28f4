// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http.h"

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
        QTest::newRow("HTTP/9") << QByteArray("GET / HTTP/9.9\r\n\r\n");
        QTest::newRow("bare LF in the middle") << QByteArray("GET / HTTP/1.1\nHost: a\r\n\r\n");
        QTest::newRow("bare LF in a value") << QByteArray("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n");
        QTest::newRow("space before colon") << QByteArray("GET / HTTP/1.1\r\nHost : a\r\n\r\n");
        QTest::newRow("folded header") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n");
        QTest::newRow("no colon") << QByteArray("GET / HTTP/1.1\r\nHost\r\n\r\n");
        QTest::newRow("nul in a value") << QByteArray("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 30);
        QTest::newRow("absolute target") << QByteArray("GET http://a/ HTTP/1.1\r\n\r\n");
        QTest::newRow("space in the target") << QByteArray("GET /a b HTTP/1.1\r\n\r\n");
        QTest::newRow("method in brackets") << QByteArray("G(T / HTTP/1.1\r\n\r\n");
        QTest::newRow("empty line first") << QByteArray("\r\nGET / HTTP/1.1\r\n\r\n");
    }
    void refusesWhatIsNoRequest() {
        QFETCH(QByteArray, bytes);
        QCOMPARE(parseHead(bytes, 8192).state, HeadResult::State::Malformed);
    }

    void isBounded() {
        const QByteArray endless = "GET / HTTP/1.1\r\nX: " + QByteArray(100, 'x');
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
        const QByteArray bytes = httpBytes(answer, true);
        QVERIFY(bytes.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(bytes.contains("\r\nContent-Type: application/json\r\n"));
        QVERIFY(bytes.contains("\r\nContent-Length: 2\r\n"));
        QVERIFY(bytes.contains("\r\nConnection: close\r\n"));
        QVERIFY(bytes.endsWith("\r\n\r\n{}"));
        const QByteArray headOnly = httpBytes(answer, false);
        QVERIFY(headOnly.contains("\r\nContent-Length: 2\r\n"));
        QVERIFY(headOnly.endsWith("\r\n\r\n"));
        QVERIFY(httpBytes(httpStatus(405), true).contains("\r\nAllow: GET, HEAD\r\n"));
        QVERIFY(httpBytes(httpStatus(426), true).contains("\r\nUpgrade: websocket\r\n"));
    }
};

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
