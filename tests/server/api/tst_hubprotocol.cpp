// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/hubprotocol.h"
#include "server/api/signalr/messagepack.h"

#include <QCborMap>
#include <QJsonArray>
#include <QTest>

using namespace confab;
using namespace confab::signalr;

namespace {

const QCborArray someArguments{QStringLiteral("a «text»"),
                               7,
                               -1,
                               nullptr,
                               true,
                               0.5,
                               QCborMap{{QStringLiteral("roomId"), qint64(9'007'199'254'740'991)}}};

/// The one message of these bytes.
Result<HubMessage> read(const QByteArray& bytes, HubProtocol protocol) {
    QByteArrayView rest(bytes);
    Result<HubMessage> message = takeMessage(rest, protocol);
    if (message && !rest.isEmpty())
        return fail(Error(ErrorKind::Internal, QStringLiteral("bytes are left")));
    return message;
}

} // namespace

/// The bytes of SignalR's handshake and hub protocol. Expected bytes are of HubProtocol.md and TransportProtocols.md of
/// ASP.NET Core, and of msgpack.org.
class TestHubProtocol : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesOnAProtocol();
    void refusesHandshakes_data();
    void refusesHandshakes();
    void readsJson();
    void readsMessagePack();
    void readsSeveral();
    void refusesJson_data();
    void refusesJson();
    void refusesMessagePack_data();
    void refusesMessagePack();
    void writesJson();
    void writesMessagePack();
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void numbersOfMessagePack_data();
    void numbersOfMessagePack();
    void sizesAreBounded();
};

void TestHubProtocol::agreesOnAProtocol() {
    QByteArrayView json("{\"protocol\":\"json\",\"version\":1}\x1e{\"type\":6}\x1e");
    QVERIFY(takeHandshake(json) == HubProtocol::Json);
    QCOMPARE(json, QByteArrayView("{\"type\":6}\x1e")); // a client may send on without waiting
    QByteArrayView binary("{\"protocol\":\"messagepack\",\"version\":1}\x1e\x02\x91\x06");
    QVERIFY(takeHandshake(binary) == HubProtocol::MessagePack);
    QCOMPARE(binary.size(), 3);
    QCOMPARE(handshakeAnswer(), QByteArray("{}\x1e"));
    QCOMPARE(handshakeAnswer(QStringLiteral("no")), QByteArray("{\"error\":\"no\"}\x1e"));
}

void TestHubProtocol::refusesHandshakes_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isAnswered");
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("no end") << QByteArray("{\"protocol\":\"json\",\"version\":1}") << false;
    QTest::newRow("no object") << QByteArray("[1]\x1e") << false;
    QTest::newRow("no JSON") << QByteArray("\x02\x91\x06\x1e") << false;
    QTest::newRow("another protocol") << QByteArray("{\"protocol\":\"xml\",\"version\":1}\x1e") << true;
    QTest::newRow("another version") << QByteArray("{\"protocol\":\"json\",\"version\":2}\x1e") << true;
    QTest::newRow("nothing") << QByteArray("{}\x1e") << true;
}

void TestHubProtocol::refusesHandshakes() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isAnswered);
    QByteArrayView rest(bytes);
    const Result<HubProtocol> agreed = takeHandshake(rest);
    QVERIFY(!agreed);
    QCOMPARE(agreed.error().kind, isAnswered ? ErrorKind::InputInvalid : ErrorKind::ParseError);
}

