// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/epolldispatcher.h"
#include "tests/server/transport/patience.h"
#include "tests/server/transport/socketpair.h"

#include <QBasicTimer>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>
#include <QTimerEvent>
#include <QWebSocket>
#include <QWebSocketServer>

#include <atomic>
#include <functional>

using namespace confab;

namespace {

/// Counts its timer events, by timer.
class TimerCounter : public QObject {
public:
    QHash<int, int> fired;
    std::function<void(int)> onTimer;

protected:
    void timerEvent(QTimerEvent* event) override {
        ++fired[event->timerId()];
        if (onTimer)
            onTimer(event->timerId());
    }
};

} // namespace

/// Runs on the main thread, whose dispatcher is the one under test (see main()).
class TestDispatcher : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isInUse() { QVERIFY(qobject_cast<EpollDispatcher*>(QAbstractEventDispatcher::instance())); }

    // ---- timers ----

    void singleShot() {
        QElapsedTimer clock;
        clock.start();
        QTimer timer;
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
        QSignalSpy spy(&timer, &QTimer::timeout);
        timer.start(30);
        TRY_COMPARE(spy.count(), 1);
        QVERIFY2(clock.elapsed() >= 30, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(!timer.isActive());
        QCOMPARE(timer.remainingTime(), -1);
    }

    void repeats() {
        QElapsedTimer clock;
        clock.start();
        QTimer timer;
        QSignalSpy spy(&timer, &QTimer::timeout);
        timer.start(5);
        TRY_VERIFY(spy.count() >= 4);
        QVERIFY(clock.elapsed() >= 20);
        timer.stop();
        const auto count = spy.count();
        QCoreApplication::processEvents();
        QCOMPARE(spy.count(), count);
    }

    void zeroTimersTakeTurns() {
        QTimer a;
        QTimer b;
        QSignalSpy spyA(&a, &QTimer::timeout);
        QSignalSpy spyB(&b, &QTimer::timeout);
        a.start(0);
        b.start(0);
        for (int i = 0; i < 10; ++i)
            QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents);
        QVERIFY(spyA.count() >= 9 && spyA.count() <= 10);
        QCOMPARE(spyB.count(), spyA.count());
    }

    void theSoonestIsFirst() { // with a clock that stands still
        TimerQueue queue;
        TimerCounter counter;
        QList<int> order;
        counter.onTimer = [&order](int id) { order.append(id); };
        int id = 0;
        for (const qint64 ms : {30, 10, 20, 10})
            queue.add(++id, ms, Qt::PreciseTimer, &counter, 0);
        QCOMPARE(queue.next(), 10'000);
        QCOMPARE(queue.fire(9'999), 0);
        QCOMPARE(queue.fire(30'000), 4);
        QCOMPARE(order, (QList<int>{2, 4, 3, 1}));
        QCOMPARE(queue.next(), 40'000); // late by two periods: the next tick is a period from now
        QCOMPARE(queue.remainingMs(2, 30'001), 10);
        QCOMPARE(queue.remainingMs(9, 30'001), -1);
    }

    void remainingAndRegistered() {
        TimerCounter counter;
        auto* dispatcher = QAbstractEventDispatcher::instance();
        const int late = counter.startTimer(60'000, Qt::CoarseTimer);
        const int soon = counter.startTimer(1'000, Qt::PreciseTimer);
        QVERIFY(dispatcher->remainingTime(late) > 50'000);
        QVERIFY(dispatcher->remainingTime(soon) <= 1'000);
        QCOMPARE(dispatcher->remainingTime(-5), -1);
        const auto infos = dispatcher->registeredTimers(&counter);
        QCOMPARE(infos.size(), 2);
        for (const auto& info : infos) {
            QCOMPARE(info.interval, info.timerId == late ? 60'000 : 1'000);
            QCOMPARE(info.timerType, info.timerId == late ? Qt::CoarseTimer : Qt::PreciseTimer);
        }
        counter.killTimer(soon);
        QCOMPARE(dispatcher->registeredTimers(&counter).size(), 1);
        QVERIFY(dispatcher->unregisterTimers(&counter));
        QVERIFY(!dispatcher->unregisterTimers(&counter));
    }

    void handlersMayKillTimers() {
        TimerCounter counter;
        const int first = counter.startTimer(1);
        const int second = counter.startTimer(1);
        counter.onTimer = [&](int id) { // whichever comes first ends both
            Q_UNUSED(id);
            counter.killTimer(first);
            counter.killTimer(second);
            counter.onTimer = nullptr;
        };
        TRY_COMPARE(counter.fired.size(), 1);
        QTest::qWait(5);
        QCOMPARE(counter.fired.value(first) + counter.fired.value(second), 1);
    }

    void aTimerDoesNotFireInsideItself() {
        TimerCounter counter;
        int depth = 0;
        int deepest = 0;
        const int id = counter.startTimer(1);
        counter.onTimer = [&](int) {
            deepest = std::max(deepest, ++depth);
            QEventLoop nested;
            QTimer::singleShot(10, &nested, &QEventLoop::quit);
            nested.exec();
            --depth;
        };
        TRY_VERIFY(counter.fired.value(id) >= 3);
        counter.killTimer(id);
        counter.onTimer = nullptr;
        QCOMPARE(deepest, 1);
    }

    void aTimerDiesWithItsReceiver() {
        auto* counter = new TimerCounter;
        counter->startTimer(1);
        counter->onTimer = [counter](int) { counter->deleteLater(); };
        QSignalSpy gone(counter, &QObject::destroyed);
        QVERIFY(gone.wait());
        QTest::qWait(5); // a dead receiver would crash
    }

    // ---- sockets ----

    void readAndWrite() {
        SocketPair pair;
        QSocketNotifier read(pair.a, QSocketNotifier::Read);
        QSocketNotifier write(pair.a, QSocketNotifier::Write);
        int reads = 0;
        int writes = 0;
        connect(&read, &QSocketNotifier::activated, this, [&] {
            ++reads;
            takeAll(pair.a);
        });
        connect(&write, &QSocketNotifier::activated, this, [&] {
            ++writes;
            write.setEnabled(false);
        });
        TRY_COMPARE(writes, 1);
        QCOMPARE(reads, 0);
        put(pair.b);
        TRY_COMPARE(reads, 1);
        write.setEnabled(true);
        TRY_COMPARE(writes, 2);
        read.setEnabled(false);
        put(pair.b);
        QTest::qWait(1);
        QCOMPARE(reads, 1);
        read.setEnabled(true); // the level still stands
        TRY_COMPARE(reads, 2);
    }

    void hangUpIsReadable() {
        SocketPair pair;
        QSocketNotifier read(pair.a, QSocketNotifier::Read);
        QSignalSpy spy(&read, &QSocketNotifier::activated);
        connect(&read, &QSocketNotifier::activated, &read, [&] { read.setEnabled(false); });
        SocketPair::closeEnd(pair.b);
        QVERIFY(spy.wait());
    }

    void changesInsideACallback() {
        SocketPair pair;
        int reads = 0;
        auto read = std::make_unique<QSocketNotifier>(pair.a, QSocketNotifier::Read);
        std::function<void()> onRead = [&] {
            ++reads;
            takeAll(pair.a);
            auto next = std::make_unique<QSocketNotifier>(pair.a, QSocketNotifier::Read); // takes over
            read->setEnabled(false);
            read.release()->deleteLater();
            read = std::move(next);
            read->setEnabled(false);
            read->setEnabled(true);
            connect(read.get(), &QSocketNotifier::activated, this, onRead);
        };
        // Two on one descriptor for a moment: the newcomer is refused loudly or replaces; here it must end up in place.
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("two notifiers")));
        connect(read.get(), &QSocketNotifier::activated, this, onRead);
        put(pair.b);
        TRY_COMPARE(reads, 1);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("two notifiers")));
        put(pair.b);
        TRY_COMPARE(reads, 2);
    }

    void closedWhileItsEventIsPending() {
        SocketPair first;
        SocketPair second;
        QSocketNotifier readFirst(first.a, QSocketNotifier::Read);
        QSocketNotifier readSecond(second.a, QSocketNotifier::Read);
        int activations = 0;
        const auto closeBoth = [&] { // both are ready in the same wait; whichever comes first closes both
            ++activations;
            readFirst.setEnabled(false);
            readSecond.setEnabled(false);
            SocketPair::closeEnd(first.a);
            SocketPair::closeEnd(second.a);
        };
        connect(&readFirst, &QSocketNotifier::activated, this, closeBoth);
        connect(&readSecond, &QSocketNotifier::activated, this, closeBoth);
        put(first.b);
        put(second.b);
        TRY_COMPARE(activations, 1);
        QTest::qWait(5);
        QCOMPARE(activations, 1);
    }

    void aNumberUsedAgainIsAnotherSocket() {
        for (int round = 0; round < 20; ++round) {
            auto old = std::make_unique<SocketPair>();
            const int number = old->a;
            auto oldRead = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
            QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents); // the kernel knows it now
            oldRead.reset();
            old.reset();
            SocketPair young; // the system hands out the lowest free number
            const int end = young.a == number ? young.a : young.b;
            QVERIFY(young.a == number || young.b == number);
            QSocketNotifier read(end, QSocketNotifier::Read); // no turn in between
            int reads = 0;
            connect(&read, &QSocketNotifier::activated, this, [&] {
                ++reads;
                takeAll(end);
            });
            put(end == young.a ? young.b : young.a);
            TRY_COMPARE(reads, 1);
        }
    }

    void anEventForTheOldOwnerIsNotGivenToTheNew() {
        SocketPair trigger;
        auto victim = std::make_unique<SocketPair>();
        auto young = std::unique_ptr<SocketPair>();
        const int number = victim->a;
        auto readVictim = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
        QSocketNotifier readTrigger(trigger.a, QSocketNotifier::Read);
        std::unique_ptr<QSocketNotifier> readYoung;
        int wrong = 0;
        int victimFirst = 0;
        connect(readVictim.get(), &QSocketNotifier::activated, this, [&] {
            ++victimFirst;
            takeAll(number);
        });
        connect(&readTrigger, &QSocketNotifier::activated, this, [&] {
            takeAll(trigger.a);
            readVictim.reset();
            victim.reset();
            young = std::make_unique<SocketPair>();
            readYoung = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read); // has nothing to read
            connect(readYoung.get(), &QSocketNotifier::activated, this, [&] { ++wrong; });
        });
        put(trigger.b);
        put(victim->b);
        TRY_VERIFY(readYoung != nullptr);
        QTest::qWait(1);
        QCOMPARE(wrong, 0);
        QVERIFY(victimFirst <= 1);
    }

    void excludedSocketsWait() {
        SocketPair pair;
        QSocketNotifier read(pair.a, QSocketNotifier::Read);
        QSignalSpy spy(&read, &QSocketNotifier::activated);
        connect(&read, &QSocketNotifier::activated, this, [&] { takeAll(pair.a); });
        put(pair.b);
        QEventLoop loop;
        QTimer::singleShot(10, &loop, &QEventLoop::quit);
        loop.exec(QEventLoop::ExcludeSocketNotifiers);
        QCOMPARE(spy.count(), 0);
        TRY_COMPARE(spy.count(), 1);
    }

    void nestedLoopsServeSockets() {
        SocketPair outer;
        SocketPair inner;
        QSocketNotifier readOuter(outer.a, QSocketNotifier::Read);
        QSocketNotifier readInner(inner.a, QSocketNotifier::Read);
        QStringList order;
        connect(&readOuter, &QSocketNotifier::activated, this, [&] {
            takeAll(outer.a);
            order << QStringLiteral("outer begins");
            put(inner.b);
            QEventLoop nested;
            connect(&readInner, &QSocketNotifier::activated, &nested, &QEventLoop::quit);
            nested.exec();
            order << QStringLiteral("outer ends");
        });
        connect(&readInner, &QSocketNotifier::activated, this, [&] {
            takeAll(inner.a);
            order << QStringLiteral("inner");
        });
        put(outer.b);
        TRY_COMPARE(order.size(), 3);
        QCOMPARE(order,
                 (QStringList{QStringLiteral("outer begins"), QStringLiteral("inner"), QStringLiteral("outer ends")}));
    }

    void manyReadyAtOnce() { // more than one wait can report
        constexpr int kCount = 600;
        std::vector<std::unique_ptr<SocketPair>> pairs;
        std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
        QSet<int> served;
        for (int i = 0; i < kCount / 2; ++i) {
            auto pair = std::make_unique<SocketPair>();
            if (pair->a < 0)
                QSKIP("not enough descriptors");
            for (const int end : {pair->a, pair->b}) {
                auto notifier = std::make_unique<QSocketNotifier>(end, QSocketNotifier::Read);
                connect(notifier.get(), &QSocketNotifier::activated, this, [&served, end] {
                    takeAll(end);
                    served.insert(end);
                });
                notifiers.push_back(std::move(notifier));
            }
            pairs.push_back(std::move(pair));
        }
        for (const auto& pair : pairs) {
            put(pair->a);
            put(pair->b);
        }
        TRY_COMPARE(served.size(), kCount);
    }

    /// However much there is to read, what others posted has its turn in between.
    void socketsLeaveRoomForWhatIsPosted() {
        constexpr int longerThanATurnMs = 10;
        QStringList order;
        std::vector<std::unique_ptr<SocketPair>> pairs;
        std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
        for (int i = 0; i < 3; ++i) {
            const int end = pairs.emplace_back(std::make_unique<SocketPair>())->a;
            notifiers.push_back(std::make_unique<QSocketNotifier>(end, QSocketNotifier::Read));
            connect(notifiers.back().get(), &QSocketNotifier::activated, this, [&order, this, end] {
                takeAll(end);
                if (order.isEmpty())
                    QMetaObject::invokeMethod(
                        this, [&order] { order << QStringLiteral("posted"); }, Qt::QueuedConnection);
                order << QStringLiteral("socket");
                QElapsedTimer busy;
                busy.start();
                while (busy.elapsed() < longerThanATurnMs) {
                }
            });
        }
        for (const auto& pair : pairs)
            put(pair->b);
        TRY_COMPARE(order.size(), 4);
        QCOMPARE(order.indexOf(QStringLiteral("posted")), 1);
    }

    // ---- threads ----

    void wokenByAnotherThread() {
        std::atomic<int> count = 0;
        QThread other;
        QObject there;
        there.moveToThread(&other);
        other.start();
        constexpr int kPosts = 20'000;
        QMetaObject::invokeMethod(&there, [&] {
            for (int i = 0; i < kPosts; ++i)
                QMetaObject::invokeMethod(
                    this, [&count] { ++count; }, Qt::QueuedConnection);
        });
        TRY_COMPARE(count.load(), kPosts);
        other.quit();
        other.wait();
    }

    void sleepersAreWokenEachTime() { // ping-pong: both sleep between any two messages
        QThread other;
        other.setEventDispatcher(new EpollDispatcher);
        QObject there;
        there.moveToThread(&other);
        other.start();
        int rounds = 0;
        constexpr int kRounds = 2'000;
        QEventLoop loop;
        std::function<void()> ping = [&] {
            QMetaObject::invokeMethod(&there, [&] {
                QMetaObject::invokeMethod(
                    this, [&] { ++rounds < kRounds ? ping() : loop.quit(); }, Qt::QueuedConnection);
            });
        };
        ping();
        loop.exec(); // a lost wake-up ends in the test's time limit
        QCOMPARE(rounds, kRounds);
        other.quit();
        QVERIFY(other.wait(10'000));
    }

    void quitsFromAnotherThread() {
        QThread other;
        other.setEventDispatcher(new EpollDispatcher);
        other.start();
        TRY_VERIFY(other.eventDispatcher());
        other.quit();
        QVERIFY(other.wait(10'000));
    }

    // ---- Qt's own sockets on it ----

    void tcpEcho() {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket* socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->write(socket->readAll()); });
        });
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, server.serverPort());
        QByteArray sent(3'000'000, '\0');
        for (qsizetype i = 0; i < sent.size(); ++i)
            sent[i] = char(i * 7);
        QByteArray received;
        connect(&client, &QTcpSocket::readyRead, this, [&] { received += client.readAll(); });
        client.write(sent);
        TRY_COMPARE(received.size(), sent.size());
        QCOMPARE(received, sent);
    }

    void webSocketEcho() {
        QWebSocketServer server(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QWebSocketServer::newConnection, this, [&] {
            QWebSocket* socket = server.nextPendingConnection();
            socket->setParent(&server);
            connect(socket, &QWebSocket::textMessageReceived, socket, &QWebSocket::sendTextMessage);
        });
        QWebSocket client;
        QSignalSpy received(&client, &QWebSocket::textMessageReceived);
        client.open(server.serverUrl());
        TRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
        client.sendTextMessage(QStringLiteral("hello"));
        TRY_COMPARE(received.count(), 1);
        QCOMPARE(received.first().first().toString(), QStringLiteral("hello"));
        client.close();
        TRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }
};

int main(int argc, char** argv) {
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
    QCoreApplication app(argc, argv);
    TestDispatcher test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_dispatcher.moc"
