// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/redis/hearing.h"
#include "tests/support/waiting.h"

#include <QTest>
#include <QThread>

#include <atomic>

using namespace confab;
using namespace confab::test;

/// The client against a real server that works.
class PubSubTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void deliversWhatIsPublished();
    void deliversAllSizesAndBytes();
    void keepsTheOrder();
    void saysHowManyReceive();
    void hearsNothingAfterUnsubscribe();
    void confirmsAfterEachChange();
    void subscribesToManyChannels();
    void refusesTooMuch();
    void mayBeCalledFromTheListener();
    void coalescesWhatOneTurnPublishes();
    void stopHandsOverWhatWasPublished();
    void readsNothingForChannelsOfOthers();
    void livesOnAnotherThread();

private:
    std::unique_ptr<PubSub> connected(Hearing& hearing, RedisLimits limits = {});

    std::unique_ptr<RedisProcess> m_redis;
};

void PubSubTest::init() {
    if (m_redis)
        return;
    m_redis = std::make_unique<RedisProcess>();
    QVERIFY2(m_redis->start(), m_redis->log().constData());
}

std::unique_ptr<PubSub> PubSubTest::connected(Hearing& hearing, RedisLimits limits) {
    std::unique_ptr<PubSub> pubSub = makePubSub(addressOf(*m_redis), hearing, limits);
    pubSub->start();
    if (!waitUntil([&] { return hearing.connected == 1 && pubSub->isConnected(); }))
        qFatal("no connection: %s", qPrintable(hearing.reasons.join(u'\n')));
    return pubSub;
}

void PubSubTest::deliversWhatIsPublished() {
    Hearing hearing;
    Hearing other;
    const auto reader = connected(hearing);
    const auto writer = connected(other);
    QVERIFY(reader->subscribe({"confab:room:{1}", "confab:room:{2}"}));
    QVERIFY(waitUntil([&] { return hearing.confirmations == 2; }));
    QVERIFY(writer->publish("confab:room:{1}", "one"));
    QVERIFY(writer->publish("confab:room:{3}", "nobody"));
    QVERIFY(writer->publish("confab:room:{2}", "two"));
    QVERIFY(waitUntil([&] { return hearing.messages.size() == 2; }));
    QCOMPARE(hearing.messages, (QList<Hearing::Message>{{"confab:room:{1}", "one"}, {"confab:room:{2}", "two"}}));
    QCOMPARE(other.messages.size(), 0);
    QCOMPARE(writer->counts().published, 3u);
    QCOMPARE(reader->counts().messagesReceived, 2u);
    const QByteArray clients =
        m_redis->command({QStringLiteral("CLIENT"), QStringLiteral("LIST")}).value_or(QByteArray());
    QVERIFY2(clients.contains("name=confab-test") && clients.contains("resp=3"), clients.constData());
}

void PubSubTest::deliversAllSizesAndBytes() {
    Hearing hearing;
    const auto pubSub = connected(hearing);
    pubSub->subscribe({"sizes"});
    QVERIFY(waitUntil([&] { return hearing.confirmations == 1; }));
    QByteArray all;
    while (all.size() < 256 * 1024)
        all.append(char(all.size() * 31 + all.size() / 251));
    QList<qsizetype> sizes{0, 1, 2, 255, 256, 16'383, 16'384, 16'385, 65'535, 65'536, 65'537, 256 * 1024};
    for (qsizetype size = 3; size < 3000; size += 7)
        sizes.append(size);
    for (const qsizetype size : std::as_const(sizes)) {
        while (!pubSub->publish("sizes", all.last(size)))
            QCoreApplication::processEvents();
    }
    QVERIFY(waitUntil([&] { return hearing.messages.size() == sizes.size(); }));
    for (qsizetype i = 0; i < sizes.size(); ++i)
        QVERIFY2(hearing.messages[i].payload == all.last(sizes[i]), QByteArray::number(sizes[i]));
}

void PubSubTest::keepsTheOrder() {
    Hearing hearing;
    const auto pubSub = connected(hearing);
    pubSub->subscribe({"order"});
    QVERIFY(waitUntil([&] { return hearing.confirmations == 1; }));
    constexpr int count = 20'000;
    for (int i = 0; i < count; ++i) {
        while (!pubSub->publish("order", QByteArray::number(i)))
            QCoreApplication::processEvents();
    }
    QVERIFY(waitUntil([&] { return hearing.messages.size() == count; }));
    for (int i = 0; i < count; ++i)
        QCOMPARE(hearing.messages[i].payload, QByteArray::number(i));
}

