// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/asyncevent.h"

#include <QTest>

#include <memory>
#include <qcoro/qcorotask.h>

using namespace confab;

namespace {

QCoro::Task<> wait(AsyncEvent& event, QString name, int times, QStringList& woken) {
    for (int i = 0; i < times; ++i) {
        co_await event;
        woken.append(name);
    }
}

} // namespace

class TestAsyncEvent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wakesAllInTheirOrder();
    void notifiedTwiceInOneTurn();
    void nobodyIsWokenByWhatCameBefore();
    void oneOfThoseWokenMayEndIt();
    void nobodyIsWokenAfterItsEnd();
};

void TestAsyncEvent::wakesAllInTheirOrder() {
    AsyncEvent event;
    QStringList woken;
    wait(event, QStringLiteral("ana"), 2, woken);
    wait(event, QStringLiteral("ben"), 1, woken);
    event.notifyAll();
    QVERIFY(woken.isEmpty()); // never from inside notifyAll()
    QCoreApplication::sendPostedEvents();
    QCOMPARE(woken.join(u' '), QStringLiteral("ana ben"));
    event.notifyAll();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(woken.join(u' '), QStringLiteral("ana ben ana"));
}

/// Each ring resumes the coroutines that wait then: none twice, and none through a destroyed awaiter.
void TestAsyncEvent::notifiedTwiceInOneTurn() {
    AsyncEvent event;
    QStringList woken;
    wait(event, QStringLiteral("ana"), 3, woken);
    event.notifyAll();
    event.notifyAll();
    wait(event, QStringLiteral("ben"), 3, woken);
    event.notifyAll();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(woken.join(u' '), QStringLiteral("ana ben"));
    event.notifyAll();
    QCoreApplication::sendPostedEvents();
    event.notifyAll();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(woken.join(u' '), QStringLiteral("ana ben ana ben ana ben"));
}

void TestAsyncEvent::nobodyIsWokenByWhatCameBefore() {
    AsyncEvent event;
    QStringList woken;
    event.notifyAll();
    wait(event, QStringLiteral("ana"), 1, woken);
    QCoreApplication::sendPostedEvents();
    QVERIFY(woken.isEmpty());
    event.notifyAll();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(woken.size(), 1);
}

void TestAsyncEvent::oneOfThoseWokenMayEndIt() {
    auto event = std::make_unique<AsyncEvent>();
    QStringList woken;
    [](std::unique_ptr<AsyncEvent>& its, QStringList& woken) -> QCoro::Task<> {
        co_await *its;
        its.reset();
        woken.append(QStringLiteral("ana"));
    }(event, woken);
    wait(*event, QStringLiteral("ben"), 1, woken);
    event->notifyAll();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(woken.join(u' '), QStringLiteral("ana ben"));
}

void TestAsyncEvent::nobodyIsWokenAfterItsEnd() {
    auto event = std::make_unique<AsyncEvent>();
    std::coroutine_handle<> sleeper; // destroyed here, where it is not resumed
    bool woken = false;
    struct Note {
        std::coroutine_handle<>& to;
        bool await_ready() const noexcept { return false; }
        bool await_suspend(std::coroutine_handle<> handle) {
            to = handle;
            return false;
        }
        void await_resume() const noexcept {}
    };
    {
        const auto task = [](AsyncEvent& its, std::coroutine_handle<>& handle, bool& woken) -> QCoro::Task<> {
            co_await Note{handle};
            co_await its;
            woken = true;
        }(*event, sleeper, woken);
        event->notifyAll();
        event.reset();
        QCoreApplication::sendPostedEvents();
        QVERIFY(!woken);
        QVERIFY(!task.isReady());
        sleeper.resume(); // to free its memory
        QVERIFY(task.isReady());
    }
}

QTEST_GUILESS_MAIN(TestAsyncEvent)
#include "tst_asyncevent.moc"
