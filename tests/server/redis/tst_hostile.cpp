// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/respparser.h"
#include "tests/server/redis/hearing.h"
#include "tests/support/waiting.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

/// A server that accepts every client and then sends what the test wants.
class ScriptedRedis : public QTcpServer {
public:
    ScriptedRedis() {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            ++connections;
            m_socket = nextPendingConnection();
            connect(m_socket, &QTcpSocket::readyRead, this, &ScriptedRedis::read);
            m_parser.clear();
        });
    }

    void say(const QByteArray& bytes) { m_socket->write(bytes); }
    void hangUp() { m_socket->abort(); }
    bool isConnected() const { return m_socket && m_socket->state() == QAbstractSocket::ConnectedState; }
    RedisAddress address() const {
        return RedisAddress::parse(QStringLiteral("redis://127.0.0.1:%1").arg(serverPort())).value();
    }

    QByteArray greeting = "%1\r\n+proto\r\n:3\r\n"; ///< the answer to HELLO
    QByteArray pong = "+PONG\r\n";
    int connections = 0;
    QList<QByteArray> commands; ///< their words, with spaces between

private:
    void read() {
        m_parser.append(m_socket->readAll());
        while (const std::optional<RespValue> command = m_parser.next()) {
            QByteArrayList words;
            for (const RespValue& word : command->items)
                words.append(word.text);
            commands.append(words.join(' '));
            if (words.first() == "HELLO")
                say(greeting);
            else if (words.first() == "PING")
                say(pong);
        }
    }

    QPointer<QTcpSocket> m_socket;
    RespParser m_parser;
};

RedisLimits impatient() {
    RedisLimits limits;
    limits.connectTime = limits.signInTime = std::chrono::milliseconds(300);
    limits.pingEvery = std::chrono::milliseconds(100);
    limits.silence = std::chrono::milliseconds(500);
    return limits;
}

} // namespace

/// The client with a server that is no Redis, or breaks the protocol.
class HostileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void losesWhatMakesNoSense_data();
    void losesWhatMakesNoSense();
    void triesAgainWhenNotLetIn_data();
    void triesAgainWhenNotLetIn();
    void givesUpOnSilentServer();
    void ignoresPushesItDoesNotKnow();
    void ignoresMessagesNobodyWants();
    void pausesBetweenAttempts();
    void keepsReadingBounded();
    void saysNoPasswordInClear();
};

void HostileTest::losesWhatMakesNoSense_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("why");
    const QString noResp = QStringLiteral("RESP3");
    QTest::newRow("no RESP") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << noResp;
    QTest::newRow("too long") << QByteArray("$99999999999\r\n") << noResp;
    QTest::newRow("too many") << QByteArray("*99999999\r\n") << noResp;
    QTest::newRow("too deep") << QByteArray("*1\r\n").repeated(100) << noResp;
    QTest::newRow("endless line") << '+' + QByteArray(100'000, 'x') << noResp;
    QTest::newRow("no question") << QByteArray("+OK\r\n+OK\r\n") << QStringLiteral("no question");
    QTest::newRow("error out of nothing") << QByteArray("-ERR bad\r\n") << QStringLiteral("ERR bad");
}

void HostileTest::losesWhatMakesNoSense() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, why);
    ScriptedRedis server;
    Hearing hearing;
    const auto pubSub = makePubSub(server.address(), hearing);
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.connected == 1; }));
    server.say(bytes);
    QVERIFY(waitUntil([&] { return hearing.lost == 1; }));
    QVERIFY2(hearing.reasons.first().contains(why), qPrintable(hearing.reasons.first()));
    QVERIFY(waitUntil([&] { return hearing.connected == 2; })); // and it tries again
}

void HostileTest::triesAgainWhenNotLetIn_data() {
    QTest::addColumn<QByteArray>("greeting");
    QTest::addColumn<QString>("why");
    QTest::newRow("loading") << QByteArray("-LOADING Redis is loading the dataset in memory\r\n")
                             << QStringLiteral("LOADING");
    QTest::newRow("too old") << QByteArray("-ERR unknown command 'HELLO'\r\n") << QStringLiteral("unknown command");
    QTest::newRow("full") << QByteArray("-ERR max number of clients reached\r\n") << QStringLiteral("max number");
    QTest::newRow("hostile text") << "-ERR \x1b[31m" + QByteArray(10'000, 'x') + "\r\n" << QStringLiteral("ERR ?[31m");
    QTest::newRow("no RESP") << QByteArray("220 mail.example.org ESMTP\r\n") << QStringLiteral("RESP3");
}

void HostileTest::triesAgainWhenNotLetIn() {
    QFETCH(QByteArray, greeting);
    QFETCH(QString, why);
    ScriptedRedis server;
    std::swap(server.greeting, greeting);
    Hearing hearing;
    const auto pubSub = makePubSub(server.address(), hearing);
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.lost >= 1 && server.connections >= 3; }));
    QVERIFY2(hearing.reasons.first().contains(why), qPrintable(hearing.reasons.first()));
    QVERIFY(hearing.reasons.first().size() < 300);
    QCOMPARE(hearing.lost, 1);
    QCOMPARE(hearing.connected, 0);
    std::swap(server.greeting, greeting);
    QVERIFY(waitUntil([&] { return hearing.connected == 1; }));
}

