// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/closecodes.h"
#include "tests/support/people.h"
#include "tests/support/rawsocket.h"
#include "tests/support/results.h"
#include "tests/support/trees.h"
#include "tests/support/waiting.h"

#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

constexpr auto Json = Codec::Json;
constexpr auto Cbor = Codec::Cbor;

quint8 opcodeOf(Codec codec) {
    return codec == Json ? RawSocket::Text : RawSocket::Binary;
}

QByteArray jsonCall(const QByteArray& method, const QByteArray& params, const QByteArray& id = "7") {
    return R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":")" + method + R"(","params":)" + params + "}";
}

/// A call that is refused for what it asks, but is well formed; as long as asked for.
QByteArray paddedCall(Codec codec, qsizetype size) {
    const auto callWith = [codec](qsizetype padding) {
        QCborMap call = test::treeOf(jsonrpc::writeCall(7, RoomList{}, Cbor));
        call.insert(QStringLiteral("padding"), QString(padding, u'x'));
        return encodeFrame(call, codec);
    };
    const qsizetype guess = size - callWith(1000).size() + 1000;
    return callWith(guess + size - callWith(guess).size());
}

const QVariant none = QVariant::fromValue(nullptr); // the id of an answer to what could not be read

void addAnswerColumns() {
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QVariant>("id");
}

void row(const char* name, const QByteArray& message, const char* kind, const char* path, const QVariant& id) {
    QTest::newRow(name) << message << QString::fromLatin1(kind) << QString::fromLatin1(path) << id;
}

} // namespace

/// Malformed input: each gets its documented answer, and the connection survives where that is promised, the server
/// always.
class TestBadInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();

    void badFrameIsAnswered_data();
    void badFrameIsAnswered();
    void wrongParamsAreAnswered_data();
    void wrongParamsAreAnswered();
    void badCborIsAnswered_data();
    void badCborIsAnswered();
    void notificationIsNotAnswered();
    void closesOn_data();
    void closesOn();
    void hangsUpOnWhoStays();
    void largestFrameIsTaken_data();
    void largestFrameIsTaken();
    void largestMessageIsTaken();
    void http_data();
    void http();
    void handshakeIsRefused_data();
    void handshakeIsRefused();
    void silentConnectionIsClosed();

private:
    /// A raw connection, signed in as m_person.
    void signIn(RawSocket& socket, Codec codec);
    /// Sends one message and gives the answer; an empty map when the server hung up.
    static QCborMap exchange(RawSocket& socket, Codec codec, const QByteArray& message);
    static bool works(RawSocket& socket, Codec codec);
    void checkAnswered(RawSocket& socket, Codec codec, const QByteArray& message);

    DaemonProcess m_daemon;
    Person m_person; // whose connection stays open all the time
    qint64 m_pid = 0;
};

void TestBadInput::initTestCase() {
    QVERIFY2(m_daemon.start(), m_daemon.errors().constData());
    m_pid = m_daemon.pid();
    m_person = newPerson(m_daemon, QStringLiteral("Ana"), Json);
    QVERIFY(m_person);
}

/// After each attack: the same process, another person's same connection, and a new one still work.
void TestBadInput::cleanup() {
    QVERIFY(m_daemon.isRunning());
    QCOMPARE(m_daemon.pid(), m_pid);
    VERIFY_DONE(m_person->call(RoomList{}));
    TestClient fresh(m_daemon.url(), Cbor);
    QVERIFY(fresh.open());
    VERIFY_DONE(fresh.call(SessionResume{m_person.auth.accessToken}));
}

void TestBadInput::cleanupTestCase() {
    QCOMPARE(m_daemon.stop(), 0);
}

void TestBadInput::signIn(RawSocket& socket, Codec codec) {
    QVERIFY(socket.connectTo(m_daemon.port()));
    QVERIFY(socket.upgrade(codec));
    const QByteArray call = jsonrpc::writeCall(1, SessionResume{m_person.auth.accessToken}, codec);
    const QCborMap answer = exchange(socket, codec, call);
    QVERIFY(answer.contains(QStringLiteral("result")));
}

