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

#include <algorithm>
#include <array>

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

struct Kind {
    bool secure = false;
    Way way = Way::LongPoll;
};

/// Clients that wait in one way, at a server of their own: memory that one crowd has left would be the next one's.
/// Thread: the test's. Owned by: the test.
class Crowd {
public:
    Crowd(Kind kind, const TlsFiles& tls, int count)
        : m_kind(kind), m_count(count), m_daemon(QStringList{QStringLiteral("--limits"), QStringLiteral("off")} +
                                                 (kind.secure ? tls.arguments() : QStringList())) {}
    /// Starts the server; returns when all wait. What went wrong, in words.
    QString gather();
    /// From now on it is watched.
    void begin();
    void end();

    qsizetype waiting() const {
        return std::count_if(m_waiters.begin(), m_waiters.end(), [](const auto& one) { return one->isWaiting(); });
    }
    /// Each had its turn.
    bool hadTurns() const {
        return std::all_of(m_waiters.begin(), m_waiters.end(), [](const auto& one) { return one->turns() > 0; });
    }
    double share() const { return m_share; }   ///< of one core, while it was watched
    qint64 growth() const { return m_growth; } ///< of the server's memory, in bytes

private:
    const Kind m_kind;
    const int m_count;
    DaemonProcess m_daemon;
    Person m_person;
    std::vector<std::unique_ptr<Waiter>> m_waiters;
    qint64 m_bytesBefore = 0;
    double m_cpuBefore = 0;
    QElapsedTimer m_time;
    double m_share = 0;
    qint64 m_growth = 0;
};

QString Crowd::gather() {
    if (!m_daemon.start())
        return QString::fromUtf8(m_daemon.errors());
    m_person = newPerson(m_daemon, QStringLiteral("Ana"), Codec::Json);
    if (!m_person)
        return QStringLiteral("no account");
    const QByteArray accessToken = m_person.auth.accessToken.value.toLatin1();
    m_bytesBefore = residentBytes(m_daemon.pid());
    for (int i = 0; i < m_count; ++i) {
        const QString from = QStringLiteral("127.0.0.%1").arg(2 + i % addresses);
        m_waiters.push_back(std::make_unique<Waiter>(doorOf(m_daemon), from, m_kind.way, accessToken));
        const bool isDoorFull = i % atTheDoor == atTheDoor - 1 || i == m_count - 1;
        if (isDoorFull && !waitUntil([&] { return waiting() == i + 1; }))
            return QString::fromLatin1(m_waiters.back()->lastBytes());
    }
    return {};
}

void Crowd::begin() {
    m_cpuBefore = cpuSeconds(m_daemon.pid());
    m_time.start();
}

void Crowd::end() {
    m_share = (cpuSeconds(m_daemon.pid()) - m_cpuBefore) * 1000 / double(m_time.elapsed());
    m_growth = residentBytes(m_daemon.pid()) - m_bytesBefore;
}

} // namespace

/// Clients without a WebSocket that wait, half of them by long polls and half by event streams: what they cost a
/// server. The crowds wait at the same time; those of the long form, --clients 10000, one after the other.
class TestWaitingCrowd : public QObject {
    Q_OBJECT

public:
    explicit TestWaitingCrowd(int clients) : m_clients(clients) {}

private Q_SLOTS:
    void initTestCase();
    void costsLittle_data();
    void costsLittle();

private:
    void watch(const QList<int>& kinds);

    static constexpr std::array kinds{Kind{false, Way::LongPoll}, Kind{false, Way::EventStream},
                                      Kind{true, Way::LongPoll}, Kind{true, Way::EventStream}};
    static constexpr int fewEnough = 2'000; // for all to have a descriptor in this process at once

    const int m_clients;
    TlsFiles m_tls;
    std::array<std::unique_ptr<Crowd>, kinds.size()> m_crowds;
};

void TestWaitingCrowd::initTestCase() {
    QVERIFY(m_tls.make());
    if (m_clients <= fewEnough)
        watch({0, 1, 2, 3});
}

void TestWaitingCrowd::watch(const QList<int>& kindsNow) {
    for (const int kind : kindsNow) {
        m_crowds.at(size_t(kind)) = std::make_unique<Crowd>(kinds.at(size_t(kind)), m_tls, m_clients / 2);
        const QString failure = m_crowds.at(size_t(kind))->gather();
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
    for (const int kind : kindsNow)
        m_crowds.at(size_t(kind))->begin();
    QTest::qWait(watchedMs); // it is the cost of this time that is measured
    for (const int kind : kindsNow)
        m_crowds.at(size_t(kind))->end();
}

void TestWaitingCrowd::costsLittle_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("http, long polls") << 0;
    QTest::newRow("http, event streams") << 1;
    QTest::newRow("https, long polls") << 2;
    QTest::newRow("https, event streams") << 3;
}

void TestWaitingCrowd::costsLittle() {
    QFETCH(const int, kind);
    if (!m_crowds.at(size_t(kind)))
        watch({kind});
    if (QTest::currentTestFailed())
        return;
    const std::unique_ptr<Crowd> crowd = std::move(m_crowds.at(size_t(kind)));
    const int count = m_clients / 2;
    qInfo("%d: %.1f KiB each, %.2f %% of a core", count, double(crowd->growth()) / 1024 / count, crowd->share() * 100);
    QCOMPARE(crowd->waiting(), count);
    QVERIFY2(crowd->hadTurns(), "one of them was forgotten");
    QVERIFY2(keepsFreedMemory || crowd->growth() <= count * mostBytesEach, "memory");
    QVERIFY2(crowd->share() <= mostCpuPerThousand * std::max(1.0, count / 1000.0), "time of the processor");
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