void TestHubProtocol::readsJson() {
    const QByteArray call = R"({"type":1,"invocationId":"12","target":"JoinRoom","arguments":["General"],"x":1})";
    const Result<HubMessage> message = read(call + '\x1e', HubProtocol::Json);
    QVERIFY(message);
    const auto& invocation = std::get<Invocation>(*message);
    QCOMPARE(invocation.id, QStringLiteral("12"));
    QCOMPARE(invocation.target, QStringLiteral("JoinRoom"));
    QCOMPARE(invocation.arguments, QCborArray{QStringLiteral("General")});
    QVERIFY(!invocation.wantsStream);
    const Result<HubMessage> silent = read("{\"type\":1,\"target\":\"a\",\"arguments\":[]}\x1e", HubProtocol::Json);
    QVERIFY(silent && !std::get<Invocation>(*silent).id);
    const Result<HubMessage> stream =
        read("{\"type\":4,\"invocationId\":\"1\",\"target\":\"a\",\"arguments\":[]}\x1e", HubProtocol::Json);
    QVERIFY(stream && std::get<Invocation>(*stream).wantsStream);
    QVERIFY(std::holds_alternative<Ping>(*read("{\"type\":6}\x1e", HubProtocol::Json)));
    QVERIFY(std::holds_alternative<Close>(*read("{\"type\":7}\x1e", HubProtocol::Json)));
    QVERIFY(std::holds_alternative<Ignored>(*read("{\"type\":3,\"invocationId\":\"1\"}\x1e", HubProtocol::Json)));
    QVERIFY(std::holds_alternative<Ignored>(*read("{\"type\":99}\x1e", HubProtocol::Json)));
}

void TestHubProtocol::readsMessagePack() {
    // [1, {}, "12", "JoinRoom", ["General"], []]
    const QByteArray call("\x19\x96\x01\x80\xa2"
                          "12"
                          "\xa8"
                          "JoinRoom"
                          "\x91\xa7"
                          "General"
                          "\x90");
    const Result<HubMessage> message = read(call, HubProtocol::MessagePack);
    QVERIFY(message);
    const auto& invocation = std::get<Invocation>(*message);
    QCOMPARE(invocation.id, QStringLiteral("12"));
    QCOMPARE(invocation.target, QStringLiteral("JoinRoom"));
    QCOMPARE(invocation.arguments, QCborArray{QStringLiteral("General")});
    const QByteArray silent("\x07\x95\x01\x80\xc0\xa1"
                            "a"
                            "\x90");
    QVERIFY(!std::get<Invocation>(*read(silent, HubProtocol::MessagePack)).id);
    QVERIFY(std::holds_alternative<Ping>(*read("\x02\x91\x06", HubProtocol::MessagePack)));
    QVERIFY(std::holds_alternative<Close>(*read("\x03\x92\x07\xc0", HubProtocol::MessagePack)));
    QVERIFY(std::holds_alternative<Ignored>(*read("\x02\x91\x63", HubProtocol::MessagePack)));
}

void TestHubProtocol::readsSeveral() {
    QByteArray bytes("\x02\x91\x06\x03\x92\x07\xc0", 7);
    QByteArrayView rest(bytes);
    QVERIFY(std::holds_alternative<Ping>(*takeMessage(rest, HubProtocol::MessagePack)));
    QVERIFY(std::holds_alternative<Close>(*takeMessage(rest, HubProtocol::MessagePack)));
    QVERIFY(rest.isEmpty());
    bytes = "{\"type\":6}\x1e{\"type\":7}\x1e";
    rest = bytes;
    QVERIFY(std::holds_alternative<Ping>(*takeMessage(rest, HubProtocol::Json)));
    QVERIFY(std::holds_alternative<Close>(*takeMessage(rest, HubProtocol::Json)));
    QVERIFY(rest.isEmpty());
}

void TestHubProtocol::refusesJson_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no end") << QByteArray("{\"type\":6}");
    QTest::newRow("empty") << QByteArray("\x1e");
    QTest::newRow("list") << QByteArray("[6]\x1e");
    QTest::newRow("no type") << QByteArray("{}\x1e");
    QTest::newRow("type is text") << QByteArray("{\"type\":\"6\"}\x1e");
    QTest::newRow("no target") << QByteArray("{\"type\":1,\"arguments\":[]}\x1e");
    QTest::newRow("no arguments") << QByteArray("{\"type\":1,\"target\":\"a\"}\x1e");
    QTest::newRow("arguments no list") << QByteArray("{\"type\":1,\"target\":\"a\",\"arguments\":{}}\x1e");
    QTest::newRow("id is a number") << QByteArray(
        "{\"type\":1,\"invocationId\":1,\"target\":\"a\",\"arguments\":[]}\x1e");
}

