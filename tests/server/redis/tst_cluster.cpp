// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/slot.h"
#include "tests/server/redis/hearing.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <QTest>

using namespace confab;
using namespace confab::test;

/// The client on a real Redis Cluster.
class ClusterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void reachesAllSlots();
    void begunUnderAnotherName();
    void followsMovedSlot();
    void publishesWhereTheSlotWent();
    void worksOnWithoutOneMaster();
    void followsFailover();
    void comesBackWhenAllWereGone();
    void stopHandsOverWhatWasPublished();
    void worksWithFewRights();

private:
    static RedisAddress addressOf(RedisCluster& cluster, int server = 0);
    static std::unique_ptr<PubSub> connected(RedisCluster& cluster, Hearing& hearing);
    static bool reaches(PubSub& writer, Hearing& hearing, const QByteArray& channel);

    std::unique_ptr<RedisCluster> m_cluster; // for those tests that leave it as it was
};

namespace {

/// A channel in this slot.
QByteArray channelIn(int slot) {
    for (int i = 0;; ++i) {
        const QByteArray channel = "confab:room:{" + QByteArray::number(i) + '}';
        if (slotOf(channel) == slot)
            return channel;
    }
}

} // namespace

void ClusterTest::init() {
    if (m_cluster)
        return;
    m_cluster = std::make_unique<RedisCluster>();
    QVERIFY2(m_cluster->start(), m_cluster->server(0).log().constData());
}

RedisAddress ClusterTest::addressOf(RedisCluster& cluster, int server) {
    RedisAddress address = test::addressOf(cluster.server(server));
    address.cluster = true;
    return address;
}

std::unique_ptr<PubSub> ClusterTest::connected(RedisCluster& cluster, Hearing& hearing) {
    std::unique_ptr<PubSub> pubSub = makePubSub(addressOf(cluster), hearing);
    for (const int slot : {0, 6'000, 12'000}) // one for each master
        pubSub->subscribe({channelIn(slot)});
    pubSub->start();
    if (!waitUntil([&] { return hearing.confirmed.size() == RedisCluster::masters; }))
        qFatal("no connection: %s", qPrintable(hearing.reasons.join(u'\n')));
    return pubSub;
}

/// Publishes until it arrives: the client may have to reconnect first. Nothing is in transit afterwards.
bool ClusterTest::reaches(PubSub& writer, Hearing& hearing, const QByteArray& channel) {
    const qsizetype before = hearing.messages.size();
    int unanswered = 0;
    return waitUntil([&] {
        if (unanswered == 0 && writer.publish(channel, "hello", [&](const Result<qint64>&) { --unanswered; }))
            ++unanswered;
        QCoreApplication::processEvents();
        return unanswered == 0 && hearing.messages.size() > before && hearing.messages.last().channel == channel;
    });
}

void ClusterTest::reachesAllSlots() {
    Hearing hearing;
    Hearing other;
    const auto reader = connected(*m_cluster, hearing);
    const auto writer = connected(*m_cluster, other);
    constexpr int count = 10'000;
    QList<QByteArray> channels = channelNames("confab:all:", count);
    for (const int slot : {1, 5'460, 5'461, 10'922, 10'923, 16'383})
        channels.append(channelIn(slot));
    QVERIFY(reader->subscribe(channels));
    QVERIFY(waitUntil([&] { return hearing.confirmed.size() == channels.size() + RedisCluster::masters; }));
    qint64 receivers = 0;
    for (const QByteArray& channel : std::as_const(channels))
        QVERIFY(
            writer->publish(channel, channel, [&](const Result<qint64>& count) { receivers += count.value_or(0); }));
    QVERIFY(waitUntil([&] { return hearing.messages.size() == channels.size(); }));
    QVERIFY(waitUntil([&] { return receivers == channels.size(); }));
    QSet<QByteArray> seen;
    for (const Hearing::Message& message : std::as_const(hearing.messages)) {
        QCOMPARE(message.payload, message.channel);
        seen.insert(message.channel);
    }
    QCOMPARE(seen.size(), channels.size());
    QVERIFY(!hearing.confirmedTwice);
    QCOMPARE(hearing.drops + hearing.lost, 0);
    reader->unsubscribe(channels);
    QVERIFY(waitUntil([&] { return m_cluster->server(0).subscribers(channels[count]) == 0; }));
}

void ClusterTest::begunUnderAnotherName() {
    RedisAddress address = addressOf(*m_cluster, 1);
    address.host = QStringLiteral("localhost"); // the cluster itself says 127.0.0.1
    Hearing hearing;
    const auto pubSub = makePubSub(address, hearing);
    pubSub->subscribe({channelIn(0), channelIn(6'000), channelIn(12'000)});
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.confirmed.size() == 3; }));
    QVERIFY(reaches(*pubSub, hearing, channelIn(0)));
    QVERIFY(waitUntil([&] { // only one connection to each server is left
        const QStringList list{QStringLiteral("CLIENT"), QStringLiteral("LIST")};
        return m_cluster->server(1).command(list).value_or(QByteArray()).count("name=confab-test") == 1;
    }));
    QCOMPARE(hearing.connected, 1);
    QCOMPARE(hearing.lost, 0);
}

