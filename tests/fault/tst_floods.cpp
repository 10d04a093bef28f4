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
/// sender the connection. One io thread serves them all, the hardest case. The long form: --attackers 40.
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
    std::vector<qint64> attack(const std::optional<Secret>& token);

    const int m_attackers;
    CalmServer m_calm{{QStringLiteral("--io-threads"), QStringLiteral("1")}};
};

void TestFloods::hurtNobody_data() {
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("again");
    QTest::addColumn<bool>("signedIn");
    const auto frame = [](const QByteArray& payload, quint8 opcode, bool final = true) {
        return RawSocket::frame(payload, opcode, final);
    };
    const QByteArray call = R"({"jsonrpc":"2.0","id":1,"method":"no.method"})";
    for (const bool signedIn : {false, true}) {
        const auto row = [&](const char* name, const QByteArray& first, const QByteArray& again) {
            QTest::newRow(QByteArray(QByteArray(name) + (signedIn ? ", signed in" : ", a stranger")).constData())
                << first << again.repeated(65536 / again.size()) << signedIn;
        };
        row("pings", "", frame(QByteArray(125, 'p'), RawSocket::Ping));
        row("empty pings", "", frame("", RawSocket::Ping));
        row("pongs", "", frame("", RawSocket::Pong));
        row("empty messages", "", frame("", RawSocket::Text));
        row("empty pieces", frame("", RawSocket::Text, false), frame("", RawSocket::Continuation, false));
        row("pieces of a byte", frame("x", RawSocket::Text, false), frame("x", RawSocket::Continuation, false));
    }
}

std::vector<qint64> TestFloods::attack(const std::optional<Secret>& token) {
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, again);
    std::vector<qint64> gone(size_t(m_attackers), -1);
    std::vector<std::unique_ptr<QThread>> threads;
    for (qint64& after : gone) {
        threads.emplace_back(QThread::create([&] { after = flood(door(), token, first, again); }));
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
    QFETCH(bool, signedIn);
    const Secret token = person().auth.accessToken;
    LatencyProbe victim(door(), token);
    MemoryPeak memory(daemon().pid());
    QVERIFY(victim.begin() && m_calm.probe().begin());
    const std::vector<qint64> gone = attack(signedIn ? std::optional(token) : std::nullopt);
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
    QVERIFY2(percentile(gone, 50) <= mostGoneMs && percentile(gone, 100) < giveUpMs, "hung up on");
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestFloods test(arguments.number(QStringLiteral("attackers"), 4));
    return arguments.run(test);
}

#include "tst_floods.moc"
