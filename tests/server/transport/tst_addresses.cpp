// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/admission/addressledger.h"
#include "tests/server/transport/patience.h"
#include "tests/server/transport/rawclient.h"
#include "tests/server/transport/testserver.h"

#include <QTest>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

Network net(const char* address) {
    return Network::of(QHostAddress(QString::fromLatin1(address)));
}

TransportConfig configWith(AddressLimits limits) {
    TransportConfig config;
    config.addresses = std::move(limits);
    return config;
}

} // namespace

/// Admission by the client's address.
class TestAddresses : public QObject {
    Q_OBJECT

private:
    AddressLedger::Time m_now = AddressLedger::Time() + 1h;

private Q_SLOTS:
    void whatIsOnePeer() {
        QCOMPARE(net("::ffff:192.0.2.1"), net("192.0.2.1"));
        QCOMPARE(net("2001:db8:1:2:3::4"), net("2001:db8:1:2:ffff::1"));
        QVERIFY(net("2001:db8:1:2::1") != net("2001:db8:1:3::1"));
        QVERIFY(net("192.0.2.1") != net("192.0.2.2"));
        QCOMPARE(net("192.0.2.1").toString(), QStringLiteral("192.0.2.1"));
        QCOMPARE(net("2001:db8:1:2:3::4").toString(), QStringLiteral("2001:db8:1:2::"));
    }

    void subnets() {
        const Subnets proxies{*parseSubnet(QStringLiteral("10.1.0.0/16")), *parseSubnet(QStringLiteral("fd00::7"))};
        QVERIFY(isIn(proxies, QHostAddress(QStringLiteral("10.1.2.3"))));
        QVERIFY(isIn(proxies, QHostAddress(QStringLiteral("::ffff:10.1.2.3"))));
        QVERIFY(!isIn(proxies, QHostAddress(QStringLiteral("10.2.0.1"))));
        QVERIFY(isIn(proxies, QHostAddress(QStringLiteral("fd00::7"))));
        QVERIFY(!isIn(proxies, QHostAddress(QStringLiteral("fd00::8"))));
        QVERIFY(!parseSubnet(QStringLiteral("example.org")));
        QVERIFY(!parseSubnet(QString()));
    }

    void newcomersAndAll() {
        const AddressLimits limits{5, 3, {}, {}};
        AddressLedger ledger(limits);
        const Network a = net("192.0.2.1");
        for (int i = 0; i < 3; ++i)
            QVERIFY(!ledger.enter(a, m_now));
        const auto refused = ledger.enter(a, m_now);
        QVERIFY(refused);
        QVERIFY(refused->retryAfter > 0ms);
        QVERIFY(!ledger.enter(net("192.0.2.2"), m_now)); // others come in
        ledger.setSignedIn(a, true);
        QVERIFY(!ledger.enter(a, m_now));
        QVERIFY(ledger.enter(a, m_now));
        ledger.setSignedIn(a, true);
        QVERIFY(!ledger.enter(a, m_now));
        QVERIFY(ledger.enter(a, m_now)); // five
        ledger.leave(a, true);
        QVERIFY(ledger.enter(a, m_now)); // three newcomers
        ledger.leave(a, false);
        QVERIFY(!ledger.enter(a, m_now));
    }

    void newOnesInATime() {
        const AddressLimits limits{0, 0, {2, 4}, {}};
        AddressLedger ledger(limits);
        const Network a = net("192.0.2.1");
        for (int i = 0; i < 4; ++i)
            QVERIFY(!ledger.enter(a, m_now));
        const auto refused = ledger.enter(a, m_now);
        QVERIFY(refused);
        QCOMPARE(refused->retryAfter, 500ms);
        QVERIFY(!ledger.enter(a, m_now + refused->retryAfter));
    }

    void afterSomeAnswersNone() {
        const AddressLimits limits{1, 0, {}, {}};
        AddressLedger ledger(limits);
        const Network a = net("192.0.2.1");
        QVERIFY(!ledger.enter(a, m_now));
        int polite = 0;
        for (int i = 0; i < 1000; ++i)
            polite += ledger.enter(a, m_now)->answersWith429 ? 1 : 0;
        QVERIFY2(polite > 0 && polite < 100, QByteArray::number(polite));
    }

