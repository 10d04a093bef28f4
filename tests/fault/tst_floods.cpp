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

constexpr qint64 mostGrowth = 8 * 1024 * 1024;
constexpr qint64 mostVictimUs = 20'000;
constexpr qint64 mostGoneMs = 1'000;
constexpr qint64 giveUpMs = 6'000; // on a server that never hangs up
constexpr int probeTime = 1'500;   // ms: some 300 calls

/// Writes the same bytes again and again, and reads nothing. Returns how long the server allowed it, from the first
/// byte; -1 when it could not begin.
qint64 flood(Door door, std::optional<Secret> token, const QByteArray& first, const QByteArray& again) {
    RawSocket attacker;
    if (!attacker.connectTo(door) || !(token ? attacker.signIn(Codec::Json, *token) : attacker.upgrade(Codec::Json)))
        return -1;
    attacker.stopReading();
    QSslSocket& socket = attacker.socket();
    QElapsedTimer time;
    time.start();
    socket.write(first);
    while (socket.state() == QAbstractSocket::ConnectedState && time.elapsed() < giveUpMs) {
        if (socket.bytesToWrite() + socket.encryptedBytesToWrite() < 65536)
            socket.write(again);
        socket.waitForBytesWritten(20);
    }
    return time.elapsed();
}

} // namespace

/// Frames that cost their sender nothing: they must cost the server little, other clients next to nothing, and the
/// sender the connection, whether it is signed in or a stranger; half of the attackers are. One io thread serves them
/// all, the hardest case. The long form: --attackers 40.
class TestFloods : public WireTest {
    Q_OBJECT

public:
    explicit TestFloods(int attackers)
        : WireTest({QStringLiteral("--io-threads"), QStringLiteral("1")}), m_attackers(attackers) {}

private Q_SLOTS:
    void startCalmServer() { QVERIFY(m_calm.start()); }
    void hurtNobody_data();
    void hurtNobody();

private:
    std::vector<qint64> attack(const Secret& token);

    const int m_attackers;
    CalmServer m_calm{{QStringLiteral("--io-threads"), QStringLiteral("1")}};
};

void TestFloods::hurtNobody_data() {
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("again");
    const auto frame = [](const QByteArray& payload, quint8 opcode, bool final = true) {
        return RawSocket::frame(payload, opcode, final);
    };
    const auto row = [](const char* name, const QByteArray& first, const QByteArray& again) {
        QTest::newRow(name) << first << again.repeated(65536 / again.size());
    };
    row("pings", "", frame(QByteArray(125, 'p'), RawSocket::Ping));
    row("empty pings", "", frame("", RawSocket::Ping));
    row("pongs", "", frame("", RawSocket::Pong));
    row("empty messages", "", frame("", RawSocket::Text));
    row("empty pieces", frame("", RawSocket::Text, false), frame("", RawSocket::Continuation, false));
    row("pieces of a byte", frame("x", RawSocket::Text, false), frame("x", RawSocket::Continuation, false));
}

/// How long each was allowed to; the first, the third and so on are strangers.
std::vector<qint64> TestFloods::attack(const Secret& token) {
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, again);
    std::vector<qint64> gone(size_t(m_attackers), -1);
    std::vector<std::unique_ptr<QThread>> threads;
    for (size_t i = 0; i < gone.size(); ++i) {
        const std::optional<Secret> proof = i % 2 ? std::optional(token) : std::nullopt;
        threads.emplace_back(
            QThread::create([&, i, proof, door = door()] { gone[i] = flood(door, proof, first, again); }));
        threads.back()->start();
    }
    QTest::qWait(probeTime);
    for (const auto& thread : threads) {
        waitUntil([&] { return thread->isFinished(); }, std::chrono::milliseconds(1));
        thread->wait();
    }
    return gone;
}

void TestFloods::hurtNobody() {
    const Secret token = person().auth.accessToken;
    LatencyProbe victim(door(), token);
    MemoryPeak memory(daemon().pid());
    QVERIFY(victim.begin() && m_calm.probe().begin());
    const std::vector<qint64> gone = attack(token);
    const std::vector<qint64> calm = m_calm.probe().end();
    const std::vector<qint64> took = victim.end();
    const qint64 growth = memory.growth();
    qInfo(
        "the victim's answers in us: %s; those of a server without floods: %s; memory +%.1f MiB; hung up on after ms: "
        "%s",
        qPrintable(spread(took)), qPrintable(spread(calm)), mebibytes(growth), qPrintable(spread(gone)));
    QVERIFY(!calm.empty() && calm.back() >= 0 && !took.empty() && took.back() >= 0);
    QVERIFY(*std::min_element(gone.begin(), gone.end()) >= 0);
    QVERIFY2(growth <= mostGrowth, "memory");
    QVERIFY2(isWithin(percentile(took, 99), mostVictimUs, percentile(calm, 99)), "the victim");
    // They share the machine with what they attack, so the last of many may come later; half of them may not.
    for (const size_t first : {size_t(0), size_t(1)}) { // strangers, and signed in
        std::vector<qint64> half;
        for (size_t i = first; i < gone.size(); i += 2)
            half.push_back(gone[i]);
        QVERIFY2(percentile(half, 50) <= mostGoneMs && percentile(half, 100) < giveUpMs, "hung up on");
    }
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestFloods test(arguments.number(QStringLiteral("attackers"), 4));
    return arguments.run(test);
}

#include "tst_floods.moc"
