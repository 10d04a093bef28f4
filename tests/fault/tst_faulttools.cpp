// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/historychecker.h"
#include "tests/fault/seattaker.h"
#include "tests/support/packetfilter.h"
#include "tests/support/respproxy.h"
#include "tests/support/waiting.h"

#include <QTest>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

constexpr RoomId room{1};
const QString clientId = QStringLiteral("0d9c6f3e-52f1-4e0b-9a55-3f1f9a0c1d2e");

Event message(Seq seq, const QString& body, const QString& id = clientId) {
    return {room, seq, UserId{7}, UtcTime{1'000 * seq}, MessagePosted{{body}, id}};
}

/// A client that sent "hello", was told that it is seq 1, and has seen these events.
SenderHistory historyOf(const QList<Event>& seen) {
    SenderHistory history;
    history.user = UserId{7};
    history.sent.insert(clientId, {room, QStringLiteral("hello"), 1, 1});
    for (const Event& event : seen)
        history.transcripts[room].push(event);
    return history;
}

/// A server that sends back what it gets.
class Echo : public QTcpServer {
public:
    Echo() {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->write(socket->readAll()); });
        });
    }
};

/// The echo through a connection.
struct Caller {
    explicit Caller(quint16 port) { socket.connectToHost(QStringLiteral("127.0.0.1"), port); }
    bool hears(const QByteArray& expected) {
        return waitUntil([&] { return (heard += socket.readAll()) == expected; });
    }
    QTcpSocket socket;
    QByteArray heard;
};

} // namespace

/// The tools of the fault tests, which have to be right before their verdicts count.
class TestFaultTools : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theJudgeSees_data();
    void theJudgeSees();
    void countsThoseInTheRoom();
    void readsRespValues_data();
    void readsRespValues();
    void losesOnlyWhatWasPublished();
    void cutsWhereItIsTold();
    void dropsPacketsOneWay();
};

void TestFaultTools::theJudgeSees_data() {
    QTest::addColumn<QList<Event>>("seen");
    QTest::addColumn<QList<Event>>("kept");
    QTest::addColumn<QString>("verdict"); // what it says; empty: nothing
    const Event right = message(1, QStringLiteral("hello"));
    const Event other = message(2, QStringLiteral("other"), QStringLiteral("another id"));
    const QList<Event> one{right};
    QTest::newRow("nothing wrong") << one << one << QString();
    QTest::newRow("lost") << one << QList<Event>{} << QStringLiteral("LOST");
    QTest::newRow("twice") << one << QList<Event>{right, message(2, QStringLiteral("hello"))}
                           << QStringLiteral("kept twice");
    QTest::newRow("another number") << one << QList<Event>{message(2, QStringLiteral("hello"))}
                                    << QStringLiteral("kept as seq 2");
    QTest::newRow("another text") << one << QList<Event>{message(1, QStringLiteral("hullo"))}
                                  << QStringLiteral("another text");
    QTest::newRow("a hole") << one << QList<Event>{right, message(3, QStringLiteral("other"), QStringLiteral("x"))}
                            << QStringLiteral("seq 3 stands where 2 should be");
    QTest::newRow("unseen") << one << QList<Event>{right, other} << QStringLiteral("saw another history from seq 2");
    QTest::newRow("seen and not kept") << QList<Event>{right, other} << one
                                       << QStringLiteral("saw another history from seq 2");
    QTest::newRow("sent by nobody") << QList<Event>{right, other} << QList<Event>{right, other}
                                    << QStringLiteral("1 messages were kept that nobody sent");
}

void TestFaultTools::theJudgeSees() {
    QFETCH(QList<Event>, seen);
    QFETCH(QList<Event>, kept);
    QFETCH(QString, verdict);
    const SenderHistory history = historyOf(seen);
    const QString said = brokenPromises({&history}, {FinalLog{room, kept}}).join(u'\n');
    QVERIFY2(verdict.isEmpty() ? said.isEmpty() : said.contains(verdict), qPrintable(said));
}

void TestFaultTools::countsThoseInTheRoom() {
    QCOMPARE(mostAtOnce({}), 0);
    QCOMPARE(mostAtOnce({{UserId{1}, 10, 20}, {UserId{2}, 20, 30}}), 1); // one goes as the other comes
    QCOMPARE(mostAtOnce({{UserId{1}, 10, 20}, {UserId{2}, 19, 30}, {UserId{3}, 5, 11}}), 2);
    QCOMPARE(mostAtOnce({{UserId{1}, 10, 20}, {UserId{2}, 12, 18}, {UserId{3}, 13, 14}}), 3);
}