    void manyAddressesAreForgotten() {
        const AddressLimits limits{500, 20, {20, 100}, {}};
        AddressLedger ledger(limits);
        for (quint32 i = 0; i < 300'000; ++i) {
            const Network network = Network::of(QHostAddress(0x0a000000 + i));
            QVERIFY(!ledger.enter(network, m_now));
            ledger.leave(network, false);
        }
        QVERIFY2(ledger.size() <= 2 * AddressLedger::mostIdle, QByteArray::number(ledger.size()));
    }

    // ---- with real sockets ----

    void theAcceptLoopRefusesWith429() {
        TestServer server({}, configWith({0, 2, {}, {}}));
        RawClient first(server.port());
        RawClient second(server.port());
        TRY_VERIFY(first.isConnected() && second.isConnected());
        TRY_COMPARE(server.transport->openSockets(), 2);
        RawClient third(server.port());
        TRY_VERIFY(third.isGone());
        QVERIFY2(third.head.startsWith("HTTP/1.1 429 Too Many Requests\r\n"), third.head.constData());
        QVERIFY2(third.head.contains("\r\nRetry-After: 2\r\n"), third.head.constData());
    }

    void theListenerHasNoRoom() {
        std::atomic<bool> hasRoom = false;
        Hooks hooks;
        hooks.hasRoom = [&hasRoom] { return hasRoom.load(); };
        TestServer server(hooks);
        RawClient first(server.port());
        QVERIFY(!first.open());
        QVERIFY2(first.head.startsWith("HTTP/1.1 503 "), first.head.constData());
        QVERIFY2(first.head.contains("\r\nRetry-After: "), first.head.constData());
        hasRoom = true;
        RawClient second(server.port());
        QVERIFY(second.open());
    }

    void whoHasSignedInMakesRoom() {
        Hooks hooks;
        hooks.received = [](Connection& connection, const QByteArray& message) {
            connection.setSignedIn(message == "in");
            connection.send(Frame::message(connection.codec(), message));
        };
        TestServer server(hooks, configWith({0, 1, {}, {}}));
        RawClient first(server.port());
        QVERIFY(first.open());
        QVERIFY(!comesIn(server));
        first.write(RawClient::frame(1, "in"));
        TRY_COMPARE(server.counts.received.load(), 1);
        TRY_VERIFY(comesIn(server));
        first.write(RawClient::frame(1, "out"));
        TRY_COMPARE(server.counts.received.load(), 2);
        TRY_VERIFY(!comesIn(server));
    }

    void whoGoesMakesRoom() {
        TestServer server({}, configWith({1, 0, {}, {}}));
        {
            RawClient first(server.port());
            QVERIFY(first.open());
            QVERIFY(!comesIn(server));
        }
        TRY_VERIFY(comesIn(server));
        TRY_COMPARE(server.transport->openSockets(), 0);
    }

    void proxiesAreNotCounted() {
        TestServer server({}, configWith({1, 1, {1, 1}, {*parseSubnet(QStringLiteral("127.0.0.0/8"))}}));
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 10; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.port()));
            const QByteArray forwarded = "X-Forwarded-For: 192.0.2." + QByteArray::number(i + 1) + "\r\n";
            QByteArray head = RawClient::handshake();
            QVERIFY(clients.back()->openWith(head.insert(head.size() - 2, forwarded)));
        }
        TRY_COMPARE(server.counts.opened.load(), 10);
    }

private:
    /// Whether one more connection is served; it hangs up again.
    static bool comesIn(TestServer& server) {
        RawClient client(server.port());
        if (!QTest::qWaitFor([&] { return client.isConnected() || client.isGone(); }, 10'000))
            return false;
        client.write("GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        return QTest::qWaitFor([&] { return client.isGone(); }, 10'000) && client.head.startsWith("HTTP/1.1 404");
    }
};

QTEST_GUILESS_MAIN(TestAddresses)
#include "tst_addresses.moc"
