// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/redis/hearing.h"
#include "tests/support/waiting.h"

#include <QElapsedTimer>
#include <QTest>

using namespace confab;
using namespace confab::test;

/// The client when the server dies, stalls, or refuses the sign-in.
class OutagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBackAfterKill();
    void comesBackAgainAndAgain();
    void waitsForServerThatIsNotThere();
    void noticesFrozenServer();
    void staysOnQuietConnection();
    void survivesItsOwnStandstill();
    void tellsWhoWaits();
    void stopsInBoundedTime();
    void saysThatThePasswordIsWrong_data();
    void saysThatThePasswordIsWrong();
    void worksWithFewRights();
    void saysWhatIsForbidden();
    void speaksTls();
    void refusesUnknownCertificates_data();
    void refusesUnknownCertificates();
};

namespace {

/// Short, so that a test does not wait for long; nothing depends on how long exactly.
RedisLimits impatient() {
    RedisLimits limits;
    limits.pingEvery = std::chrono::milliseconds(300);
    limits.silence = std::chrono::milliseconds(1'500);
    return limits;
}

/// What pubsub.h asks an administrator to give the server's user.
const QString rights = QStringLiteral("resetchannels &confab:* -@all +hello +ping +publish +subscribe +unsubscribe");

} // namespace

void OutagesTest::comesBackAfterKill() {
    RedisProcess redis;
    QVERIFY2(redis.start(), redis.log().constData());
    Hearing hearing;
    const auto pubSub = makePubSub(addressOf(redis), hearing);
    constexpr int count = 1'000;
    const QList<QByteArray> channels = channelNames("room:", count);
    pubSub->subscribe(channels); // before it is started
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.confirmed.size() == count; }));

    redis.kill();
    QVERIFY(waitUntil([&] { return hearing.lost == 1; }));
    QVERIFY(!pubSub->isConnected());
    QVERIFY(!pubSub->publish("room:1", "into the void"));
    pubSub->unsubscribe({"room:1"}); // and it learns of these on its return
    pubSub->subscribe({"new"});
    QVERIFY(redis.start());
    QVERIFY(waitUntil([&] { return hearing.confirmed.size() == count; }));
    QCOMPARE(hearing.connected, 2);
    QCOMPARE(hearing.confirmations, 2 * count);
    QVERIFY(!hearing.confirmedTwice);
    QVERIFY(hearing.confirmed.contains("new") && !hearing.confirmed.contains("room:1"));
    QCOMPARE(pubSub->counts().reconnects, 1u);
    QCOMPARE(redis.subscribers("room:1"), 0);
    QCOMPARE(redis.subscribers("room:2"), 1);

    for (const QByteArray& channel : channels)
        QVERIFY(pubSub->publish(channel, "again"));
    QVERIFY(pubSub->publish("new", "again"));
    QVERIFY(waitUntil([&] { return hearing.messages.size() == count; }));
    QCOMPARE(hearing.messages.last().channel, QByteArray("new"));
}

void OutagesTest::comesBackAgainAndAgain() {
    RedisProcess redis;
    QVERIFY2(redis.start(), redis.log().constData());
    Hearing hearing;
    const auto pubSub = makePubSub(addressOf(redis), hearing);
    constexpr int count = 5'000;
    pubSub->subscribe(channelNames("room:", count));
    pubSub->start();
    QElapsedTimer since;
    for (int round = 0; round < 8; ++round) {
        const int enough = hearing.confirmations + 1 + round * count / 10; // also in the middle of subscribing
        QVERIFY(waitUntil([&] { return hearing.confirmations >= enough; }));
        const int before = hearing.connected;
        QVERIFY(redis.restart());
        since.start();
        QVERIFY(waitUntil([&] { return hearing.connected > before; }));
        QVERIFY2(since.elapsed() < 5'000, QByteArray::number(since.elapsed())); // what a cut may last
    }
    QVERIFY(waitUntil([&] { return hearing.confirmed.size() == count; }));
    QVERIFY(!hearing.confirmedTwice);
}

void OutagesTest::waitsForServerThatIsNotThere() {
    RedisProcess redis;
    QVERIFY2(redis.start(), redis.log().constData());
    redis.kill();
    Hearing hearing;
    const auto pubSub = makePubSub(addressOf(redis), hearing);
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.lost == 1; }));
    QVERIFY2(hearing.reasons.first().contains(QStringLiteral("127.0.0.1:%1").arg(redis.port())),
             qPrintable(hearing.reasons.first()));
    QVERIFY(redis.start());
    QVERIFY(waitUntil([&] { return hearing.connected == 1; }));
    QCOMPARE(hearing.lost, 1); // said once, however often it was tried
}

