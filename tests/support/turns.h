// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTest>
#include <QTimer>

/// QTRY_VERIFY and QTRY_COMPARE that look again after each turn of the event loop. Qt Test's sleep for 50 ms before
/// they look again, whatever happens meanwhile: most of what tests of the app took.
namespace confab::test {

/// For conditions without an event in this loop, such as what another thread has written.
inline constexpr int lookAgainMs = 10;
/// What a condition without a limit of its own may take: longer than any loaded machine needs.
inline constexpr int turnsMs = 30'000;

/// The turns of one wait.
/// Thread: the one that waits. Owned by: the one that waits.
class Turns {
public:
    explicit Turns(int limitMs) : m_deadline(limitOf(limitMs)) { m_alarm.start(lookAgainMs); }
    /// Runs the event loop until something has happened in it. False: the time is over, or the test has failed.
    bool next() {
        if (m_deadline.hasExpired() || (QTest::runningTest() && QTest::currentTestFailed()))
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return true;
    }

private:
    /// CONFAB_PATIENCE, in seconds, lowers it, as it does that of waitUntil().
    static int limitOf(int limitMs) {
        static const int wanted = qEnvironmentVariableIntValue("CONFAB_PATIENCE");
        return limitMs == turnsMs && wanted > 0 ? wanted * 1000 : limitMs;
    }
    QDeadlineTimer m_deadline;
    QTimer m_alarm;
};

/// Whether it holds, after as many turns as it takes.
template <class Condition>
bool holdsSoon(Condition condition, int limitMs = turnsMs) {
    Turns turns(limitMs);
    while (!condition()) {
        if (!turns.next())
            return condition();
    }
    return true;
}

} // namespace confab::test

#ifndef CONFAB_QT_TRY // the window's tests, some of which look too early then
#undef QTRY_IMPL
#define QTRY_IMPL(expr, timeout)                                                                                       \
    {                                                                                                                  \
        confab::test::Turns confabTurns{int(timeout)};                                                                 \
        while (!(expr) && confabTurns.next()) {                                                                        \
        }                                                                                                              \
    }
#undef QTRY_VERIFY
#define QTRY_VERIFY(expr) QTRY_VERIFY_WITH_TIMEOUT(expr, confab::test::turnsMs)
#undef QTRY_VERIFY2
#define QTRY_VERIFY2(expr, message) QTRY_VERIFY2_WITH_TIMEOUT(expr, message, confab::test::turnsMs)
#undef QTRY_COMPARE
#define QTRY_COMPARE(expr, expected) QTRY_COMPARE_WITH_TIMEOUT(expr, expected, confab::test::turnsMs)
#endif
