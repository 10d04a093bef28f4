// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/deliveryclock.h"
#include "tests/fault/guest.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/siege.h"
#include "tests/fault/verdict.h"
#include "tests/support/packetfilter.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"
#ifdef CONFAB_WITH_CLIENT
#include "app/client/connection.h"
#endif

#include <algorithm>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 mostNoticeMs = 25'000;
constexpr qint64 mostHealMs = 5'000;
constexpr qint64 mostDelayMs = 2'500;
constexpr int cutNode = 0;

} // namespace

/// Packets vanish without a word to either end, between a node and its clients, its database, or Redis.
class TestPartitions : public QObject {
    Q_OBJECT

public:
    TestPartitions(quint64 seed, int seconds) : m_seed(seed), m_partition(std::chrono::seconds(seconds)) {}

private Q_SLOTS:
    void initTestCase();
    void bothEndsNotice();
    void acknowledgesNothing_data();
    void acknowledgesNothing();
    void goesOnWithoutRedis_data();
    void goesOnWithoutRedis();

private:
    void talk(Siege& siege);
    void holdFor(std::chrono::milliseconds time) const;

    const quint64 m_seed;
    const std::chrono::milliseconds m_partition;
    PacketFilter m_filter;
    std::vector<std::pair<qint64, QUrl>> m_acks; // when, and from whom
};

void TestPartitions::initTestCase() {
    const bool works = m_filter.start();
    if (!works && qEnvironmentVariableIsSet("CONFAB_NO_ROOT"))
        QSKIP("CONFAB_NO_ROOT is set: packets can't be dropped, so NOTHING about partitions was tested");
    QVERIFY2(works,
             qPrintable(QString(u"packets can't be dropped here, which takes root and nftables (CONFAB_NO_ROOT=1 "
                                u"leaves these tests out): " %
                                m_filter.error())));
}

/// The nemesis' own time.
void TestPartitions::holdFor(std::chrono::milliseconds time) const {
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(time);
    waitUntil([&] { return !timer.isActive(); }, time + patience);
}

/// R14. Some clients are silent, others were talking: the server shows all of them as gone within 25 s, and the client
/// library says that it is cut off.
void TestPartitions::bothEndsNotice() {
    ClusterFixture cluster(ClusterFixture::Options{.nodes = 2, .arguments = {}});
    QVERIFY2(cluster.start(), cluster.logs().constData());
    const Person owner = newPerson(cluster.url(1), QStringLiteral("Owner"), Codec::Json);
    QVERIFY(owner);
    const RoomId room = newRoom(owner).id;
    std::vector<std::unique_ptr<Guest>> guests;
    std::vector<Person> people;
    QSet<UserId> everybody;
    for (int i = 0; i < 11; ++i) {
        people.push_back(newPerson(cluster.url(1), QStringLiteral("Guest %1").arg(i), Codec::Json));
        QVERIFY(people.back());
        VERIFY_DONE(people.back()->call(RoomJoin{room, {}}));
        const QList<QUrl> urls{cluster.url(i == 0 ? 1 : cutNode)}; // the first one watches from the other node
        guests.push_back(std::make_unique<Guest>(urls, people.back().auth, room, m_seed + quint64(i)));
        guests.back()->start();
        everybody.insert(people.back().id());
    }
    Guest& watcher = *guests.front();
    QVERIFY(waitUntil([&] { return watcher.here() == everybody; }));

#ifdef CONFAB_WITH_CLIENT
    client::Connection connection(Codec::Json, {});
    bool open = false;
    std::optional<qint64> lostAt;
    connect(&connection, &client::Connection::opened, &connection, [&] {
        connection.call(SessionResume{owner.auth.accessToken},
                        [&](const Result<Resumed>& resumed) { open = resumed.has_value(); });
    });
    connect(&connection, &client::Connection::lost, &connection, [&] { lostAt = steadyMs(); });
    connection.open(cluster.url(cutNode));
    QVERIFY(waitUntil([&] { return open; }));
#endif
    const quint16 port = cluster.node(cutNode).port();
    QVERIFY2(m_filter.drop(ClusterFixture::nodeAddress(cutNode), port), qPrintable(m_filter.error()));
    const qint64 cut = steadyMs();
    for (size_t i = 1; i <= 5; ++i) // the half of them have something on its way
        guests[i]->leaveRoom();
    const bool noticed = waitUntil([&] { return watcher.here() == QSet<UserId>{watcher.user()}; }, 2 * patience);
    const qint64 serverTook = steadyMs() - cut;
    qInfo("the server noticed %lld of %lld clients, the last one after %lld ms",
          qlonglong(everybody.size() - watcher.here().size()), qlonglong(everybody.size() - 1), serverTook);
#ifdef CONFAB_WITH_CLIENT
    QVERIFY(waitUntil([&] { return lostAt.has_value(); }, patience));
    qInfo("the client library noticed after %lld ms", *lostAt - cut);
    QVERIFY(*lostAt - cut <= mostNoticeMs);
#endif
    for (const auto& guest : guests)
        guest->stop();
    QVERIFY(m_filter.passAll());
    QVERIFY(noticed && serverTook <= mostNoticeMs);
    QVERIFY2(cluster.stop(), cluster.logs().constData());
}

