// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/backoff.h"

#include <QList>
#include <QTest>

using namespace confab::client;
using namespace std::chrono_literals;

class TestBackoff : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ceilingsDoubleUpToTheMost() {
        Backoff backoff({}, [] { return 0.999999; });
        QList<qint64> seconds;
        for (int i = 0; i < 8; ++i)
            seconds.append((backoff.next().count() + 999) / 1000);
        QCOMPARE(seconds, (QList<qint64>{1, 2, 4, 8, 16, 30, 30, 30}));
    }

    void jitterIsFull() {
        Backoff least({}, [] { return 0.0; });
        QCOMPARE(least.next(), 0ms);
        Backoff half({}, [] { return 0.5; });
        half.next();
        QCOMPARE(half.next(), 1000ms);
    }

    void neverOutOfBounds() {
        Backoff backoff; // the system's random
        for (int i = 0; i < 10000; ++i) {
            const auto wait = backoff.next();
            QVERIFY(wait >= 0ms && wait < 30s);
        }
    }

    void successStartsOver() {
        Backoff backoff({}, [] { return 0.5; });
        for (int i = 0; i < 5; ++i)
            backoff.next();
        QCOMPARE(backoff.failures(), 5);
        backoff.reset();
        QCOMPARE(backoff.next(), 500ms);
    }
};

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
