// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/websocketcases.h"
#include "tests/support/testtransport.h"
#include "tests/support/wiretest.h"

using namespace confab;
using namespace confab::test;

namespace {

/// What came back, without unsolicited notifications.
struct Heard {
    QList<QByteArray> ids;
    QList<QByteArray> pongs;
    std::optional<quint16> closed;
    bool odd = false; ///< a frame that is none of these
};

const QByteArray lastId = "the last";
const QByteArray lastPing = "the last ping";

WebSocketCase onThisTransport(WebSocketCase one) {
    if (isOnQt() && !one.closesOnQt.isEmpty())
        one.closes = one.closesOnQt;
    return one;
}

} // namespace

/// RFC 6455, over sockets that know nothing of it. There are no exceptions but WebSocketCase::closesOnQt.
class TestWebSocket : public WireTest {
    Q_OBJECT

private Q_SLOTS:
    void obeysRfc6455_data();
    void obeysRfc6455();
    void hangsUp();
    void splitsAnywhere_data();
    void splitsAnywhere();

private:
    void open(RawSocket& socket, Codec codec, bool signedIn);
    static void note(Heard& heard, const RawSocket::Frame& frame, Codec codec);
    void checkItGoesOn(RawSocket& socket, Codec codec, const WebSocketCase& expected);
    void checkItEnds(RawSocket& socket, Codec codec, const WebSocketCase& expected);

    struct Ended {
        QByteArray name;
        std::unique_ptr<RawSocket> socket;
    };
    std::array<std::vector<Ended>, 2> m_ended; // without TLS, with it
};

void TestWebSocket::open(RawSocket& socket, Codec codec, bool signedIn) {
    QVERIFY(socket.connectTo(door()));
    QVERIFY(signedIn ? socket.signIn(codec, person().auth.accessToken) : socket.upgrade(codec));
}

void TestWebSocket::note(Heard& heard, const RawSocket::Frame& frame, Codec codec) {
    if (frame.opcode == RawSocket::Pong) {
        heard.pongs.append(frame.payload);
    } else if (frame.opcode == RawSocket::Close) {
        heard.closed = frame.closeCode();
    } else if (frame.opcode == opcodeOf(codec)) {
        const QCborMap answer = decodeFrame(frame.payload, codec).value_or(QCborMap());
        heard.ids.append(answer.value(QStringLiteral("id")).toString().toUtf8());
    } else {
        heard.odd = heard.odd || frame.opcode != RawSocket::Ping;
    }
}

void TestWebSocket::checkItGoesOn(RawSocket& socket, Codec codec, const WebSocketCase& expected) {
    socket.send(rawFrame(0x80 | opcodeOf(codec), callNamed(lastId, codec)) + rawFrame(0x89, lastPing));
    Heard heard;
    while (!heard.closed && !(heard.ids.contains(lastId) && heard.pongs.contains(lastPing))) {
        const std::optional<RawSocket::Frame> frame = socket.next();
        QVERIFY2(frame, "hung up");
        note(heard, *frame, codec);
    }
    QVERIFY2(!heard.closed, qPrintable(QStringLiteral("closed with %1").arg(heard.closed.value_or(0))));
    QVERIFY(!heard.odd);
    QCOMPARE(heard.ids, expected.ids + QList<QByteArray>{lastId});
    QCOMPARE(heard.pongs, expected.pongs + QList<QByteArray>{lastPing});
}

void TestWebSocket::checkItEnds(RawSocket& socket, Codec codec, const WebSocketCase& expected) {
    Heard heard;
    while (!heard.closed) {
        const std::optional<RawSocket::Frame> frame = socket.next();
        QVERIFY2(frame, "hung up without a close frame");
        note(heard, *frame, codec);
    }
    QVERIFY2(
        expected.closes.contains(*heard.closed),
        qPrintable(QStringLiteral("closed with %1 instead of %2").arg(*heard.closed).arg(expected.closes.first())));
    QVERIFY(!heard.odd);
    QCOMPARE(heard.ids, expected.ids.first(std::min(heard.ids.size(), expected.ids.size())));
    QCOMPARE(heard.pongs, expected.pongs.first(std::min(heard.pongs.size(), expected.pongs.size())));
}

void TestWebSocket::obeysRfc6455_data() {
    QTest::addColumn<Codec>("codec");
    QTest::addColumn<WebSocketCase>("expected");
    for (const Codec codec : {Codec::Json, Codec::Cbor}) {
        const QByteArray name = codec == Codec::Json ? "JSON " : "CBOR ";
        for (const WebSocketCase& one : webSocketCases(codec))
            QTest::newRow(QByteArray(name + one.name).constData()) << codec << onThisTransport(one);
    }
    for (const WebSocketCase& one : utf8Cases())
        QTest::newRow(one.name.constData()) << Codec::Json << onThisTransport(one);
}

void TestWebSocket::obeysRfc6455() {
    QFETCH(Codec, codec);
    QFETCH(WebSocketCase, expected);
    auto socket = std::make_unique<RawSocket>();
    open(*socket, codec, expected.signedIn);
    if (expected.step > 0)
        socket->sendApart(expected.bytes, expected.step);
    else
        socket->send(expected.bytes);
    if (expected.closes.isEmpty())
        return checkItGoesOn(*socket, codec, expected);
    checkItEnds(*socket, codec, expected);
    QFETCH_GLOBAL(bool, secure);
    m_ended[secure ? 1 : 0].push_back({expected.name, std::move(socket)});
}

/// The server closes the TCP connection (7.1.1), whether its close frame is answered or not, and sends nothing more.
void TestWebSocket::hangsUp() {
    QFETCH_GLOBAL(bool, secure);
    for (const Ended& ended : m_ended[secure ? 1 : 0]) {
        QVERIFY2(ended.socket->hungUp(), ended.name.constData());
        QVERIFY2(ended.socket->received().isEmpty(), ended.name.constData());
    }
}

void TestWebSocket::splitsAnywhere_data() {
    QTest::addColumn<Codec>("codec");
    QTest::newRow("JSON") << Codec::Json;
    QTest::newRow("CBOR") << Codec::Cbor;
}

/// Two segments of TCP, with every place between them where a stream of frames of all kinds can be cut.
void TestWebSocket::splitsAnywhere() {
    QFETCH(Codec, codec);
    const QByteArray message = callNamed("b", codec, 130);
    WebSocketCase all{.name = {}, .ids = {"a", "b"}, .pongs = {"p", "q"}};
    all.bytes = rawFrame(0x80 | opcodeOf(codec), callNamed("a", codec)) + rawFrame(0x89, "p") +
                rawFrame(opcodeOf(codec), message.first(126)) + rawFrame(0x89, "q") +
                rawFrame(0x80, message.sliced(126)) + rawFrame(0x8a, "");
    for (qsizetype at = 1; at < all.bytes.size(); ++at) {
        RawSocket socket;
        open(socket, codec, true);
        socket.sendApart(all.bytes.first(at), at);
        socket.sendApart(all.bytes.sliced(at), all.bytes.size());
        checkItGoesOn(socket, codec, all);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("cut at byte %1").arg(at)));
    }
}

QTEST_GUILESS_MAIN(TestWebSocket)
#include "tst_websocket.moc"