void TestHubProtocol::refusesJson() {
    QFETCH(QByteArray, bytes);
    QByteArrayView rest(bytes);
    const Result<HubMessage> message = takeMessage(rest, HubProtocol::Json);
    QVERIFY(!message && message.error().kind == ErrorKind::ParseError);
}

void TestHubProtocol::refusesMessagePack_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const QByteArray& hex) { QTest::newRow(name) << QByteArray::fromHex(hex); };
    row("length without end", "ffffffffff");
    row("length cut off", "80");
    row("longer than the bytes", "039106");
    row("nothing behind the length", "00");
    row("bytes behind the list", "03910600");
    row("no list", "0106");
    row("empty list", "0190");
    row("type is text", "0391a136");
    row("no target", "0693018000c0c0");
    row("id is a number", "07950180"
                          "01"
                          "a16190");
    row("arguments no list", "0795018"
                             "0c0a16180");
    row("list longer than the bytes", "02dcffff");
    row("text that is no UTF-8", "0391a1ff");
    row("map with a number as key", "049181"
                                    "0101");
    row("extension", "0492"
                     "06d400");
    row("unused format", "02"
                         "91c1");
    row("cut number", "03"
                      "92"
                      "06cd");
}

void TestHubProtocol::refusesMessagePack() {
    QFETCH(QByteArray, bytes);
    QByteArrayView rest(bytes);
    const Result<HubMessage> message = takeMessage(rest, HubProtocol::MessagePack);
    QVERIFY(!message && message.error().kind == ErrorKind::ParseError);
}

void TestHubProtocol::writesJson() {
    constexpr auto json = HubProtocol::Json;
    QCOMPARE(invocation(QStringLiteral("Error"), {QStringLiteral("text")}, json),
             QByteArray("{\"arguments\":[\"text\"],\"target\":\"Error\",\"type\":1}\x1e"));
    QCOMPARE(completion(QStringLiteral("1"), std::nullopt, json),
             QByteArray("{\"invocationId\":\"1\",\"type\":3}\x1e"));
    QCOMPARE(completion(QStringLiteral("1"), QStringLiteral("bad"), json),
             QByteArray("{\"error\":\"bad\",\"invocationId\":\"1\",\"type\":3}\x1e"));
    QCOMPARE(ping(json), QByteArray("{\"type\":6}\x1e"));
    QCOMPARE(closing(QStringLiteral("end"), true, json),
             QByteArray("{\"allowReconnect\":true,\"error\":\"end\",\"type\":7}\x1e"));
    QCOMPARE(closing({}, false, json), QByteArray("{\"type\":7}\x1e"));
}

void TestHubProtocol::writesMessagePack() {
    constexpr auto binary = HubProtocol::MessagePack;
    QCOMPARE(completion(QStringLiteral("1"), std::nullopt, binary).toHex(), QByteArray("0694038"
                                                                                       "0a13102"));
    QCOMPARE(completion(QStringLiteral("1"), QStringLiteral("e"), binary).toHex(), QByteArray("08950380a13101a165"));
    QCOMPARE(ping(binary).toHex(), QByteArray("029106"));
    QCOMPARE(closing({}, true, binary).toHex(), QByteArray("049307c0c3"));
    QCOMPARE(invocation(QStringLiteral("E"), {QStringLiteral("t")}, binary).toHex(),
             QByteArray("0a960180c0a14591a17490"));
    // 128 bytes have a length of two.
    const QByteArray longer = invocation(QStringLiteral("E"), {QString(120, u'x')}, binary);
    QCOMPARE(longer.left(2).toHex(), QByteArray("8201"));
    QCOMPARE(longer.size(), 130 + 2);
}

