// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/runarguments.h"
#include "tests/fault/siege.h"
#include "tests/fault/verdict.h"
#include "tests/support/waiting.h"

using namespace confab;
using namespace confab::test;

/// Thirty writers on each of three nodes, in one room: all of them, and those that only read, have seen the same log,
/// and its numbers have no hole. The long form: --sends 60000.
class TestOneOrder : public QObject {
    Q_OBJECT

public:
    TestOneOrder(quint64 seed, int sends) : m_seed(seed), m_sends(sends) {}

private Q_SLOTS:
    void isTheSameForEverybody();

private:
    const quint64 m_seed;
    const int m_sends;
};

void TestOneOrder::isTheSameForEverybody() {
    Siege siege({}, {.clients = 102, .rooms = 1, .sends = m_sends, .inFlight = 4, .stay = true, .seed = m_seed});
    VERIFY_NOTHING(siege.prepare());
    siege.begin();
    const auto limit = patience + std::chrono::milliseconds(20) * m_sends;
    QVERIFY2(waitUntil([&] { return siege.crowd.allAcked(); }, limit), qPrintable(siege.crowd.unfinished()));
    const QString gathered = siege.finish(std::chrono::seconds(5));
    VERIFY_KEPT(siege.brokenPromises(), m_seed);
    VERIFY_NOTHING(gathered);

    QSet<QByteArray> hashes;
    for (const auto& sender : siege.crowd.senders())
        hashes.insert(sender->history().transcripts.value(siege.crowd.rooms().first()).hash());
    QCOMPARE(hashes.size(), 1);
    qInfo("%zu transcripts, all %s", siege.crowd.senders().size(), hashes.constBegin()->constData());
    QVERIFY2(siege.cluster.stop(), siege.cluster.logs().constData());
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestOneOrder test(arguments.seed(), arguments.number(QStringLiteral("sends"), 1'500));
    return arguments.run(test);
}

#include "tst_oneorder.moc"
