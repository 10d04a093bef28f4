// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/beat.h"

#include <QTest>

#include <utility>

using namespace confab;
using namespace std::chrono_literals;

/// When a thread looks at its sockets. Times are microseconds; a beat has a thousand.
class TestBeat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutABeatItIsAlwaysAtOnce();
    void quietThreadLooksAtOnce();
    void busyThreadLooksOnceABeat();
    void allThreadsLookAtTheSameTime();
    void quietTimeEarnsLooks();
    void whoIsAloneHardlyWaits();
    void companyEndsThat();
    void aCrowdWaitsLonger();

private:
    static constexpr int many = 2; // sockets: not alone, and no crowd
    /// All spare looks are done at `now`.
    static Beat busyAt(qint64 now) {
        Beat beat(1ms, 1ms);
        while (beat.next(now) == now)
            beat.looked(now, 1);
        return beat;
    }
};

void TestBeat::withoutABeatItIsAlwaysAtOnce() {
    Beat beat;
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(beat.next(5500), 5500);
        beat.looked(5500, many);
    }
}

void TestBeat::quietThreadLooksAtOnce() {
    Beat beat(1ms, 1ms);
    for (qint64 now = 500; now < 100'000; now += 1000) { // one look in each beat costs nothing
        QCOMPARE(beat.next(now), now);
        beat.looked(now, many);
    }
    for (qint64 i = 0; i < Beat::spareLooks; ++i) {
        QCOMPARE(beat.next(100'500), 100'500);
        beat.looked(100'500, many);
    }
    QCOMPARE(beat.next(100'500), 101'000);
}

void TestBeat::busyThreadLooksOnceABeat() {
    Beat beat = busyAt(5500);
    QCOMPARE(beat.next(5500), 6000);
    QCOMPARE(beat.next(5999), 6000);
    QCOMPARE(beat.next(6000), 6000); // now
    beat.looked(6001, many);
    QCOMPARE(beat.next(6002), 7000);
    QCOMPARE(beat.next(7200), 7200); // it is late already
}

void TestBeat::allThreadsLookAtTheSameTime() {
    QCOMPARE(busyAt(5100).next(5100), busyAt(5900).next(5900));
}

void TestBeat::quietTimeEarnsLooks() {
    Beat beat = busyAt(5500);
    QCOMPARE(beat.next(8500), 8500); // three beats later
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(beat.next(8500), 8500);
        beat.looked(8500, many);
    }
    QCOMPARE(beat.next(8500), 9000);
    const qint64 muchLater = 1'000'500;
    for (qint64 i = 0; i < Beat::spareLooks; ++i) {
        QCOMPARE(beat.next(muchLater), muchLater);
        beat.looked(muchLater, many);
    }
    QCOMPARE(beat.next(muchLater), 1'001'000); // and never more than that
}

/// A thousand calls, each as soon as the last is answered.
void TestBeat::whoIsAloneHardlyWaits() {
    Beat beat(1ms, 1ms);
    qint64 now = 500;
    int waits = 0;
    for (int i = 0; i < 1000; ++i) {
        const qint64 next = beat.next(now);
        waits += next > now ? 1 : 0;
        now = next + 10;
        beat.looked(now, 1);
    }
    QVERIFY2(waits > 0 && waits < 10, QByteArray::number(waits));
    for (int i = 0; i < 100'000; ++i) { // and it never has more than that to itself
        now = beat.next(now) + 10;
        beat.looked(now, 1);
    }
    qint64 looks = 0;
    for (; beat.next(now) == now; ++looks)
        beat.looked(now, many);
    QVERIFY2(looks <= Beat::mostGiven, QByteArray::number(looks));
}

void TestBeat::companyEndsThat() {
    Beat beat = busyAt(5500);
    beat.looked(6000, 1);
    for (qint64 i = 0; i < Beat::spareLooks; ++i) {
        QCOMPARE(beat.next(6000), 6000);
        beat.looked(6000, 1);
    }
    QCOMPARE(beat.next(6000), 7000);
    beat.looked(7000, many);
    QCOMPARE(beat.next(7000), 8000);
}

void TestBeat::aCrowdWaitsLonger() {
    Beat beat(1ms, 3500us);
    qint64 now = 5000;
    const auto live = [&](int beats, int perBeat) { // one comes each 1000 / perBeat us, and is found when it may be
        int found = 0;
        for (const qint64 end = now + beats * 1000; now < end; now += 1000 / perBeat) {
            ++found;
            if (beat.next(now) == now)
                beat.looked(now, std::exchange(found, 0));
        }
    };
    live(40, 4);
    now = beat.next(now);
    beat.looked(now, 8);
    QCOMPARE(now % 3500, 0);
    QCOMPARE(beat.next(now), now + 3500);
    QCOMPARE(beat.next(now + 3400), now + 3500);
    live(100, 2);
    now = (now / 1000 + 1) * 1000;
    while (beat.next(now) == now)
        beat.looked(now, 0);
    QCOMPARE(beat.next(now), now + 1000);
}

QTEST_GUILESS_MAIN(TestBeat)
#include "tst_beat.moc"
