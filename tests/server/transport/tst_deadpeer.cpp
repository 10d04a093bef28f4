// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/deadpeer.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace {

int option(qintptr descriptor, int level, int name) {
    int value = -1;
    socklen_t size = sizeof value;
    return ::getsockopt(int(descriptor), level, name, &value, &size) == 0 ? value : -1;
}

} // namespace
#endif

using namespace confab;

class TestDeadPeer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSystemWatchesWithinThePromise() {
#ifdef Q_OS_LINUX
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, server.serverPort());
        QVERIFY(socket.waitForConnected());
        const qintptr descriptor = socket.socketDescriptor();
        QCOMPARE(option(descriptor, SOL_SOCKET, SO_KEEPALIVE), 0);
        QVERIFY(watchForDeadPeer(descriptor));
        QCOMPARE(option(descriptor, SOL_SOCKET, SO_KEEPALIVE), 1);
        const int quiet = option(descriptor, IPPROTO_TCP, TCP_KEEPIDLE) +
                          option(descriptor, IPPROTO_TCP, TCP_KEEPINTVL) * option(descriptor, IPPROTO_TCP, TCP_KEEPCNT);
        QVERIFY2(quiet > 10 && quiet < 25, qPrintable(QString::number(quiet)));
        const int unacknowledged = option(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT);
        QVERIFY2(unacknowledged > 10'000 && unacknowledged < 25'000, qPrintable(QString::number(unacknowledged)));
        // Data sent at the end of a silence starts a timeout of its own.
        QVERIFY2(quiet * 1000 + unacknowledged < 24'500, qPrintable(QString::number(unacknowledged)));
#else
        QVERIFY(!watchForDeadPeer(-1));
#endif
    }

    void noDescriptorIsNotWatched() {
        QVERIFY(!watchForDeadPeer(-1));
    }
};

QTEST_GUILESS_MAIN(TestDeadPeer)
#include "tst_deadpeer.moc"
