// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/watchdog.h"

#include <QRegularExpression>
#include <QSemaphore>
#include <QTest>

using namespace confab;

namespace {

/// A thread with an event loop, or one that takes jobs, which stands still for as long as the test wants.
/// Thread: the test's. Owned by: the test.
class SlowThread {
public:
    explicit SlowThread(bool hasLoop) : m_hasLoop(hasLoop) {
        if (!hasLoop)
            return;
        m_home.moveToThread(&m_loop);
        m_loop.start();
        QMetaObject::invokeMethod(
            &m_home, [this] { m_work.attach(); }, Qt::BlockingQueuedConnection);
    }
    ~SlowThread() {
        m_end.release(); // also when the test has failed while it held the thread
        m_loop.quit();
        m_loop.wait();
        if (m_worker)
            m_worker->wait();
    }

    WatchedThread watched() { return {"slow", m_hasLoop ? &m_home : nullptr, &m_work}; }

    /// Begins this work, and returns once it has begun.
    void hold(const char* work) {
        const auto holding = [this, work] {
            const Working outer("a batch");
            const Working inner(work);
            m_begun.release();
            m_end.acquire();
        };
        if (m_hasLoop) {
            QMetaObject::invokeMethod(&m_home, holding, Qt::QueuedConnection);
        } else {
            m_worker.reset(QThread::create([this, holding] {
                m_work.attach();
                holding();
                m_ended.release();
            }));
            m_worker->start();
        }
        m_begun.acquire();
    }
    /// Lets it go on, and returns when it has.
    void release() {
        m_end.release();
        if (m_hasLoop)
            QMetaObject::invokeMethod(
                &m_home, [] {}, Qt::BlockingQueuedConnection);
        else
            m_ended.acquire();
    }
    /// All that was posted to it is done.
    void settle() {
        if (m_hasLoop)
            QMetaObject::invokeMethod(
                &m_home, [] {}, Qt::BlockingQueuedConnection);
    }

private:
    const bool m_hasLoop;
    Work m_work;
    QThread m_loop;
    QObject m_home;
    std::unique_ptr<QThread> m_worker;
    QSemaphore m_begun;
    QSemaphore m_end;
    QSemaphore m_ended;
};

constexpr int looksAllowed = Watchdog::turnTime / Watchdog::lookEvery;

} // namespace

