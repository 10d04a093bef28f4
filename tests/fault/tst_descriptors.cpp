// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/deliveryclock.h"
#include "tests/fault/runarguments.h"
#include "tests/support/calmserver.h"
#include "tests/support/processfigures.h"
#include "tests/support/wiretest.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

using namespace confab;
using namespace confab::test;

namespace {

constexpr int descriptors = 256;
constexpr int connects = 400;
constexpr double mostCpu = 0.15;
constexpr qint64 mostVictimUs = 50'000;
constexpr qint64 mostRecoveryMs = 1'000;

/// Clients that connect and stay silent. One that is closed at the sign-in deadline reconnects, so that the shortage
/// lasts.
class Crowd : public QObject {
public:
    explicit Crowd(quint16 port) : m_port(port) {
        for (int i = 0; i < connects; ++i)
            add(QHostAddress(QStringLiteral("127.0.0.%1").arg(2 + i % 16)));
    }
    ~Crowd() override { leave(); }

    void leave() {
        for (const auto& socket : m_sockets)
            socket->disconnect(this);
        m_sockets.clear();
    }
    /// How many got a retry time, and how many no answer.
    int told() const { return m_told; }
    int cutOff() const { return m_cutOff; }

private:
    void add(const QHostAddress& from) {
        m_sockets.push_back(std::make_unique<QTcpSocket>());
        QTcpSocket* socket = m_sockets.back().get();
        connect(socket, &QTcpSocket::disconnected, this, [this, socket, from] { ended(socket, from); });
        come(socket, from);
    }

    void come(QTcpSocket* socket, const QHostAddress& from) {
        m_since[socket].start();
        socket->bind(from);
        socket->connectToHost(QStringLiteral("127.0.0.1"), m_port);
    }

    void ended(QTcpSocket* socket, const QHostAddress& from) {
        if (m_since[socket].elapsed() >= hadAPlaceMs) {
            QTimer::singleShot(0, socket, [this, socket, from] { come(socket, from); });
            return;
        }
        const QByteArray heard = socket->readAll();
        const bool polite = heard.startsWith("HTTP/1.1 503 ") && heard.contains("Retry-After:");
        polite ? ++m_told : ++m_cutOff;
    }

    /// Half of the sign-in deadline. A refusal comes at once.
    static constexpr qint64 hadAPlaceMs = 5000;

    const quint16 m_port;
    std::vector<std::unique_ptr<QTcpSocket>> m_sockets;
    QHash<QTcpSocket*, QElapsedTimer> m_since;
    int m_told = 0;
    int m_cutOff = 0;
};

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
    Crowd crowd(door().port);
    QTest::qWait(500); // the rush itself is not measured
    const double cpu = cpuSeconds(daemon().pid());
    QElapsedTimer time;
    time.start();
    QTest::qWait(m_seconds * 1000);
    const double share = (cpuSeconds(daemon().pid()) - cpu) * 1000 / double(time.elapsed());
    const std::vector<qint64> during = victim.end();
    const std::vector<qint64> calm = calmServer.probe().end();
    const int used = openDescriptors(daemon().pid());
    crowd.leave();
    time.start();
    bool recovered = false;
    while (!recovered && time.elapsed() < 10 * mostRecoveryMs)
        recovered = bool(againAs(daemon(), person(), Codec::Json, true));
    const qint64 recovery = time.elapsed();
    qInfo("CPU %.1f %%; %d descriptors used; %d told to come later, %d cut off without a word; answers in us: "
          "%s; those of a server with descriptors: %s; somebody new is served %lld ms after the end",
          share * 100, used, crowd.told(), crowd.cutOff(), qPrintable(spread(during)), qPrintable(spread(calm)),
          recovery);
    QVERIFY(used <= descriptors && used > descriptors / 2);
    QVERIFY2(!during.empty() && during.back() >= 0, "who was there was hung up on");
    // The victim's calls are work, too.
    QVERIFY2(share <= mostCpu, "CPU");
    QVERIFY2(isWithin(percentile(during, 99), mostVictimUs, percentile(calm, 99)), "the victim");
    QVERIFY2(recovered && recovery <= mostRecoveryMs, "recovery");
    if (door().secure) { // no answer is possible before the handshake
        QVERIFY2(crowd.told() == 0, "HTTP without TLS");
        QVERIFY2(crowd.cutOff() > 0, "nobody was hung up on");
    } else {
        QVERIFY2(crowd.cutOff() == 0, "without a word");
        QVERIFY2(crowd.told() > 0, "nobody was told");
    }
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestDescriptors test(arguments.number(QStringLiteral("seconds"), 3));
    return arguments.run(test);
}

#include "tst_descriptors.moc"
