// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/epolldispatcher.h"
#include "tests/server/transport/patience.h"
#include "tests/server/transport/socketpair.h"

#include <QDeadlineTimer>
#include <QSocketNotifier>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <atomic>

using namespace confab;

/// A dispatcher with a pacer, on a thread without time: what waits for it, and what never does.
class TestBusyThread : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itsSocketsWaitButNothingElse() {
        SocketPair pair;
        QThread other;
        other.setEventDispatcher(new EpollDispatcher(PollPacer(std::chrono::hours(24))));
        QObject there;
        there.moveToThread(&other);
        other.start();
        std::atomic<int> read = 0;
        QMetaObject::invokeMethod(&there, [&] {
            auto* notifier = new QSocketNotifier(pair.a, QSocketNotifier::Read, &there);
            connect(notifier, &QSocketNotifier::activated, &there, [&] {
                char byte = 0;
                read += int(::recv(pair.a, &byte, 1, 0));
                const QDeadlineTimer end(std::chrono::milliseconds(2 * PollPacer::window / 1000));
                while (!end.hasExpired()) // no time for anything else
                    ;
            });
        });
        put(pair.b);
        TRY_COMPARE(read.load(), 1); // while it is quiet, at once
        put(pair.b);
        TRY_COMPARE(read.load(), 2); // what came while it worked
        const int before = read.load();
        put(pair.b);
        std::atomic<int> fired = 0;
        QMetaObject::invokeMethod(&there, [&] { QTimer::singleShot(1, &there, [&] { ++fired; }); });
        TRY_COMPARE(fired.load(), 1);
        for (int i = 0; i < 100; ++i)
            QMetaObject::invokeMethod(
                &there, [] {}, Qt::BlockingQueuedConnection);
        QCOMPARE(read.load(), before);
        QMetaObject::invokeMethod(
            &there, [&] { qDeleteAll(there.children()); }, Qt::BlockingQueuedConnection);
        other.quit();
        QVERIFY(other.wait(10'000));
    }
};

QTEST_GUILESS_MAIN(TestBusyThread)
#include "tst_busythread.moc"