void PubSubTest::saysHowManyReceive() {
    Hearing hearing;
    Hearing other;
    const auto reader = connected(hearing);
    const auto writer = connected(other);
    reader->subscribe({"here"});
    QVERIFY(waitUntil([&] { return hearing.confirmations == 1; }));
    QList<qint64> answers;
    const auto note = [&](const Result<qint64>& receivers) { answers.append(receivers.value_or(-1)); };
    QVERIFY(writer->publish("here", "x", note));
    QVERIFY(writer->publish("nowhere", "x", note));
    QVERIFY(waitUntil([&] { return answers.size() == 2; }));
    QCOMPARE(answers, (QList<qint64>{1, 0}));
}

void PubSubTest::hearsNothingAfterUnsubscribe() {
    Hearing hearing;
    const auto pubSub = connected(hearing);
    pubSub->subscribe({"gone", "stays"});
    QVERIFY(waitUntil([&] { return hearing.confirmations == 2; }));
    pubSub->publish("gone", "on its way");
    pubSub->unsubscribe({"gone"});
    pubSub->publish("stays", "last");
    QVERIFY(waitUntil([&] { return !hearing.messages.isEmpty(); }));
    QCOMPARE(hearing.messages, (QList<Hearing::Message>{{"stays", "last"}}));
    QVERIFY(waitUntil([&] { return m_redis->subscribers("gone") == 0; }));
    QCOMPARE(m_redis->subscribers("stays"), 1);
}

void PubSubTest::confirmsAfterEachChange() {
    Hearing hearing;
    const auto pubSub = connected(hearing);
    int expected = 0;
    for (int round = 0; round < 50; ++round) {
        pubSub->subscribe({"flapping"});
        if (round % 3 == 0)
            QCoreApplication::processEvents(); // asked, and not confirmed
        pubSub->unsubscribe({"flapping"});
        if (round % 2 == 0)
            QCoreApplication::processEvents();
        pubSub->subscribe({"flapping"});
        pubSub->subscribe({"flapping"});
        hearing.confirmed.clear();
        expected = hearing.confirmations;
        QVERIFY(waitUntil([&] { return hearing.confirmations > expected; }));
        pubSub->publish("flapping", QByteArray::number(round));
        QVERIFY(waitUntil([&] { return hearing.messages.size() == round + 1; }));
        pubSub->unsubscribe({"flapping"});
        if (round % 5 == 0)
            QVERIFY(waitUntil([&] { return m_redis->subscribers("flapping") == 0; }));
        hearing.confirmed.clear();
    }
    QVERIFY(!hearing.confirmedTwice);
}

void PubSubTest::subscribesToManyChannels() {
    Hearing hearing;
    Hearing other;
    const auto reader = connected(hearing);
    const auto writer = connected(other);
    constexpr int count = 20'000;
    const QList<QByteArray> channels = channelNames("confab:room:", count);
    QVERIFY(reader->subscribe(channels));
    QVERIFY(waitUntil([&] { return hearing.confirmations == count; }));
    QCOMPARE(hearing.confirmed.size(), count);
    for (const QByteArray& channel : channels)
        QVERIFY(writer->publish(channel, channel));
    QVERIFY(waitUntil([&] { return hearing.messages.size() == count; }));
    for (qsizetype i = 0; i < count; ++i)
        QCOMPARE(hearing.messages[i], (Hearing::Message{channels[i], channels[i]}));
    reader->unsubscribe(channels);
    QVERIFY(waitUntil([&] { return m_redis->subscribers(channels.last()) == 0; }));
}

void PubSubTest::refusesTooMuch() {
    Hearing hearing;
    RedisLimits limits;
    limits.channels = 3;
    limits.payloadBytes = 100;
    limits.outputBytes = 1000;
    const auto pubSub = connected(hearing, limits);
    QVERIFY(pubSub->subscribe({"a", "b"}));
    QVERIFY(!pubSub->subscribe({"b", "c", "d"}));
    QVERIFY(pubSub->subscribe({"b", "c"}));
    QVERIFY(!pubSub->subscribe({QByteArray(1000, 'x')}));
    QVERIFY(!pubSub->subscribe({QByteArray()}));
    pubSub->unsubscribe({"a"});
    QVERIFY(pubSub->subscribe({"d"}));

    QVERIFY(!pubSub->publish("other", QByteArray(101, 'x')));
    int taken = 0;
    while (pubSub->publish("other", QByteArray(100, 'x')))
        ++taken;
    QVERIFY2(taken > 3 && taken < 10, QByteArray::number(taken));
    QCOMPARE(pubSub->counts().publishesDropped, 2u);
    QVERIFY(waitUntil([&] { return pubSub->publish("other", QByteArray(100, 'x')); }));
}

