// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/fairqueue.h"

#include <QTest>

#include <random>
#include <thread>

using namespace confab;

namespace {

using Queue = FairQueue<char, std::string>;

/// Pushes "a1", "b1" and so on, each into the line of its letter.
void push(Queue& queue, std::initializer_list<const char*> values) {
    for (const char* value : values)
        QVERIFY(queue.tryPush(*value, value).taken);
}

/// All waiting values, in the order in which they come out.
std::string drain(Queue& queue) {
    std::string all;
    while (queue.counts().length > 0)
        all += *queue.take() + ' ';
    return all;
}

} // namespace

/// Lines that take turns.
class TestFairQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesTakeTurns() {
        Queue queue(16);
        push(queue, {"a1", "a2", "a3", "a4", "b1", "b2", "c1"});
        QCOMPARE(drain(queue), std::string("a1 b1 c1 a2 b2 a3 a4 "));
    }

    void aNewLineWaitsForOneOfEach() {
        Queue queue(16);
        push(queue, {"a1", "a2", "b1", "b2", "a3"});
        QCOMPARE(*queue.take(), std::string("a1"));
        push(queue, {"c1"});
        QCOMPARE(drain(queue), std::string("b1 a2 c1 b2 a3 "));
        push(queue, {"a1"}); // a line that was empty starts anew
        QCOMPARE(drain(queue), std::string("a1 "));
    }

    void theLongestLineMakesRoom() {
        Queue queue(4);
        push(queue, {"a1", "a2", "a3", "b1"});
        Queue::Pushed pushed = queue.tryPush('c', "c1");
        QVERIFY(pushed.taken);
        QCOMPARE(pushed.displaced, std::optional<std::string>("a3"));
        pushed = queue.tryPush('c', "c2"); // would leave a with less than c
        QVERIFY(!pushed.taken && !pushed.displaced);
        pushed = queue.tryPush('a', "a4");
        QVERIFY(!pushed.taken && !pushed.displaced);
        pushed = queue.tryPush('d', "d1");
        QVERIFY(pushed.taken);
        QCOMPARE(pushed.displaced, std::optional<std::string>("a2"));
        QVERIFY(!queue.tryPush('e', "e1").taken); // each line has one
        const QueueCounts counts = queue.counts();
        QCOMPARE(counts.length, size_t(4));
        QCOMPARE(counts.capacity, size_t(4));
        QCOMPARE(counts.refused, quint64(5)); // displaced ones too
        QCOMPARE(drain(queue), std::string("a1 b1 c1 d1 "));
    }

    void closedItHandsOutTheRest() {
        Queue queue(4);
        push(queue, {"a1", "a2"});
        queue.close();
        QVERIFY(!queue.tryPush('a', "a3").taken);
        QCOMPARE(*queue.take(), std::string("a1"));
        QCOMPARE(*queue.take(), std::string("a2"));
        QVERIFY(!queue.take());
    }

    void closingWakesWhoSleeps() {
        Queue queue(4);
        std::thread taker([&queue] { QVERIFY(!queue.take()); });
        queue.close();
        taker.join();
    }

    /// At random: never above its capacity, nothing lost, and each line in its order.
    void atRandom() {
        std::mt19937 random(4711);
        FairQueue<int, std::pair<int, int>> queue(20);
        std::array<int, 6> sent{};
        std::array<int, 6> last{};
        int in = 0;
        int out = 0;
        for (int step = 0; step < 20'000; ++step) {
            if (random() % 3 > 0) {
                const int who = int(std::min(random() % 6, random() % 6)); // some more than others
                const auto pushed = queue.tryPush(who, {who, ++sent[size_t(who)]});
                in += pushed.taken ? 1 : 0;
                out += pushed.displaced ? 1 : 0;
            } else if (queue.counts().length > 0) {
                const auto [who, number] = *queue.take();
                QVERIFY(number > last[size_t(who)]);
                last[size_t(who)] = number;
                ++out;
            }
            QVERIFY(queue.counts().length <= 20);
            QCOMPARE(queue.counts().length, size_t(in - out));
        }
    }
};

QTEST_GUILESS_MAIN(TestFairQueue)
#include "tst_fairqueue.moc"
