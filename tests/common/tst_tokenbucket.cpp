// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/boundedmap.h"

#include <QRandomGenerator>
#include <QTest>

using namespace confab;
using namespace std::chrono_literals;

namespace {

struct Entry {
    TokenBucket bucket;
    bool held = false;
    bool isHeld() const { return held; }
    bool isIdle(TokenBucket::Time now) const { return bucket.isFull(now); }
};

} // namespace

/// Rate limits by a clock that the test sets; and which buckets are kept.
class TestTokenBucket : public QObject {
    Q_OBJECT

private:
    TokenBucket::Time m_now = TokenBucket::Time() + 1h;

private Q_SLOTS:
    void aBurstThenTheRate() {
        const Rate rate{5, 20};
        TokenBucket bucket;
        for (int i = 0; i < 20; ++i)
            QVERIFY(!bucket.take(rate, m_now));
        const auto wait = bucket.take(rate, m_now);
        QCOMPARE(wait, std::optional(200ms));
        QVERIFY(bucket.take(rate, m_now + *wait - 1ms));
        QVERIFY(!bucket.take(rate, m_now + *wait));
        QVERIFY(bucket.take(rate, m_now + *wait));
    }

    void whatIsRefusedCostsNothing() {
        const Rate rate{1, 1};
        TokenBucket bucket;
        QVERIFY(!bucket.take(rate, m_now));
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(bucket.take(rate, m_now), std::optional(1000ms));
        QVERIFY(!bucket.take(rate, m_now + 1s));
    }

    void aLongPauseGivesOneBurstOnly() {
        const Rate rate{10, 3};
        TokenBucket bucket;
        QVERIFY(!bucket.take(rate, m_now));
        m_now += 24h;
        QVERIFY(bucket.isFull(m_now));
        int taken = 0;
        while (!bucket.take(rate, m_now))
            ++taken;
        QCOMPARE(taken, 3);
    }

    void moreThanABurstIsPaidForAfterwards() {
        const Rate rate{100, 10};
        TokenBucket bucket;
        QVERIFY(!bucket.take(rate, m_now, 50));
        QCOMPARE(bucket.take(rate, m_now), std::optional(410ms));
    }

    void unlimitedIsUnlimited() {
        TokenBucket bucket;
        for (int i = 0; i < 1000; ++i)
            QVERIFY(!bucket.take(Rate::unlimited(), m_now, 1e9));
        QVERIFY(bucket.isFull(m_now));
    }

    /// A caller at any moments never gets more than burst + rate x time, nor less than the rate when it always wants
    /// more.
    void neverMoreThanPromised() {
        QRandomGenerator random(7);
        const Rate rate{20, 15};
        TokenBucket bucket;
        const auto begin = m_now;
        int taken = 0;
        for (int i = 0; i < 20'000; ++i) {
            m_now += std::chrono::microseconds(random.bounded(20'000));
            taken += bucket.take(rate, m_now) ? 0 : 1;
            const double seconds = std::chrono::duration<double>(m_now - begin).count();
            QVERIFY(taken <= rate.burst + rate.perSecond * seconds + 1e-6);
            QVERIFY(taken >= rate.perSecond * (seconds - 0.05) || seconds < 1);
        }
    }

    void idleOnesAreForgotten() {
        BoundedMap<int, Entry> entries(100'000);
        const Rate rate{1, 1};
        for (int i = 0; i < 100'000; ++i) {
            m_now += 1ms; // each is full again after a second: some thousand are not idle
            entries.at(i, m_now).bucket.take(rate, m_now);
        }
        QVERIFY2(entries.size() <= 4096, QByteArray::number(entries.size()));
    }

    void saysWhatIsLeft() {
        const Rate rate{5, 20};
        TokenBucket bucket;
        QCOMPARE(bucket.left(rate, m_now), 20);
        QVERIFY(bucket.untilFull(m_now) == 0ms);
        for (int i = 1; i <= 20; ++i) {
            QVERIFY(!bucket.take(rate, m_now));
            QCOMPARE(bucket.left(rate, m_now), 20 - i);
        }
        QVERIFY(bucket.take(rate, m_now));
        QVERIFY(bucket.untilFull(m_now) == 4000ms);
        QCOMPARE(bucket.left(rate, m_now + 199ms), 0);
        QCOMPARE(bucket.left(rate, m_now + 1s), 5);
        QCOMPARE(bucket.left(rate, m_now + 10s), 20);
        QVERIFY(!bucket.take(rate, m_now + 4s, 100)); // more than a burst, paid for afterwards
        QCOMPARE(bucket.left(rate, m_now + 4s), 0);
    }

    void strangersWhoAreNeverIdleAreBounded() {
        BoundedMap<int, Entry> entries(5'000);
        const Rate rate{0.001, 1};
        for (int i = 0; i < 100'000; ++i)
            entries.at(i, m_now).bucket.take(rate, m_now);
        QVERIFY2(entries.size() <= 10'000, QByteArray::number(entries.size()));
    }

    void whatIsHeldStays() {
        BoundedMap<int, Entry> entries(10);
        for (int i = 0; i < 3'000; ++i)
            entries.at(i, m_now).held = true;
        for (int i = 3'000; i < 50'000; ++i)
            entries.at(i, m_now).bucket.take({0.001, 1}, m_now);
        for (int i = 0; i < 3'000; ++i)
            QVERIFY(entries.find(i) && entries.find(i)->held);
        QVERIFY2(entries.size() <= 2 * (3'000 + 10) + 1, QByteArray::number(entries.size()));
    }
};

QTEST_GUILESS_MAIN(TestTokenBucket)
#include "tst_tokenbucket.moc"
