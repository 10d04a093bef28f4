// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/deliveryclock.h"
#include "tests/fault/runarguments.h"
#include "tests/support/people.h"
#include "tests/support/rawsocket.h"
#include "tests/support/results.h"
#include "tests/support/sanitized.h"
#include "tests/support/waiting.h"

#include <QFile>
#include <QTest>
#include <QTimer>

using namespace confab;
using namespace confab::test;

namespace {

constexpr int chatEveryMs = 220; // below five a second, which is a person's rate
constexpr qint64 mostMemoryKiB = 64 * 1024;

struct Form {
    int seconds = 6;
    int rate = 100;        ///< sign-ins a second
    int mostP99Ms = 1'000; ///< 50 is what an idle machine has to reach
    int connections = 15;  ///< below what one address may have
};

/// What the process holds in memory, in KiB; 0 when that says nothing (sanitized.h).
qint64 memoryOf(qint64 pid) {
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (keepsFreedMemory || !status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

/// Somebody at another address who tries passwords of one account, right ones among them, as fast as they like, and
/// listens to no answer that says when to come back.
class LoginFlood {
public:
    struct Counts {
        int sent = 0;
        int served = 0;
        int wrong = 0;
        int refused = 0;     ///< with when to come back
        int withoutTime = 0; ///< refused without that, or something else
    };

    LoginFlood(quint16 port, QString email, QString password)
        : m_port(port), m_email(std::move(email)), m_password(std::move(password)) {}

    /// One more sign-in, on the next connection.
    void push(size_t connections) {
        if (m_sockets.size() < connections)
            m_sockets.push_back(std::make_unique<RawSocket>());
        RawSocket& socket = *m_sockets[size_t(counts.sent) % m_sockets.size()];
        read();
        if (!socket.isConnected() &&
            !(socket.connectFrom(QStringLiteral("127.0.0.77"), m_port) && socket.upgrade(Codec::Json)))
            return;
        const bool right = ++counts.sent % 2 == 0;
        const QString password = right ? m_password : QString(m_password % u"not");
        const AccountLogin login{m_email, Secret{password}, {}};
        socket.sendFrame(jsonrpc::writeCall(counts.sent, login, Codec::Json), RawSocket::Text);
    }
    void read() {
        for (const auto& socket : m_sockets) {
            while (const auto frame = socket->nextIfHere()) {
                if (frame->opcode == RawSocket::Text)
                    count(frame->payload);
            }
        }
    }
    int answered() const { return counts.served + counts.wrong + counts.refused + counts.withoutTime; }

    Counts counts;

private:
    void count(const QByteArray& payload) {
        const auto frame = decodeFrame(payload, Codec::Json).and_then(jsonrpc::readServerFrame);
        const auto* response = frame ? std::get_if<jsonrpc::Response>(&*frame) : nullptr;
        if (!response)
            return;
        if (response->result)
            ++counts.served;
        else if (response->result.error().kind == ErrorKind::AuthInvalid)
            ++counts.wrong;
        else if (response->result.error().retryAfterMs.value_or(0) > 0)
            ++counts.refused;
        else
            ++counts.withoutTime;
    }

    const quint16 m_port;
    const QString m_email;
    const QString m_password;
    std::vector<std::unique_ptr<RawSocket>> m_sockets;
};

} // namespace

/// A flood of sign-ins from one address, on one account (R20): those who are in go on as before, and so does the
/// account's owner, who also signs in once more from elsewhere. The long form: --seconds 30 --p99 50.
class TestLoginFlood : public QObject {
    Q_OBJECT

public:
    explicit TestLoginFlood(Form form) : m_form(form) {}

private Q_SLOTS:
    void othersDoNotNotice();

private:
    /// Says something now and then, from the victim's live session; the reader's clock runs.
    void chat(const Person& victim, RoomId room, int seconds, const std::function<void()>& meanwhile);

    const Form m_form;
    QElapsedTimer m_time;
    std::vector<qint64> m_sentAt;
    std::vector<qint64> m_delays;
    int m_failed = 0;
};

void TestLoginFlood::chat(const Person& victim, RoomId room, int seconds, const std::function<void()>& meanwhile) {
    const qint64 until = m_time.elapsed() + seconds * 1000;
    QTimer talk;
    connect(&talk, &QTimer::timeout, this, [&] {
        const QString number = QString::number(m_sentAt.size());
        m_sentAt.push_back(m_time.elapsed());
        victim.client->ask(messageFor(room, number),
                           [this](const Result<Sent>& answer) { m_failed += answer ? 0 : 1; });
    });
    talk.start(chatEveryMs);
    QTimer flood;
    connect(&flood, &QTimer::timeout, this, meanwhile);
    flood.start(1000 / m_form.rate);
    waitUntil([&] { return m_time.elapsed() >= until; }, std::chrono::seconds(seconds) + patience);
    talk.stop();
    QVERIFY(waitUntil([&] { return m_delays.size() == m_sentAt.size(); }));
}

void TestLoginFlood::othersDoNotNotice() {
    DaemonProcess daemon({QStringLiteral("--limits"), QStringLiteral("on")});
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person victim = newPerson(daemon, QStringLiteral("Victim"), Codec::Json);
    const Person reader = newPerson(daemon, QStringLiteral("Reader"), Codec::Cbor);
    QVERIFY(victim && reader);
    const RoomId room = newRoom(victim).id;
    VERIFY_DONE(reader->call(RoomJoin{room, {}}));
    VERIFY_DONE(reader->call(RoomEnter{room, {}}));
    m_time.start();
    connect(reader.client.get(), &TestClient::noticed, this, [this](const Notification& notice) {
        const auto* event = std::get_if<RoomEventNotice>(&notice);
        const auto* message = event ? std::get_if<MessagePosted>(&event->event.data) : nullptr;
        if (message)
            m_delays.push_back(m_time.elapsed() - m_sentAt.at(size_t(message->body.toInt())));
    });

    chat(victim, room, 2, [] {});
    const std::vector<qint64> quiet = std::exchange(m_delays, {});
    m_sentAt.clear();
    const qint64 before = memoryOf(daemon.pid());
    qint64 most = before;
    LoginFlood flood(daemon.port(), victim.email, victim.password.value);
    std::optional<bool> cameIn;
    TestClient elsewhere(daemon.url(), Codec::Json);
    connect(&elsewhere, &TestClient::opened, this, [&] {
        elsewhere.ask(AccountLogin{victim.email, victim.password, {}},
                      [&](const Result<Auth>& answer) { cameIn = answer.has_value(); });
    });
    bool comes = false;
    chat(victim, room, m_form.seconds, [&] {
        flood.push(size_t(m_form.connections));
        most = std::max(most, memoryOf(daemon.pid()));
        if (!comes && flood.counts.sent >= m_form.rate * m_form.seconds / 2) { // in the middle of it
            comes = true;
            elsewhere.openSoon();
        }
    });
    QVERIFY(waitUntil([&] { return cameIn.has_value(); }));

    qInfo("%d sign-ins in %d s: %d served, %d wrong, %d told when to come back, %d otherwise", flood.counts.sent,
          m_form.seconds, flood.counts.served, flood.counts.wrong, flood.counts.refused, flood.counts.withoutTime);
    qInfo("chat in ms: before %s; meanwhile %s", qPrintable(spread(quiet)), qPrintable(spread(m_delays)));
    qInfo("memory: %lld KiB before, %lld KiB at most", before, most);
    QVERIFY2(*cameIn, "the account's owner could not sign in from another address");
    QCOMPARE(m_failed, 0);
    QCOMPARE(flood.counts.withoutTime, 0);
    QVERIFY(flood.counts.refused > flood.counts.sent / 2);
    QVERIFY(flood.counts.served + flood.counts.wrong > 0);
    QVERIFY(most - before <= mostMemoryKiB);
    QVERIFY(percentile(m_delays, 99) <= m_form.mostP99Ms);
    QVERIFY(victim->isOpen());
    VERIFY_DONE(victim->call(RoomList{}));
    QCOMPARE(daemon.stop(), 0);
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    Form form;
    form.seconds = arguments.number(QStringLiteral("seconds"), form.seconds);
    form.rate = arguments.number(QStringLiteral("rate"), form.rate);
    form.mostP99Ms = arguments.number(QStringLiteral("p99"), form.mostP99Ms);
    TestLoginFlood test(form);
    return arguments.run(test);
}

#include "tst_loginflood.moc"
