// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/tls/tlscontext.h"
#include "tests/server/transport/patience.h"
#include "tests/server/transport/rawclient.h"
#include "tests/server/transport/testserver.h"
#include "tests/server/transport/tlspeer.h"

#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

std::shared_ptr<const TlsContext> contextOf(const TlsPair& pair) {
    return TlsContext::make(pair.certificate, pair.key).value_or(nullptr);
}

QSslCertificate certificateOf(const TlsPair& pair) {
    return QSslCertificate(pair.certificate);
}

/// A client that keeps what it read.
struct Client {
    explicit Client(quint16 port) {
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.setReadBufferSize(1'000);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    }
    bool open() {
        if (!QTest::qWaitFor([this] { return socket.isEncrypted(); }, 30'000))
            return false;
        socket.write(RawClient::handshake());
        return QTest::qWaitFor([this] { return readSome().contains("\r\n\r\n"); }, 30'000);
    }
    /// A little, like a client on a slow line.
    const QByteArray& readSome() { return got += socket.read(1'000); }

    QSslSocket socket;
    QByteArray got;
};

} // namespace

/// A server with TLS, whole.
class TestTlsServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSlowReaderGetsEveryFrame();
    void aNewCertificateIsForNewConnections();
    void whoHasNoPlaceHearsNothing();
};

void TestTlsServer::aSlowReaderGetsEveryFrame() {
    TransportConfig config;
    config.tls = contextOf(makeTlsPair());
    config.limits.kernelSendBytes = 4'096;
    QVERIFY(config.tls);
    QByteArray expected;
    std::vector<Frame> frames;
    for (int i = 0; i < 200; ++i) {
        frames.push_back(Frame::text(QByteArray::number(i).repeated(1 + (i * 37) % 1'500)));
        expected += frames.back().wire();
    }
    Hooks hooks;
    hooks.received = [&frames](Connection& connection, const QByteArray&) {
        for (const Frame& frame : frames)
            connection.send(frame);
    };
    TestServer server(hooks, config);
    Client client(server.port());
    QVERIFY(client.open());
    client.got.clear();
    client.socket.write(RawClient::frame(1, "go"));
    QElapsedTimer time;
    time.start();
    while (client.got.size() < expected.size() && !time.hasExpired(30'000)) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
        client.readSome();
    }
    QCOMPARE(client.got.size(), expected.size());
    QVERIFY(client.got == expected);
    QCOMPARE(server.counts.closed.load(), 0);
}

/// Existing connections stay, with the certificate that they saw.
void TestTlsServer::aNewCertificateIsForNewConnections() {
    const TlsPair first = makeTlsPair();
    const TlsPair second = makeTlsPair();
    TransportConfig config;
    config.tls = contextOf(first);
    TestServer server({}, config);
    Client here(server.port());
    QVERIFY(here.open());
    QCOMPARE(here.socket.peerCertificate(), certificateOf(first));
    server.transport->setTls(contextOf(second));
    for (int io = 0; io < 4; ++io) { // on every io thread
        Client next(server.port());
        QVERIFY(next.open());
        QCOMPARE(next.socket.peerCertificate(), certificateOf(second));
    }
    here.socket.write(RawClient::frame(1, "still here"));
    TRY_VERIFY(here.readSome().contains("still here"));
}

void TestTlsServer::whoHasNoPlaceHearsNothing() {
    TransportConfig config;
    config.tls = contextOf(makeTlsPair());
    config.limits.maxConnections = 1;
    TestServer server({}, config);
    Client first(server.port());
    QVERIFY(first.open());
    QTcpSocket second;
    QSignalSpy hungUp(&second, &QTcpSocket::disconnected);
    second.connectToHost(QStringLiteral("127.0.0.1"), server.port());
    TRY_COMPARE(hungUp.count(), 1);
    QCOMPARE(second.readAll(), QByteArray());
    first.socket.write(RawClient::frame(1, "still here"));
    TRY_VERIFY(first.readSome().contains("still here"));
}

QTEST_GUILESS_MAIN(TestTlsServer)
#include "tst_tlsserver.moc"
