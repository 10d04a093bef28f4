// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/daemonprocess.h"
#include "tests/support/notifysocket.h"
#include "tests/support/waiting.h"

#include <QTcpSocket>
#include <QTest>

using namespace confab::test;

/// confabd under a service manager (systemd's Type=notify).
class TestService : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    /// Whoever was told "ready" can connect at once, and a stop is announced before the process ends.
    void saysWhenItServesAndWhenItStops() {
        const QByteArray name = m_folder.filePath(QStringLiteral("notify")).toLocal8Bit();
        NotifySocket manager(name);
        QVERIFY(manager.isBound());
        qputenv("NOTIFY_SOCKET", name);
        DaemonProcess daemon;
        daemon.launch();
        QByteArray ready;
        QVERIFY(waitUntil([&] { return !(ready = manager.take()).isEmpty(); }));
        QVERIFY(ready.split('\n').contains("READY=1"));
        QVERIFY(waitUntil([&] { return daemon.port() != 0; }));
        QTcpSocket client;
        client.connectToHost(QStringLiteral("127.0.0.1"), daemon.port());
        QVERIFY(waitUntil([&] { return client.state() == QAbstractSocket::ConnectedState; }));
        client.abort();

        QCOMPARE(manager.take(), QByteArray());
        QCOMPARE(daemon.stop(), 0);
        QCOMPARE(manager.take(), "STOPPING=1");
        qunsetenv("NOTIFY_SOCKET");
    }

    /// A manager that can't be told is no reason not to serve.
    void servesWithoutBeingHeard() {
        qputenv("NOTIFY_SOCKET", "/nowhere/at/all");
        DaemonProcess daemon;
        QVERIFY(daemon.start());
        QVERIFY(waitUntil([&] { return daemon.errors().contains("The service manager can't be told the state"); }));
        QCOMPARE(daemon.stop(), 0);
        qunsetenv("NOTIFY_SOCKET");
    }

    /// A start that fails is never announced.
    void aFailedStartIsNotReady() {
        const QByteArray name = m_folder.filePath(QStringLiteral("failed")).toLocal8Bit();
        NotifySocket manager(name);
        qputenv("NOTIFY_SOCKET", name);
        DaemonProcess daemon({QStringLiteral("--tls-cert"), QStringLiteral("/nowhere/cert.pem"),
                              QStringLiteral("--tls-key"), QStringLiteral("/nowhere/key.pem")});
        QVERIFY(!daemon.start());
        QCOMPARE(manager.take(), QByteArray());
        qunsetenv("NOTIFY_SOCKET");
    }
};

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
