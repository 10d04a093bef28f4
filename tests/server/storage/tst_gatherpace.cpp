// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/gatherpace.h"

#include <QTest>

using namespace confab;
using namespace std::chrono_literals;

/// A writer that takes jobs at once while they are rare, and gathers them while they are many.
class TestGatherPace : public QObject {
    Q_OBJECT

private:
    /// Jobs that come at this interval for a second, each taken when the pace says, after a commit of this length. How
    /// many batches that were.
    static int batches(GatherPace& pace, std::chrono::microseconds between, std::chrono::microseconds commit) {
        const GatherPace::Time begin = GatherPace::Time(1h);
        GatherPace::Time now = begin;
        int count = 0;
        for (GatherPace::Time due = begin; due < begin + 1s; ++count) {
            now = std::max({now, pace.next(), due}); // the oldest job that waits
            size_t jobs = 0;
            for (; due <= now; due += between)
                ++jobs;
            pace.took(now, jobs);
            now += commit;
        }
        return count;
    }

private Q_SLOTS:
    void rareJobsAreTakenAtOnce() {
        GatherPace pace;
        QCOMPARE(batches(pace, 4ms, 1ms), 250);
        QVERIFY(pace.next() < GatherPace::Time(1h));
    }

    void manyJobsShareABatch() {
        GatherPace pace;
        const int count = batches(pace, 500us, 200us);
        QVERIFY2(count > 450 && count < 600, QByteArray::number(count)); // two milliseconds each, but for the beginning
    }

    void aLongCommitIsNotWaitedForTwice() {
        GatherPace pace;
        QVERIFY(batches(pace, 500us, 5ms) >= 195);
    }

    /// The first job after a pause waits for nobody.
    void quietTimeCounts() {
        GatherPace pace;
        batches(pace, 500us, 200us);
        const GatherPace::Time later(2h);
        QVERIFY(pace.next() < later);
        pace.took(later, 1);
        QVERIFY(pace.next() < later);
    }
};

QTEST_GUILESS_MAIN(TestGatherPace)
#include "tst_gatherpace.moc"
