// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/backoff.h"
#include "server/redis/clustermap.h"
#include "server/redis/pipeline.h"
#include "server/redis/redisaddress.h"
#include "server/redis/respparser.h"
#include "tests/support/results.h"

#include <QSet>
#include <QTest>

using namespace confab;
using namespace confab::test;

/// The small parts of the Redis client.
class PartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAddresses_data();
    void readsAddresses();
    void refusesAddresses_data();
    void refusesAddresses();
    void answersInOrder();
    void matchesConfirmations();
    void refusesOneCall();
    void tellsEverybodyOfTheEnd();
    void waitsLongerEachTime();
    void findsSlots_data();
    void findsSlots();
    void readsMaps();
    void refusesMaps_data();
    void refusesMaps();
    void followsMoved();
};

void PartsTest::readsAddresses_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("tls");
    const auto row = [](const char* url, const char* user, const char* name, bool tls = false) {
        QTest::newRow(url) << QString::fromUtf8(url) << QString::fromUtf8(user) << QString::fromUtf8(name) << tls;
    };
    row("redis://127.0.0.1", "", "127.0.0.1:6379");
    row("redis://redis.example.org:7000/", "", "redis.example.org:7000");
    row("redis://confab@localhost:1", "confab", "localhost:1");
    row("redis://con%40fab@localhost", "con@fab", "localhost:6379");
    row("redis://[::1]:65535", "", "[::1]:65535");
    row("rediss://confab@[fe80::1]", "confab", "[fe80::1]:6379", true);
}

void PartsTest::readsAddresses() {
    QFETCH(QString, url);
    VERIFY_OK(address, RedisAddress::parse(url));
    QTEST(address.user, "user");
    QTEST(address.name(), "name");
    QTEST(address.tls, "tls");
    QVERIFY(!address.cluster && address.password.isEmpty());
}

void PartsTest::refusesAddresses_data() {
    QTest::addColumn<QString>("why");
    for (const char* url :
         {"", "127.0.0.1:6379", "http://localhost", "redis:", "redis://", "redis://:6379", "redis://localhost:0",
          "redis://localhost:65536", "redis://localhost:x", "redis://localhost/1", "redis://localhost?db=1",
          "redis://localhost#x", "redis://a b", "redis://::1:6379"})
        QTest::newRow(url) << QStringLiteral("Right would be");
    for (const char* url : {"redis://user:hunter2@localhost", "redis://:hunter2@localhost", "redis://user:@localhost",
                            "rediss://user:hunter2@localhost:6379"})
        QTest::newRow(url) << QStringLiteral("list of processes");
}

void PartsTest::refusesAddresses() {
    QFETCH(QString, why);
    const Result<RedisAddress> address = RedisAddress::parse(QString::fromUtf8(QTest::currentDataTag()));
    VERIFY_REFUSED(address, InputInvalid);
    QVERIFY2(address.error().message.contains(why), qPrintable(address.error().message));
    QVERIFY(!address.error().message.contains(u"hunter2"));
}

namespace {

RespValue valueOf(const QByteArray& bytes) {
    RespParser parser;
    parser.append(bytes);
    return parser.next().value_or(RespValue());
}

} // namespace

void PartsTest::answersInOrder() {
    Pipeline pipeline;
    SubscriptionCall refused;
    QByteArray heard;
    const auto note = [&](const Result<RespValue>& reply) {
        heard += reply ? QByteArray(reply->text + ' ') : QByteArray("lost ");
    };
    QCOMPARE(pipeline.takeReply(valueOf("+OK\r\n"), refused), Pipeline::Taken::Unexpected);
    pipeline.expect(note);
    pipeline.expect([&](const Result<RespValue>& reply) {
        note(reply);
        pipeline.expect(note); // a call from within an answer
    });
    for (const char* reply : {"+a\r\n", "-b\r\n", "+c\r\n"})
        QCOMPARE(pipeline.takeReply(valueOf(reply), refused), Pipeline::Taken::Answered);
    QCOMPARE(heard, QByteArray("a b c "));
    QVERIFY(pipeline.isEmpty());
}