void PubSubTest::mayBeCalledFromTheListener() {
    Hearing hearing;
    const auto pubSub = connected(hearing);
    pubSub->subscribe({"ping", "end"});
    QVERIFY(waitUntil([&] { return hearing.confirmations == 2; }));
    hearing.onMessage = [&](const QByteArray& payload) {
        const int number = payload.toInt();
        if (number < 100) {
            pubSub->publish("ping", QByteArray::number(number + 1));
            return;
        }
        pubSub->unsubscribe({"ping"});
        pubSub->stop();
    };
    pubSub->publish("ping", "0");
    QVERIFY(waitUntil([&] { return !pubSub->isConnected(); }));
    QCOMPARE(hearing.messages.size(), 101);
    QCOMPARE(hearing.lost, 0);
}

void PubSubTest::coalescesWhatOneTurnPublishes() {
    Hearing hearing;
    const auto pubSub = connected(hearing);
    const quint64 before = pubSub->counts().bytesWritten;
    for (int i = 0; i < 100; ++i)
        QVERIFY(pubSub->publish("a", "b"));
    QCOMPARE(pubSub->counts().bytesWritten, before); // nothing left yet
    int answers = 0;
    pubSub->publish("a", "b", [&](const Result<qint64>&) { ++answers; });
    QVERIFY(waitUntil([&] { return answers == 1; }));
    QVERIFY(pubSub->counts().bytesWritten > before);
}

void PubSubTest::stopHandsOverWhatWasPublished() {
    Hearing hearing;
    const auto reader = connected(hearing);
    reader->subscribe({"farewell"});
    QVERIFY(waitUntil([&] { return hearing.confirmations == 1; }));
    Hearing other;
    const auto writer = connected(other);
    writer->subscribe({"farewell"}); // what it hears itself must not keep it
    QVERIFY(waitUntil([&] { return other.confirmations == 1; }));
    constexpr int count = 5'000;
    for (int i = 0; i < count; ++i)
        QVERIFY(writer->publish("farewell", QByteArray(300, 'x')));
    writer->stop();
    QVERIFY(!writer->isConnected());
    QVERIFY(!writer->publish("farewell", "late"));
    QVERIFY(waitUntil([&] { return hearing.messages.size() == count; }));
    QCOMPARE(other.messages.size(), 0);
    QCOMPARE(other.lost, 0);
    writer->start(); // and it can begin again
    QVERIFY(waitUntil([&] { return other.confirmations == 2; }));
}

void PubSubTest::readsNothingForChannelsOfOthers() {
    Hearing hearing;
    Hearing other;
    const auto reader = connected(hearing);
    const auto writer = connected(other);
    reader->subscribe({"mine"});
    QVERIFY(waitUntil([&] { return hearing.confirmations == 1; }));
    const quint64 before = reader->counts().bytesRead;
    int answers = 0;
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(writer->publish("theirs", "some text", [&](const Result<qint64>&) { ++answers; }));
    QVERIFY(waitUntil([&] { return answers == 1'000; }));
    constexpr quint64 pong = 7; // one may have come meanwhile
    QVERIFY(reader->counts().bytesRead - before <= 10 * pong);
}

void PubSubTest::livesOnAnotherThread() {
    Hearing hearing;
    std::unique_ptr<PubSub> pubSub = makePubSub(addressOf(*m_redis), hearing);
    std::atomic<bool> arrived = false;
    hearing.onMessage = [&](const QByteArray&) { arrived = QThread::currentThread() == pubSub->thread(); };
    QThread thread;
    thread.start();
    pubSub->moveToThread(&thread);
    QMetaObject::invokeMethod(pubSub.get(), [&] {
        pubSub->start();
        pubSub->subscribe({"elsewhere"});
    });
    QVERIFY(waitUntil([&] {
        m_redis->command({QStringLiteral("PUBLISH"), QStringLiteral("elsewhere"), QStringLiteral("x")});
        return arrived.load();
    }));
    QMetaObject::invokeMethod(
        pubSub.get(), [&] { pubSub->stop(); }, Qt::BlockingQueuedConnection);
    connect(
        &thread, &QThread::finished, pubSub.get(), [&] { pubSub.reset(); }, Qt::DirectConnection);
    thread.quit();
    QVERIFY(thread.wait());
}

QTEST_GUILESS_MAIN(PubSubTest)
#include "tst_pubsub.moc"
