// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/iodispatcher.h"
#include "tests/fault/runarguments.h"
#include "tests/support/people.h"
#include "tests/support/processfigures.h"
#include "tests/support/rawsocket.h"
#include "tests/support/sanitized.h"
#include "tests/support/tlsfiles.h"
#include "tests/support/waiting.h"

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

using namespace confab;
using namespace confab::test;

namespace {

constexpr qint64 mostBytesEach = 32 * 1024;
/// Of one core, for a thousand who wait: each of them asks again every 20 s, or is pinged every 15 s.
constexpr double mostCpuPerThousand = 0.02;
/// Longer than the longest poll, and than from ping to ping: each has its turn.
constexpr int watchedMs = 22'000;
constexpr int addresses = 8; // 127.0.0.2 and on: ports of one address are few
constexpr int atTheDoor = 50;

enum class Way { LongPoll, EventStream };

QByteArray textIn(const QByteArray& json, const char* member) {
    return QJsonDocument::fromJson(json).object().value(QLatin1String(member)).toString().toLatin1();
}

/// A client without a WebSocket that has nothing to say.
/// Thread: the test's. Owned by: the test.
class Waiter : public QObject {
public:
    Waiter(Door door, const QString& from, Way way, QByteArray accessToken)
        : m_door(door), m_from(from), m_way(way), m_accessToken(std::move(accessToken)) {
        open(m_socket);
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] { heard(); });
    }
    /// Signed in, and with a request that nobody has to answer soon.
    bool isWaiting() const { return m_isWaiting && m_socket.state() == QAbstractSocket::ConnectedState; }
    /// Polls that were answered with nothing, and pings.
    int turns() const { return m_turns; }
    QByteArray lastBytes() const { return m_in.right(200); }

private:
    void open(QSslSocket& socket) {
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        QSslSocket* opened = &socket;
        const auto begin = [this, opened] { opened == &m_socket ? ask() : shakeHands(); };
        if (m_door.secure)
            connect(opened, &QTcpSocket::connected, opened, [opened] { opened->startClientEncryption(); });
        connect(opened, m_door.secure ? &QSslSocket::encrypted : &QTcpSocket::connected, this, begin);
        socket.bind(QHostAddress(m_from));
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_door.port);
    }
    static QByteArray request(const QByteArray& line, const QByteArray& fields, const QByteArray& body = {}) {
        const QByteArray length = "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        return line + " HTTP/1.1\r\nHost: a\r\n" + (line.startsWith("GET") ? QByteArray() : length) + fields + "\r\n" +
               body;
    }
    /// The next request, by how many have been answered.
    void ask() {
        const QByteArray link = "Confab-Link: " + m_token + "\r\n";
        if (m_way == Way::EventStream && m_answers == 0)
            m_socket.write(request("POST /chat/negotiate?negotiateVersion=1", {}));
        else if (m_way == Way::EventStream)
            m_socket.write(request("GET /chat?id=" + m_token,
                                   "Accept: text/event-stream\r\nAuthorization: Bearer " + m_accessToken + "\r\n"));
        else if (m_answers == 0)
            m_socket.write(request("POST /rt/links", {}));
        else if (m_answers == 1)
            m_socket.write(request("POST /rt/link", link,
                                   R"({"jsonrpc":"2.0","id":1,"method":"session.resume","params":{"accessToken":")" +
                                       m_accessToken + "\"}}\n"));
        else
            m_socket.write(request("GET /rt/link", link));
    }
    /// Of a hub, on a connection of its own.
    void shakeHands() {
        const QByteArray hello = "{\"protocol\":\"json\",\"version\":1}\x1e";
        m_second->write(request("POST /chat?id=" + m_token, "Connection: close\r\n", hello));
    }
    void heard() {
        m_in += m_socket.readAll();
        if (m_way == Way::EventStream && m_answers == 1)
            return heardStream();
        const qsizetype end = m_in.indexOf("\r\n\r\n");
        const qsizetype length = m_in.indexOf("\r\nContent-Length: ");
        if (end < 0 || length < 0 || length > end)
            return;
        const qsizetype bytes = m_in.mid(length + 18, m_in.indexOf('\r', length + 2) - length - 18).toLongLong();
        if (m_in.size() < end + 4 + bytes)
            return;
        const QByteArray body = m_in.mid(end + 4, bytes);
        m_in.remove(0, end + 4 + bytes);
        answered(body);
        ask();
    }
    void answered(const QByteArray& body) {
        if (m_answers++ == 0)
            m_token = textIn(body, m_way == Way::EventStream ? "connectionToken" : "link");
        m_isWaiting = m_isWaiting || body.contains("\"result\"");
        m_turns += m_isWaiting && body.isEmpty();
    }
    void heardStream() {
        if (!m_second && m_in.startsWith("HTTP/1.1 200 ")) {
            m_second = std::make_unique<QSslSocket>();
            open(*m_second);
        }
        if (m_in.contains("{}\x1e"))
            m_isWaiting = true;
        if (!m_isWaiting)
            return;
        m_turns += int(m_in.count("{\"type\":6}"));
        m_in.clear();
        if (m_second && m_second->state() == QAbstractSocket::UnconnectedState)
            m_second.reset();
    }

    const Door m_door;
    const QString m_from;
    const Way m_way;
    const QByteArray m_accessToken;
    QSslSocket m_socket;
    std::unique_ptr<QSslSocket> m_second;
    QByteArray m_token; // of the connection
    QByteArray m_in;
    int m_answers = 0;
    int m_turns = 0;
    bool m_isWaiting = false;
};

} // namespace

