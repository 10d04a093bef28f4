// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/bell.h"

#include <QTest>

#include <memory>
#include <qcoro/qcorotask.h>

using namespace confab;

namespace {

QCoro::Task<> wait(Bell& bell, QString name, int times, QStringList& woken) {
    for (int i = 0; i < times; ++i) {
        co_await bell;
        woken.append(name);
    }
}

} // namespace

class TestBell : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wakesAllInTheirOrder();
    void ringsOfOneTurn();
    void nobodyHearsWhatRangBefore();
    void oneOfThoseWokenMayEndIt();
    void nobodyIsWokenAfterItsEnd();
};

void TestBell::wakesAllInTheirOrder() {
    Bell bell;
    QStringList woken;
    wait(bell, QStringLiteral("ana"), 2, woken);
    wait(bell, QStringLiteral("ben"), 1, woken);
    bell.ring();
    QVERIFY(woken.isEmpty()); // never from inside ring()
    QCoreApplication::sendPostedEvents();
    QCOMPARE(woken.join(u' '), QStringLiteral("ana ben"));
    bell.ring();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(woken.join(u' '), QStringLiteral("ana ben ana"));
}

/// Each ring resumes the coroutines that wait then: none twice, and none through a destroyed awaiter.
void TestBell::ringsOfOneTurn() {
    Bell bell;
    QStringList woken;
    wait(bell, QStringLiteral("ana"), 3, woken);
    bell.ring();
    bell.ring();
    wait(bell, QStringLiteral("ben"), 3, woken);
    bell.ring();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(woken.join(u' '), QStringLiteral("ana ben"));
    bell.ring();
    QCoreApplication::sendPostedEvents();
    bell.ring();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(woken.join(u' '), QStringLiteral("ana ben ana ben ana ben"));
}

void TestBell::nobodyHearsWhatRangBefore() {
    Bell bell;
    QStringList woken;
    bell.ring();
    wait(bell, QStringLiteral("ana"), 1, woken);
    QCoreApplication::sendPostedEvents();
    QVERIFY(woken.isEmpty());
    bell.ring();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(woken.size(), 1);
}

void TestBell::oneOfThoseWokenMayEndIt() {
    auto bell = std::make_unique<Bell>();
    QStringList woken;
    [](std::unique_ptr<Bell>& its, QStringList& woken) -> QCoro::Task<> {
        co_await *its;
        its.reset();
        woken.append(QStringLiteral("ana"));
    }(bell, woken);
    wait(*bell, QStringLiteral("ben"), 1, woken);
    bell->ring();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(woken.join(u' '), QStringLiteral("ana ben"));
}

void TestBell::nobodyIsWokenAfterItsEnd() {
    auto bell = std::make_unique<Bell>();
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
        const auto task = [](Bell& its, std::coroutine_handle<>& handle, bool& woken) -> QCoro::Task<> {
            co_await Note{handle};
            co_await its;
            woken = true;
        }(*bell, sleeper, woken);
        bell->ring();
        bell.reset();
        QCoreApplication::sendPostedEvents();
        QVERIFY(!woken);
        QVERIFY(!task.isReady());
        sleeper.resume(); // to free its memory
        QVERIFY(task.isReady());
    }
}

QTEST_GUILESS_MAIN(TestBell)
#include "tst_bell.moc"