void ClusterTest::followsMovedSlot() {
    RedisCluster cluster;
    QVERIFY(cluster.start());
    Hearing hearing;
    const auto pubSub = connected(cluster, hearing);
    constexpr int slot = 0;
    const QByteArray channel = channelIn(slot);
    for (const auto& [from, to] : {std::pair(0, 1), std::pair(1, 2), std::pair(2, 0)}) {
        const int confirmations = hearing.confirmations;
        QVERIFY(cluster.moveSlot(slot, from, to));
        QVERIFY(waitUntil([&] { return hearing.confirmations == confirmations + 1; }));
        QCOMPARE(cluster.server(to).subscribers(channel), 1);
        QCOMPARE(cluster.server(from).subscribers(channel), 0);
        QVERIFY(reaches(*pubSub, hearing, channel));
    }
    QCOMPARE(hearing.drops, 3);
    QVERIFY(!hearing.confirmedTwice);
    QCOMPARE(hearing.lost, 0);

    // A client of a server that has lost the slot is refused, and looks up its new owner.
    const QByteArray other = channelIn(100);
    for (const auto& [from, to] : {std::pair(0, 1), std::pair(1, 2), std::pair(2, 0)}) {
        QVERIFY(cluster.moveSlot(100, from, to));
        QVERIFY(pubSub->subscribe({other}));
        QVERIFY(waitUntil([&] { return hearing.confirmed.contains(other); }));
        QCOMPARE(cluster.server(to).subscribers(other), 1);
        QVERIFY(reaches(*pubSub, hearing, other));
        pubSub->unsubscribe({other});
        hearing.confirmed.remove(other);
    }
}

void ClusterTest::publishesWhereTheSlotWent() {
    RedisCluster cluster;
    QVERIFY(cluster.start());
    Hearing hearing;
    const auto writer = connected(cluster, hearing);
    for (const auto& [from, to] : {std::pair(0, 2), std::pair(2, 1), std::pair(1, 0)}) {
        QVERIFY(cluster.moveSlot(100, from, to)); // no subscriber there, so no redirect
        std::optional<Result<qint64>> receivers;
        QVERIFY(writer->publish(channelIn(100), "sent on", [&](const Result<qint64>& count) { receivers = count; }));
        QVERIFY(waitUntil([&] { return receivers.has_value(); }));
        VERIFY_OK(count, *receivers);
        QCOMPARE(count, 0);
        QVERIFY(writer->subscribe({channelIn(100)})); // also learns of the new map
        QVERIFY(waitUntil([&] { return hearing.confirmed.contains(channelIn(100)); }));
        QVERIFY(reaches(*writer, hearing, channelIn(100)));
        writer->unsubscribe({channelIn(100)});
        hearing.confirmed.remove(channelIn(100));
    }
}