void TestPartitions::talk(Siege& siege) {
    m_acks.clear();
    siege.begin();
    for (const auto& sender : siege.crowd.senders()) {
        connect(sender.get(), &Sender::acked, this,
                [this, sender = sender.get()] { m_acks.emplace_back(steadyMs(), sender->url()); });
    }
}

namespace {

Crowd::Form talkers(quint64 seed) {
    return {.clients = 12, .sends = 1'000'000, .inFlight = 4, .every = 60ms, .stay = true, .apart = true, .seed = seed};
}

void allWays() {
    QTest::addColumn<int>("way");
    QTest::newRow("both ways") << int(PacketFilter::Way::Both);
    QTest::newRow("nothing arrives there") << int(PacketFilter::Way::To);
    QTest::newRow("nothing comes back") << int(PacketFilter::Way::From);
}

} // namespace

void TestPartitions::acknowledgesNothing_data() {
    allWays();
}

/// R22. A node that is cut off from the database acknowledges nothing, the others go on, and it is back soon after.
void TestPartitions::acknowledgesNothing() {
    QFETCH(int, way);
    Siege siege({}, talkers(m_seed));
    VERIFY_NOTHING(siege.prepare());
    talk(siege);
    QVERIFY(waitUntil([&] { return m_acks.size() > 200; }));
    QVERIFY2(m_filter.drop(ClusterFixture::databaseAddress(cutNode), siege.cluster.postgres().port(),
                           PacketFilter::Way(way)),
             qPrintable(m_filter.error()));
    // What was committed before has its answer on the way.
    holdFor(500ms);
    const size_t before = m_acks.size();
    holdFor(m_partition);
    const QUrl url = siege.cluster.url(cutNode);
    const auto from = [&](size_t first, bool thisOne) {
        return std::count_if(m_acks.begin() + qsizetype(first), m_acks.end(),
                             [&](const auto& ack) { return (ack.second == url) == thisOne; });
    };
    const auto wrong = from(before, true);
    const auto others = from(before, false);
    QVERIFY(m_filter.passAll());
    const qint64 healed = steadyMs();
    const size_t after = m_acks.size();
    const bool back = waitUntil([&] { return from(after, true) > 0; });
    const qint64 took = steadyMs() - healed;
    qInfo("while it was cut off %lld acknowledgements by the others, %lld by itself; its first came %lld ms after",
          qlonglong(others), qlonglong(wrong), took);
    const QString finished = siege.finish(patience / 4);
    VERIFY_KEPT(siege.brokenPromises(), m_seed);
    VERIFY_NOTHING(finished);
    QCOMPARE(wrong, 0);
    QVERIFY(others > 0);
    QVERIFY(back && took <= mostHealMs);
    QVERIFY2(siege.cluster.stop(), siege.cluster.logs().constData());
}

void TestPartitions::goesOnWithoutRedis_data() {
    allWays();
}

/// R22. A node that is cut off from Redis goes on, and hears of the others, and they of it, through the database.
void TestPartitions::goesOnWithoutRedis() {
    QFETCH(int, way);
    Siege siege({}, talkers(m_seed));
    VERIFY_NOTHING(siege.prepare());
    DeliveryClock clock;
    connect(&siege.crowd, &Crowd::acked, &clock, &DeliveryClock::onAcked);
    connect(&siege.crowd, &Crowd::shown, &clock, &DeliveryClock::onShown);
    talk(siege);
    QVERIFY(waitUntil([&] { return m_acks.size() > 200; }));
    QVERIFY2(m_filter.drop(ClusterFixture::redisAddress(cutNode), siege.cluster.redis().port(), PacketFilter::Way(way)),
             qPrintable(m_filter.error()));
    holdFor(m_partition);
    QVERIFY(m_filter.passAll());
    const qint64 healed = steadyMs();
    const size_t after = m_acks.size();
    QVERIFY(waitUntil([&] { return m_acks.size() > after + 400 && steadyMs() > healed; }));
    const QString finished = siege.finish(patience / 4);
    qInfo("ms from the acknowledgement to the others: %s", qPrintable(spread(clock.delays())));
    VERIFY_KEPT(siege.brokenPromises(), m_seed);
    VERIFY_NOTHING(finished);
    QVERIFY(percentile(clock.delays(), 100) <= mostDelayMs);
    QVERIFY2(siege.cluster.stop(), siege.cluster.logs().constData());
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestPartitions test(arguments.seed(), arguments.number(QStringLiteral("seconds"), 4));
    return arguments.run(test);
}

#include "tst_partitions.moc"