void PartsTest::matchesConfirmations() {
    Pipeline pipeline;
    SubscriptionCall refused;
    int answers = 0;
    pipeline.expect(SubscriptionCall{true, {"a", "b"}});
    pipeline.expect([&](const Result<RespValue>&) { ++answers; });
    pipeline.expect(SubscriptionCall{false, {"a"}});
    QVERIFY(!pipeline.takeConfirmation(true, "b")); // out of order
    QVERIFY(!pipeline.takeConfirmation(false, "a"));
    QVERIFY(pipeline.takeConfirmation(true, "a"));
    QVERIFY(pipeline.takeConfirmation(true, "b"));
    QVERIFY(!pipeline.takeConfirmation(false, "a")); // by the server itself: something else is due first
    QCOMPARE(pipeline.takeReply(valueOf(":1\r\n"), refused), Pipeline::Taken::Answered);
    QCOMPARE(answers, 1);
    QVERIFY(pipeline.takeConfirmation(false, "a"));
    QVERIFY(pipeline.isEmpty());
    QVERIFY(!pipeline.takeConfirmation(false, "a"));
}

void PartsTest::refusesOneCall() {
    Pipeline pipeline;
    SubscriptionCall refused;
    pipeline.expect(SubscriptionCall{true, {"a", "b", "c"}});
    pipeline.expect(SubscriptionCall{true, {"d"}});
    QVERIFY(pipeline.takeConfirmation(true, "a"));
    QCOMPARE(pipeline.takeReply(valueOf("-MOVED 1 h:1\r\n"), refused), Pipeline::Taken::Refused);
    QCOMPARE(refused.channels, (QList<QByteArray>{"b", "c"}));
    QVERIFY(refused.subscribe);
    QCOMPARE(pipeline.takeReply(valueOf("+OK\r\n"), refused), Pipeline::Taken::Unexpected);
}

void PartsTest::tellsEverybodyOfTheEnd() {
    Pipeline pipeline;
    QList<ErrorKind> errors;
    const auto note = [&](const Result<RespValue>& reply) {
        errors.append(reply ? ErrorKind::Internal : reply.error().kind);
    };
    pipeline.expect(note);
    pipeline.expect(SubscriptionCall{true, {"a"}});
    pipeline.expect(note);
    pipeline.failAll();
    QCOMPARE(errors, (QList<ErrorKind>{ErrorKind::Disconnected, ErrorKind::Disconnected}));
    QVERIFY(pipeline.isEmpty());
}

