// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/connection.h"
#include "tests/support/scriptedserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace confab;
using namespace confab::client;
using namespace std::chrono_literals;

class TestConnection : public QObject {
    Q_OBJECT

private:
    static Connection::Times patient() { return {30s, 30s, 30s}; }

private Q_SLOTS:
    void callsInBothCodecs_data() {
        QTest::addColumn<int>("codec");
        QTest::newRow("json") << int(Codec::Json);
        QTest::newRow("cbor") << int(Codec::Cbor);
    }
    void callsInBothCodecs() {
        QFETCH(const int, codec);
        test::ScriptedServer server;
        server.setScript([](const Request&) { return Answer(UsersAnswer{{{UserId{7}, QStringLiteral("Bén"), {}}}}); });
        Connection connection(Codec(codec), patient());
        QSignalSpy opened(&connection, &Connection::opened);
        connection.open(server.url());
        QTRY_COMPARE(opened.size(), 1);
        std::optional<Result<UsersAnswer>> got;
        connection.call(UserGet{{UserId{7}}}, {this, [&](Result<UsersAnswer> answer) { got = std::move(answer); }});
        QVERIFY(!got); // never from within the call
        QTRY_VERIFY(got);
        QVERIFY(*got);
        QCOMPARE((*got)->users.constFirst().name, QStringLiteral("Bén"));
        QCOMPARE(server.requestsOf<UserGet>().front().ids, QList<UserId>{UserId{7}});
    }

    void errorsComeAsTheyAre() {
        test::ScriptedServer server;
        server.setScript([](const Request&) -> std::optional<Result<Answer>> {
            return fail(Error::retryLater(ErrorKind::RateLimited, 1234));
        });
        Connection connection(Codec::Cbor, patient());
        connection.open(server.url());
        QTRY_VERIFY(connection.isOpen());
        std::optional<Result<RoomsPage>> got;
        connection.call(RoomList(), {this, [&](Result<RoomsPage> answer) { got = std::move(answer); }});
        QTRY_VERIFY(got);
        QCOMPARE(got->error().kind, ErrorKind::RateLimited);
        QCOMPARE(got->error().retryAfterMs, 1234);
    }

    void answersNobodyWhoIsDead() {
        test::ScriptedServer server;
        server.setScript([](const Request&) { return Answer(RoomsAnswer()); });
        Connection connection(Codec::Cbor, patient());
        connection.open(server.url());
        QTRY_VERIFY(connection.isOpen());
        bool called = false;
        bool calledAfter = false;
        {
            QObject context;
            connection.call(RoomList(), {&context, [&](const Result<RoomsPage>&) { called = true; }});
        }
        connection.call(RoomList(), {this, [&](const Result<RoomsPage>&) { calledAfter = true; }});
        QTRY_VERIFY(calledAfter);
        QVERIFY(!called);
    }

    void aSilentServerIsATimeout() {
        test::ScriptedServer server; // no script: no answers
        Connection connection(Codec::Cbor, {30s, 50ms, 30s});
        connection.open(server.url());
        QTRY_VERIFY(connection.isOpen());
        QList<ErrorKind> kinds;
        for (int i = 0; i < 2; ++i)
            connection.call(RoomList(),
                            {this, [&](const Result<RoomsPage>& answer) { kinds.append(answer.error().kind); }});
        QTRY_COMPARE(kinds, (QList{ErrorKind::Timeout, ErrorKind::Timeout}));
        QVERIFY(connection.isOpen()); // one slow answer is no lost connection
    }

    void aLossAnswersAllCallsFirst() {
        test::ScriptedServer server;
        Connection connection(Codec::Cbor, patient());
        connection.open(server.url());
        QTRY_VERIFY(connection.isOpen());
        QStringList order;
        connection.call(RoomList(), {this, [&](const Result<RoomsPage>& answer) {
                                         QCOMPARE(answer.error().kind, ErrorKind::Disconnected);
                                         order.append(QStringLiteral("call"));
                                     }});
        Connection::Loss loss;
        connect(&connection, &Connection::lost, this, [&](const Connection::Loss& how) {
            order.append(QStringLiteral("lost"));
            loss = how;
        });
        QTRY_COMPARE(server.requests().size(), size_t(1));
        server.closeAll(CloseCode::Draining);
        QTRY_COMPARE(order, (QStringList{QStringLiteral("call"), QStringLiteral("lost")}));
        QVERIFY(loss.wasOpen);
        QCOMPARE(loss.code, CloseCode::Draining);
        QVERIFY(!connection.isOpen());
    }

    void callsWithoutAConnectionFailLater() {
        Connection connection(Codec::Cbor, patient());
        std::optional<ErrorKind> kind;
        connection.call(RoomList(), {this, [&](const Result<RoomsPage>& answer) { kind = answer.error().kind; }});
        QVERIFY(!kind);
        QTRY_VERIFY(kind);
        QCOMPARE(*kind, ErrorKind::Disconnected);
    }

    void aRequestTooLargeNeverLeaves() {
        test::ScriptedServer server;
        Connection connection(Codec::Json, patient());
        connection.open(server.url());
        QTRY_VERIFY(connection.isOpen());
        std::optional<ErrorKind> kind;
        connection.call(RoomFind{QString(limits::frameBytes, u'x'), {}},
                        {this, [&](const Result<RoomsAnswer>& answer) { kind = answer.error().kind; }});
        QTRY_VERIFY(kind);
        QCOMPARE(*kind, ErrorKind::InputInvalid);
        QVERIFY(connection.isOpen());
        QCOMPARE(server.requests().size(), size_t(0));
    }

