// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/httpfiles.h"

#include <QNetworkReply>
#include <QPointer>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace confab;

/// Requests that nobody waits for any more.
class TestHttpFiles : public QObject {
    Q_OBJECT
private:
    QNetworkAccessManager m_manager;

    QNetworkReply* get(quint16 port) {
        return m_manager.get(QNetworkRequest(QUrl(QStringLiteral("http://127.0.0.1:%1/files/1").arg(port))));
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void oneThatRunsIsAborted() {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QPointer<QNetworkReply> reply = get(server.serverPort());
        QTRY_VERIFY(server.hasPendingConnections());
        const QPointer<QTcpSocket> socket = server.nextPendingConnection();
        client::letGo(*reply);
        QTRY_VERIFY(!reply && socket->state() == QAbstractSocket::UnconnectedState);
    }

    /// Qt tells of the error first, and of the end in a later turn: in between it would warn of a second error.
    void oneThatHasJustFailedIsNot() {
        quint16 port = 0;
        {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            port = server.serverPort();
        }
        const QPointer<QNetworkReply> reply = get(port);
        connect(reply, &QNetworkReply::errorOccurred, this, [&] { client::letGo(*reply); });
        QTRY_VERIFY(!reply);
    }
};

QTEST_GUILESS_MAIN(TestHttpFiles)
#include "tst_httpfiles.moc"