void TestFaultTools::readsRespValues_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("simple") << QByteArray("+OK\r\n");
    QTest::newRow("null") << QByteArray("_\r\n");
    QTest::newRow("blob") << QByteArray("$4\r\na\r\nb\r\n");
    QTest::newRow("null blob") << QByteArray("$-1\r\n");
    QTest::newRow("push") << QByteArray(">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$0\r\n\r\n");
    QTest::newRow("map") << QByteArray("%2\r\n+a\r\n:1\r\n+b\r\n*2\r\n:1\r\n#t\r\n");
    QTest::newRow("attribute") << QByteArray("|1\r\n+a\r\n:1\r\n$1\r\nx\r\n");
}

void TestFaultTools::readsRespValues() {
    QFETCH(QByteArray, value);
    QCOMPARE(respLength(value), value.size());
    QCOMPARE(respLength(value + "+next\r\n"), value.size());
    for (qsizetype cut = 0; cut < value.size(); ++cut)
        QCOMPARE(respLength(value.left(cut)), 0);
    QCOMPARE(respLength("hello\r\n"), -1);
}

void TestFaultTools::losesOnlyWhatWasPublished() {
    Echo echo;
    QVERIFY(echo.listen(QHostAddress::LocalHost));
    RespProxy proxy(QStringLiteral("127.0.0.1"), echo.serverPort(), 1);
    QVERIFY(proxy.listen());
    proxy.set({.lostPercent = 100});
    Caller caller(proxy.port());
    const QByteArray confirmation = ">3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n";
    const QByteArray published = ">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$5\r\nhello\r\n";
    caller.socket.write(confirmation + published + "+PONG\r\n");
    QVERIFY(caller.hears(confirmation + "+PONG\r\n"));
    QCOMPARE(proxy.counts().lost, 1);

    proxy.set({.repeatedPercent = 100});
    caller.heard.clear();
    caller.socket.write(published);
    QVERIFY(caller.hears(published + published));
}

void TestFaultTools::cutsWhereItIsTold() {
    Echo echo;
    QVERIFY(echo.listen(QHostAddress::LocalHost));
    TcpProxy proxy(QStringLiteral("127.0.0.1"), echo.serverPort());
    QVERIFY(proxy.listen());
    proxy.judgeBy([](TcpProxy::Way way, const QByteArray& piece) {
        return way == TcpProxy::Way::ToClient && piece == "cut" ? TcpProxy::Verdict::Cut : TcpProxy::Verdict::Pass;
    });
    Caller caller(proxy.port());
    caller.socket.write("pass");
    QVERIFY(caller.hears("pass"));
    caller.socket.write("cut");
    QVERIFY(waitUntil([&] { return caller.socket.state() == QAbstractSocket::UnconnectedState; }));
    QVERIFY(caller.hears("pass"));
    QCOMPARE(proxy.cuts(), 1);
}

void TestFaultTools::dropsPacketsOneWay() {
    PacketFilter filter;
    if (const bool works = filter.start(); !works && qEnvironmentVariableIsSet("CONFAB_NO_ROOT"))
        QSKIP("CONFAB_NO_ROOT is set: packets can't be dropped, so NOTHING about the filter was tested");
    else
        QVERIFY2(works, qPrintable(filter.error()));
    Echo echo;
    QVERIFY(echo.listen(QHostAddress(QStringLiteral("127.0.0.99"))));
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.99"), echo.serverPort());
    QVERIFY(waitUntil([&] { return socket.state() == QAbstractSocket::ConnectedState; }));
    QVERIFY2(filter.drop(QStringLiteral("127.0.0.99"), echo.serverPort(), PacketFilter::Way::To),
             qPrintable(filter.error()));
    socket.write("later");
    QVERIFY(!waitUntil([&] { return socket.bytesAvailable() > 0; }, 300ms));
    QVERIFY(filter.passAll());
    QVERIFY(waitUntil([&] { return socket.readAll() == "later"; })); // TCP says it again
}

QTEST_GUILESS_MAIN(TestFaultTools)
#include "tst_faulttools.moc"