void TestHubProtocol::readsWhatItWrites_data() {
    QTest::addColumn<int>("length");
    for (const int length : {0, 1, 15, 16, 31, 32, 255, 256, 65'535, 65'536})
        QTest::addRow("%d", length) << length;
}

/// At the lengths where the form of a length changes.
void TestHubProtocol::readsWhatItWrites() {
    QFETCH(int, length);
    QCborArray arguments = someArguments;
    arguments.append(QString(length, u'x'));
    QCborArray many;
    QCborMap named;
    for (int i = 0; i < length; ++i)
        many.append(i);
    for (int i = 0; i < std::min(length, confab::messagepack::mostMembers); ++i)
        named.insert(QString::number(i), i);
    arguments.append(many);
    arguments.append(named);
    for (const HubProtocol protocol : {HubProtocol::Json, HubProtocol::MessagePack}) {
        const Result<HubMessage> message = read(invocation(QStringLiteral("Target"), arguments, protocol), protocol);
        QVERIFY(message);
        QCOMPARE(std::get<Invocation>(*message).target, QStringLiteral("Target"));
        QCOMPARE(std::get<Invocation>(*message).arguments.toJsonArray(), arguments.toJsonArray()); // in any order
    }
}

void TestHubProtocol::numbersOfMessagePack_data() {
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<double>("value");
    QTest::newRow("fixint") << QByteArray("7f") << 127.;
    QTest::newRow("negative fixint") << QByteArray("e0") << -32.;
    QTest::newRow("uint8") << QByteArray("ccff") << 255.;
    QTest::newRow("uint16") << QByteArray("cdffff") << 65'535.;
    QTest::newRow("uint32") << QByteArray("ceffffffff") << 4'294'967'295.;
    QTest::newRow("uint64") << QByteArray("cfffffffffffffffff") << 18'446'744'073'709'551'615.;
    QTest::newRow("int8") << QByteArray("d080") << -128.;
    QTest::newRow("int16") << QByteArray("d18000") << -32'768.;
    QTest::newRow("int32") << QByteArray("d280000000") << -2'147'483'648.;
    QTest::newRow("int64") << QByteArray("d3ffffffffffffffff") << -1.;
    QTest::newRow("float32") << QByteArray("ca3f000000") << 0.5;
    QTest::newRow("float64") << QByteArray("cb3fe0000000000000") << 0.5;
}

void TestHubProtocol::numbersOfMessagePack() {
    QFETCH(QByteArray, hex);
    QFETCH(double, value);
    const QByteArray bytes = QByteArray::fromHex(hex);
    QByteArrayView rest(bytes);
    const Result<QCborValue> read = messagepack::take(rest);
    QVERIFY(read && rest.isEmpty());
    QCOMPARE(read->toDouble(), value);
}

void TestHubProtocol::sizesAreBounded() {
    const QByteArray fits = QByteArray(confab::messagepack::mostDepth, '\x91') + '\x01';
    const QByteArray deeper = '\x91' + fits;
    QByteArrayView rest(fits);
    QVERIFY(confab::messagepack::take(rest));
    rest = deeper;
    QVERIFY(!confab::messagepack::take(rest));
    QByteArray members;
    for (int i = 0; i <= confab::messagepack::mostMembers; ++i)
        members += "\xa1x\xc0";
    const QByteArray many = QByteArray::fromHex("de0101") + members;
    rest = many;
    QVERIFY(!confab::messagepack::take(rest));
    const QByteArray allowed = QByteArray::fromHex("de0100") + members.chopped(3);
    rest = allowed;
    QVERIFY(confab::messagepack::take(rest));
}

QTEST_APPLESS_MAIN(TestHubProtocol)
#include "tst_hubprotocol.moc"
