// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/clusterfixture.h"
#include "tests/support/people.h"
#include "tests/support/rawsocket.h"
#include "tests/support/requestbalancer.h"
#include "tests/support/results.h"
#include "tests/support/signalrclient.h"
#include "tests/support/tcpproxy.h"
#include "tests/support/waiting.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromUtf8(text);
}

const QString noError = QStringLiteral("");

QJsonArray joining(const Room& room) {
    return {QJsonObject{{q("username"), q("somebody")}, {q("roomId"), room.id.value}}};
}

} // namespace

/// SignalR's clients at two nodes, which can't tell that they are on different servers.
class TestSignalRNodes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void talk();
    void theSameNameIsTheSameRoom();
    void aCrashedClientLeaves();
    void needsNoStickySessions_data();
    void needsNoStickySessions();
    void aTokenOfNobodyGoesNowhere();
    void framesGoToAnotherNodeToo();
    void comesBackByPolling();
    void comesBackFromAKilledNode();

private:
    /// A request to a node by bytes, and its answer.
    QByteArray ask(int node, const QByteArray& line, const QByteArray& fields = {}, const QByteArray& body = {}) const {
        const QUrl url = m_cluster.url(node);
        RawSocket socket;
        if (!socket.connectTo(Door{quint16(url.port()), false, url.host()}))
            return {};
        return socket.http(line + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) +
                           "\r\n" + fields + "\r\n" + body);
    }
    SignalRClient::Options by(const RequestBalancer& balancer, const Person& person, const QString& transport) const {
        return {q("http://127.0.0.1:%1/chat").arg(balancer.port()), person.auth.accessToken.value, q("json"),
                transport};
    }
    SignalRClient::Options at(int node, const QString& hub, const Person& person, const char* protocol) const {
        const QUrl url = m_cluster.url(node);
        return {q("http://%1:%2").arg(url.host()).arg(url.port()) + hub, person.auth.accessToken.value, q(protocol)};
    }

    SignalRProcess m_node;
    ClusterFixture m_cluster{{2, {q("--limits"), q("off")}}};
    Person m_ana; // at the first node
    Person m_ben; // at the second
};

void TestSignalRNodes::initTestCase() {
    QVERIFY2(m_cluster.start(), m_cluster.logs().constData());
    m_ana = newPerson(m_cluster.url(0), q("Ana"), Codec::Cbor);
    m_ben = newPerson(m_cluster.url(1), q("Ben"), Codec::Cbor);
    QVERIFY(m_ana && m_ben);
}