QCborMap TestBadInput::exchange(RawSocket& socket, Codec codec, const QByteArray& message) {
    socket.sendFrame(message, opcodeOf(codec));
    while (const std::optional<RawSocket::Frame> frame = socket.next()) {
        if (frame->opcode == opcodeOf(codec))
            return decodeFrame(frame->payload, codec).value_or(QCborMap());
    }
    return {};
}

bool TestBadInput::works(RawSocket& socket, Codec codec) {
    const QCborMap answer = exchange(socket, codec, jsonrpc::writeCall(4711, RoomList{}, codec));
    return answer.value(QStringLiteral("id")).toInteger() == 4711 && answer.contains(QStringLiteral("result"));
}

/// The current row's kind, path and id.
void TestBadInput::checkAnswered(RawSocket& socket, Codec codec, const QByteArray& message) {
    QFETCH(QString, kind);
    QFETCH(QString, path);
    QFETCH(QVariant, id);
    const QCborMap answer = exchange(socket, codec, message);
    const QCborMap error = answer.value(QStringLiteral("error")).toMap();
    const QCborMap data = error.value(QStringLiteral("data")).toMap();
    QCOMPARE(answer.value(QStringLiteral("jsonrpc")).toString(), QStringLiteral("2.0"));
    QCOMPARE(data.value(QStringLiteral("kind")).toString(), kind);
    QCOMPARE(data.value(QStringLiteral("path")).toString(), path);
    QVERIFY(!error.value(QStringLiteral("message")).toString().isEmpty());
    QCOMPARE(error.value(QStringLiteral("code")).toInteger(), errorRow(*errorKindNamed(kind)).code);
    QCOMPARE(answer.value(QStringLiteral("id")).toVariant(), id);
    QVERIFY(works(socket, codec));
}

