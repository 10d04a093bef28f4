// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/signalrclient.h"
#include "tests/support/tcpproxy.h"
#include "tests/support/waiting.h"

#include <QTest>

#include <map>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromUtf8(text);
}

const QString noError = QStringLiteral("");

} // namespace

/// SignalR's own client at both hubs, in both protocols and over each transport.
class TestSignalR : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void initTestCase();
    void roomsById();
    void roomsByName();
    void seesWhatOthersSend();
    void theNamesOfArgumentsAreNotBelieved();
    void outsidersAreRefused();
    void wrongCalls();
    void somebodyCrashes();
    void refusesTokens_data();
    void refusesTokens();
    void passwordsAndSeats();
    void largeTexts();
    void endsWithTheSession();
    void fallsBackWithoutWebSockets();
    void unknownConnections();
    void aCrashLeavesTheRooms();
    void cleanupTestCase();

private:
    SignalRClient::Options at(const QString& hub, const QString& token) const {
        QFETCH_GLOBAL(QString, protocol);
        QFETCH_GLOBAL(QString, transport);
        return {url(hub), token, protocol, transport};
    }
    SignalRClient::Options at(const QString& hub, const Person& person) const {
        return at(hub, person.auth.accessToken.value);
    }
    static QByteArray rowName() {
        QFETCH_GLOBAL(QString, protocol);
        QFETCH_GLOBAL(QString, transport);
        return QString(protocol % transport).toLatin1();
    }
    QString url(const QString& hub) const { return q("http://127.0.0.1:%1").arg(m_daemon.port()) + hub; }
    QJsonArray joining(const Room& room) const {
        return {QJsonObject{{q("username"), q("somebody")}, {q("roomId"), room.id.value}}};
    }

    SignalRProcess m_node;
    DaemonProcess m_daemon{{q("--io-threads"), q("3")}}; // a client's requests arrive on all of them
    Person m_ana;
    Person m_ben;
    std::map<QByteArray, std::unique_ptr<SignalRClient>> m_left; // by row: Ana in a room where Ben has crashed
};

void TestSignalR::initTestCase_data() {
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<QString>("transport");
    QTest::newRow("json, WebSockets") << q("json") << q("WebSockets");
    QTest::newRow("messagepack, WebSockets") << q("messagepack") << q("WebSockets");
    QTest::newRow("json, ServerSentEvents") << q("json") << q("ServerSentEvents");
    QTest::newRow("json, LongPolling") << q("json") << q("LongPolling");
    QTest::newRow("messagepack, LongPolling") << q("messagepack") << q("LongPolling");
}

void TestSignalR::initTestCase() {
    QVERIFY2(m_daemon.start(), m_daemon.errors().constData());
    m_ana = newPerson(m_daemon, q("Ana"), Codec::Cbor);
    m_ben = newPerson(m_daemon, q("Ben"), Codec::Json);
    QVERIFY(m_ana && m_ben);
}