void OutagesTest::noticesFrozenServer() {
    RedisProcess redis;
    QVERIFY2(redis.start(), redis.log().constData());
    Hearing hearing;
    const RedisLimits limits = impatient();
    const auto pubSub = makePubSub(addressOf(redis), hearing, limits);
    pubSub->subscribe({"a"});
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.confirmations == 1; }));
    redis.freeze();
    QElapsedTimer frozen;
    frozen.start();
    QVERIFY(waitUntil([&] { return hearing.lost == 1; }));
    QVERIFY2(frozen.elapsed() < 2 * limits.silence.count() + 3'000, QByteArray::number(frozen.elapsed()));
    QVERIFY2(hearing.reasons.first().contains(u"no answer"), qPrintable(hearing.reasons.first()));
    redis.thaw();
    QVERIFY(waitUntil([&] { return hearing.confirmations == 2; }));
}

void OutagesTest::staysOnQuietConnection() {
    RedisProcess redis;
    QVERIFY2(redis.start(), redis.log().constData());
    Hearing hearing;
    const auto pubSub = makePubSub(addressOf(redis), hearing, impatient());
    pubSub->subscribe({"a"}); // PING works beside a subscription
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.confirmations == 1; }));
    const quint64 before = pubSub->counts().bytesRead;
    constexpr quint64 pong = 7;
    QVERIFY(waitUntil([&] { return pubSub->counts().bytesRead >= before + 12 * pong; })); // longer than the silence
    QCOMPARE(hearing.lost, 0);
}

void OutagesTest::survivesItsOwnStandstill() {
    RedisProcess redis;
    QVERIFY2(redis.start(), redis.log().constData());
    Hearing hearing;
    const RedisLimits limits = impatient();
    const auto pubSub = makePubSub(addressOf(redis), hearing, limits);
    pubSub->subscribe({"a"});
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.confirmations == 1; }));
    QThread::msleep(2 * limits.silence.count()); // the tested pause, not a wait
    const quint64 before = pubSub->counts().bytesRead;
    QVERIFY(waitUntil([&] { return pubSub->counts().bytesRead > before; }));
    QCOMPARE(hearing.lost, 0);
}

void OutagesTest::tellsWhoWaits() {
    RedisProcess redis;
    QVERIFY2(redis.start(), redis.log().constData());
    Hearing hearing;
    const auto pubSub = makePubSub(addressOf(redis), hearing, impatient());
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.connected == 1; }));
    redis.freeze();
    QList<ErrorKind> errors;
    bool nested = true;
    for (int i = 0; i < 3; ++i)
        QVERIFY(pubSub->publish("a", "b", [&](const Result<qint64>& receivers) {
            errors.append(receivers ? ErrorKind::Internal : receivers.error().kind);
            nested = pubSub->publish("a", "c");
        }));
    QVERIFY(waitUntil([&] { return hearing.lost == 1; }));
    QCOMPARE(errors, QList<ErrorKind>(3, ErrorKind::Disconnected));
    QVERIFY(!nested);
}

void OutagesTest::stopsInBoundedTime() {
    RedisProcess redis;
    QVERIFY2(redis.start(), redis.log().constData());
    Hearing hearing;
    const auto pubSub = makePubSub(addressOf(redis), hearing);
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.connected == 1; }));
    redis.freeze();
    int answers = 0;
    QVERIFY(pubSub->publish("a", "b", [&](const Result<qint64>&) { ++answers; }));
    QElapsedTimer stopping;
    stopping.start();
    pubSub->stop();
    QVERIFY2(stopping.elapsed() < 5'000, QByteArray::number(stopping.elapsed()));
    QCOMPARE(answers, 1);
    QCOMPARE(hearing.lost, 0);
    redis.thaw();
}

void OutagesTest::saysThatThePasswordIsWrong_data() {
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("code");
    QTest::newRow("wrong") << QString() << QStringLiteral("hunter2") << QStringLiteral("WRONGPASS");
    QTest::newRow("unknown user") << QStringLiteral("eve") << QStringLiteral("hunter2") << QStringLiteral("WRONGPASS");
    QTest::newRow("none") << QString() << QString() << QStringLiteral("NOAUTH");
}

void OutagesTest::saysThatThePasswordIsWrong() {
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(QString, code);
    RedisProcess::Options options;
    options.password = Secret{QStringLiteral("open sesame")};
    RedisProcess redis(options);
    QVERIFY2(redis.start(), redis.log().constData());
    RedisAddress address = addressOf(redis);
    address.user = user;
    address.password = Secret{password};
    Hearing hearing;
    const auto refused = makePubSub(address, hearing);
    refused->start();
    QVERIFY(waitUntil([&] { return hearing.lost == 1; }));
    QVERIFY2(hearing.reasons.first().contains(code), qPrintable(hearing.reasons.first()));
    QVERIFY(!hearing.reasons.first().contains(u"hunter2"));
    QCOMPARE(hearing.connected, 0);

    address.user.clear();
    address.password = options.password;
    Hearing other;
    const auto admitted = makePubSub(address, other);
    admitted->start();
    QVERIFY(waitUntil([&] { return other.connected == 1; }));
}