void TestBadInput::badFrameIsAnswered_data() {
    addAnswerColumns();
    const auto parse = [](const char* name, const QByteArray& message) {
        row(name, message, "rpc.parseError", "", none);
    };
    parse("nothing", "");
    parse("white space", "  \n ");
    parse("half a call", R"({"jsonrpc":"2.0","id":7,"meth)");
    parse("words", "hello server");
    parse("a comma too many", R"({"jsonrpc":"2.0","id":7,"method":"room.list",})");
    parse("two calls in one frame", jsonCall("room.list", "{}") + jsonCall("room.list", "{}"));
    parse("too deep", QByteArray(65, '[') + QByteArray(65, ']'));
    parse("much too deep", QByteArray(30'000, '['));
    parse("single quotes", "{'jsonrpc':'2.0','id':7,'method':'room.list'}");
    parse("a bad escape", R"({"jsonrpc":"2.0","id":7,"method":"\u12"})");

    const auto invalid = [](const char* name, const QByteArray& message, const QVariant& id) {
        row(name, message, "rpc.invalidRequest", "", id);
    };
    invalid("an empty batch", "[]", none);
    invalid("a batch", "[" + jsonCall("room.list", "{}") + "]", none);
    invalid("an empty object", "{}", none);
    invalid("no version", R"({"id":7,"method":"room.list"})", 7);
    invalid("version 1.0", R"({"jsonrpc":"1.0","id":7,"method":"room.list"})", 7);
    invalid("version as a number", R"({"jsonrpc":2.0,"id":7,"method":"room.list"})", 7);
    invalid("no method", R"({"jsonrpc":"2.0","id":7})", 7);
    invalid("method is a number", R"({"jsonrpc":"2.0","id":7,"method":5})", 7);
    invalid("id is an object", jsonCall("room.list", "{}", "{}"), none);
    invalid("id is true", jsonCall("room.list", "{}", "true"), none);
    invalid("id is a fraction", jsonCall("room.list", "{}", "1.5"), none);

    const auto unknown = [](const char* name, const QByteArray& method) {
        row(name, jsonCall(method, "{}", "\"seven\""), "rpc.methodNotFound", "", QStringLiteral("seven"));
    };
    unknown("unknown method", "room.explode");
    unknown("empty method", "");
    unknown("method in capitals", "Room.List");
    unknown("a notification's name", "room.event");
    unknown("a long method", QByteArray(10'000, 'm'));
}

void TestBadInput::wrongParamsAreAnswered_data() {
    addAnswerColumns();
    const auto wrong = [](const char* name, const QByteArray& method, const QByteArray& params, const char* path) {
        row(name, jsonCall(method, params), "input.invalid", path, 7);
    };
    wrong("params is a list", "room.list", "[]", "params");
    wrong("params is a text", "room.list", "\"x\"", "params");
    wrong("no params", "room.join", "{}", "params.room");
    wrong("room is a text", "room.join", R"({"room":"7"})", "params.room");
    wrong("room is null", "room.join", R"({"room":null})", "params.room");
    wrong("room is 0", "room.join", R"({"room":0})", "params.room");
    wrong("room is negative", "room.join", R"({"room":-1})", "params.room");
    wrong("room is a fraction", "room.join", R"({"room":1.5})", "params.room");
    wrong("room is 2^53", "room.join", R"({"room":9007199254740992})", "params.room");
    wrong("room is huge", "room.join", R"({"room":1e300})", "params.room");
    wrong("room is a list", "room.join", R"({"room":[1]})", "params.room");
    wrong("password is a number", "room.join", R"({"room":1,"password":5})", "params.password");
    wrong("on is a text", "typing.set", R"({"room":1,"on":"yes"})", "params.on");
    wrong("on is 1", "typing.set", R"({"room":1,"on":1})", "params.on");
    wrong("no clientId", "message.send", R"({"room":1,"body":"x"})", "params.clientId");
    wrong("clientId is empty", "message.send", R"({"room":1,"clientId":"","body":"x"})", "params.clientId");
    wrong("body is a number", "message.send", R"({"room":1,"clientId":"a","body":5})", "params.body");
    wrong("replyTo is a text", "message.send", R"({"room":1,"clientId":"a","body":"x","replyTo":"1"})",
          "params.replyTo");
    wrong("no name", "room.create", "{}", "params.name");
    wrong("an empty name", "room.create", R"({"name":""})", "params.name");
    wrong("an invisible name", "room.create", "{\"name\":\" \\u0007\\u202e \"}", "params.name");
    wrong("a name of 201", "room.create", R"({"name":")" + QByteArray(201, 'n') + "\"}", "params.name");
    wrong("capacity 0", "room.create", R"({"name":"x","capacity":0})", "params.capacity");
    wrong("maxMembers is a fraction", "room.create", R"({"name":"x","maxMembers":2.5})", "params.maxMembers");
    wrong("visibility is unknown", "room.create", R"({"name":"x","visibility":"secret"})", "params.visibility");
    wrong("limit 0", "room.history", R"({"room":1,"limit":0})", "params.limit");
    wrong("limit 201", "room.history", R"({"room":1,"limit":201})", "params.limit");
    wrong("limit 501", "room.events", R"({"room":1,"after":0,"limit":501})", "params.limit");
    wrong("after is negative", "room.events", R"({"room":1,"after":-1})", "params.after");
    wrong("an id that is a text", "user.get", R"({"ids":[1,"2"]})", "params.ids[1]");
    wrong("ids is an object", "user.get", R"({"ids":{}})", "params.ids");
}

void TestBadInput::badFrameIsAnswered() {
    QFETCH(QByteArray, message);
    RawSocket socket;
    signIn(socket, Json);
    checkAnswered(socket, Json, message);
}

void TestBadInput::wrongParamsAreAnswered() {
    badFrameIsAnswered();
}

void TestBadInput::badCborIsAnswered_data() {
    addAnswerColumns();
    const QByteArray good = jsonrpc::writeCall(7, RoomList{}, Cbor);
    const auto hex = [](const char* digits) { return QByteArray::fromHex(digits); };
    row("nothing", "", "rpc.parseError", "", none);
    row("half a call", good.left(good.size() / 2), "rpc.parseError", "", none);
    row("bytes behind the call", good + '\0', "rpc.parseError", "", none);
    row("two calls", good + good, "rpc.parseError", "", none);
    row("JSON", jsonCall("room.list", "{}"), "rpc.parseError", "", none);
    row("a break alone", hex("ff"), "rpc.parseError", "", none);
    row("a reserved head", hex("1c"), "rpc.parseError", "", none);
    row("a text of 2^62 bytes", hex("7b4000000000000000"), "rpc.parseError", "", none);
    row("a list of 2^62 items", hex("9b4000000000000000"), "rpc.parseError", "", none);
    row("a map of 2^62 members", hex("bb4000000000000000"), "rpc.parseError", "", none);
    row("a text that is not UTF-8", hex("a161ff00"), "rpc.parseError", "", none);
    row("too deep", QByteArray(65, char(0x81)) + '\0', "rpc.parseError", "", none);
    row("endless lists", QByteArray(30'000, char(0x9f)), "rpc.parseError", "", none);
    row("a number", hex("07"), "rpc.invalidRequest", "", none);
    row("a batch", char(0x81) + good, "rpc.invalidRequest", "", none);
    row("an empty object", hex("a0"), "rpc.invalidRequest", "", none);

    QCborMap call = test::treeOf(jsonrpc::writeCall(7, RoomJoin{RoomId{1}, {}}, Cbor));
    QCborMap params;
    params.insert(QStringLiteral("room"), QByteArray("7"));
    call.insert(QStringLiteral("params"), params);
    row("room is a byte string", call.toCborValue().toCbor(), "rpc.parseError", "", none);
    params.insert(QStringLiteral("room"), 1.5);
    call.insert(QStringLiteral("params"), params);
    row("room is a fraction", call.toCborValue().toCbor(), "input.invalid", "params.room", 7);
    call.insert(QStringLiteral("method"), QStringLiteral("room.explode"));
    row("unknown method", call.toCborValue().toCbor(), "rpc.methodNotFound", "", 7);
}

void TestBadInput::badCborIsAnswered() {
    QFETCH(QByteArray, message);
    RawSocket socket;
    signIn(socket, Cbor);
    checkAnswered(socket, Cbor, message);
}

/// A call without an id is done, or refused, in silence: the next answer belongs to the next call.
void TestBadInput::notificationIsNotAnswered() {
    RawSocket socket;
    signIn(socket, Json);
    socket.sendFrame(R"({"jsonrpc":"2.0","method":"room.explode"})", RawSocket::Text);
    socket.sendFrame(R"({"jsonrpc":"2.0","method":"room.join","params":{"room":4000}})", RawSocket::Text);
    socket.sendFrame(R"({"jsonrpc":"2.0","method":"room.list"})", RawSocket::Text);
    QVERIFY(works(socket, Json));
}

void TestBadInput::closesOn_data() {
    QTest::addColumn<bool>("cbor");
    QTest::addColumn<bool>("signedIn");
    QTest::addColumn<QByteArray>("bytes"); // whole frames
    QTest::addColumn<int>("code");
    const auto frame = [](quint8 first, const QByteArray& length, const QByteArray& payload) -> QByteArray {
        return char(first) + length + QByteArray(4, '\0') + payload; // masked with zeros
    };
    const QByteArray size4097 = QByteArray::fromHex("fe1001");
    const QByteArray size65537 = QByteArray::fromHex("ff0000000000010001");
    const QByteArray size40000 = QByteArray::fromHex("fe9c40");
    const QByteArray sizeHuge = QByteArray::fromHex("ff7fffffffffffffff");
    const QByteArray x40000(40'000, 'x');
    QTest::newRow("4 KiB + 1 before sign-in") << false << false << frame(0x81, size4097, QByteArray(4097, 'x')) << 1009;
    QTest::newRow("the same in CBOR") << true << false << frame(0x82, size4097, QByteArray(4097, 'x')) << 1009;
    QTest::newRow("64 KiB + 1") << false << true << frame(0x81, size65537, QByteArray(65'537, 'x')) << 1009;
    QTest::newRow("the same in CBOR, signed in")
        << true << true << frame(0x82, size65537, QByteArray(65'537, 'x')) << 1009;
    QTest::newRow("the header of a huge frame") << false << true << frame(0x81, sizeHuge, "") << 1009;
    QTest::newRow("too large in two pieces")
        << false << true << frame(0x01, size40000, x40000) + frame(0x80, size40000, x40000) << 1009;
    QTest::newRow("binary on a JSON connection")
        << false << true << frame(0x82, QByteArray(1, char(0x81)), "x") << 1003;
    QTest::newRow("text on a CBOR connection") << true << true << frame(0x81, QByteArray(1, char(0x81)), "x") << 1003;
    QTest::newRow("no mask") << false << true << QByteArray("\x81\x01x") << 1002;
    QTest::newRow("a reserved opcode") << false << true << frame(0x83, QByteArray(1, char(0x81)), "x") << 1002;
    QTest::newRow("a reserved bit") << false << true << frame(0xc1, QByteArray(1, char(0x81)), "x") << 1002;
    QTest::newRow("a piece of nothing") << false << true << frame(0x80, QByteArray(1, char(0x81)), "x") << 1002;
    QTest::newRow("a ping of 126 bytes") << false << true
                                         << frame(0x89, QByteArray::fromHex("fe007e"), QByteArray(126, 'x')) << 1002;
    QTest::newRow("text that is not UTF-8")
        << false << true << frame(0x81, QByteArray(1, char(0x82)), "\xc3\x28") << 1007;
}

void TestBadInput::closesOn() {
    QFETCH(bool, cbor);
    QFETCH(bool, signedIn);
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    const Codec codec = cbor ? Cbor : Json;
    RawSocket socket;
    if (signedIn) {
        signIn(socket, codec);
    } else {
        QVERIFY(socket.connectTo(m_daemon.port()));
        QVERIFY(socket.upgrade(codec));
    }
    socket.send(bytes);
    const std::optional<quint16> closed = socket.closed();
    QVERIFY2(closed.has_value(), "hung up without a close frame");
    QCOMPARE(int(*closed), code);
}

/// A client that ignores a close frame is disconnected.
void TestBadInput::hangsUpOnWhoStays() {
    RawSocket socket;
    signIn(socket, Json);
    socket.sendFrame("x", RawSocket::Binary);
    QCOMPARE(socket.closed(), quint16(CloseCode::WrongFrameType));
    QVERIFY(socket.hungUp());
}

void TestBadInput::largestFrameIsTaken_data() {
    QTest::addColumn<bool>("cbor");
    QTest::addColumn<bool>("signedIn");
    QTest::addColumn<int>("pieces");
    QTest::newRow("4 KiB before sign-in") << false << false << 1;
    QTest::newRow("4 KiB before sign-in in CBOR") << true << false << 1;
    QTest::newRow("64 KiB") << false << true << 1;
    QTest::newRow("64 KiB in CBOR") << true << true << 1;
    QTest::newRow("64 KiB in three pieces") << false << true << 3;
}

void TestBadInput::largestFrameIsTaken() {
    QFETCH(bool, cbor);
    QFETCH(bool, signedIn);
    QFETCH(int, pieces);
    const Codec codec = cbor ? Cbor : Json;
    RawSocket socket;
    if (signedIn) {
        signIn(socket, codec);
    } else {
        QVERIFY(socket.connectTo(m_daemon.port()));
        QVERIFY(socket.upgrade(codec));
    }
    const qsizetype size = signedIn ? limits::frameBytes : limits::frameBytesBeforeSignIn;
    QByteArray message = paddedCall(codec, size);
    QCOMPARE(message.size(), size);
    const qsizetype step = message.size() / pieces;
    for (int piece = 0; piece + 1 < pieces; ++piece) {
        socket.sendFrame(message.left(step), piece == 0 ? opcodeOf(codec) : quint8(RawSocket::Continuation), false);
        message.remove(0, step);
    }
    socket.sendFrame(message, pieces == 1 ? opcodeOf(codec) : quint8(RawSocket::Continuation));
    const std::optional<RawSocket::Frame> frame = socket.next();
    QVERIFY(frame);
    QCOMPARE(frame->opcode, opcodeOf(codec));
    const QCborMap answer = decodeFrame(frame->payload, codec).value_or(QCborMap());
    QCOMPARE(answer.value(QStringLiteral("id")).toInteger(), 7);
    QCOMPARE(answer.contains(QStringLiteral("result")), signedIn);
}

/// 16 KiB are counted in bytes of the text, not of its encoding.
void TestBadInput::largestMessageIsTaken() {
    const Room room = newRoom(m_person);
    QVERIFY(room.id);
    const QString euros(limits::messageBytes / 3, QChar(u'€')); // 16,383 bytes
    VERIFY_DONE(m_person->call(messageFor(room.id, QString(euros % u'x'))));
    VERIFY_REFUSED(m_person->call(messageFor(room.id, QString(euros % u"xx"))), MessageTooLong);
    VERIFY_REFUSED(m_person->call(messageFor(room.id, QString(20'000, u'x'))), MessageTooLong);
    for (const QString& blank : {QString(), QStringLiteral(" \n\t "), QStringLiteral("\u0007\u0000")})
        VERIFY_REFUSED(m_person->call(messageFor(room.id, blank)), MessageEmpty);
    MessageSend reply = messageFor(room.id, QStringLiteral("to nothing"));
    reply.replyTo = 4000;
    VERIFY_REFUSED(m_person->call(reply), InputInvalid);
    VERIFY_OK(page, m_person->call(RoomHistory{room.id, {}, {}}));
    QCOMPARE(page.messages.size(), 1);
}

void TestBadInput::http_data() {
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    const auto get = [](const QByteArray& path) -> QByteArray {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    };
    QTest::newRow("health") << get("/healthz") << QByteArray("200");
    QTest::newRow("health with a query") << get("/healthz?verbose") << QByteArray("200");
    QTest::newRow("unknown path") << get("/nowhere") << QByteArray("404");
    QTest::newRow("the page") << get("/") << QByteArray("200");
    QTest::newRow("a way out") << get("/../../etc/passwd") << QByteArray("404");
    QTest::newRow("WebSocket path without upgrade") << get("/rt") << QByteArray("426");
    QTest::newRow("another method") << QByteArray("DELETE /healthz HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray("405");
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << QByteArray("400");
    QTest::newRow("a head without end") << QByteArray("GET /healthz HTTP/1.1\r\nA: " + QByteArray(9'000, 'a'))
                                        << QByteArray("431");
}

void TestBadInput::http() {
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    RawSocket socket;
    QVERIFY(socket.connectTo(m_daemon.port()));
    const QByteArray answer = socket.http(request);
    QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + status + ' ')), answer.left(200).constData());
}

void TestBadInput::handshakeIsRefused_data() {
    QTest::addColumn<QByteArray>("subprotocol");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("unknown path") << QByteArray("confab.v1.json") << QByteArray("/chatter");
}

void TestBadInput::handshakeIsRefused() {
    QFETCH(QByteArray, subprotocol);
    QFETCH(QByteArray, path);
    RawSocket socket;
    QVERIFY(socket.connectTo(m_daemon.port()));
    QVERIFY(!socket.upgrade(subprotocol, path));
}

/// Ten seconds for the sign-in, however busily they are filled.
void TestBadInput::silentConnectionIsClosed() {
    TestClient silent(m_daemon.url(), Json);
    TestClient busy(m_daemon.url(), Cbor);
    QVERIFY(silent.open());
    QVERIFY(busy.open());
    VERIFY_REFUSED(busy.call(RoomList{}), AuthRequired);
    VERIFY_REFUSED(busy.call(SessionResume{Secret{QStringLiteral("nonsense")}}), AuthInvalid);
    QVERIFY(waitUntil([&] { return !silent.isOpen() && !busy.isOpen(); }));
    QCOMPARE(silent.closeCode(), quint16(CloseCode::AuthNeeded));
    QCOMPARE(busy.closeCode(), quint16(CloseCode::AuthNeeded));
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_badinput.moc"
