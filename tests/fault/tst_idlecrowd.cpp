// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/deliveryclock.h"
#include "tests/fault/runarguments.h"
#include "tests/support/latencyprobe.h"
#include "tests/support/processfigures.h"
#include "tests/support/wiretest.h"

#include <QElapsedTimer>

using namespace confab;
using namespace confab::test;

namespace {

constexpr qint64 mostOpenMs = 11'000;       // ten seconds are promised; one for the machine
constexpr qint64 mostBytesEach = 64 * 1024; // with the hash of a sign-in meanwhile: 19 MiB, so 19 KiB each
constexpr qint64 mostLoginUs = 500'000;
constexpr qint64 giveUpMs = 30'000;
constexpr int addresses = 8; // 127.0.0.2 and on: no limit of one address shall hide the others

/// What a connection does before it stalls.
enum class Idleness { Nothing, HalfAHead, NoSignIn, ChunkedFrame, HalfATlsHandshake };

/// A connection that begins something.
/// Thread: the test's. Owned by: Crowd.
class Idler : public QObject {
public:
    Idler(Door door, const QString& from, Idleness idleness) : m_door(door), m_idleness(idleness) {
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        connect(&m_socket, &QTcpSocket::connected, this, [this] { connected(); });
        connect(&m_socket, &QSslSocket::encrypted, this, [this] { speak(); });
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] { heard(); });
        connect(&m_socket, &QTcpSocket::disconnected, this, [this] { m_openMs = m_time.elapsed(); });
        m_socket.bind(QHostAddress(from));
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), door.port);
    }
    bool isConnected() const { return m_time.isValid(); }
    bool isBusy() const { return isConnected() && !m_settled && !m_openMs; } ///< on its way to where it stops
    std::optional<qint64> openMs() const { return m_openMs; }

private:
    void connected() {
        m_time.start();
        if (m_idleness == Idleness::HalfATlsHandshake) { // the head of a record of 512 bytes, and a few of them
            m_socket.write(QByteArray::fromHex("1603010200010001fc0303"));
            m_settled = true;
        } else if (m_door.secure) {
            m_socket.startClientEncryption();
        } else {
            speak();
        }
    }
    void speak() {
        const QByteArray head = RawSocket::handshake("confab.v1.json");
        m_settled = m_idleness == Idleness::Nothing || m_idleness == Idleness::HalfAHead;
        if (m_idleness == Idleness::HalfAHead)
            m_socket.write(head.first(head.size() / 2));
        else if (m_idleness != Idleness::Nothing)
            m_socket.write(head);
    }
    void heard() {
        m_socket.readAll();
        if (m_settled)
            return;
        m_settled = true;
        if (m_idleness != Idleness::ChunkedFrame)
            return;
        const QByteArray frame = RawSocket::frame(QByteArray(200, 'x'), RawSocket::Text);
        for (const QByteArray& chunk : {frame.first(1), frame.sliced(1, 2), frame.sliced(3, 100)}) {
            m_socket.write(chunk);
            m_socket.flush();
        }
    }

    const Door m_door;
    const Idleness m_idleness;
    QSslSocket m_socket;
    QElapsedTimer m_time;
    bool m_settled = false;
    std::optional<qint64> m_openMs;
};

} // namespace

/// A thousand connections that begin something and stall: all are closed in time, none costs much, and other clients
/// can sign in meanwhile. The long form: --connections 5000.
class TestIdleCrowd : public WireTest {
    Q_OBJECT

public:
    explicit TestIdleCrowd(int connections) : m_connections(connections) {}

private Q_SLOTS:
    void isSentAway();

private:
    std::vector<qint64> logIn(const Person& who, const std::function<bool()>& isEnough);

    const int m_connections;
};

/// One new sign-in after the other; microseconds.
std::vector<qint64> TestIdleCrowd::logIn(const Person& who, const std::function<bool()>& isEnough) {
    std::vector<qint64> took;
    QElapsedTimer time;
    do {
        time.start();
        if (!againAs(daemon(), who, Codec::Json))
            return {};
        took.push_back(time.nsecsElapsed() / 1000);
        QTest::qWait(50);
    } while (!isEnough());
    return took;
}

void TestIdleCrowd::isSentAway() {
    QList<Idleness> kinds{Idleness::Nothing, Idleness::HalfAHead, Idleness::NoSignIn, Idleness::ChunkedFrame};
    if (door().secure)
        kinds.append(Idleness::HalfATlsHandshake);
    int calm = 0;
    // Another person than the one whose connection stays: so many sign-ins end a person's first session.
    const Person visitor = newPerson(daemon(), QStringLiteral("Visitor"), Codec::Json);
    QVERIFY(visitor);
    const std::vector<qint64> before = logIn(visitor, [&calm] { return ++calm >= 10; });
    QVERIFY(!before.empty());

    MemoryPeak memory(daemon().pid());
    std::vector<std::unique_ptr<Idler>> crowd;
    const auto busy = [&crowd] {
        return std::count_if(crowd.begin(), crowd.end(),
                             [](const auto& one) { return one->isBusy() || !one->isConnected(); });
    };
    for (int i = 0; i < m_connections; ++i) { // in a rush, but no more than 100 at the same door
        const QString from = QStringLiteral("127.0.0.%1").arg(2 + i % addresses);
        crowd.push_back(std::make_unique<Idler>(door(), from, kinds.at(i % kinds.size())));
        QVERIFY(waitUntil([&] { return busy() < 100; }));
    }
    const auto open = [&crowd] {
        return std::count_if(crowd.begin(), crowd.end(), [](const auto& one) { return !one->openMs(); });
    };
    QElapsedTimer time;
    time.start();
    const std::vector<qint64> during = logIn(visitor, [&] { return open() == 0 || time.elapsed() > giveUpMs; });
    const qint64 growth = memory.growth();

    std::vector<qint64> openMs;
    for (const auto& one : crowd)
        openMs.push_back(one->openMs().value_or(giveUpMs));
    qInfo("%d connections, open for ms: %s; memory +%.1f KiB each; sign-ins in us, before: %s; during: %s",
          m_connections, qPrintable(spread(openMs)), double(growth) / 1024 / m_connections, qPrintable(spread(before)),
          qPrintable(spread(during)));
    for (qsizetype kind = 0; kind < kinds.size(); ++kind) {
        qint64 longest = 0;
        for (size_t i = size_t(kind); i < openMs.size(); i += size_t(kinds.size()))
            longest = std::max(longest, openMs[i]);
        QVERIFY2(longest <= mostOpenMs, qPrintable(QStringLiteral("kind %1: %2 ms").arg(kind).arg(longest)));
    }
    QVERIFY2(growth <= m_connections * mostBytesEach, "memory");
    QVERIFY2(!during.empty() && isWithin(percentile(during, 99), mostLoginUs, percentile(before, 99)), "sign-ins");
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestIdleCrowd test(arguments.number(QStringLiteral("connections"), 1000));
    return arguments.run(test);
}

#include "tst_idlecrowd.moc"
