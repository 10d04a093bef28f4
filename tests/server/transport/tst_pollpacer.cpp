// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/pollpacer.h"

#include <QTest>

#include <utility>

using namespace confab;
using namespace std::chrono_literals;

/// When a thread looks at its sockets. Times are microseconds; a beat has a thousand.
class TestPollPacer : public QObject {
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
    static PollPacer busyAt(qint64 now) {
        PollPacer pacer(1ms, 1ms);
        while (pacer.next(now) == now)
            pacer.polled(now, 1);
        return pacer;
    }
};

void TestPollPacer::withoutABeatItIsAlwaysAtOnce() {
    PollPacer pacer;
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(pacer.next(5500), 5500);
        pacer.polled(5500, many);
    }
}

void TestPollPacer::quietThreadLooksAtOnce() {
    PollPacer pacer(1ms, 1ms);
    for (qint64 now = 500; now < 100'000; now += 1000) { // one look in each beat costs nothing
        QCOMPARE(pacer.next(now), now);
        pacer.polled(now, many);
    }
    for (qint64 i = 0; i < PollPacer::freePolls; ++i) {
        QCOMPARE(pacer.next(100'500), 100'500);
        pacer.polled(100'500, many);
    }
    QCOMPARE(pacer.next(100'500), 101'000);
}

void TestPollPacer::busyThreadLooksOnceABeat() {
    PollPacer pacer = busyAt(5500);
    QCOMPARE(pacer.next(5500), 6000);
    QCOMPARE(pacer.next(5999), 6000);
    QCOMPARE(pacer.next(6000), 6000); // now
    pacer.polled(6001, many);
    QCOMPARE(pacer.next(6002), 7000);
    QCOMPARE(pacer.next(7200), 7200); // it is late already
}

void TestPollPacer::allThreadsLookAtTheSameTime() {
    QCOMPARE(busyAt(5100).next(5100), busyAt(5900).next(5900));
}

void TestPollPacer::quietTimeEarnsLooks() {
    PollPacer pacer = busyAt(5500);
    QCOMPARE(pacer.next(8500), 8500); // three beats later
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(pacer.next(8500), 8500);
        pacer.polled(8500, many);
    }
    QCOMPARE(pacer.next(8500), 9000);
    const qint64 muchLater = 1'000'500;
    for (qint64 i = 0; i < PollPacer::freePolls; ++i) {
        QCOMPARE(pacer.next(muchLater), muchLater);
        pacer.polled(muchLater, many);
    }
    QCOMPARE(pacer.next(muchLater), 1'001'000); // and never more than that
}

/// A thousand calls, each as soon as the last is answered.
void TestPollPacer::whoIsAloneHardlyWaits() {
    PollPacer pacer(1ms, 1ms);
    qint64 now = 500;
    int waits = 0;
    for (int i = 0; i < 1000; ++i) {
        const qint64 next = pacer.next(now);
        waits += next > now ? 1 : 0;
        now = next + 10;
        pacer.polled(now, 1);
    }
    QVERIFY2(waits > 0 && waits < 10, QByteArray::number(waits));
    for (int i = 0; i < 100'000; ++i) { // and it never has more than that to itself
        now = pacer.next(now) + 10;
        pacer.polled(now, 1);
    }
    qint64 looks = 0;
    for (; pacer.next(now) == now; ++looks)
        pacer.polled(now, many);
    QVERIFY2(looks <= PollPacer::maxFreePolls, QByteArray::number(looks));
}

void TestPollPacer::companyEndsThat() {
    PollPacer pacer = busyAt(5500);
    pacer.polled(6000, 1);
    for (qint64 i = 0; i < PollPacer::freePolls; ++i) {
        QCOMPARE(pacer.next(6000), 6000);
        pacer.polled(6000, 1);
    }
    QCOMPARE(pacer.next(6000), 7000);
    pacer.polled(7000, many);
    QCOMPARE(pacer.next(7000), 8000);
}

void TestPollPacer::aCrowdWaitsLonger() {
    PollPacer pacer(1ms, 3500us);
    qint64 now = 5000;
    const auto live = [&](int beats, int perBeat) { // one comes each 1000 / perBeat us, and is found when it may be
        int found = 0;
        for (const qint64 end = now + beats * 1000; now < end; now += 1000 / perBeat) {
            ++found;
            if (pacer.next(now) == now)
                pacer.polled(now, std::exchange(found, 0));
        }
    };
    live(40, 4);
    now = pacer.next(now);
    pacer.polled(now, 8);
    QCOMPARE(now % 3500, 0);
    QCOMPARE(pacer.next(now), now + 3500);
    QCOMPARE(pacer.next(now + 3400), now + 3500);
    live(100, 2);
    now = (now / 1000 + 1) * 1000;
    while (pacer.next(now) == now)
        pacer.polled(now, 0);
    QCOMPARE(pacer.next(now), now + 1000);
}

QTEST_GUILESS_MAIN(TestPollPacer)
#include "tst_pollpacer.moc"
