// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/clusterfixture.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/signalrclient.h"
#include "tests/support/tcpproxy.h"
#include "tests/support/waiting.h"

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
    void comesBackFromAKilledNode();

private:
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

void TestSignalRNodes::comesBackFromAKilledNode() {
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