void OutagesTest::worksWithFewRights() {
    RedisProcess::Options options;
    options.settings = {QStringLiteral("user confab on >secret ") + rights, QStringLiteral("user default off")};
    RedisProcess redis(options);
    QVERIFY2(redis.start(), redis.log().constData());
    RedisAddress address = addressOf(redis);
    address.user = QStringLiteral("confab");
    address.password = Secret{QStringLiteral("secret")};
    Hearing hearing;
    const auto pubSub = makePubSub(address, hearing, impatient());
    pubSub->subscribe({"confab:room:{1}", "confab:room:{2}"});
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.confirmations == 2; }));
    pubSub->unsubscribe({"confab:room:{2}"});
    pubSub->publish("confab:room:{1}", "hello");
    QVERIFY(waitUntil([&] { return hearing.messages.size() == 1; }));
    const quint64 before = pubSub->counts().bytesRead;
    QVERIFY(waitUntil([&] { return pubSub->counts().bytesRead > before; })); // a PONG
    QVERIFY2(hearing.lost == 0, qPrintable(hearing.reasons.join(u'\n')));
}

void OutagesTest::saysWhatIsForbidden() {
    RedisProcess::Options options;
    options.settings = {QStringLiteral("user confab on nopass ") + rights};
    RedisProcess redis(options);
    QVERIFY2(redis.start(), redis.log().constData());
    RedisAddress address = addressOf(redis);
    address.user = QStringLiteral("confab");
    Hearing hearing;
    const auto pubSub = makePubSub(address, hearing);
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.connected == 1; }));
    bool answered = false;
    pubSub->publish("elsewhere", "x", [&](const Result<qint64>& receivers) {
        answered = !receivers && receivers.error().kind == ErrorKind::Unavailable;
    });
    QVERIFY(waitUntil([&] { return hearing.lost == 1; }));
    QVERIFY(answered);
    QVERIFY2(hearing.reasons.last().contains(u"NOPERM"), qPrintable(hearing.reasons.last()));

    Hearing other;
    const auto subscriber = makePubSub(address, other);
    subscriber->subscribe({"confab:good", "elsewhere"});
    subscriber->start();
    QVERIFY(waitUntil([&] { return other.lost == 1; }));
    QVERIFY2(other.reasons.last().contains(u"NOPERM"), qPrintable(other.reasons.last()));
    QCOMPARE(other.confirmations, 0);
}

void OutagesTest::speaksTls() {
    RedisProcess::Options options;
    options.tls = true;
    RedisProcess redis(options);
    QVERIFY2(redis.start(), redis.log().constData());
    RedisAddress address = addressOf(redis);
    QVERIFY(address.tls);
    address.caFile = redis.caFile();
    Hearing hearing;
    const auto pubSub = makePubSub(address, hearing);
    pubSub->subscribe({"a"});
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.confirmations == 1; }));
    for (int i = 0; i < 100; ++i) {
        while (!pubSub->publish("a", QByteArray(100'000, char('a' + i % 26))))
            QCoreApplication::processEvents();
    }
    QVERIFY(waitUntil([&] { return hearing.messages.size() == 100; }));
    QCOMPARE(hearing.messages.last().payload, QByteArray(100'000, char('a' + 99 % 26)));

    redis.freeze(); // waiting encrypted bytes count too
    int taken = 0;
    while (taken < 1'000 && pubSub->publish("a", QByteArray(100'000, 'x'))) {
        ++taken;
        QCoreApplication::processEvents();
    }
    QVERIFY2(taken < 300, QByteArray::number(taken)); // 8 MiB, and what the kernel holds
    redis.thaw();
}

void OutagesTest::refusesUnknownCertificates_data() {
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("trusted");
    enum { Own, Other, System, Missing };
    QTest::newRow("of another authority") << QStringLiteral("127.0.0.1") << int(Other);
    QTest::newRow("of nobody") << QStringLiteral("127.0.0.1") << int(System);
    QTest::newRow("for another host") << QStringLiteral("127.0.0.2") << int(Own);
    QTest::newRow("no file") << QStringLiteral("127.0.0.1") << int(Missing);
}

void OutagesTest::refusesUnknownCertificates() {
    QFETCH(QString, host);
    QFETCH(int, trusted);
    RedisProcess::Options options;
    options.tls = true;
    options.anyAddress = true;
    RedisProcess redis(options);
    QVERIFY2(redis.start(), redis.log().constData());
    RedisProcess other(options);
    QVERIFY2(other.start(), other.log().constData());
    RedisAddress address = addressOf(redis);
    address.host = host;
    address.caFile = QStringList{redis.caFile(), other.caFile(), QString(), QStringLiteral("/nowhere.pem")}.at(trusted);
    Hearing hearing;
    const auto pubSub = makePubSub(address, hearing);
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.lost == 1; }));
    QVERIFY2(hearing.reasons.first().contains(u"certificate", Qt::CaseInsensitive) ||
                 hearing.reasons.first().contains(u"host name"),
             qPrintable(hearing.reasons.first()));
    QCOMPARE(hearing.connected, 0);
}

QTEST_GUILESS_MAIN(OutagesTest)
#include "tst_outages.moc"