    void nobodyThere() {
        QTcpServer placeholder; // a port without a listener
        QVERIFY(placeholder.listen(QHostAddress::LocalHost));
        const QUrl url(QStringLiteral("ws://127.0.0.1:%1/rt").arg(placeholder.serverPort()));
        placeholder.close();
        Connection connection(Codec::Cbor, patient());
        QSignalSpy lost(&connection, &Connection::lost);
        connection.open(url);
        QTRY_COMPARE(lost.size(), 1);
        QVERIFY(!lost.at(0).at(0).value<Connection::Loss>().wasOpen);
    }

    void aServerThatNeverFinishesTheHandshake() {
        QTcpServer deaf;
        QVERIFY(deaf.listen(QHostAddress::LocalHost));
        Connection connection(Codec::Cbor, {100ms, 30s, 30s});
        QSignalSpy lost(&connection, &Connection::lost);
        connection.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/rt").arg(deaf.serverPort())));
        QTRY_COMPARE(lost.size(), 1);
        QCOMPARE(lost.at(0).at(0).value<Connection::Loss>().error.kind, ErrorKind::Timeout);
    }

    void aServerThatIsNotOurs() {
        QWebSocketServer other(QStringLiteral("other"), QWebSocketServer::NonSecureMode); // not our subprotocol
        QVERIFY(other.listen(QHostAddress::LocalHost));
        Connection connection(Codec::Cbor, patient());
        QSignalSpy lost(&connection, &Connection::lost);
        QSignalSpy opened(&connection, &Connection::opened);
        connection.open(other.serverUrl());
        QTRY_COMPARE(lost.size(), 1);
        QCOMPARE(opened.size(), 0);
    }

    /// A WebSocket whose peer is stuck: it reads and sends nothing.
    void aPeerThatStandsStillIsNoticed() {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this, [&server] {
            QTcpSocket* socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                const QByteArray head = socket->readAll();
                const int at = int(head.toLower().indexOf("sec-websocket-key:"));
                if (at < 0)
                    return; // pings, swallowed
                const QByteArray key = head.mid(at + 18, head.indexOf("\r\n", at) - at - 18).trimmed();
                const QByteArray accept =
                    QCryptographicHash::hash(QByteArray(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"),
                                             QCryptographicHash::Sha1)
                        .toBase64();
                socket->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                              "Sec-WebSocket-Protocol: confab.v1.cbor\r\nSec-WebSocket-Accept: " +
                              accept + "\r\n\r\n");
            });
        });
        Connection connection(Codec::Cbor, {30s, 30s, 20ms});
        QSignalSpy opened(&connection, &Connection::opened);
        QSignalSpy lost(&connection, &Connection::lost);
        connection.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/rt").arg(server.serverPort())));
        QTRY_COMPARE(opened.size(), 1);
        QTRY_COMPARE(lost.size(), 1);
        QVERIFY(lost.at(0).at(0).value<Connection::Loss>().wasOpen);
    }

    /// The default interval keeps the promise of 25 s: a peer that falls silent right after a sign of life is dropped
    /// at the third tick.
    void silenceIsNoticedWithinThreeIntervals() {
        QVERIFY(Connection::Times().keepalive * 3 <= 25s);
        Keepalive keepalive(10ms);
        QSignalSpy pings(&keepalive, &Keepalive::pingDue);
        QSignalSpy silent(&keepalive, &Keepalive::silent);
        keepalive.start();
        QTRY_COMPARE(silent.size(), 1);
        QCOMPARE(pings.size(), 2);
    }

    void signsOfLifeKeepItOpen() {
        Keepalive keepalive(5ms);
        QSignalSpy pings(&keepalive, &Keepalive::pingDue);
        QSignalSpy silent(&keepalive, &Keepalive::silent);
        connect(&keepalive, &Keepalive::pingDue, &keepalive, &Keepalive::heard);
        keepalive.start();
        QTRY_VERIFY(pings.size() >= 10);
        QCOMPARE(silent.size(), 0);
    }

    void unreadableFramesAreSurvived() {
        QWebSocketServer server(QStringLiteral("rude"), QWebSocketServer::NonSecureMode);
        server.setSupportedSubprotocols({subprotocol(Codec::Json)});
        QVERIFY(server.listen(QHostAddress::LocalHost));
        Connection connection(Codec::Json, patient());
        connection.open(server.serverUrl());
        QTRY_VERIFY(server.hasPendingConnections());
        QTRY_VERIFY(connection.isOpen());
        const std::unique_ptr<QWebSocket> peer(server.nextPendingConnection());
        QSignalSpy notified(&connection, &Connection::notified);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("can't be read")));
        peer->sendTextMessage(QStringLiteral("{nonsense"));
        peer->sendTextMessage(QStringLiteral(R"({"jsonrpc":"2.0","method":"room.later","params":{}})")); // unknown kind
        peer->sendTextMessage(
            QStringLiteral(R"({"jsonrpc":"2.0","method":"server.draining","params":{"retryAfterMs":5}})"));
        QTRY_COMPARE(notified.size(), 1);
        QVERIFY(connection.isOpen());
    }
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
