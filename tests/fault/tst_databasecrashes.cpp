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

namespace {

constexpr qint64 mostResumeMs = 3'000;

} // namespace

/// PostgreSQL crashes under load and comes back, again and again: nothing that was acknowledged is lost, and every node
/// takes messages again soon after. The long form: --stops 40.
class TestDatabaseCrashes : public QObject {
    Q_OBJECT

public:
    TestDatabaseCrashes(quint64 seed, int stops) : m_seed(seed), m_stops(stops) {}

private Q_SLOTS:
    void takesMessagesAgain();

private:
    const quint64 m_seed;
    const int m_stops;
};

void TestDatabaseCrashes::takesMessagesAgain() {
    using namespace std::chrono_literals;
    Siege siege({}, {.clients = 18, .sends = 1'000'000, .inFlight = 8, .every = 40ms, .stay = true, .seed = m_seed});
    VERIFY_NOTHING(siege.prepare());
    const Nemesis::Plan plan{{{Fault::Kind::StopDatabase, 0ms, 1500ms}, {Fault::Kind::KillDatabase, 0ms, 1500ms}},
                             m_stops,
                             m_stops * 300,
                             m_seed};
    Nemesis nemesis(siege.target(), plan);

    // How long it takes after each return until every node has acknowledged something.
    std::vector<qint64> resumes;
    QSet<QUrl> awaited;
    qint64 back = 0;
    QObject::connect(&nemesis, &Nemesis::healed, &siege.cluster, [&] {
        back = steadyMs();
        const QList<QUrl> urls = siege.cluster.urls();
        awaited = QSet<QUrl>(urls.begin(), urls.end());
    });
    QObject::connect(&nemesis, &Nemesis::struck, &siege.cluster, [&] {
        // Struck again before all were back: that counts as it is.
        for (qsizetype i = 0; i < awaited.size(); ++i)
            resumes.push_back(steadyMs() - back);
        awaited.clear();
    });
    siege.begin(&nemesis);
    for (const auto& sender : siege.crowd.senders()) {
        QObject::connect(sender.get(), &Sender::acked, &siege.cluster, [&, sender = sender.get()] {
            if (awaited.remove(sender->url()))
                resumes.push_back(steadyMs() - back);
        });
    }
    const auto limit = patience + 10s * m_stops;
    const bool done = waitUntil([&] { return nemesis.isDone() && awaited.isEmpty(); }, limit);
    qInfo("%s", qPrintable(nemesis.summary()));
    if (!done)
        qWarning("not done: %s", siege.cluster.logs().constData());
    const QString finished = siege.finish(patience / 4);
    qInfo("ms until a node takes messages again: %s", qPrintable(spread(resumes)));
    VERIFY_KEPT(siege.brokenPromises(), m_seed);
    VERIFY_NOTHING(finished);
    QVERIFY(done);
    QVERIFY(percentile(resumes, 100) <= mostResumeMs);
    QVERIFY2(siege.cluster.stop(), siege.cluster.logs().constData()); // the same processes all the time
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestDatabaseCrashes test(arguments.seed(), arguments.number(QStringLiteral("stops"), 5));
    return arguments.run(test);
}

#include "tst_databasecrashes.moc"
