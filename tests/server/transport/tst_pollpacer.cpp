// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/pollpacer.h"

#include <QTest>

using namespace confab;
using namespace std::chrono_literals;

/// A thread that looks at once while it has time, and pauses when it has none.
class TestPollPacer : public QObject {
    Q_OBJECT

private:
    /// Turns of `work` µs each, with `rest` µs of waiting for the next input between them, for a second. The end.
    static qint64 turns(PollPacer& pacer, qint64 work, qint64 rest) {
        qint64 now = 1'000'000;
        while (now < 2'000'000) {
            const qint64 look = std::max(pacer.next(now), now + rest);
            pacer.looked(look, look - now);
            now = look + work;
        }
        return now;
    }

    /// How long a thread pauses that has work of so many µs at each look.
    static qint64 pauseAfter(PollPacer& pacer, qint64 work) {
        const qint64 lookedAt = turns(pacer, work, 0) - work;
        return pacer.next(lookedAt) - lookedAt;
    }

private Q_SLOTS:
    void withoutALoadItIsAlwaysAtOnce() {
        PollPacer pacer(4ms);
        for (const qint64 rest : {10'000, 1'000, 100}) {
            const qint64 now = turns(pacer, 4 * rest, rest); // busy for four fifths of the time
            QCOMPARE(pacer.next(now), now);
        }
    }

    void withoutAPauseToo() {
        PollPacer pacer;
        const qint64 now = turns(pacer, 100, 0);
        QCOMPARE(pacer.next(now), now);
    }

    /// The pause gives the thread back as much time as it needs, and no more.
    void aBusyThreadPausesAsLittleAsItCan() {
        PollPacer pacer(4ms);
        const qint64 longer = pauseAfter(pacer, 20'000);
        QVERIFY2(longer > 0 && longer <= 4'000, QByteArray::number(longer));
        PollPacer lighter(4ms);
        const qint64 shorter = pauseAfter(lighter, 500);
        QVERIFY2(shorter < longer, QByteArray::number(shorter));
    }

    void aPauseEndsWithTheLoad() {
        PollPacer pacer(4ms);
        qint64 now = turns(pacer, 5'000, 0);
        for (int i = 0; i < 10; ++i) { // some quiet turns
            now += 10'000;
            pacer.looked(now, 9'900);
        }
        QCOMPARE(pacer.next(now), now);
    }

    /// A thread that slept for hours is not busy when it wakes.
    void quietTimeCounts() {
        PollPacer pacer(4ms);
        qint64 now = turns(pacer, 5'000, 0);
        now += 3'600'000'000;
        pacer.looked(now, 3'600'000'000);
        QCOMPARE(pacer.next(now), now);
    }
};

QTEST_GUILESS_MAIN(TestPollPacer)
#include "tst_pollpacer.moc"
