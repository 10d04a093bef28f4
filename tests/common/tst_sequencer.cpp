// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/sequencer.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace confab;

namespace {

constexpr size_t bound = 256;

struct Item {
    Seq seq = 0;
    QString text;
};

Seq seqOf(const Item& item) {
    return item.seq;
}

using Log = Sequencer<Item>;

QList<Seq> seqsOf(const QList<Item>& items) {
    QList<Seq> seqs;
    for (const Item& item : items)
        seqs.append(item.seq);
    return seqs;
}

QList<Seq> push(Log& log, Seq seq) {
    return seqsOf(log.push(Item{seq, {}}));
}

QList<Seq> upTo(Seq from, Seq to) {
    QList<Seq> seqs(to - from + 1);
    std::iota(seqs.begin(), seqs.end(), from);
    return seqs;
}

} // namespace

/// A numbered log whose items arrive in any order.
class TestSequencer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inOrder() {
        Log log(10, bound);
        QVERIFY(!log.hasGap());
        for (Seq seq = 11; seq < 20; ++seq)
            QCOMPARE(push(log, seq), QList<Seq>{seq});
        QCOMPARE(log.position(), 19);
        QVERIFY(!log.hasGap());
    }

    void whatIsKnownIsNotHandedOut() {
        Log log(10, bound);
        QCOMPARE(push(log, 10), QList<Seq>());
        QCOMPARE(push(log, 1), QList<Seq>());
        QVERIFY(!log.hasGap());
        QCOMPARE(push(log, 11), QList<Seq>{11});
        QCOMPARE(push(log, 11), QList<Seq>());
    }

    void waitsForWhatIsBefore() {
        Log log(0, bound);
        QCOMPARE(push(log, 3), QList<Seq>());
        QVERIFY(log.hasGap());
        QCOMPARE(push(log, 2), QList<Seq>());
        QCOMPARE(push(log, 3), QList<Seq>());
        QCOMPARE(push(log, 1), (QList<Seq>{1, 2, 3}));
        QVERIFY(!log.hasGap());
    }

    void keepsTheItemItself() {
        Log log(0, bound);
        log.push(Item{2, QStringLiteral("second")});
        const QList<Item> ready = log.push(Item{1, QStringLiteral("first")});
        QCOMPARE(ready.size(), 2);
        QCOMPARE(ready[0].text, QStringLiteral("first"));
        QCOMPARE(ready[1].text, QStringLiteral("second"));
    }

    void takesAPage() {
        Log log(5, bound);
        QCOMPARE(seqsOf(log.push(QList<Item>{{8, {}}, {5, {}}, {7, {}}})), QList<Seq>());
        QCOMPARE(seqsOf(log.push(QList<Item>{{6, {}}, {9, {}}, {11, {}}})), (QList<Seq>{6, 7, 8, 9}));
        QVERIFY(log.hasGap());
        QCOMPARE(log.head(), 11);
    }

    void knowsThatTheEndIsMissing() {
        Log log(4, bound);
        log.raiseHead(4);
        QVERIFY(!log.hasGap());
        log.raiseHead(6);
        log.raiseHead(5); // said later, from an older look
        QVERIFY(log.hasGap());
        push(log, 5);
        QVERIFY(log.hasGap());
        push(log, 6);
        QVERIFY(!log.hasGap());
    }

    /// Items above the bound are requested again; none is lost or delivered twice.
    void boundsWhatItKeeps() {
        constexpr Seq end = 3 * Seq(bound);
        Log log(0, bound);
        for (Seq seq = 2; seq <= end; ++seq)
            QCOMPARE(push(log, seq), QList<Seq>());
        const QList<Seq> first = push(log, 1);
        QCOMPARE(first, upTo(1, 1 + Seq(bound)));
        QVERIFY(log.hasGap());
        QList<Seq> rest;
        for (Seq seq = log.position() + 1; seq <= end; ++seq)
            rest += push(log, seq);
        QCOMPARE(rest, upTo(first.last() + 1, end));
        QVERIFY(!log.hasGap());
    }

    void anyOrder_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 50; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    /// A log that arrives shuffled, with repetitions and losses; the missing end is read again from its
    /// position, as from the database.
    void anyOrder() {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const Seq start = Seq(random() % 5);
        const Seq end = start + 1 + Seq(random() % 1000);
        QList<Seq> coming;
        for (Seq seq = 1; seq <= end; ++seq) {
            for (unsigned times = random() % 4; times > 0; --times) // none: lost
                coming.append(seq);
        }
        if (seed % 2 == 0) { // near its place, as on a network
            for (qsizetype i = 0; i + 1 < coming.size(); ++i)
                std::swap(coming[i], coming[std::min(i + qsizetype(random() % 20), coming.size() - 1)]);
        } else {
            std::shuffle(coming.begin(), coming.end(), random);
        }
        Log log(start, bound);
        QList<Seq> got;
        for (const Seq seq : std::as_const(coming))
            got += push(log, seq);
        log.raiseHead(end);
        while (log.hasGap()) {
            const Seq before = log.position();
            for (Seq seq = before + 1; seq <= std::min(before + 100, end); ++seq)
                got += push(log, seq);
            QVERIFY(log.position() > before);
        }
        QCOMPARE(got, upTo(start + 1, end));
        QCOMPARE(log.position(), end);
    }
};

QTEST_APPLESS_MAIN(TestSequencer)
#include "tst_sequencer.moc"