void PartsTest::waitsLongerEachTime() {
    using ms = std::chrono::milliseconds;
    QSet<qint64> pauses;
    ms longest(0);
    for (int round = 0; round < 200; ++round) {
        Backoff backoff(ms(50), ms(2'000));
        for (ms bound(50); bound < ms(100'000); bound *= 2) {
            const ms pause = backoff.next();
            QVERIFY2(pause >= ms(0) && pause <= std::min(bound, ms(2'000)), QByteArray::number(qint64(pause.count())));
            longest = std::max(longest, pause);
            pauses.insert(pause.count());
        }
        const ms slow = backoff.slow();
        QVERIFY(slow >= ms(1'000) && slow <= ms(2'000));
        backoff.reset();
        QVERIFY(backoff.next() <= ms(50));
    }
    QVERIFY(longest > ms(1'800) && pauses.size() > 100); // all of it is used
}

void PartsTest::findsSlots_data() {
    QTest::addColumn<int>("slot");
    // As CLUSTER KEYSLOT of Redis 7.0.15 says.
    QTest::newRow("123456789") << 12739;
    QTest::newRow("foo") << 12182;
    QTest::newRow("confab:room:{foo}") << 12182;
    QTest::newRow("{foo}{bar}") << 12182;
    QTest::newRow("foo{}{bar}") << 8363;
    QTest::newRow("foo{{bar}}zap") << 4015;
    QTest::newRow("}{foo}") << 12182;
    QTest::newRow("{foo") << 13308;
    QTest::newRow("") << 0;
}

void PartsTest::findsSlots() {
    QFETCH(int, slot);
    QCOMPARE(slotOf(QByteArrayView(QTest::currentDataTag())), slot);
}

void PartsTest::readsMaps() {
    const RespValue reply = valueOf("*4\r\n"
                                    "*4\r\n:0\r\n:99\r\n*4\r\n+10.0.0.1\r\n:7000\r\n+a\r\n*0\r\n"
                                    "*3\r\n+10.0.0.9\r\n:7001\r\n+b\r\n" // a replica
                                    "*3\r\n:100\r\n:100\r\n*2\r\n_\r\n:7002\r\n"
                                    "*3\r\n:200\r\n:16383\r\n*2\r\n+10.0.0.1\r\n:7000\r\n"
                                    "*3\r\n:150\r\n:160\r\n*2\r\n+?\r\n:7003\r\n");
    VERIFY_OK(map, ClusterMap::read(reply, {QStringLiteral("asked"), 1}, 10));
    QCOMPARE(map.servers(), (QList<ServerName>{{QStringLiteral("10.0.0.1"), 7000}, {QStringLiteral("asked"), 7002}}));
    QCOMPARE(map.ownerOf(0), 0);
    QCOMPARE(map.ownerOf(99), 0);
    QCOMPARE(map.ownerOf(100), 1);
    QCOMPARE(map.ownerOf(101), int(ClusterMap::nobody));
    QCOMPARE(map.ownerOf(155), int(ClusterMap::nobody));
    QCOMPARE(map.ownerOf(16'383), 0);
    VERIFY_REFUSED(ClusterMap::read(reply, {QStringLiteral("asked"), 1}, 1), Unavailable);
}

void PartsTest::refusesMaps_data() {
    QTest::addColumn<QByteArray>("bytes");
    for (const char* bytes :
         {"-ERR This instance has cluster support disabled\r\n", ":1\r\n", "*1\r\n:1\r\n", "*1\r\n*2\r\n:0\r\n:1\r\n",
          "*1\r\n*3\r\n:-1\r\n:1\r\n*2\r\n+h\r\n:1\r\n", "*1\r\n*3\r\n:0\r\n:16384\r\n*2\r\n+h\r\n:1\r\n",
          "*1\r\n*3\r\n:2\r\n:1\r\n*2\r\n+h\r\n:1\r\n", "*1\r\n*3\r\n+0\r\n:1\r\n*2\r\n+h\r\n:1\r\n"})
        QTest::newRow(QByteArray(bytes).toPercentEncoding().constData()) << QByteArray(bytes);
}

void PartsTest::refusesMaps() {
    QFETCH(QByteArray, bytes);
    VERIFY_REFUSED(ClusterMap::read(valueOf(bytes), {}, 10), Unavailable);
}

void PartsTest::followsMoved() {
    const ServerName asked{QStringLiteral("asked"), 1};
    QCOMPARE(movedTo("MOVED 866 127.0.0.1:7001", asked), (ServerName{QStringLiteral("127.0.0.1"), 7001}));
    QCOMPARE(movedTo("MOVED 866 ::1:7001", asked), (ServerName{QStringLiteral("::1"), 7001}));
    QCOMPARE(movedTo("MOVED 866 :7001", asked), (ServerName{QStringLiteral("asked"), 7001}));
    for (const char* error : {"", "MOVED", "MOVED 866", "MOVED 866 host", "MOVED 866 host:", "MOVED 866 host:0",
                              "MOVED 866 host:65536", "MOVED 866 host:x", "ASK 866 host:1", "MOVED 866 h:1 more"})
        QVERIFY2(!movedTo(error, asked), error);
}

QTEST_APPLESS_MAIN(PartsTest)
#include "tst_parts.moc"
