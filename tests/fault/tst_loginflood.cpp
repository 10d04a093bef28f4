// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/deliveryclock.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/talk.h"
#include "tests/support/calmserver.h"
#include "tests/support/processfigures.h"
#include "tests/support/wiretest.h"

#include <QTimer>

using namespace confab;
using namespace confab::test;

namespace {

constexpr qint64 mostGrowth = 64 * 1024 * 1024;
constexpr qint64 mostDelayMs = 50;

struct Form {
    int seconds = 4;
    int rate = 200; ///< sign-ins a second: several times what two cores hash
};

/// An attacker elsewhere that tries passwords of one account, right ones among them, at full speed, and ignores retry
/// times.
class LoginFlood {
public:
    /// Each connection has an address of its own, or all share one.
    enum class From { OneAddress, ManyAddresses };
    struct Counts {
        int sent = 0;
        int served = 0;
        int wrong = 0;
        int refused = 0;     ///< with when to come back
        int withoutTime = 0; ///< refused without that, or something else
    };

    LoginFlood(Door door, From from, QString email, QString password)
        : m_door(door), m_from(from), m_email(std::move(email)), m_password(std::move(password)) {}

    /// One more sign-in, on the next connection.
    void push() {
        if (m_sockets.size() < connections)
            m_sockets.push_back(std::make_unique<RawSocket>());
        const size_t next = size_t(counts.sent) % m_sockets.size();
        RawSocket& socket = *m_sockets[next];
        read();
        const QString address = QStringLiteral("127.0.0.%1").arg(m_from == From::OneAddress ? 77 : 77 + next);
        if (!socket.isConnected() && !(socket.connectFrom(address, m_door) && socket.upgrade(Codec::Json)))
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

    static constexpr size_t connections = 15; // below what one address may have that are not signed in

    const Door m_door;
    const From m_from;
    const QString m_email;
    const QString m_password;
    std::vector<std::unique_ptr<RawSocket>> m_sockets;
};

} // namespace

/// A flood of sign-ins on one account (R20): signed-in clients go on as before, and so does the account's owner, who
/// also signs in once more from elsewhere; another account's sign-in does not even need a retry. The long form:
/// --seconds 30.
class TestLoginFlood : public WireTest {
    Q_OBJECT

public:
    explicit TestLoginFlood(Form form) : WireTest({QStringLiteral("--limits"), QStringLiteral("on")}), m_form(form) {}

private Q_SLOTS:
    void startCalmServer() { QVERIFY(m_calm.start()); }
    void othersDoNotNotice_data();
    void othersDoNotNotice();

private:
    void flood(LoginFlood& flood, const std::function<void()>& inTheMiddle);
    bool comesIn(const Person& person, bool atOnce) const;
    void judge(const LoginFlood::Counts& counts) const;

    const Form m_form;
    CalmServer m_calm;
};

void TestLoginFlood::othersDoNotNotice_data() {
    QTest::addColumn<bool>("manyAddresses");
    QTest::newRow("from one address") << false;
    QTest::newRow("from many addresses") << true;
}

/// For the form's time, with one action in the middle.
void TestLoginFlood::flood(LoginFlood& flood, const std::function<void()>& inTheMiddle) {
    QTimer push;
    connect(&push, &QTimer::timeout, this, [&flood] { flood.push(); });
    push.start(1000 / m_form.rate);
    const int most = m_form.rate * m_form.seconds;
    QVERIFY(waitUntil([&] { return flood.counts.sent >= most / 2; }, std::chrono::seconds(m_form.seconds) + patience));
    inTheMiddle();
    QVERIFY(waitUntil([&] { return flood.counts.sent >= most; }, std::chrono::seconds(m_form.seconds) + patience));
}

/// By password, on a connection of its own from an address without a flood.
bool TestLoginFlood::comesIn(const Person& person, bool atOnce) const {
    TestClient elsewhere(daemon().url(), Codec::Json);
    const AccountLogin login{person.email, person.password, {}};
    return elsewhere.open() && (atOnce ? elsewhere.call(login) : elsewhere.callUntilServed(login));
}

void TestLoginFlood::judge(const LoginFlood::Counts& counts) const {
    qInfo("%d sign-ins in %d s: %d served, %d wrong, %d told when to come back, %d otherwise", counts.sent,
          m_form.seconds, counts.served, counts.wrong, counts.refused, counts.withoutTime);
    QCOMPARE(counts.withoutTime, 0);
    QVERIFY(counts.refused > counts.sent / 2);
    QVERIFY(counts.served + counts.wrong > 0);
}

void TestLoginFlood::othersDoNotNotice() {
    QFETCH(const bool, manyAddresses);
    const Person bystander = newPerson(daemon(), QStringLiteral("Bystander"), Codec::Json);
    const Person victim = newPerson(daemon(), QStringLiteral("Victim"), Codec::Json);
    QVERIFY(bystander && victim);
    // As a device does after some minutes: sessions that never renewed end first when there are too many.
    VERIFY_OK(renewed, victim->call(AccountRefresh{victim.auth.refreshToken}));
    Talk talk;
    Talk calm;
    QVERIFY(talk.meet(daemon(), victim) && calm.meet(m_calm.daemon(), m_calm.person()));
    LoginFlood attack(door(), manyAddresses ? LoginFlood::From::ManyAddresses : LoginFlood::From::OneAddress,
                      victim.email, victim.password.value);
    bool victimCameIn = false;
    bool bystanderCameIn = false;
    MemoryPeak memory(daemon().pid());
    talk.begin();
    calm.begin();
    flood(attack, [&] {
        bystanderCameIn = comesIn(bystander, true);
        victimCameIn = comesIn(victim, false);
    });
    QVERIFY(talk.end() && calm.end());
    const qint64 growth = memory.growth();
    qInfo("chat in ms: %s; on a server without a flood %s; memory +%.1f MiB", qPrintable(spread(talk.delays())),
          qPrintable(spread(calm.delays())), mebibytes(growth));
    judge(attack.counts);
    QVERIFY2(bystanderCameIn, "somebody else could not sign in");
    QVERIFY2(victimCameIn, "the account's owner could not sign in from another address");
    QCOMPARE(talk.failed(), 0);
    QVERIFY(growth <= mostGrowth);
    QVERIFY2(isWithin(percentile(talk.delays(), 99), mostDelayMs, percentile(calm.delays(), 99)), "the chat");
    QVERIFY(victim->isOpen());
    VERIFY_DONE(victim->call(RoomList{}));
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    Form form;
    form.seconds = arguments.number(QStringLiteral("seconds"), form.seconds);
    form.rate = arguments.number(QStringLiteral("rate"), form.rate);
    TestLoginFlood test(form);
    return arguments.run(test);
}

#include "tst_loginflood.moc"
