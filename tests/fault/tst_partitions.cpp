// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/deliveryclock.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/siege.h"
#include "tests/fault/verdict.h"
#include "tests/fault/visitor.h"
#include "tests/support/packetfilter.h"
#include "tests/support/waiting.h"

#include <algorithm>
#include <array>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 mostHealMs = 5'000;
constexpr qint64 mostDelayMs = 2'500;
constexpr int cutNode = 0;

struct Way {
    PacketFilter::Way way;
    const char* words;
    int times; ///< of the usual duration
};
constexpr std::array ways{Way{PacketFilter::Way::Both, "both ways", 2},
                          Way{PacketFilter::Way::To, "nothing arrives there", 1},
                          Way{PacketFilter::Way::From, "nothing comes back", 1}};

} // namespace

/// Packets vanish silently between a node and the database, or Redis. The long form: --seconds 30.
class TestPartitions : public QObject {
    Q_OBJECT

public:
    TestPartitions(quint64 seed, int seconds) : m_seed(seed), m_partition(std::chrono::seconds(seconds)) {}

private Q_SLOTS:
    void initTestCase();
    void acknowledgesNothing();
    void goesOnWithoutRedis();

private:
    struct Cut {
        qsizetype wrong = 0;  ///< acknowledgements of the node that is cut off
        qsizetype others = 0; ///< of the others meanwhile
        qint64 healed = 0;    ///< ms until its first one afterwards
    };
    Crowd::Form talkers() const;
    void talk(Siege& siege);
    void holdFor(std::chrono::milliseconds time) const;
    Cut cut(Siege& siege, const QString& address, quint16 port, const Way& way);
    qsizetype acks(size_t first, size_t end, const QUrl& url, bool there) const;

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

Crowd::Form TestPartitions::talkers() const {
    return {
        .clients = 12, .sends = 1'000'000, .inFlight = 4, .every = 60ms, .stay = true, .apart = true, .seed = m_seed};
}

void TestPartitions::talk(Siege& siege) {
    m_acks.clear();
    siege.begin();
    for (const auto& sender : siege.crowd.senders()) {
        connect(sender.get(), &Sender::acked, this,
                [this, sender = sender.get()] { m_acks.emplace_back(steadyMs(), sender->url()); });
    }
}

/// Of this server, or of all others.
qsizetype TestPartitions::acks(size_t first, size_t end, const QUrl& url, bool there) const {
    return std::count_if(m_acks.begin() + qsizetype(first), m_acks.begin() + qsizetype(end),
                         [&](const auto& ack) { return (ack.second == url) == there; });
}

TestPartitions::Cut TestPartitions::cut(Siege& siege, const QString& address, quint16 port, const Way& way) {
    const size_t begun = m_acks.size();
    waitUntil([&] { return m_acks.size() > begun + 200; });
    if (!m_filter.drop(address, port, way.way))
        qFatal("%s", qPrintable(m_filter.error()));
    holdFor(500ms); // what was committed before has its answer on the way
    const size_t from = m_acks.size();
    holdFor(m_partition * way.times);
    const size_t to = m_acks.size();
    if (!m_filter.passAll())
        qFatal("%s", qPrintable(m_filter.error()));
    const qint64 healed = steadyMs();
    const QUrl url = siege.cluster.url(cutNode);
    waitUntil([&] { return acks(to, m_acks.size(), url, true) > 0; });
    const Cut cut{acks(from, to, url, true), acks(from, to, url, false), steadyMs() - healed};
    qInfo("%s: meanwhile %lld acknowledgements by the others, %lld by itself; its first afterwards came %lld ms later",
          way.words, qlonglong(cut.others), qlonglong(cut.wrong), cut.healed);
    return cut;
}

/// A node that is cut off from the database acknowledges nothing, the others go on, and it is back soon after.
void TestPartitions::acknowledgesNothing() {
    Siege siege({}, talkers());
    VERIFY_NOTHING(siege.prepare());
    talk(siege);
    QList<Cut> cuts;
    for (const Way& way : ways)
        cuts.append(cut(siege, ClusterFixture::databaseAddress(cutNode), siege.cluster.postgres().port(), way));
    const QString finished = siege.finish(patience / 4);
    VERIFY_KEPT(siege.brokenPromises(), m_seed);
    VERIFY_NOTHING(finished);
    for (const Cut& cut : cuts) {
        QCOMPARE(cut.wrong, 0);
        QVERIFY(cut.others > 0);
        QVERIFY(cut.healed <= mostHealMs);
    }
    QVERIFY2(siege.cluster.stop(), siege.cluster.logs().constData());
}

/// A node that is cut off from Redis goes on, and exchanges events with the others through the database.
void TestPartitions::goesOnWithoutRedis() {
    Siege siege({}, talkers());
    VERIFY_NOTHING(siege.prepare());
    DeliveryClock clock;
    connect(&siege.crowd, &Crowd::acked, &clock, &DeliveryClock::onAcked);
    connect(&siege.crowd, &Crowd::shown, &clock, &DeliveryClock::onShown);
    talk(siege);
    for (const Way& way : ways) {
        const Cut one = cut(siege, ClusterFixture::redisAddress(cutNode), siege.cluster.redis().port(), way);
        QVERIFY(one.wrong > 0 && one.others > 0);
    }
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
