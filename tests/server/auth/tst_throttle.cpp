// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/throttle.h"

#include <QTest>

using namespace confab;

namespace {

constexpr qint64 minute = 60'000;
constexpr UtcTime start{1'700'000'000'000};
UtcTime after(qint64 ms) {
    return UtcTime{start.ms + ms};
}

} // namespace

/// Guessing is slow, and delays no other person.
class TestThrottle : public QObject {
    Q_OBJECT

private:
    using Outcome = SignInThrottle::Outcome;
    const QString m_here = QStringLiteral("192.0.2.1");
    const QString m_there = QStringLiteral("192.0.2.2");
    const QString m_ana = QStringLiteral("ana@example.org");

    void fail(SignInThrottle& throttle, int times, UtcTime now) {
        for (int i = 0; i < times; ++i) {
            QVERIFY(throttle.admit(m_here, m_ana, now));
            throttle.decided(m_here, m_ana, Outcome::Wrong, now);
        }
    }

private Q_SLOTS:
    void fiveFailuresThenAWait() {
        SignInThrottle throttle;
        fail(throttle, 5, start);
        const Status refused = throttle.admit(m_here, m_ana, after(minute));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::AuthThrottled);
        QCOMPARE(refused.error().retryAfterMs, std::optional<qint64>(4 * minute));
        QVERIFY(!throttle.admit(m_here, m_ana, after(5 * minute - 1)));
        QVERIFY(throttle.admit(m_here, m_ana, after(5 * minute)));
    }

    void theWindowBeginsWithTheFirstFailure() {
        SignInThrottle throttle;
        fail(throttle, 1, start);
        fail(throttle, 4, after(4 * minute));
        QVERIFY(!throttle.admit(m_here, m_ana, after(5 * minute - 1)));
        fail(throttle, 5, after(5 * minute));
        QVERIFY(!throttle.admit(m_here, m_ana, after(6 * minute)));
    }

    void othersAreNotHeldUp() {
        SignInThrottle throttle;
        fail(throttle, 5, start);
        QVERIFY(throttle.admit(m_there, m_ana, start));
        QVERIFY(throttle.admit(m_here, QStringLiteral("ben@example.org"), start));
    }

    void theRightPasswordClearsTheCount() {
        SignInThrottle throttle;
        fail(throttle, 4, start);
        QVERIFY(throttle.admit(m_here, m_ana, start));
        throttle.decided(m_here, m_ana, Outcome::Right, start);
        QCOMPARE(throttle.size(), 0);
        fail(throttle, 5, start);
        QVERIFY(!throttle.admit(m_here, m_ana, start));
    }

    void whatCouldNotBeDecidedDoesNotCount() {
        SignInThrottle throttle;
        for (int i = 0; i < 100; ++i) {
            QVERIFY(throttle.admit(m_here, m_ana, start));
            throttle.decided(m_here, m_ana, Outcome::Unknown, start);
        }
        QCOMPARE(throttle.size(), 0);
    }

    int admitted(SignInThrottle& throttle, UtcTime now) {
        int count = 0;
        for (int i = 0; i < 1000; ++i)
            count += throttle.admit(m_here, m_ana, now) ? 1 : 0;
        return count;
    }

    void noMoreAtOnceThanOneAfterTheOther() {
        SignInThrottle throttle;
        QCOMPARE(admitted(throttle, start), 5);
        const Status refused = throttle.admit(m_here, m_ana, start);
        QCOMPARE(refused.error().kind, ErrorKind::AuthThrottled);
        QCOMPARE(refused.error().retryAfterMs, std::optional<qint64>(1000)); // they may be right
        for (int i = 0; i < 5; ++i)
            throttle.decided(m_here, m_ana, Outcome::Wrong, start);
        QVERIFY(!throttle.admit(m_here, m_ana, after(4 * minute)));
        QVERIFY(throttle.admit(m_here, m_ana, after(5 * minute)));
    }

    void thoseUnderWayCountWithThoseThatFailed() {
        SignInThrottle throttle;
        fail(throttle, 3, start);
        QCOMPARE(admitted(throttle, start), 2);
        throttle.decided(m_here, m_ana, Outcome::Unknown, start);
        QCOMPARE(admitted(throttle, start), 1);
        throttle.decided(m_here, m_ana, Outcome::Right, start); // which forgets those that failed
        QCOMPARE(admitted(throttle, start), 4);
    }

    void anotherBound() {
        SignInThrottle throttle(50);
        fail(throttle, 49, start);
        QCOMPARE(admitted(throttle, start), 1);
    }

    void aClockSetBackDoesNotLockOut() {
        SignInThrottle throttle;
        fail(throttle, 5, after(60 * minute));
        QVERIFY(throttle.admit(m_here, m_ana, start));
    }

    void memoryIsBounded() {
        SignInThrottle throttle;
        for (int i = 0; i < 110'000; ++i) {
            const QString account = QString::number(i);
            if (throttle.admit(m_here, account, start))
                throttle.decided(m_here, account, Outcome::Wrong, start);
        }
        QVERIFY(throttle.size() <= 100'000);
        QVERIFY(throttle.size() > 0);
    }
};

QTEST_APPLESS_MAIN(TestThrottle)
#include "tst_throttle.moc"
