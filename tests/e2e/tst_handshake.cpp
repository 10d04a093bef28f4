// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/wiretest.h"

using namespace confab;
using namespace confab::test;

namespace {

const QByteArray good = RawSocket::handshake("confab.v1.json");

QByteArray with(const QByteArray& before, const QByteArray& after) {
    QByteArray head = good;
    return head.replace(before, after);
}

QByteArray plus(const QByteArray& line) {
    return with("\r\n\r\n", "\r\n" + line + "\r\n\r\n");
}

} // namespace

/// The WebSocket opening handshake (RFC 6455, 4.2), and what is none.
class TestHandshake : public WireTest {
    Q_OBJECT

private Q_SLOTS:
    void isAccepted_data();
    void isAccepted();
    void isRefused_data();
    void isRefused();
    void answersWhatCameWithTheHead_data();
    void answersWhatCameWithTheHead();
    void nobodyIsLetInWithoutProof();
};

void TestHandshake::isAccepted_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("step");
    QTest::newRow("plain") << good << 1'000'000;
    QTest::newRow("in single bytes") << good << 1;
    QTest::newRow("in pieces of 7") << good << 7;
    QTest::newRow("names and tokens in other cases")
        << with("Upgrade: websocket", "UPGRADE:WebSocket").replace("Connection: Upgrade", "connection: upGRADE")
        << 1000;
    QTest::newRow("as Firefox says it") << with("Connection: Upgrade", "Connection: keep-alive, Upgrade") << 1000;
    QTest::newRow("several subprotocols") << with("confab.v1.json", "chat, confab.v1.json") << 1000;
    QTest::newRow("an extension that is not known") << plus("Sec-WebSocket-Extensions: permessage-deflate") << 1000;
    QTest::newRow("a query") << with("/rt ", "/rt?from=somewhere ") << 1000;
    QTest::newRow("a large head") << plus("Cookie: " + QByteArray(6000, 'c')) << 1'000'000;
}

