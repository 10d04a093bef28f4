// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/forwarded.h"
#include "server/transport/http/httpconnection.h"
#include "tests/server/transport/fedstream.h"
#include "tests/server/transport/patience.h"
#include "tests/server/transport/rawclient.h"
#include "tests/server/transport/testserver.h"

#include <QRegularExpression>
#include <QTest>

#include <future>

using namespace confab;
using namespace confab::test;

namespace {

Subnets subnets(std::initializer_list<const char*> texts) {
    Subnets all;
    for (const char* text : texts)
        all.append(*parseSubnet(QString::fromLatin1(text)));
    return all;
}

/// A server for which all of the loopback is a proxy, or none of it.
TransportConfig config(AddressLimits limits, bool hasProxy = true) {
    TransportConfig config;
    config.addresses = std::move(limits);
    if (hasProxy)
        config.addresses.proxies = subnets({"127.0.0.0/8"});
    return config;
}

QByteArray with(const QByteArray& forwarded, const QByteArray& head = RawClient::handshake()) {
    return QByteArray(head).insert(head.size() - 2, "X-Forwarded-For: " + forwarded + "\r\n");
}

/// One connection through a proxy that says this; what its head was answered with.
QByteArray answerTo(RawClient& client, const QByteArray& head) {
    if (!QTest::qWaitFor([&] { return client.isConnected() || client.isGone(); }, 10'000))
        return {};
    client.write(head);
    std::ignore = QTest::qWaitFor([&] { return !client.head.isEmpty() || client.isGone(); }, 10'000);
    return client.head.left(12);
}

const QByteArray upgraded = "HTTP/1.1 101";
const QByteArray tooMany = "HTTP/1.1 429";

} // namespace

/// The client behind a proxy.
class TestForwarded : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoAsks_data() {
        QTest::addColumn<QList<QByteArray>>("lines");
        QTest::addColumn<QString>("client"); // empty: the proxy itself
        QTest::addColumn<bool>("isKnown");
        const auto row = [](const char* what, QList<QByteArray> lines, const char* client, bool isKnown = true) {
            QTest::newRow(what) << lines << QString::fromLatin1(client) << isKnown;
        };
        row("a client", {"192.0.2.7"}, "192.0.2.7");
        row("IPv6", {"2001:db8::7"}, "2001:db8::7");
        row("IPv4 in IPv6", {"::ffff:192.0.2.7"}, "::ffff:192.0.2.7");
        row("spaces and tabs", {" 198.51.100.1 ,\t192.0.2.7 "}, "192.0.2.7");
        row("the last counts", {"198.51.100.1, 192.0.2.7"}, "192.0.2.7");
        row("behind a second proxy", {"192.0.2.7, 10.0.0.2"}, "192.0.2.7");
        row("behind several", {"198.51.100.1, 192.0.2.7, 10.0.0.3,10.0.0.2"}, "192.0.2.7");
        row("each its own line", {"198.51.100.1", "192.0.2.7", "10.0.0.2"}, "192.0.2.7");
        row("invented by the client", {"garbage, , 1.2.3.4.5, 192.0.2.7"}, "192.0.2.7");
        row("a proxy invented by the client", {"198.51.100.1, 10.0.0.9, 192.0.2.7, 10.0.0.2"}, "192.0.2.7");
        row("proxies only", {"10.0.0.3, 10.0.0.2"}, "10.0.0.3");
        // Ports, brackets, quotes and zones are taken off.
        row("with a port", {"192.0.2.7:50001"}, "192.0.2.7");
        row("IPv6 in brackets", {"[2001:db8::7]"}, "2001:db8::7");
        row("IPv6 with a port", {"[2001:db8::7]:50001"}, "2001:db8::7");
        row("IPv4 in IPv6 with a port", {"[::ffff:192.0.2.7]:50001"}, "::ffff:192.0.2.7");
        row("in quotes", {"\"192.0.2.7:50001\""}, "192.0.2.7");
        row("IPv6 in quotes", {"\"[2001:db8::7]:50001\""}, "2001:db8::7");
        row("with a zone", {"fe80::1%eth0"}, "fe80::1");
        row("with a zone and a port", {"[fe80::1%25eth0]:50001"}, "fe80::1");
        row("ports everywhere", {"198.51.100.1:1, 192.0.2.7:2, 10.0.0.3:3,10.0.0.2:4"}, "192.0.2.7");
        // Else the nearest hop that is known.
        row("no header", {}, "", false);
        row("empty", {""}, "", false);
        row("empty at the end", {"192.0.2.7,"}, "", false);
        row("a name", {"unknown"}, "", false);
        row("an obfuscated name", {"_hidden"}, "", false);
        row("a short form", {"127.1"}, "", false);
        row("a number", {"3232235777"}, "", false);
        row("too large", {"192.0.2.256"}, "", false);
        row("a broken one before a proxy", {"192.0.2.7, nonsense, 10.0.0.2"}, "10.0.0.2", false);
        row("a broken one before two", {"192.0.2.7, nonsense, 10.0.0.3, 10.0.0.2"}, "10.0.0.3", false);
        row("no port behind the colon", {"192.0.2.7:"}, "", false);
        row("a word as port", {"192.0.2.7:http"}, "", false);
        row("brackets that stay open", {"[2001:db8::7"}, "", false);
        row("brackets around IPv4", {"[192.0.2.7]"}, "", false);
        row("something behind the brackets", {"[2001:db8::7]x"}, "", false);
        row("nothing in brackets", {"[]:80"}, "", false);
        row("no zone behind the percent sign", {"fe80::1%"}, "", false);
        row("too long", {QByteArray(4000, '1')}, "", false);
        row("too many proxies", {"192.0.2.7" + QByteArray(", 10.0.0.2").repeated(8)}, "10.0.0.2", false);
    }
    void whoAsks() {
        QFETCH(QList<QByteArray>, lines);
        QFETCH(QString, client);
        HttpRequest request;
        request.headers = {{"forwarded", "for=203.0.113.9"}}; // nobody asked for it
        for (const QByteArray& line : lines)
            request.headers.append({"x-forwarded-for", line});
        const ForwardedClient found = forwardedFor(request, subnets({"10.0.0.0/8"}));
        QCOMPARE(found.address, QHostAddress(client));
        QTEST(found.isKnown, "isKnown");
    }

    /// A proxy that does not name its client does not evade the limits: its clients share those of the nearest hop.
    /// That is logged once, and counted each time.
    void whoIsNotKnownIsCountedToo_data() {
        QTest::addColumn<QByteArray>("forwarded");
        QTest::newRow("no header") << QByteArray();
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("a name") << QByteArray("unknown");
        QTest::newRow("behind a proxy") << QByteArray("unknown, 127.0.0.1");
        QTest::newRow("proxies only, too many") << QByteArray("127.0.0.1" + QByteArray(", 127.0.0.1").repeated(9));
    }
    void whoIsNotKnownIsCountedToo() {
        QFETCH(const QByteArray, forwarded);
        const QRegularExpression said(QStringLiteral("^A proxy does not say .*127\\.0\\.0\\.1"));
        QTest::ignoreMessage(QtWarningMsg, said);
        QTest::failOnWarning(said); // a second time
        TestServer server({}, config({2, 0, {}, {}}));
        const QByteArray head = forwarded.isNull() ? RawClient::handshake() : with(forwarded);
        RawClient one(server.port());
        RawClient two(server.port());
        RawClient three(server.port());
        RawClient other(server.port());
        QCOMPARE(answerTo(one, head), upgraded);
        QCOMPARE(answerTo(two, head), upgraded);
        QCOMPARE(answerTo(three, head), tooMany);
        QCOMPARE(answerTo(other, with("192.0.2.8:50001")), upgraded);
        QCOMPARE(server.transport->unknownClients(), quint64(3));
    }

    /// A proxy that asks how the server is (GET /readyz) is not taken for one that does not know its clients.
    void aProxyAsksForItself() {
        TestServer server({}, config({0, 0, {1, 1}, {}}));
        const QByteArray get = "GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n";
        RawClient one(server.port());
        RawClient two(server.port());
        QCOMPARE(answerTo(one, get), "HTTP/1.1 404");
        QCOMPARE(answerTo(two, get), tooMany); // with limits of its own
        QCOMPARE(server.transport->unknownClients(), quint64(0));
    }

    void whatIsAProxy_data() {
        QTest::addColumn<QString>("subnet");
        QTest::addColumn<QString>("peer");
        QTest::addColumn<bool>("isProxy");
        const auto row = [](const char* subnet, const char* peer, bool isProxy) {
            QTest::addRow("%s of %s", peer, subnet)
                << QString::fromLatin1(subnet) << QString::fromLatin1(peer) << isProxy;
        };
        row("10.0.0.7", "10.0.0.7", true);
        row("10.0.0.7", "::ffff:10.0.0.7", true);
        row("10.0.0.7", "10.0.0.8", false);
        row("10.0.0.0/24", "10.0.0.8", true);
        row("10.0.0.0/24", "10.0.1.8", false);
        row("::ffff:10.0.0.0/120", "10.0.0.8", true);
        row("::ffff:10.0.0.0/120", "10.0.1.8", false);
        row("fd00::/8", "fd00::1", true);
        row("fd00::/8", "10.0.0.8", false);
        row("10.0", "10.0.0.8", false); // is no subnet
        row("10.0/16", "10.0.0.8", false);
        row("10", "10.0.0.8", false);
    }
    void whatIsAProxy() {
        QFETCH(QString, subnet);
        QFETCH(QString, peer);
        Subnets proxies;
        if (const auto parsed = parseSubnet(subnet))
            proxies.append(*parsed);
        QTEST(isIn(proxies, QHostAddress(peer)), "isProxy");
    }

    void eachClientHasItsOwnPlaces() {
        TestServer server({}, config({0, 2, {}, {}}));
        RawClient one(server.port());
        RawClient two(server.port());
        RawClient three(server.port());
        RawClient other(server.port());
        QCOMPARE(answerTo(one, with("192.0.2.7")), upgraded);
        QCOMPARE(answerTo(two, with("203.0.113.1, 192.0.2.7")), upgraded);
        QCOMPARE(answerTo(three, with("203.0.113.2, 192.0.2.7")), tooMany); // whatever it puts before
        QVERIFY2(three.head.contains("\r\nRetry-After: 2\r\n"), three.head.constData());
        QCOMPARE(answerTo(other, with("192.0.2.8")), upgraded);
        TRY_COMPARE(server.counts.opened.load(), 3);
    }

    void whoGoesMakesRoom() {
        TestServer server({}, config({1, 0, {}, {}}));
        const auto comesIn = [&server] {
            RawClient client(server.port());
            return answerTo(client, with("192.0.2.7")) == upgraded;
        };
        {
            RawClient first(server.port());
            QCOMPARE(answerTo(first, with("192.0.2.7")), upgraded);
            QVERIFY(!comesIn());
        }
        QVERIFY(QTest::qWaitFor(comesIn, 10'000)); // (TRY_VERIFY would come in once more)
        TRY_COMPARE(server.transport->openSockets(), 0);
    }

    void plainRequestsCountToo() {
        TestServer server({}, config({0, 0, {1, 1}, {}}));
        const QByteArray get = "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n";
        RawClient one(server.port());
        RawClient two(server.port());
        QCOMPARE(answerTo(one, with("192.0.2.7", get)), "HTTP/1.1 404");
        QCOMPARE(answerTo(two, with("192.0.2.7", get)), tooMany);
    }

    void theListenerIsToldTheClient() {
        const QHostAddress proxy(QHostAddress::LocalHost);
        QCOMPARE(toldAs(true, with("192.0.2.7")), QHostAddress(QStringLiteral("192.0.2.7")));
        QCOMPARE(toldAs(true, RawClient::handshake()), proxy);
        QCOMPARE(toldAs(true, with("nonsense")), proxy);
        QCOMPARE(toldAs(false, with("192.0.2.7")), proxy); // which is no proxy here
    }

    /// The header of a peer that is no proxy is ignored.
    void othersAreNotBelieved() {
        TestServer server({}, config({0, 2, {}, {}}, false));
        RawClient one(server.port());
        RawClient two(server.port());
        QCOMPARE(answerTo(one, with("192.0.2.7")), upgraded);
        QCOMPARE(answerTo(two, with("192.0.2.8")), upgraded);
        RawClient three(server.port());
        QCOMPARE(answerTo(three, with("192.0.2.9")), tooMany);
    }

    void whatComesBehindTheHead() {
        TestServer server({}, config({2, 0, {}, {}}));
        RawClient early(server.port());
        QCOMPARE(answerTo(early, with("192.0.2.7") + RawClient::frame(1, "early")), upgraded);
        TRY_COMPARE(early.messages(), QList<QByteArray>{"early"});
    }

    /// However long the answer takes, a flood is not buffered in the server's memory.
    void aFloodWhileItAsks() {
        SilentHost host(config({}));
        auto made = std::make_unique<FedStream>(with("192.0.2.7"));
        FedStream& stream = *made;
        ClientSocketHost& asHost = host;
        HttpConnection http(1, std::move(made), asHost);
        const qsizetype most = host.config().limits.headBytes + host.config().limits.readBytes;
        stream.feed(QByteArray(1, 'x'));
        QCOMPARE(host.asked, 1);
        QVERIFY(stream.written.isEmpty());
        for (qsizetype fed = 0; fed < most; fed += 1024)
            stream.feed(QByteArray(1024, 'x'));
        QVERIFY2(stream.written.startsWith("HTTP/1.1 431"), stream.written.constData());
        http.admitted(std::nullopt); // too late
        QVERIFY(!host.upgraded);
    }

    void aStopWhileItAsks() {
        for (int i = 0; i < 20; ++i) {
            TestServer server({}, config({1, 1, {}, {}}));
            std::vector<std::unique_ptr<RawClient>> clients;
            for (int n = 0; n < 5; ++n) {
                clients.push_back(std::make_unique<RawClient>(server.port()));
                TRY_VERIFY(clients.back()->isConnected());
            }
            for (const auto& client : clients)
                client->write(with("192.0.2." + QByteArray::number(n(*client))));
            server.transport->stop();
            TRY_COMPARE(server.transport->openSockets(), 0);
        }
    }

private:
    /// The address under which the listener sees a client on the loopback.
    static QHostAddress toldAs(bool hasProxy, const QByteArray& head) {
        std::promise<QHostAddress> told;
        Hooks hooks;
        hooks.opened = [&told](Connection& connection) { told.set_value(connection.peerAddress()); };
        TestServer server(hooks, config({}, hasProxy));
        RawClient client(server.port());
        return answerTo(client, head) == upgraded ? told.get_future().get() : QHostAddress();
    }
    static int n(const RawClient& client) { return int(client.socket.localPort() % 200); }
};

QTEST_GUILESS_MAIN(TestForwarded)
#include "tst_forwarded.moc"