/// What the watchdog reports of a stalled thread. The test makes the looks, so no time passes.
class TestWatchdog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Glib's event loops say that they woke only when they have done what they woke for.
    void initTestCase() { qputenv("QT_NO_GLIB", "1"); }

    void aSlowThreadIsSeen_data() {
        QTest::addColumn<bool>("hasLoop");
        QTest::newRow("event loop") << true;
        QTest::newRow("jobs") << false;
    }
    void aSlowThreadIsSeen() {
        QFETCH(bool, hasLoop);
        QList<bool> told;
        SlowThread thread(hasLoop);
        Watchdog watchdog([&told](bool allTurn) { told.append(allTurn); });
        watchdog.watch(thread.watched());
        watchdog.look();
        thread.settle();
        watchdog.look();
        QVERIFY(told.isEmpty());

        thread.hold("message.send");
        watchdog.look(); // the one that may have been answered, or sees the job for the first time
        for (int i = 1; i < looksAllowed; ++i)
            watchdog.look();
        QVERIFY(told.isEmpty()); // it may take so long
        QCOMPARE(watchdog.words(), QString());
        QTest::ignoreMessage(QtWarningMsg,
                             "Thread slow has not turned for 1.0 s and others wait for it. It works on message.send");
        watchdog.look();
        QCOMPARE(told, QList<bool>{false});
        QCOMPARE(watchdog.words(), QStringLiteral("slow has been busy with message.send for 1.0 s"));
        QCOMPARE(watchdog.figures().at(0).stalls, quint64(1));
        QCOMPARE(watchdog.figures().at(0).heldSeconds, 1.0);
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        watchdog.look(); // said once
        QCOMPARE(watchdog.words(), QStringLiteral("slow has been busy with message.send for 1.3 s"));

        thread.release();
        QTest::ignoreMessage(QtInfoMsg, "Thread slow turns again, after 1.3 s");
        watchdog.look();
        QCOMPARE(told, (QList<bool>{false, true}));
        QCOMPARE(watchdog.words(), QString());
        QCOMPARE(watchdog.figures().at(0).stalls, quint64(1));
        QCOMPARE(watchdog.figures().at(0).heldSeconds, 0.0);
    }

    /// Many short turns between two looks are not one long turn.
    void aBusyThreadIsNotSlow() {
        Work work;
        work.attach();
        Watchdog watchdog([](bool) { QFAIL("all threads turn"); });
        watchdog.watch({"busy", nullptr, &work});
        for (int i = 0; i < 10 * looksAllowed; ++i) {
            const Working working("a job");
            watchdog.look();
        }
        QCOMPARE(watchdog.figures().at(0).stalls, quint64(0));
    }

    void oneOfSeveral() {
        QList<bool> told;
        SlowThread good(true);
        Work held;
        held.attach();
        Watchdog watchdog([&told](bool allTurn) { told.append(allTurn); });
        watchdog.watch(good.watched());
        watchdog.watch({"held", nullptr, &held});
        const auto look = [&] {
            good.settle();
            watchdog.look();
        };
        {
            const Working working(nullptr);
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("^Thread held .* without a name$")));
            for (int i = 0; i <= looksAllowed; ++i)
                look();
            QVERIFY2(watchdog.words().startsWith(QStringLiteral("held ")), qPrintable(watchdog.words()));
        }
        look();
        QCOMPARE(told, (QList<bool>{false, true}));
    }

    void namesAreNested() {
        Work work;
        QCOMPARE(Work::current(), nullptr);
        const Working nowhere("nothing is watched"); // no harm
        QCOMPARE(Work::current(), nullptr);
        work.attach();
        {
            const Working outer("outer");
            QCOMPARE(Work::current(), "outer");
            QCOMPARE(work.turns(), quint64(1));
            {
                const Working inner("inner");
                QCOMPARE(Work::current(), "inner");
                const Working same(nullptr);
                QCOMPARE(Work::current(), "inner");
            }
            QCOMPARE(Work::current(), "outer");
            QCOMPARE(work.turns(), quint64(1));
        }
        QCOMPARE(Work::current(), nullptr);
        QCOMPARE(work.turns(), quint64(2));
    }

    /// Nobody is asked while nothing happens; a thread that wakes is watched from then on.
    void restsWithTheProcess() {
        SlowThread thread(true);
        std::atomic<int> upkeep = 0;
        std::atomic<int> stalls = 0;
        Watchdog watchdog([&stalls](bool allTurn) { stalls += allTurn ? 0 : 1; });
        watchdog.watch(thread.watched());
        watchdog.setUpkeep([&upkeep] { ++upkeep; });
        watchdog.start();
        QTRY_VERIFY_WITH_TIMEOUT(watchdog.isResting(), 60'000);
        QVERIFY(upkeep >= 2); // when it became quiet, and before the rest
        thread.settle();
        QVERIFY(!watchdog.isResting());
        QTRY_VERIFY_WITH_TIMEOUT(watchdog.isResting(), 60'000);

        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("^Thread slow has not turned")));
        thread.hold("message.send");
        QTRY_COMPARE_WITH_TIMEOUT(stalls.load(), 1, 60'000);
        QVERIFY(!watchdog.isResting());
        QTest::ignoreMessage(QtInfoMsg, QRegularExpression(QStringLiteral("^Thread slow turns again")));
        thread.release();
        QTRY_VERIFY_WITH_TIMEOUT(watchdog.isResting(), 60'000);
        watchdog.stop();
    }

    void stopsWhileItRests() {
        SlowThread thread(true);
        Watchdog watchdog([](bool) {});
        watchdog.watch(thread.watched());
        watchdog.start();
        QTRY_VERIFY_WITH_TIMEOUT(watchdog.isResting(), 60'000);
        watchdog.stop();
    }

    /// The watchdog's own thread ends on request.
    void startsAndStops() {
        SlowThread thread(true);
        Watchdog watchdog([](bool) {});
        watchdog.watch(thread.watched());
        watchdog.start();
        watchdog.stop();
    }
};

QTEST_GUILESS_MAIN(TestWatchdog)
#include "tst_watchdog.moc"