void ClusterTest::worksOnWithoutOneMaster() {
    RedisCluster cluster;
    QVERIFY(cluster.start());
    Hearing hearing;
    const auto pubSub = connected(cluster, hearing);
    cluster.server(1).kill();
    QVERIFY(waitUntil([&] { return hearing.drops == 1; }));
    QVERIFY(!hearing.confirmed.contains(channelIn(6'000)));
    QVERIFY(reaches(*pubSub, hearing, channelIn(0)));
    QVERIFY(reaches(*pubSub, hearing, channelIn(12'000)));
    QVERIFY(pubSub->isConnected());
    QVERIFY(!pubSub->publish(channelIn(6'000), "nobody there"));
    QVERIFY(cluster.server(1).start());
    QVERIFY(waitUntil([&] { return hearing.confirmed.contains(channelIn(6'000)); }));
    QVERIFY(reaches(*pubSub, hearing, channelIn(6'000)));
    QCOMPARE(hearing.lost, 0);
}

void ClusterTest::followsFailover() {
    RedisCluster cluster(1);
    QVERIFY(cluster.start());
    Hearing hearing;
    const auto pubSub = connected(cluster, hearing);
    const QByteArray channel = channelIn(0);
    cluster.server(0).kill(); // the one whose address was given
    QVERIFY(waitUntil([&] { return hearing.drops == 1; }));
    const bool found = waitUntil([&] { return hearing.confirmed.contains(channel); }); // at its replica
    QVERIFY2(found, cluster.server(1).command({QStringLiteral("CLUSTER"), QStringLiteral("NODES")})->constData());
    QVERIFY(reaches(*pubSub, hearing, channelIn(0)));
    QCOMPARE(hearing.lost, 0);
}

void ClusterTest::comesBackWhenAllWereGone() {
    RedisCluster cluster;
    QVERIFY(cluster.start());
    Hearing hearing;
    const auto pubSub = connected(cluster, hearing);
    for (int i = 0; i < cluster.size(); ++i)
        cluster.server(i).kill();
    QVERIFY(waitUntil([&] { return hearing.lost == 1; }));
    QVERIFY(!pubSub->isConnected());
    pubSub->unsubscribe({channelIn(0)});
    pubSub->subscribe({channelIn(1)});
    for (int i = 0; i < cluster.size(); ++i)
        QVERIFY(cluster.server(i).start());
    QVERIFY(waitUntil([&] { return hearing.confirmed.size() == 3; }));
    QVERIFY(hearing.confirmed.contains(channelIn(1)));
    QCOMPARE(hearing.connected, 2);
    QVERIFY(!hearing.confirmedTwice);
    QVERIFY(reaches(*pubSub, hearing, channelIn(1)));
}

void ClusterTest::stopHandsOverWhatWasPublished() {
    Hearing hearing;
    Hearing other;
    const auto reader = connected(*m_cluster, hearing);
    const auto writer = connected(*m_cluster, other);
    constexpr int count = 999;
    for (int i = 0; i < count; ++i)
        QVERIFY(writer->publish(channelIn(i % 3 * 6'000), "farewell"));
    writer->stop();
    QVERIFY(!writer->isConnected());
    QVERIFY(waitUntil([&] { return hearing.messages.size() == count; }));
    QCOMPARE(other.messages.size(), 0);
    QCOMPARE(other.lost, 0);
    writer->start();
    QVERIFY(waitUntil([&] { return other.confirmations == 6; }));
}

void ClusterTest::worksWithFewRights() {
    const QString rights = QStringLiteral("resetchannels &confab:* -@all +hello +ping +spublish +ssubscribe "
                                          "+sunsubscribe +cluster|slots");
    for (int i = 0; i < m_cluster->size(); ++i) {
        const QStringList words = QStringLiteral("ACL SETUSER confab on >secret ").append(rights).split(u' ');
        QCOMPARE(m_cluster->server(i).command(words), QByteArray("OK\n"));
    }
    RedisAddress address = addressOf(*m_cluster);
    address.user = QStringLiteral("confab");
    address.password = Secret{QStringLiteral("secret")};
    Hearing hearing;
    const auto pubSub = makePubSub(address, hearing);
    pubSub->subscribe({channelIn(0), channelIn(6'000), channelIn(12'000)});
    pubSub->start();
    QVERIFY(waitUntil([&] { return hearing.confirmed.size() == 3; }));
    QVERIFY(reaches(*pubSub, hearing, channelIn(6'000)));
    pubSub->unsubscribe({channelIn(6'000)});
    QVERIFY(waitUntil([&] { return m_cluster->server(1).subscribers(channelIn(6'000)) == 0; }));
    QVERIFY2(hearing.lost == 0, qPrintable(hearing.reasons.join(u'\n')));
}

QTEST_GUILESS_MAIN(ClusterTest)
#include "tst_cluster.moc"
