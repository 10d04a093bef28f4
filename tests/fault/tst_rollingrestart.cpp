// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/deliveryclock.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/siege.h"
#include "tests/fault/verdict.h"
#include "tests/fault/visitor.h"
#include "tests/support/waiting.h"

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 mostStopMs = 10'000;
constexpr qint64 mostPauseMs = 2'000;

} // namespace

/// Each node in turn is told to stop and started again, while 200 messages a second are sent: it ends in good order and
/// in time, its clients move to the others, and nothing is lost or there twice. The long form: --rounds 5.
class TestRollingRestart : public QObject {
    Q_OBJECT

public:
    TestRollingRestart(quint64 seed, int rounds) : m_seed(seed), m_rounds(rounds) {}

private Q_SLOTS:
    void losesNobody();

private:
    void restart(Siege& siege, int index);

    const quint64 m_seed;
    const int m_rounds;
    std::vector<qint64> m_stops; // ms that each node took to end
};

void TestRollingRestart::losesNobody() {
    // A client that is told to move goes to another node; so does one that is cut off.
    Siege siege({}, {.clients = 20, .sends = 1'000'000, .every = 100ms, .roam = true, .seed = m_seed});
    VERIFY_NOTHING(siege.prepare());
    siege.begin();
    for (int round = 0; round < m_rounds; ++round) {
        for (int i = 0; i < siege.cluster.nodes(); ++i) {
            const int before = siege.crowd.ackedCount();
            QVERIFY(waitUntil([&] { return siege.crowd.allReady() && siege.crowd.ackedCount() >= before + 200; }));
            restart(siege, i);
            if (QTest::currentTestFailed())
                return;
        }
    }
    const QString finished = siege.finish(patience / 4);
    std::vector<qint64> pauses;
    int moves = 0;
    for (const auto& sender : siege.crowd.senders())
        moves += sender->history().moves;
    for (const SenderHistory::Return& one : siege.crowd.returns())
        pauses.push_back(one.pause);
    qInfo("ms to stop: %s; visible pause in ms: %s; %d moves", qPrintable(spread(m_stops)), qPrintable(spread(pauses)),
          moves);
    VERIFY_KEPT(siege.brokenPromises(), m_seed);
    VERIFY_NOTHING(finished);
    QVERIFY(moves > 0);
    QVERIFY(percentile(m_stops, 100) <= mostStopMs);
    QVERIFY(percentile(pauses, 99) <= mostPauseMs);
    QVERIFY2(siege.cluster.stop(), siege.cluster.logs().constData());
}

void TestRollingRestart::restart(Siege& siege, int index) {
    DaemonProcess& node = siege.cluster.node(index);
    std::optional<int> exitCode;
    const auto watched = connect(&node, &DaemonProcess::ended, &node, [&exitCode](int code) { exitCode = code; });
    const qint64 begun = steadyMs();
    node.beginToStop();
    const bool ended = waitUntil([&] { return exitCode.has_value(); });
    disconnect(watched);
    QVERIFY2(ended, node.errors().constData());
    m_stops.push_back(steadyMs() - begun);
    QCOMPARE(*exitCode, 0);
    QVERIFY2(node.start(), node.errors().constData());
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestRollingRestart test(arguments.seed(), arguments.number(QStringLiteral("rounds"), 1));
    return arguments.run(test);
}

#include "tst_rollingrestart.moc"
