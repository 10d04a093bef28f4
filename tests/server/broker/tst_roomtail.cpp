// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/limits.h"
#include "server/broker/roomtail.h"
#include "tests/server/broker/making.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace confab;

namespace {

const RoomId red{7};

QList<Seq> push(RoomTail& tail, Seq seq) {
    QList<Seq> seqs;
    for (const NamedEvent& event : tail.push({messageAt(red, seq), QStringLiteral("ana"), false}))
        seqs.append(event.event.seq);
    return seqs;
}

QList<Seq> upTo(Seq from, Seq to) {
    QList<Seq> seqs(to - from + 1);
    std::iota(seqs.begin(), seqs.end(), from);
    return seqs;
}

} // namespace

/// The end of a log, with events in any order.
class TestRoomTail : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inOrder() {
        RoomTail tail(10);
        QVERIFY(!tail.hasGap());
        for (Seq seq = 11; seq < 20; ++seq)
            QCOMPARE(push(tail, seq), QList<Seq>{seq});
        QCOMPARE(tail.position(), 19);
        QVERIFY(!tail.hasGap());
    }

    void whatIsKnownIsNotHandedOut() {
        RoomTail tail(10);
        QCOMPARE(push(tail, 10), QList<Seq>());
        QCOMPARE(push(tail, 1), QList<Seq>());
        QVERIFY(!tail.hasGap());
        QCOMPARE(push(tail, 11), QList<Seq>{11});
        QCOMPARE(push(tail, 11), QList<Seq>());
    }

    void waitsForWhatIsBefore() {
        RoomTail tail(0);
        QCOMPARE(push(tail, 3), QList<Seq>());
        QVERIFY(tail.hasGap());
        QCOMPARE(push(tail, 2), QList<Seq>());
        QCOMPARE(push(tail, 3), QList<Seq>());
        QCOMPARE(push(tail, 1), (QList<Seq>{1, 2, 3}));
        QVERIFY(!tail.hasGap());
    }

    void keepsTheEventItself() {
        RoomTail tail(0);
        tail.push({messageAt(red, 2, UserId{5}), QStringLiteral("eve"), true});
        const QList<NamedEvent> ready = tail.push({messageAt(red, 1), QStringLiteral("ana"), false});
        QCOMPARE(ready.size(), 2);
        QCOMPARE(ready[0].byName, QStringLiteral("ana"));
        QVERIFY(!ready[0].isOwn);
        QCOMPARE(ready[1].byName, QStringLiteral("eve"));
        QCOMPARE(ready[1].event.by, UserId{5});
        QCOMPARE(std::get<MessagePosted>(ready[1].event.data).body, QStringLiteral("text 2"));
        QVERIFY(ready[1].isOwn);
    }

    void knowsThatTheEndIsMissing() {
        RoomTail tail(4);
        tail.raiseHead(4);
        QVERIFY(!tail.hasGap());
        tail.raiseHead(6);
        tail.raiseHead(5); // said later, from an older look
        QVERIFY(tail.hasGap());
        push(tail, 5);
        QVERIFY(tail.hasGap());
        push(tail, 6);
        QVERIFY(!tail.hasGap());
    }

    /// Events above the bound are requested again; none is lost or delivered twice.
    void boundsWhatItKeeps() {
        constexpr Seq end = 3 * Seq(limits::eventsBuffered);
        RoomTail tail(0);
        for (Seq seq = 2; seq <= end; ++seq)
            QCOMPARE(push(tail, seq), QList<Seq>());
        const QList<Seq> first = push(tail, 1);
        QCOMPARE(first, upTo(1, 1 + Seq(limits::eventsBuffered)));
        QVERIFY(tail.hasGap());
        QList<Seq> rest;
        for (Seq seq = tail.position() + 1; seq <= end; ++seq)
            rest += push(tail, seq);
        QCOMPARE(rest, upTo(first.last() + 1, end));
        QVERIFY(!tail.hasGap());
    }

    void anyOrder_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 50; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    /// A log that arrives shuffled, with repetitions and losses; the missing end is read again from the tail's
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
        RoomTail tail(start);
        QList<Seq> got;
        for (const Seq seq : std::as_const(coming))
            got += push(tail, seq);
        tail.raiseHead(end);
        while (tail.hasGap()) {
            const Seq before = tail.position();
            for (Seq seq = before + 1; seq <= std::min(before + 100, end); ++seq)
                got += push(tail, seq);
            QVERIFY(tail.position() > before);
        }
        QCOMPARE(got, upTo(start + 1, end));
        QCOMPARE(tail.position(), end);
    }
};

QTEST_APPLESS_MAIN(TestRoomTail)
#include "tst_roomtail.moc"