void HostileTest::givesUpOnSilentServer() {
    ScriptedRedis server;
    const QByteArray greeting = std::exchange(server.greeting, QByteArray());
    Hearing hearing;
    const auto pubSub = makePubSub(server.address(), hearing, impatient());
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.lost == 1; })); // no answer to the sign-in
    server.greeting = greeting;
    server.pong.clear();
    QVERIFY(waitUntil([&] { return hearing.connected == 1; }));
    QVERIFY(waitUntil([&] { return hearing.lost == 2; })); // nor to two pings
    QVERIFY2(server.commands.count("PING") >= 2, server.commands.join(';').constData());
}

void HostileTest::ignoresPushesItDoesNotKnow() {
    ScriptedRedis server;
    Hearing hearing;
    const auto pubSub = makePubSub(server.address(), hearing);
    pubSub->subscribe({"a"});
    pubSub->start();
    QVERIFY(waitUntil([&] { return server.commands.contains("SUBSCRIBE a"); }));
    server.say(">2\r\n+invalidate\r\n*1\r\n+key\r\n>1\r\n:1\r\n>3\r\n:1\r\n:2\r\n:3\r\n>3\r\n+smessage\r\n+a\r\n+b\r\n"
               ">3\r\n+subscribe\r\n+b\r\n:1\r\n>3\r\n+unsubscribe\r\n+a\r\n:0\r\n>4\r\n+pmessage\r\n+a\r\n+a\r\n+b\r\n"
               "|1\r\n+a\r\n+b\r\n>3\r\n+subscribe\r\n+a\r\n:1\r\n>3\r\n+message\r\n+a\r\n+hello\r\n");
    QVERIFY(waitUntil([&] { return !hearing.messages.isEmpty(); }));
    QCOMPARE(hearing.messages, (QList<Hearing::Message>{{"a", "hello"}}));
    QCOMPARE(hearing.confirmations, 1);
    QCOMPARE(hearing.lost, 0);
}

void HostileTest::ignoresMessagesNobodyWants() {
    ScriptedRedis server;
    Hearing hearing;
    const auto pubSub = makePubSub(server.address(), hearing);
    pubSub->subscribe({"a"});
    pubSub->start();
    QVERIFY(waitUntil([&] { return server.commands.contains("SUBSCRIBE a"); }));
    server.say(">3\r\n+subscribe\r\n+a\r\n:1\r\n>3\r\n+message\r\n+b\r\n+x\r\n>3\r\n+message\r\n+a\r\n+y\r\n");
    QVERIFY(waitUntil([&] { return !hearing.messages.isEmpty(); }));
    QCOMPARE(hearing.messages, (QList<Hearing::Message>{{"a", "y"}}));
    // On a single server a refusal ends the connection: no other server could have the channel.
    pubSub->subscribe({"c"});
    QVERIFY(waitUntil([&] { return server.commands.contains("SUBSCRIBE c"); }));
    server.say("-ERR no more\r\n");
    QVERIFY(waitUntil([&] { return hearing.lost == 1; }));
}

/// A server that accepts clients and drops them at once does not get a reconnect at once each time.
void HostileTest::pausesBetweenAttempts() {
    ScriptedRedis server;
    server.greeting = "-ERR go away\r\n";
    Hearing hearing;
    RedisLimits limits;
    limits.firstPause = std::chrono::milliseconds(100);
    limits.longestPause = std::chrono::milliseconds(800);
    const auto pubSub = makePubSub(server.address(), hearing, limits);
    QElapsedTimer since;
    since.start();
    pubSub->start();
    constexpr int attempts = 20; // whose pauses are 400 ms each on the average, in the long run
    QVERIFY(waitUntil([&] { return server.connections >= attempts; }));
    QVERIFY2(since.elapsed() > 2'000, QByteArray::number(since.elapsed()));
    pubSub->stop();
}

/// What the server sends faster than it is read waits in the kernel, and other events are still handled.
void HostileTest::keepsReadingBounded() {
    ScriptedRedis server;
    Hearing hearing;
    RedisLimits limits;
    limits.readAheadBytes = 16 * 1024;
    const auto pubSub = makePubSub(server.address(), hearing, limits);
    pubSub->subscribe({"a"});
    pubSub->start();
    QVERIFY(waitUntil([&] { return server.commands.contains("SUBSCRIBE a"); }));
    server.say(">3\r\n+subscribe\r\n+a\r\n:1\r\n");
    constexpr int count = 20'000;
    server.say(QByteArray(">3\r\n+message\r\n+a\r\n$100\r\n" + QByteArray(100, 'x') + "\r\n").repeated(count));
    qsizetype before = 0;
    qsizetype most = 0;
    QVERIFY(waitUntil([&] {
        most = std::max(most, hearing.messages.size() - before); // in one turn of the loop, or a few
        before = hearing.messages.size();
        return before == count;
    }));
    QVERIFY2(most < count / 10, QByteArray::number(most));
}

void HostileTest::saysNoPasswordInClear() {
    ScriptedRedis server;
    RedisAddress address = server.address();
    address.password = Secret{QStringLiteral("hunter2 \u00e4\r\n")};
    Hearing hearing;
    const auto pubSub = makePubSub(address, hearing);
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.connected == 1; }));
    QCOMPARE(server.commands.first(), QByteArray("HELLO 3 AUTH default hunter2 \xc3\xa4\r\n SETNAME confab-"));
    server.say("-ERR wrong\r\n");
    QVERIFY(waitUntil([&] { return hearing.lost == 1; }));
    QVERIFY(!hearing.reasons.join(u' ').contains(u"hunter2"));
}

QTEST_GUILESS_MAIN(HostileTest)
#include "tst_hostile.moc"
