// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/servicemanager.h"
#include "tests/support/notifysocket.h"

#include <QTemporaryDir>
#include <QTest>

using namespace confab;
using namespace confab::test;

/// The state goes to the socket that the manager has named, and nowhere without one.
class TestServiceManager : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QByteArray path() const { return m_folder.filePath(QStringLiteral("notify")).toLocal8Bit(); }

private Q_SLOTS:
    void cleanup() {
        qunsetenv("NOTIFY_SOCKET");
        QFile::remove(QString::fromLocal8Bit(path()));
    }

    void withoutAManager() { QVERIFY(tellServiceManager("READY=1")); }

    void aPath() {
        NotifySocket manager(path());
        QVERIFY(manager.isBound());
        qputenv("NOTIFY_SOCKET", path());
        QVERIFY(tellServiceManager("READY=1\nSTATUS=at work"));
        QCOMPARE(manager.take(), "READY=1\nSTATUS=at work");
        QVERIFY(tellServiceManager("STOPPING=1"));
        QCOMPARE(manager.take(), "STOPPING=1");
        QCOMPARE(manager.take(), QByteArray());
    }

    void anAbstractName() {
        const QByteArray name = "@confab-" + path();
        NotifySocket manager(name);
        QVERIFY(manager.isBound());
        qputenv("NOTIFY_SOCKET", name);
        QVERIFY(tellServiceManager("READY=1"));
        QCOMPARE(manager.take(), "READY=1");
    }

    void aManagerThatIsGone() {
        qputenv("NOTIFY_SOCKET", path());
        const Status told = tellServiceManager("READY=1");
        QVERIFY(!told);
        QVERIFY(told.error().message.contains(QLatin1String("No such file")));
    }

    void noSocketsName() {
        for (const QByteArray& name : {QByteArray("relative"), QByteArray("/" + QByteArray(200, 'x'))}) {
            qputenv("NOTIFY_SOCKET", name);
            QVERIFY(!tellServiceManager("READY=1"));
        }
    }

    void aFullSocketDoesNotBlock() {
        NotifySocket manager(path());
        qputenv("NOTIFY_SOCKET", path());
        int told = 0; // the system queues some ten datagrams, by net.unix.max_dgram_qlen
        while (told < 100'000 && tellServiceManager("STATUS=again"))
            ++told;
        QVERIFY(told > 0);
        QVERIFY(told < 100'000);
    }
};

QTEST_GUILESS_MAIN(TestServiceManager)
#include "tst_servicemanager.moc"