void TestSignalR::roomsById() {
    const Room room = newRoom(m_ana, q("By id"));
    QVERIFY(room.id);
    SignalRClient ana(m_node, at(q("/chat"), m_ana));
    SignalRClient ben(m_node, at(q("/chat"), m_ben));
    QVERIFY2(ana.connects(), qPrintable(ana.error()));
    QVERIFY2(ben.connects(), qPrintable(ben.error()));
    QCOMPARE(ana.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QVERIFY(ana.sees({q("UserJoined"), q("admin"), q("Ana has joined")}));
    QCOMPARE(ben.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QVERIFY(ana.sees({q("UserJoined"), q("admin"), q("Ben has joined")}));
    QVERIFY(ben.sees({q("UserJoined"), q("admin"), q("Ben has joined")}));
    QVERIFY(!ben.events().contains(QJsonArray({q("UserJoined"), q("admin"), q("Ana has joined")})));

    QCOMPARE(ana.invoke(q("SendMessage"), {room.id.value, m_ana.id().value, q("hello, «Ben» 🙂")}), noError);
    QVERIFY(ben.sees({q("ReceiveMessage"), q("Ana"), q("hello, «Ben» 🙂")}));
    QVERIFY(ana.sees({q("ReceiveMessage"), q("Ana"), q("hello, «Ben» 🙂")}));
    QCOMPARE(ben.invoke(q("Typing"), {room.id.value, q("Ben")}), noError);
    QVERIFY(ana.sees({q("UserTyping"), q("Ben")}));
    QCOMPARE(ben.invoke(q("LeaveRoom"), {QString::number(room.id.value)}), noError);
    QVERIFY(ana.sees({q("UserLeft"), q("Ben")}));
    QVERIFY(!ben.events().contains(QJsonArray({q("UserTyping"), q("Ben")})));
    QVERIFY(!ben.events().contains(QJsonArray({q("UserLeft"), q("Ben")})));
    // Who comes again is announced again.
    ana.forgetEvents();
    ben.send(q("JoinSpecificChatRoom"), joining(room));
    QVERIFY(ana.sees({q("UserJoined"), q("admin"), q("Ben has joined")}));
    ben.stop();
    QVERIFY(ben.reaches(q("closed")));
    QCOMPARE(ben.error(), noError);
    QVERIFY(ana.sees({q("UserLeft"), q("Ben")}));
}

void TestSignalR::roomsByName() {
    SignalRClient ana(m_node, at(q("/chatHub"), m_ana));
    SignalRClient ben(m_node, at(q("/chatHub"), m_ben));
    QVERIFY2(ana.connects() && ben.connects(), qPrintable(ana.error() + ben.error()));
    QCOMPARE(ana.invoke(q("JoinRoom"), {q("General")}), noError); // made by the first who comes
    QVERIFY(ana.sees({q("ReceiveMessage"), q("System"), q("Ana has joined the room General")}));
    QCOMPARE(ben.invoke(q("JoinRoom"), {q("General")}), noError);
    QVERIFY(ana.sees({q("ReceiveMessage"), q("System"), q("Ben has joined the room General")}));
    QCOMPARE(ben.invoke(q("SendMessage"), {q("General"), q("Ben"), q("hello")}), noError);
    QVERIFY(ana.sees({q("ReceiveMessage"), q("Ben"), q("hello")}));
    QCOMPARE(ben.invoke(q("LeaveRoom"), {q("General")}), noError);
    QVERIFY(ana.sees({q("ReceiveMessage"), q("System"), q("Ben has left the room General")}));
    // Another name is made by nobody.
    QCOMPARE(ben.invoke(q("JoinRoom"), {q("Unknown")}), noError);
    QVERIFY(ben.sees({q("Error"), q("There is no room of this name.")}));
    // A private room is found by its members.
    RoomCreate hidden;
    hidden.name = q("Hidden");
    hidden.visibility = Visibility::Private;
    QVERIFY(newRoom(m_ana, hidden).id);
    QCOMPARE(ana.invoke(q("JoinRoom"), {q("Hidden")}), noError);
    QVERIFY(ana.sees({q("ReceiveMessage"), q("System"), q("Ana has joined the room Hidden")}));
    QCOMPARE(ben.invoke(q("JoinRoom"), {q("Hidden")}), noError);
    QCOMPARE(ben.events().last(), QJsonArray({q("Error"), q("There is no room of this name.")}));
}

void TestSignalR::seesWhatOthersSend() {
    const Room room = newRoom(m_ana, q("Mixed"));
    VERIFY_DONE(m_ben->call(RoomJoin{room.id, {}}));
    SignalRClient ana(m_node, at(q("/chat"), m_ana));
    QVERIFY2(ana.connects(), qPrintable(ana.error()));
    QCOMPARE(ana.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    // From JSON-RPC, and to it.
    VERIFY_DONE(m_ben->call(RoomEnter{room.id, {}}));
    QVERIFY(ana.sees({q("UserJoined"), q("admin"), q("Ben has joined")}));
    m_ben->forgetNotices();
    VERIFY_DONE(m_ben->call(TypingSet{room.id, true}));
    QVERIFY(ana.sees({q("UserTyping"), q("Ben")}));
    VERIFY_DONE(m_ben->call(messageFor(room.id, q("from a socket"))));
    QVERIFY(ana.sees({q("ReceiveMessage"), q("Ben"), q("from a socket")}));
    QCOMPARE(ana.invoke(q("SendMessage"), {room.id.value, 0, q("from a hub")}), noError);
    QVERIFY(waitUntil([&] { return m_ben->noticesOf<RoomEventNotice>().size() == 2; }));
    const Event event = m_ben->noticesOf<RoomEventNotice>().last().event;
    QCOMPARE(event.by, m_ana.id());
    QCOMPARE(std::get<MessagePosted>(event.data).body, q("from a hub"));
    VERIFY_DONE(m_ben->call(RoomExit{room.id}));
    QVERIFY(ana.sees({q("UserLeft"), q("Ben")}));
}

void TestSignalR::theNamesOfArgumentsAreNotBelieved() {
    const Room room = newRoom(m_ana, q("Honest"));
    SignalRClient ben(m_node, at(q("/chat"), m_ben));
    QVERIFY(ben.connects());
    QCOMPARE(ben.invoke(q("JoinSpecificChatRoom"),
                        {QJsonObject{{q("username"), q("Ana")}, {q("RoomId"), QString::number(room.id.value)}}}),
             noError);
    QVERIFY(ben.sees({q("UserJoined"), q("admin"), q("Ben has joined")}));
    QCOMPARE(ben.invoke(q("SendMessage"), {room.id.value, m_ana.id().value, q("I am Ana")}), noError);
    QVERIFY(ben.sees({q("ReceiveMessage"), q("Ben"), q("I am Ana")}));
}

void TestSignalR::outsidersAreRefused() {
    const Room room = newRoom(m_ana, q("Closed"));
    for (const char* hub : {"/chat", "/chatHub"}) {
        SignalRClient ben(m_node, at(q(hub), m_ben));
        QVERIFY(ben.connects());
        const QJsonArray refusal{q("Error"), q("User not in any chat room.")};
        const QJsonValue name = QByteArray(hub) == "/chat" ? QJsonValue(room.id.value) : QJsonValue(room.name);
        QCOMPARE(ben.invoke(q("SendMessage"), {name, q("Ben"), q("hello")}), noError);
        QVERIFY(ben.sees(refusal));
        ben.forgetEvents();
        QCOMPARE(ben.invoke(q("LeaveRoom"), {name}), noError);
        QVERIFY(ben.sees(refusal));
    }
}

void TestSignalR::wrongCalls() {
    SignalRClient ana(m_node, at(q("/chat"), m_ana));
    QVERIFY(ana.connects());
    const auto failure = [&ana](const char* method, const QJsonArray& arguments) {
        return ana.invoke(q(method), arguments).value_or(q("no answer"));
    };
    QVERIFY(failure("Nonsense", {}).contains(q("Failed to invoke 'Nonsense'")));
    QVERIFY(failure("JoinRoom", {q("General")}).contains(q("Method does not exist")));
    QVERIFY(failure("SendMessage", {1}).contains(q("1 argument(s) given, 3 expected")));
    QVERIFY(failure("JoinSpecificChatRoom", {q("1")}).contains(q("roomId")));
    QVERIFY(failure("SendMessage", {1, 2, 3}).contains(q("text expected")));
    QCOMPARE(failure("JoinSpecificChatRoom", {QJsonObject{{q("roomId"), 999'999}}}), noError);
    QCOMPARE(ana.events().last().first().toString(), q("Error"));
    QCOMPARE(ana.state(), q("connected"));
}

/// The server notices the end of a long poll after ten seconds, so the others go on meanwhile.
void TestSignalR::somebodyCrashes() {
    const Room room = newRoom(m_ana, q("Crash"));
    SignalRProcess bens;
    auto ana = std::make_unique<SignalRClient>(m_node, at(q("/chat"), m_ana));
    SignalRClient ben(bens, at(q("/chat"), m_ben));
    QVERIFY(ana->connects() && ben.connects());
    QCOMPARE(ana->invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QCOMPARE(ben.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    bens.kill();
    m_left[rowName()] = std::move(ana);
}

void TestSignalR::refusesTokens_data() {
    QTest::addColumn<QString>("hub");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("text");
    for (const char* hub : {"/chat", "/chatHub"}) {
        QTest::addRow("%s, none", hub) << q(hub) << QString() << q("Authentication failed: No token provided");
        QTest::addRow("%s, wrong", hub) << q(hub) << q("wrong") << q("Authentication failed: Invalid token");
        QTest::addRow("%s, long", hub) << q(hub) << QString(3000, u'a') << q("Authentication failed: Invalid token");
    }
}

void TestSignalR::refusesTokens() {
    QFETCH(QString, hub);
    QFETCH(QString, token);
    QFETCH(QString, text);
    SignalRClient client(m_node, at(hub, token));
    QVERIFY(client.sees({q("Error"), text}));
    QVERIFY(waitUntil([&] { return client.state() == u"closed" || client.state() == u"refused"; }));
    QVERIFY2(client.error().contains(text), qPrintable(client.error()));
    QVERIFY(!m_daemon.output().contains("wrong"));
}

void TestSignalR::passwordsAndSeats() {
    RoomCreate guarded;
    guarded.name = q("Guarded");
    guarded.password = Secret{q("sesame")};
    const Room room = newRoom(m_ana, guarded);
    SignalRClient ben(m_node, at(q("/chat"), m_ben));
    QVERIFY(ben.connects());
    QCOMPARE(ben.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QCOMPARE(ben.events().last().first().toString(), q("Error"));
    VERIFY_DONE(m_ben->call(RoomJoin{room.id, Secret{q("sesame")}}));
    QCOMPARE(ben.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QVERIFY(ben.sees({q("UserJoined"), q("admin"), q("Ben has joined")}));

    RoomCreate narrow;
    narrow.name = q("Narrow");
    narrow.capacity = 1;
    const Room seat = newRoom(m_ana, narrow);
    VERIFY_DONE(m_ana->call(RoomEnter{seat.id, {}}));
    ben.forgetEvents();
    QCOMPARE(ben.invoke(q("JoinSpecificChatRoom"), joining(seat)), noError);
    QCOMPARE(ben.events(), QList<QJsonArray>({{q("Error"), q("The room is full")}}));
    VERIFY_DONE(m_ana->call(RoomExit{seat.id}));
    QCOMPARE(ben.invoke(q("JoinSpecificChatRoom"), joining(seat)), noError);
    QVERIFY(ben.sees({q("UserJoined"), q("admin"), q("Ben has joined")}));
    QVERIFY(!ben.events().contains(QJsonArray({q("UserLeft"), q("Ana")})));
}

void TestSignalR::largeTexts() {
    const Room room = newRoom(m_ana, q("Large"));
    SignalRClient ana(m_node, at(q("/chat"), m_ana));
    QVERIFY(ana.connects());
    QCOMPARE(ana.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    const QString whole(limits::messageBytes, u'x');
    QCOMPARE(ana.invoke(q("SendMessage"), {room.id.value, 0, whole}), noError);
    QVERIFY(ana.sees({q("ReceiveMessage"), q("Ana"), whole}));
    QCOMPARE(ana.invoke(q("SendMessage"), {room.id.value, 0, QString(whole + u'x')}), noError);
    QCOMPARE(ana.events().last().first().toString(), q("Error"));
    // Above what a message may have at all the connection ends, and nobody else's suffers.
    ana.send(q("SendMessage"), {room.id.value, 0, QString(10'000'000, u'x')});
    QVERIFY(waitUntil([&] { return ana.state() == u"closed" || ana.state() == u"unsent"; }));
    SignalRClient again(m_node, at(q("/chat"), m_ana));
    QVERIFY(again.connects());
}

void TestSignalR::endsWithTheSession() {
    const Person other = againAs(m_daemon, m_ben, Codec::Json);
    SignalRClient ben(m_node, at(q("/chat"), other));
    QVERIFY(ben.connects());
    VERIFY_DONE(other->call(AccountLogout{}));
    QVERIFY(ben.reaches(q("closed")));
}

/// A proxy that breaks WebSockets: the client goes over to another transport by itself.
void TestSignalR::fallsBackWithoutWebSockets() {
    TcpProxy proxy(q("127.0.0.1"), m_daemon.port());
    QVERIFY(proxy.listen());
    proxy.judgeBy([](TcpProxy::Way way, const QByteArray& piece) {
        const bool upgrades = way == TcpProxy::Way::ToServer && piece.toLower().contains("upgrade: websocket");
        return upgrades ? TcpProxy::Verdict::Cut : TcpProxy::Verdict::Pass;
    });
    const Room room = newRoom(m_ana, q("Behind a proxy"));
    SignalRClient::Options options = at(q("/chat"), m_ana);
    options.url = q("http://127.0.0.1:%1/chat").arg(proxy.port());
    options.transport.clear();
    SignalRClient ana(m_node, options);
    QVERIFY2(ana.connects(), qPrintable(ana.error()));
    QCOMPARE(proxy.cuts(), 1);
    QCOMPARE(ana.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QCOMPARE(ana.invoke(q("SendMessage"), {room.id.value, 0, q("hello")}), noError);
    QVERIFY(ana.sees({q("ReceiveMessage"), q("Ana"), q("hello")}));
    QVERIFY(proxy.links() > 0);
}

void TestSignalR::unknownConnections() {
    const auto status = [this](const QByteArray& method, const QByteArray& target) {
        RawSocket socket;
        const QByteArray body = method == "POST" ? "Content-Length: 1\r\n\r\nx" : "\r\n";
        return socket.connectTo(doorOf(m_daemon))
                   ? responseOf(socket.http(method + ' ' + target + " HTTP/1.1\r\nHost: a\r\n" + body)).status
                   : 0;
    };
    QCOMPARE(status("GET", "/chat"), 404);
    for (const char* method : {"GET", "POST", "DELETE"})
        QCOMPARE(status(method, "/chatHub?id=of.0.another"), 404);
    QCOMPARE(status("PUT", "/chat"), 405);
    QCOMPARE(status("POST", "/chat/negotiate?negotiateVersion=1"), 200);
}

void TestSignalR::aCrashLeavesTheRooms() {
    const std::unique_ptr<SignalRClient> ana = std::exchange(m_left[rowName()], nullptr);
    QVERIFY(ana && ana->sees({q("UserLeft"), q("Ben")}));
}

void TestSignalR::cleanupTestCase() {
    m_left.clear();
    m_ana = {};
    m_ben = {};
    QCOMPARE(m_daemon.stop(), 0);
}

QTEST_GUILESS_MAIN(TestSignalR)
#include "tst_signalr.moc"
