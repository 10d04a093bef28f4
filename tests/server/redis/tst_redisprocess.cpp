// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/redisprocess.h"

#include <QTest>

using namespace confab;
using namespace confab::test;

/// The servers that tests start do what the tests rely on.
class RedisProcessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsItsPort();
    void asksForPassword();
    void speaksTls();
    void isACluster();
};

void RedisProcessTest::keepsItsPort() {
    RedisProcess redis;
    QVERIFY2(redis.start(), redis.log().constData());
    const quint16 port = redis.port();
    QCOMPARE(redis.command({QStringLiteral("PING")}), QByteArray("PONG\n"));
    QCOMPARE(redis.subscribers("room"), 0);
    redis.command({QStringLiteral("SET"), QStringLiteral("a"), QStringLiteral("b")});
    redis.flushAll();
    QCOMPARE(redis.command({QStringLiteral("DBSIZE")}), QByteArray("0\n"));
    redis.kill();
    QVERIFY(!redis.command({QStringLiteral("PING")}));
    QVERIFY(redis.start() && redis.restart());
    QCOMPARE(redis.port(), port);
    redis.freeze();
    redis.thaw();
    QCOMPARE(redis.command({QStringLiteral("PING")}), QByteArray("PONG\n"));
}

void RedisProcessTest::asksForPassword() {
    RedisProcess::Options options;
    options.password = Secret{QStringLiteral("open sesame")};
    options.settings = {QStringLiteral("user ben on >abc +ping &confab:*")};
    RedisProcess redis(options);
    QVERIFY2(redis.start(), redis.log().constData());
    QVERIFY(redis.command({QStringLiteral("ACL"), QStringLiteral("LIST")}).value_or(QByteArray()).contains("user ben"));
}

void RedisProcessTest::speaksTls() {
    RedisProcess::Options options;
    options.tls = true;
    RedisProcess redis(options);
    QVERIFY2(redis.start(), redis.log().constData());
    QCOMPARE(redis.command({QStringLiteral("PING")}), QByteArray("PONG\n"));
}

void RedisProcessTest::isACluster() {
    RedisCluster cluster;
    QVERIFY2(cluster.start(), cluster.server(0).log().constData());
    for (const int slot : {0, 5460, 5461, 10922, 10923, 16383}) {
        RedisProcess& master = cluster.server(RedisCluster::masterOf(slot));
        const QByteArray answer =
            master.command({QStringLiteral("CLUSTER"), QStringLiteral("COUNTKEYSINSLOT"), QString::number(slot)})
                .value_or(QByteArray());
        QCOMPARE(answer, QByteArray("0\n"));
    }
    QVERIFY(cluster.moveSlot(0, 0, 1));
    const QByteArray shown =
        cluster.server(1).command({QStringLiteral("CLUSTER"), QStringLiteral("NODES")}).value_or(QByteArray());
    QVERIFY2(shown.contains(" 0 5461-10922\n"), shown.constData());
}

QTEST_GUILESS_MAIN(RedisProcessTest)
#include "tst_redisprocess.moc"
