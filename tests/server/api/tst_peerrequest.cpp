// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/links/peerrelay.h"
#include "tests/support/tlsfiles.h"

#include <QFile>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>

using namespace confab;
using namespace confab::links;

namespace {

/// Another node under TLS, which answers each request alike.
/// Thread: the test's. Owned by: the test.
class TlsNode : public QTcpServer {
public:
    explicit TlsNode(const test::TlsFiles& files) : m_certificate(files.certificate()) {
        QFile file(files.keyFile());
        if (file.open(QIODevice::ReadOnly))
            m_key = QSslKey(file.readAll(), QSsl::Ec);
    }

    QByteArray heard;

protected:
    void incomingConnection(qintptr descriptor) override {
        auto* socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setLocalCertificate(m_certificate);
        socket->setPrivateKey(m_key);
        connect(socket, &QSslSocket::readyRead, this, [this, socket] {
            heard += socket->readAll();
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello");
            socket->disconnectFromHost();
        });
        connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
        socket->startServerEncryption();
    }

private:
    const QSslCertificate m_certificate;
    QSslKey m_key;
};

struct Client : ReplyTarget {
    std::optional<HttpAnswer> got;
    void answer(HttpAnswer answer) override { got = std::move(answer); }
};

} // namespace

/// What is brought to another node by https: to one whose certificate is believed, and to no other.
class TestPeerRequest : public QObject {
    Q_OBJECT

private:
    test::TlsFiles m_files;
    std::unique_ptr<TlsNode> m_node;

    /// The status of what a client gets.
    int broughtWith(const QList<QSslCertificate>& trusted) {
        PeerRelay relay;
        Client client;
        PendingReply pending;
        HttpRequest request;
        request.method = "GET";
        request.path = "/rt/link";
        const HttpExchange exchange{request, {}, nullptr, pending.expect(client)};
        relay.bring(exchange, "https://127.0.0.1:" + QByteArray::number(m_node->serverPort()), trusted);
        return QTest::qWaitFor([&client] { return client.got.has_value(); }, 30000) ? client.got->status : 0;
    }

private Q_SLOTS:
    void init() {
        QVERIFY(m_files.make());
        m_node = std::make_unique<TlsNode>(m_files);
        QVERIFY(m_node->listen(QHostAddress::LocalHost));
    }

    void aNodeWithOurCertificateIsAsked() {
        QCOMPARE(broughtWith({m_files.certificate()}), 200);
        QVERIFY(m_node->heard.startsWith("GET /rt/link HTTP/1.0\r\n"));
    }

    /// Nothing is said to it: the request has its client's token.
    void aStrangerIsNot() {
        test::TlsFiles others;
        QVERIFY(others.make());
        QCOMPARE(broughtWith({others.certificate()}), 404);
        QCOMPARE(broughtWith({}), 404);
        QVERIFY(m_node->heard.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPeerRequest)
#include "tst_peerrequest.moc"