/// Clients without a WebSocket that wait, half of them by long polls and half by event streams: what they cost a
/// server. The long form: --clients 10000.
class TestWaitingCrowd : public QObject {
    Q_OBJECT

public:
    explicit TestWaitingCrowd(int clients) : m_clients(clients) {}

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_tls.make()); }
    void costsLittle_data();
    void costsLittle();

private:
    const int m_clients;
    TlsFiles m_tls;
};

void TestWaitingCrowd::costsLittle_data() {
    QTest::addColumn<bool>("secure");
    QTest::addColumn<bool>("streams");
    QTest::newRow("http, long polls") << false << false;
    QTest::newRow("http, event streams") << false << true;
    QTest::newRow("https, long polls") << true << false;
    QTest::newRow("https, event streams") << true << true;
}

/// Each on a server of its own: memory that one crowd has left would be the next one's.
void TestWaitingCrowd::costsLittle() {
    QFETCH(bool, secure);
    QFETCH(bool, streams);
    DaemonProcess daemon(QStringList{QStringLiteral("--limits"), QStringLiteral("off")} +
                         (secure ? m_tls.arguments() : QStringList()));
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person person = newPerson(daemon, QStringLiteral("Ana"), Codec::Json);
    QVERIFY(person);
    const Way way = streams ? Way::EventStream : Way::LongPoll;
    const QByteArray accessToken = person.auth.accessToken.value.toLatin1();
    const int count = m_clients / 2;
    const qint64 before = residentBytes(daemon.pid());
    std::vector<std::unique_ptr<Waiter>> crowd;
    const auto waiting = [&crowd] {
        return std::count_if(crowd.begin(), crowd.end(), [](const auto& one) { return one->isWaiting(); });
    };
    for (int i = 0; i < count; ++i) {
        const QString from = QStringLiteral("127.0.0.%1").arg(2 + i % addresses);
        crowd.push_back(std::make_unique<Waiter>(doorOf(daemon), from, way, accessToken));
        if (i % atTheDoor == atTheDoor - 1)
            QVERIFY2(waitUntil([&] { return waiting() == i + 1; }), crowd.back()->lastBytes().constData());
    }
    QVERIFY(waitUntil([&] { return waiting() == count; }));
    const double cpuBefore = cpuSeconds(daemon.pid());
    QElapsedTimer time;
    time.start();
    QTest::qWait(watchedMs); // it is the cost of this time that is measured
    const double share = (cpuSeconds(daemon.pid()) - cpuBefore) * 1000 / double(time.elapsed());
    const qint64 growth = residentBytes(daemon.pid()) - before;
    qInfo("%d %s: %.1f KiB each, %.2f %% of a core", count, streams ? "event streams" : "long polls",
          double(growth) / 1024 / count, share * 100);
    QCOMPARE(waiting(), count);
    const bool hadTurns = std::all_of(crowd.begin(), crowd.end(), [](const auto& one) { return one->turns() > 0; });
    QVERIFY2(hadTurns, "one of them was forgotten");
    QVERIFY2(keepsFreedMemory || growth <= count * mostBytesEach, "memory");
    QVERIFY2(share <= mostCpuPerThousand * std::max(1.0, count / 1000.0), "time of the processor");
}

int main(int argc, char** argv) {
    // So many sockets, of which few have something to say.
    if (std::unique_ptr<QAbstractEventDispatcher> dispatcher = makeIoDispatcher({}))
        QCoreApplication::setEventDispatcher(dispatcher.release());
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestWaitingCrowd test(arguments.number(QStringLiteral("clients"), 1000));
    return arguments.run(test);
}

#include "tst_waitingcrowd.moc"