/// The proof of 4.2.2, one subprotocol that was asked for, no extension, no word to browsers of other places.
void TestHandshake::isAccepted() {
    QFETCH(QByteArray, head);
    QFETCH(int, step);
    RawSocket socket;
    QVERIFY(socket.connectTo(door()));
    socket.sendApart(head, step);
    socket.sendFrame(R"({"jsonrpc":"2.0","id":1,"method":"no.method"})", RawSocket::Text);
    const QByteArray answer = socket.readHead();
    QVERIFY2(answer.startsWith("HTTP/1.1 101 "), answer.constData());
    const QByteArray lower = answer.toLower();
    QVERIFY(answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    QVERIFY(lower.contains("\r\nupgrade: websocket\r\n") && lower.contains("\r\nconnection: upgrade\r\n"));
    QVERIFY(lower.contains("\r\nsec-websocket-protocol: confab.v1.json\r\n"));
    QVERIFY(!lower.contains("sec-websocket-extensions"));
    QVERIFY2(!lower.contains("access-control-allow-origin"), answer.constData());
    QCOMPARE(socket.next().value_or(RawSocket::Frame()).opcode, quint8(RawSocket::Text));
}

void TestHandshake::isRefused_data() {
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QList<int>>("statuses");
    QTest::addColumn<QByteArray>("header"); // that the answer needs
    const auto row = [](const char* name, const QByteArray& request, const QList<int>& statuses,
                        const QByteArray& header = {}) { QTest::newRow(name) << request << statuses << header; };
    // 4.2.2, 4.4: the answer to another version names the supported one.
    const QByteArray version = "\r\nsec-websocket-version: 13\r\n";
    for (const char* other : {"0", "7", "8", "14", "255", "x", ""})
        row(QByteArray(QByteArray("version ") + other).constData(),
            with("Version: 13", QByteArray("Version: ") + other), {400, 426}, version);
    row("no version", with("Sec-WebSocket-Version: 13\r\n", ""), {400, 426});
    row("no key", with("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", ""), {400});
    row("an empty key", with("dGhlIHNhbXBsZSBub25jZQ==", ""), {400});
    row("a short key", with("dGhlIHNhbXBsZSBub25jZQ==", "dGhl"), {400});
    row("a long key", with("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZWRkZGQ="), {400});
    row("a key that is not base64", with("dGhlIHNhbXBsZSBub25jZQ==", "!!!lIHNhbXBsZSBub25jZQ=="), {400});
    row("two keys", plus("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="), {400});
    row("no host", with("Host: 127.0.0.1\r\n", ""), {400});
    row("no connection", with("Connection: Upgrade\r\n", ""), {400, 426});
    row("another connection", with("Connection: Upgrade", "Connection: close"), {400, 426});
    row("no upgrade", with("Upgrade: websocket\r\n", ""), {400, 426});
    row("another upgrade", with("Upgrade: websocket", "Upgrade: h2c"), {400, 426});
    row("HTTP/1.0", with("HTTP/1.1", "HTTP/1.0"), {400, 426, 505});
    row("HTTP/2.0", with("HTTP/1.1", "HTTP/2.0"), {400, 505});
    row("POST", with("GET ", "POST "), {405});
    row("another path", with("/rt ", "/elsewhere "), {404});
    row("a longer path", with("/rt ", "/rt/x "), {404});
    row("the path of health", with("/rt ", "/healthz "), {404});
    row("no path", with("/rt ", ""), {400});
    row("a folded header", plus("X: a\r\n b"), {400});
    row("a NUL in a header", plus(QByteArray("X: a\0b", 6)), {400});
    row("a space before a colon", plus("X : a"), {400});
    row("a header without a colon", plus("nonsense"), {400});
    row("rubbish", QByteArray("\xff\xfe\x00\x01\r\n\r\n", 8), {400});
    row("a huge head", plus("X: " + QByteArray(1'000'000, 'x')), {431});
    row("a head of many lines", QByteArray("GET /rt HTTP/1.1\r\n") + QByteArray("A: b\r\n").repeated(20'000), {431});
    row("a head without an end", "GET /rt HTTP/1.1\r\nX: " + QByteArray(100'000, 'x'), {431});
}

/// An HTTP answer with text, then the end.
void TestHandshake::isRefused() {
    QFETCH(QByteArray, request);
    QFETCH(QList<int>, statuses);
    QFETCH(QByteArray, header);
    RawSocket socket;
    QVERIFY(socket.connectTo(door()));
    const QByteArray answer = socket.http(request);
    QVERIFY2(answer.startsWith("HTTP/1.1 "), answer.left(300).constData());
    QVERIFY2(statuses.contains(answer.mid(9, 3).toInt()), answer.left(300).constData());
    QVERIFY2(answer.toLower().contains(header), answer.left(300).constData());
}

void TestHandshake::answersWhatCameWithTheHead_data() {
    QTest::addColumn<int>("step");
    QTest::newRow("in one segment") << 1'000'000;
    QTest::newRow("in single bytes") << 1;
    QTest::newRow("cut within the frame") << int(good.size() + 5);
}

/// Frames that follow the head at once are handled like others.
void TestHandshake::answersWhatCameWithTheHead() {
    QFETCH(int, step);
    RawSocket socket;
    QVERIFY(socket.connectTo(door()));
    const QByteArray call = R"({"jsonrpc":"2.0","id":"first","method":"no.method"})";
    socket.sendApart(good + RawSocket::frame("p", RawSocket::Ping) + RawSocket::frame(call, RawSocket::Text), step);
    QVERIFY(socket.readHead().startsWith("HTTP/1.1 101 "));
    bool pong = false;
    std::optional<RawSocket::Frame> frame = socket.next();
    while (frame && frame->opcode != RawSocket::Text) {
        pong = pong || (frame->opcode == RawSocket::Pong && frame->payload == "p");
        frame = socket.next();
    }
    QVERIFY(pong && frame && frame->payload.contains("first"));
}

/// A frame instead of a handshake, or ahead of it, opens nothing.
void TestHandshake::nobodyIsLetInWithoutProof() {
    const QByteArray call = RawSocket::frame(R"({"jsonrpc":"2.0","id":1,"method":"rpc.discover"})", RawSocket::Text);
    RawSocket socket;
    QVERIFY(socket.connectTo(door()));
    const QByteArray answer = socket.http(call + good);
    QVERIFY2(answer.isEmpty() || answer.startsWith("HTTP/1.1 400 "), answer.left(300).constData());
}

QTEST_GUILESS_MAIN(TestHandshake)
#include "tst_handshake.moc"