void TestSignalRNodes::talk() {
    const Room room = newRoom(m_ana, q("Both"));
    SignalRClient ana(m_node, at(0, q("/chat"), m_ana, "json"));
    SignalRClient ben(m_node, at(1, q("/chat"), m_ben, "messagepack"));
    QVERIFY2(ana.connects() && ben.connects(), qPrintable(ana.error() + ben.error()));
    QCOMPARE(ana.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QCOMPARE(ben.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QVERIFY(ana.sees({q("UserJoined"), q("admin"), q("Ben has joined")}));
    QCOMPARE(ana.invoke(q("SendMessage"), {room.id.value, 0, q("to the other node")}), noError);
    QVERIFY(ben.sees({q("ReceiveMessage"), q("Ana"), q("to the other node")}));
    QCOMPARE(ben.invoke(q("SendMessage"), {room.id.value, 0, q("and back")}), noError);
    QVERIFY(ana.sees({q("ReceiveMessage"), q("Ben"), q("and back")}));
    // Each node says who types by what it knows of the other's people.
    QCOMPARE(ben.invoke(q("Typing"), {room.id.value, q("Ben")}), noError);
    QVERIFY(ana.sees({q("UserTyping"), q("Ben")}));
    // And JSON-RPC at the other node hears the same.
    VERIFY_DONE(m_ben->call(RoomEnter{room.id, {}}));
    QCOMPARE(ana.invoke(q("SendMessage"), {room.id.value, 0, q("for all")}), noError);
    QVERIFY(waitUntil([&] { return !m_ben->noticesOf<RoomEventNotice>().isEmpty(); }));
    VERIFY_DONE(m_ben->call(RoomExit{room.id}));
    QCOMPARE(ben.invoke(q("LeaveRoom"), {room.id.value}), noError);
    QVERIFY(ana.sees({q("UserLeft"), q("Ben")}));
}

void TestSignalRNodes::theSameNameIsTheSameRoom() {
    SignalRClient ana(m_node, at(0, q("/chatHub"), m_ana, "messagepack"));
    SignalRClient ben(m_node, at(1, q("/chatHub"), m_ben, "json"));
    QVERIFY(ana.connects() && ben.connects());
    QCOMPARE(ana.invoke(q("JoinRoom"), {q("General")}), noError);
    QCOMPARE(ben.invoke(q("JoinRoom"), {q("General")}), noError);
    QVERIFY(ana.sees({q("ReceiveMessage"), q("System"), q("Ben has joined the room General")}));
    QCOMPARE(ben.invoke(q("SendMessage"), {q("General"), q("x"), q("hello")}), noError);
    QVERIFY(ana.sees({q("ReceiveMessage"), q("Ben"), q("hello")}));
}

void TestSignalRNodes::aCrashedClientLeaves() {
    const Room room = newRoom(m_ana, q("Crash"));
    SignalRProcess bens;
    SignalRClient ana(m_node, at(0, q("/chat"), m_ana, "json"));
    SignalRClient ben(bens, at(1, q("/chat"), m_ben, "json"));
    QVERIFY(ana.connects() && ben.connects());
    QCOMPARE(ana.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QCOMPARE(ben.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QVERIFY(ana.sees({q("UserJoined"), q("admin"), q("Ben has joined")}));
    bens.kill();
    QVERIFY(ana.sees({q("UserLeft"), q("Ben")}));
}

void TestSignalRNodes::needsNoStickySessions_data() {
    QTest::addColumn<QString>("transport");
    QTest::newRow("long polling") << q("LongPolling");
    QTest::newRow("server-sent events") << q("ServerSentEvents");
}

/// Who joined on another node is told at any time: that is no part of the log.
static QList<QJsonArray> messagesOf(SignalRClient& client) {
    QList<QJsonArray> messages = client.events();
    messages.removeIf([](const QJsonArray& event) { return event.first() != q("ReceiveMessage"); });
    return messages;
}

/// Each request of a client comes to another node than the one before.
void TestSignalRNodes::needsNoStickySessions() {
    QFETCH(QString, transport);
    const RequestBalancer balancer(m_cluster.urls());
    const Room room = newRoom(m_ana, q("Anywhere ") + transport);
    SignalRClient ana(m_node, by(balancer, m_ana, transport));
    SignalRClient ben(m_node, by(balancer, m_ben, transport));
    QVERIFY2(ana.connects() && ben.connects(), qPrintable(ana.error() + ben.error()));
    QCOMPARE(ana.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QCOMPARE(ben.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    for (SignalRClient* client : {&ana, &ben})
        QVERIFY(client->sees({q("UserJoined"), q("admin"), q("Ben has joined")}));
    ana.forgetEvents();
    ben.forgetEvents();
    constexpr int messages = 15;
    QList<QJsonArray> said;
    for (int i = 0; i < messages; ++i) {
        SignalRClient& from = i % 2 ? ben : ana;
        const QString text = q("message %1").arg(i);
        QCOMPARE(from.invoke(q("SendMessage"), {room.id.value, 0, text}), noError);
        said.append({q("ReceiveMessage"), i % 2 ? q("Ben") : q("Ana"), text});
    }
    QVERIFY(ana.sees(said.last()) && ben.sees(said.last()));
    QCOMPARE(messagesOf(ana), said); // each of them once, and in order
    QCOMPARE(messagesOf(ben), said);
    QVERIFY2(ana.state() == u"connected" && ben.state() == u"connected", "it had to connect anew");
    for (int node = 0; node < m_cluster.nodes(); ++node)
        QVERIFY2(balancer.requests(node) >= messages / 2, QByteArray::number(balancer.requests(node)));
    ben.stop(); // by a request, which comes to either node
    QVERIFY(ana.sees({q("UserLeft"), q("Ben")}));
}

/// A node brings a request only to one that this installation has named.
void TestSignalRNodes::aTokenOfNobodyGoesNowhere() {
    const QByteArray answer = ask(0, "POST /chat/negotiate?negotiateVersion=1");
    const QString token = QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4))
                              .object()
                              .value(q("connectionToken"))
                              .toString();
    const QStringList parts = token.split(u'.');
    QCOMPARE(parts.size(), 5);
    QVERIFY(ask(1, "GET /chat?id=" + token.toLatin1()).startsWith("HTTP/1.1 200 "));
    QTcpServer stranger;
    QVERIFY(stranger.listen(QHostAddress::LocalHost));
    const QByteArray address = "http://127.0.0.1:" + QByteArray::number(stranger.serverPort());
    QStringList forged = parts;
    forged[3] = QString::fromLatin1(address.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    QVERIFY(ask(1, "GET /chat?id=" + forged.join(u'.').toLatin1()).startsWith("HTTP/1.1 404 "));
    QVERIFY(!stranger.hasPendingConnections());
    // Nor does it go on from a node that it was brought to.
    QVERIFY(ask(1, "GET /chat?id=" + token.toLatin1(), "Confab-Relay: 1\r\n").startsWith("HTTP/1.1 404 "));
}

void TestSignalRNodes::framesGoToAnotherNodeToo() {
    const QByteArray opened = ask(0, "POST /rt/links");
    const QByteArray link = "Confab-Link: " +
                            QJsonDocument::fromJson(opened.mid(opened.indexOf("\r\n\r\n") + 4))
                                .object()
                                .value(q("link"))
                                .toString()
                                .toLatin1() +
                            "\r\n";
    const QByteArray call = R"({"jsonrpc":"2.0","id":1,"method":"server.about","params":{}})";
    QVERIFY(ask(1, "POST /rt/link", link, call + '\n').startsWith("HTTP/1.1 200 "));
    const QByteArray said = ask(1, "GET /rt/link", link);
    QVERIFY2(said.startsWith("HTTP/1.1 200 ") && said.contains(R"("id":1)"), said.constData());
    QVERIFY(ask(1, "DELETE /rt/link", link).startsWith("HTTP/1.1 202 "));
    const QByteArray over = ask(1, "GET /rt/link", link);
    QVERIFY2(over.startsWith("HTTP/1.1 204 ") && over.contains("\r\nConfab-Close: "), over.constData());
}

/// The first request, which makes the connection, goes to the first node.
void TestSignalRNodes::comesBackByPolling() {
    const Room room = newRoom(m_ana, q("Polling on"));
    const RequestBalancer balancer(m_cluster.urls());
    SignalRClient::Options options = by(balancer, m_ana, q("LongPolling"));
    options.reconnects = true;
    SignalRClient ana(m_node, options);
    QVERIFY(ana.connects());
    SignalRClient ben(m_node, at(1, q("/chat"), m_ben, "json"));
    QVERIFY(ben.connects());
    QCOMPARE(ana.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QCOMPARE(ben.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    m_ana.client.reset();
    m_cluster.node(0).kill();
    QVERIFY(ana.reaches(q("reconnecting")) || ana.state() == u"connected");
    QVERIFY(ana.reaches(q("connected")));
    QCOMPARE(ana.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QCOMPARE(ben.invoke(q("SendMessage"), {room.id.value, 0, q("welcome back")}), noError);
    QVERIFY(ana.sees({q("ReceiveMessage"), q("Ben"), q("welcome back")}));
    QVERIFY(m_cluster.node(0).start());
    m_ana = againAs(m_cluster.url(0), m_ana, Codec::Cbor);
    QVERIFY(m_ana);
}

void TestSignalRNodes::comesBackFromAKilledNode() {
    QVERIFY(m_ana && m_ben);
    const Room room = newRoom(m_ana, q("Again"));
    TcpProxy proxy(m_cluster.url(0).host(), quint16(m_cluster.url(0).port()));
    QVERIFY(proxy.listen());
    SignalRClient::Options options = at(0, q("/chat"), m_ana, "json");
    options.url = q("http://127.0.0.1:%1/chat").arg(proxy.port());
    options.reconnects = true;
    SignalRClient ana(m_node, options);
    SignalRClient ben(m_node, at(1, q("/chat"), m_ben, "json"));
    QVERIFY(ana.connects() && ben.connects());
    QCOMPARE(ana.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QCOMPARE(ben.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    m_ana.client.reset();
    proxy.pointAt(m_cluster.url(1).host(), quint16(m_cluster.url(1).port()));
    m_cluster.node(0).kill();
    QVERIFY(ana.reaches(q("reconnecting")) || ana.state() == u"connected");
    QVERIFY(ana.reaches(q("connected")));
    QCOMPARE(ana.invoke(q("JoinSpecificChatRoom"), joining(room)), noError);
    QCOMPARE(ben.invoke(q("SendMessage"), {room.id.value, 0, q("welcome back")}), noError);
    QVERIFY(ana.sees({q("ReceiveMessage"), q("Ben"), q("welcome back")}));
    QCOMPARE(ana.invoke(q("SendMessage"), {room.id.value, 0, q("thank you")}), noError);
    QVERIFY(ben.sees({q("ReceiveMessage"), q("Ana"), q("thank you")}));
}

QTEST_GUILESS_MAIN(TestSignalRNodes)
#include "tst_signalrnodes.moc"
