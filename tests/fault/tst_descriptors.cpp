// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/deliveryclock.h"
#include "tests/fault/runarguments.h"
#include "tests/support/calmserver.h"
#include "tests/support/processfigures.h"
#include "tests/support/wiretest.h"

#include <QElapsedTimer>

using namespace confab;
using namespace confab::test;

namespace {

constexpr int descriptors = 256;
constexpr int connects = 400;
constexpr double mostCpu = 0.15;
constexpr qint64 mostVictimUs = 50'000;
constexpr qint64 mostRecoveryMs = 1'000;

} // namespace

/// More connections than the daemon has descriptors for.
class TestDescriptors : public WireTest {
    Q_OBJECT

public:
    /// How long the shortage lasts: the long form is --seconds 60.
    explicit TestDescriptors(int seconds) : m_seconds(seconds) { limitDescriptors(descriptors); }

private Q_SLOTS:
    void runOut();

private:
    const int m_seconds;
};

void TestDescriptors::runOut() {
    LatencyProbe victim(door(), person().auth.accessToken);
    CalmServer calmServer;
    QVERIFY(calmServer.start() && calmServer.probe().begin() && victim.begin());
    std::vector<std::unique_ptr<QTcpSocket>> crowd;
    QByteArray heard; // of those that were told something
    int told = 0;
    int cutOff = 0;
    for (int i = 0; i < connects; ++i) {
        crowd.push_back(std::make_unique<QTcpSocket>());
        QTcpSocket* socket = crowd.back().get();
        connect(socket, &QTcpSocket::disconnected, this, [&, socket] {
            heard = socket->readAll();
            const bool polite = heard.startsWith("HTTP/1.1 503 ") && heard.contains("Retry-After:");
            polite ? ++told : ++cutOff;
        });
        socket->bind(QHostAddress(QStringLiteral("127.0.0.%1").arg(2 + i % 16)));
        socket->connectToHost(QStringLiteral("127.0.0.1"), door().port);
    }
    QTest::qWait(500); // the rush itself is not what is measured
    const double cpu = cpuSeconds(daemon().pid());
    QElapsedTimer time;
    time.start();
    QTest::qWait(m_seconds * 1000);
    const double share = (cpuSeconds(daemon().pid()) - cpu) * 1000 / double(time.elapsed());
    const std::vector<qint64> during = victim.end();
    const std::vector<qint64> calm = calmServer.probe().end();
    const int used = openDescriptors(daemon().pid());
    const int toldThen = told;
    const int cutOffThen = cutOff;
    for (const auto& socket : crowd)
        socket->disconnect(this);

    crowd.clear();
    time.start();
    bool recovered = false;
    while (!recovered && time.elapsed() < 10 * mostRecoveryMs)
        recovered = bool(againAs(daemon(), person(), Codec::Json, true));
    const qint64 recovery = time.elapsed();
    qInfo("CPU %.1f %%; %d descriptors used; %d told to come later, %d cut off without a word; answers in us: "
          "%s; those of a server with descriptors: %s; somebody new is served %lld ms after the end",
          share * 100, used, toldThen, cutOffThen, qPrintable(spread(during)), qPrintable(spread(calm)), recovery);
    QVERIFY(used <= descriptors && used > descriptors / 2);
    QVERIFY2(!during.empty() && during.back() >= 0, "who was there was hung up on");
    // The victim's calls are work, too.
    QVERIFY2(share <= mostCpu, "CPU");
    QVERIFY2(isWithin(percentile(during, 99), mostVictimUs, percentile(calm, 99)), "the victim");
    QVERIFY2(recovered && recovery <= mostRecoveryMs, "recovery");
    if (door().secure) { // there is nobody to talk to before the handshake
        QVERIFY2(toldThen == 0, "HTTP without TLS");
        QVERIFY2(cutOffThen > 0, "nobody was hung up on");
    } else {
        QVERIFY2(cutOffThen == 0, "without a word");
        QVERIFY2(toldThen > 0, "nobody was told");
    }
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestDescriptors test(arguments.number(QStringLiteral("seconds"), 3));
    return arguments.run(test);
}

#include "tst_descriptors.moc"
