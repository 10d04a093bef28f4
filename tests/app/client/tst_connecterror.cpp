// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/connecterror.h"
#include "app/client/connection.h"
#include "tests/support/tlsfiles.h"
#include "tests/support/turns.h"

#include <QSignalSpy>
#include <QSslKey>
#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocketServer>

using namespace confab;
using namespace confab::client;
using namespace std::chrono_literals;

/// Each reason why a server can't be reached has a text of its own: the problem and what to do, without a library's
/// message.
class TestConnectError : public QObject {
    Q_OBJECT
private:
    static Error errorFrom(const QUrl& url, std::chrono::milliseconds connectTime = 30s) {
        Connection connection(Codec::Cbor, {connectTime, 30s, 30s});
        QSignalSpy lost(&connection, &Connection::lost);
        connection.open(url);
        if (!test::holdsSoon([&] { return lost.size() > 0; }))
            return Error(ErrorKind::Internal, QStringLiteral("nothing came"));
        const auto loss = lost.at(0).at(0).value<Connection::Loss>();
        return loss.wasOpen ? Error(ErrorKind::Internal, QStringLiteral("it was open")) : loss.error;
    }
    static QUrl local(const QString& scheme, quint16 port) {
        return QUrl(QStringLiteral("%1://127.0.0.1:%2/rt").arg(scheme).arg(port));
    }
    // Answers all input with these bytes and disconnects.
    static void answerAll(QTcpServer& server, const QByteArray& bytes) {
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server, [&server, bytes] {
            QTcpSocket* socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, bytes] {
                socket->write(bytes);
                socket->disconnectFromHost();
            });
        });
    }

private Q_SLOTS:
    void aNameThatIsNone() {
        const Error error = errorFrom(QUrl(QStringLiteral("wss://no-such-host.invalid/rt")));
        QCOMPARE(error.kind, ErrorKind::Disconnected);
        QCOMPARE(error.message, QStringLiteral("The server “no-such-host.invalid” can't be found. Check the spelling "
                                               "and your network connection."));
    }
    void aPortThatNothingListensOn() {
        QTcpServer placeholder;
        QVERIFY(placeholder.listen(QHostAddress::LocalHost));
        const quint16 port = placeholder.serverPort();
        placeholder.close();
        QCOMPARE(
            errorFrom(local(QStringLiteral("ws"), port)).message,
            QStringLiteral("No server is running at 127.0.0.1:%1. Check the address, or start the server.").arg(port));
    }
    void aServerWithoutTls() {
        QWebSocketServer server(QStringLiteral("plain"), QWebSocketServer::NonSecureMode);
        server.setHandshakeTimeout(100ms); // Qt's waits for a line that does not come; confabd refuses at once
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const quint16 port = server.serverPort();
        const Error error = errorFrom(local(QStringLiteral("wss"), port));
        QCOMPARE(error.kind, ErrorKind::Disconnected);
        QCOMPARE(error.message, QStringLiteral("The server at 127.0.0.1:%1 does not use TLS. On a network that you "
                                               "trust, connect to ws://127.0.0.1:%1.")
                                    .arg(port));
    }
    void aCertificateThatNobodyVouchesFor() {
        test::TlsFiles files;
        QVERIFY(files.make());
        QWebSocketServer server(QStringLiteral("secure"), QWebSocketServer::SecureMode);
        QSslConfiguration configuration;
        configuration.setLocalCertificate(files.certificate());
        QFile key(files.keyFile());
        QVERIFY(key.open(QIODevice::ReadOnly));
        configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
        server.setSslConfiguration(configuration);
        server.setSupportedSubprotocols({subprotocol(Codec::Cbor)});
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QCOMPARE(errorFrom(local(QStringLiteral("wss"), server.serverPort())).message,
                 QStringLiteral("The certificate of 127.0.0.1:%1 can't be trusted: its issuer is not known to this "
                                "computer. Ask the server's administrator.")
                     .arg(server.serverPort()));
    }
    void certificatesSayWhatIsWrong_data() {
        QTest::addColumn<int>("wrong");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, QSslError::SslError error, const char* reason) {
            QTest::newRow(name) << int(error) << QString::fromLatin1(reason);
        };
        row("expired", QSslError::CertificateExpired, "it has expired");
        row("early", QSslError::CertificateNotYetValid, "it is not valid yet");
        row("name", QSslError::HostNameMismatch, "it was issued for another name");
        row("revoked", QSslError::CertificateRevoked, "it was revoked");
    }
    void certificatesSayWhatIsWrong() {
        QFETCH(int, wrong);
        QFETCH(QString, reason);
        const ConnectFailure failure{
            QUrl(QStringLiteral("wss://chat.example.org/rt")),
            QAbstractSocket::SslHandshakeFailedError,
            true,
            {},
            {QSslError(QSslError::SelfSignedCertificate), QSslError(QSslError::SslError(wrong))}};
        const QString text = connectError(failure).message;
        QVERIFY2(text.contains(reason), qPrintable(text));
    }
    void somethingElseThatSpeaksHttp_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("text");
        QTest::newRow("a web site") << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                                    << QStringLiteral("There is no Confab server at");
        QTest::newRow("a full server") << QByteArray("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
                                       << QStringLiteral("accepts no more connections at the moment");
        QTest::newRow("hangs up") << QByteArray()
                                  << QStringLiteral("closed the connection. If it uses TLS, connect to wss://");
    }
    void somethingElseThatSpeaksHttp() {
        QFETCH(QByteArray, answer);
        QFETCH(QString, text);
        QTcpServer server;
        answerAll(server, answer);
        const Error error = errorFrom(local(QStringLiteral("ws"), server.serverPort()));
        QVERIFY2(error.message.contains(text), qPrintable(error.message));
    }
    void aServerThatStaysSilent() {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const Error error = errorFrom(local(QStringLiteral("ws"), silent.serverPort()), 100ms);
        QCOMPARE(error.kind, ErrorKind::Timeout);
        QVERIFY2(error.message.contains(QStringLiteral("does not answer. Check the address")),
                 qPrintable(error.message));
    }
};

QTEST_GUILESS_MAIN(TestConnectError)
#include "tst_connecterror.moc"
