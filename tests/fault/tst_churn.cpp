// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/runarguments.h"
#include "tests/support/processfigures.h"
#include "tests/support/wiretest.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace confab;
using namespace confab::test;

namespace {

constexpr int perSecond = 100;
constexpr int descriptorsMore = 2;
constexpr double memoryMore = 0.05;
constexpr qint64 noiseBytes = 1024 * 1024; // a few pages of each thread's heap are no leak

/// A client that connects, may send something, and leaves in one of many ways.
/// Thread: the test's. Owned by: itself, until it is done.
class PasserBy : public QObject {
public:
    PasserBy(Door door, const Person& person, int manner) : m_manner(manner) {
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_resume = RawSocket::frame(jsonrpc::writeCall(1, SessionResume{person.auth.accessToken}, Codec::Json),
                                    RawSocket::Text);
        connect(&m_socket, &QTcpSocket::connected, this, [this, door] {
            if (door.secure && m_manner != 0)
                m_socket.startClientEncryption();
            else
                begin();
        });
        connect(&m_socket, &QSslSocket::encrypted, this, [this] { begin(); });
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] { heard(); });
        connect(&m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        connect(&m_socket, &QTcpSocket::errorOccurred, this, &QObject::deleteLater);
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), door.port);
    }

private:
    void begin() {
        if (m_manner == 0)
            return leave(); // silently, with TLS before the handshake
        if (m_manner == 1) {
            m_socket.write("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            return;
        }
        m_socket.write(RawSocket::handshake(m_manner == 2 ? "confab.v1.cbor" : "confab.v1.json"));
    }
    void heard() {
        m_heard += m_socket.readAll();
        if (m_manner == 1 || !m_heard.contains("\r\n\r\n"))
            return;
        if (m_manner == 2)
            return leave();
        if (!m_asked) {
            m_socket.write(m_resume);
            m_asked = true;
        } else if (m_heard.contains("\"result\"")) {
            signedIn();
        }
    }
    void signedIn() {
        m_heard.clear();
        if (m_manner == 3) { // politely; the server hangs up
            m_socket.write(RawSocket::frame("\x03\xe8", RawSocket::Close));
            m_manner = 1;
        } else if (m_manner == 4) { // half a frame, then RST
            m_socket.write(RawSocket::frame("hello", RawSocket::Text).first(4));
            m_socket.flush();
            leave();
        } else { // a fault
            m_socket.write("\x81\x01x");
            m_manner = 1;
        }
    }
    void leave() {
        m_socket.abort();
        deleteLater();
    }

    int m_manner;
    QSslSocket m_socket;
    QByteArray m_resume;
    QByteArray m_heard;
    bool m_asked = false;
};

constexpr int manners = 6;

} // namespace

/// A hundred connections a second open and close, in all ways, without a leak. The long form, 20 minutes for each kind
/// of wire: --seconds 1200.
class TestChurn : public WireTest {
    Q_OBJECT

public:
    TestChurn(int seconds, quint64 seed) : m_seconds(seconds), m_random(quint32(seed)) {}

private Q_SLOTS:
    void leavesNothing();

private:
    int come(int seconds);
    bool settled(int descriptors) const;

    const int m_seconds;
    QRandomGenerator m_random;
};

/// How many came. Returns when all are gone.
int TestChurn::come(int seconds) {
    QElapsedTimer time;
    time.start();
    int came = 0;
    int here = 0;
    while (time.elapsed() < seconds * 1000) {
        freshen();
        for (; came < time.elapsed() * perSecond / 1000; ++came) {
            auto* one = new PasserBy(door(), person(), int(m_random.bounded(manners)));
            ++here;
            connect(one, &QObject::destroyed, this, [&here] { --here; });
        }
        QTest::qWait(5);
    }
    const bool gone = waitUntil([&] { return here == 0; });
    return gone ? came : -1;
}

/// Looks until it is so, or does not become so.
bool TestChurn::settled(int descriptors) const {
    const QDeadlineTimer deadline(patience / 4);
    while (openDescriptors(daemon().pid()) > descriptors + descriptorsMore && !deadline.hasExpired())
        QTest::qWait(20);
    return !deadline.hasExpired();
}

void TestChurn::leavesNothing() {
    const int warmUp = std::max(3, m_seconds / 4);
    const qint64 pid = daemon().pid();
    const int descriptors = openDescriptors(pid);
    const int first = come(warmUp);
    QVERIFY(first > 0 && settled(descriptors));
    const qint64 warm = residentBytes(pid);
    const int second = come(m_seconds - warmUp);
    const bool all = second > 0 && settled(descriptors);
    const qint64 growth = residentBytes(pid) - warm;
    qInfo("%d connections: descriptors %d, then %d; memory %.1f MiB after the first %d, and %+.2f MiB then",
          first + second, descriptors, openDescriptors(pid), mebibytes(warm), first, mebibytes(growth));
    QVERIFY2(all, "descriptors");
    QVERIFY2(double(growth) <= std::max(memoryMore * double(warm), double(noiseBytes)), "memory");
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestChurn test(arguments.number(QStringLiteral("seconds"), 15), arguments.seed());
    return arguments.run(test);
}

#include "tst_churn.moc"
