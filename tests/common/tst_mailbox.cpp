// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/mailbox.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace confab;

/// Values between threads: none lost, none duplicated, in order, within the capacity.
class MailboxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderAndWakesOnce();
    void wakesAtTheEndOfTheTurn();
    void refusesBeyondCapacity();
    void takesWhatIsPostedMeanwhile();
    void manyThreadsPost();
    void queueHandsOutInOrder();
    void queueRefuses();
    void queueSaysWhetherToTake();
    void queueClosesWaiters();
    void queueOfManyThreads();
};

void MailboxTest::keepsOrderAndWakesOnce() {
    QObject owner;
    std::vector<std::vector<int>> batches;
    Mailbox<int> box(&owner, 10, [&](std::vector<int>& batch) { batches.push_back(batch); });
    for (int i = 0; i < 5; ++i)
        box.post(i);
    QCOMPARE(box.size(), size_t(5));
    QVERIFY(batches.empty()); // never from inside post()
    QCoreApplication::sendPostedEvents(&owner);
    QCOMPARE(batches, (std::vector<std::vector<int>>{{0, 1, 2, 3, 4}}));
    QCOMPARE(box.size(), size_t(0));
    QCoreApplication::sendPostedEvents(&owner);
    QCOMPARE(batches.size(), size_t(1));
}

void MailboxTest::wakesAtTheEndOfTheTurn() {
    QObject owner;
    std::vector<std::vector<int>> batches;
    int wakes = 0;
    Mailbox<int> box(&owner, 10, [&](std::vector<int>& batch) { batches.push_back(batch); });
    auto later = std::make_unique<CoalescedWakeup>([&] {
        ++wakes;
        box.wake();
    });
    box.post(1, later.get());
    QCoreApplication::sendPostedEvents(&owner);
    QVERIFY(batches.empty()); // not woken yet
    QVERIFY(box.tryPost(2, later.get()));
    QTRY_COMPARE(batches, (std::vector<std::vector<int>>{{1, 2}}));
    box.post(3, later.get());
    QTRY_COMPARE(batches.back(), std::vector<int>{3}); // again in every turn
    box.post(4, later.get());
    later.reset(); // it wakes for what is pending
    QCoreApplication::sendPostedEvents();
    QCOMPARE(batches.back(), std::vector<int>{4});
    QCOMPARE(wakes, 3);
}

void MailboxTest::refusesBeyondCapacity() {
    QObject owner;
    Mailbox<std::unique_ptr<int>> box(&owner, 2, [](auto&) {});
    QVERIFY(box.tryPost(std::make_unique<int>(1)));
    QVERIFY(box.tryPost(std::make_unique<int>(2)));
    auto third = std::make_unique<int>(3);
    QVERIFY(!box.tryPost(std::move(third)));
    QVERIFY(third); // not taken
    box.post(std::move(third));
    QCOMPARE(box.size(), size_t(3));
    QCoreApplication::sendPostedEvents(&owner);
    QVERIFY(box.tryPost(std::make_unique<int>(4)));
}

void MailboxTest::takesWhatIsPostedMeanwhile() {
    QObject owner;
    std::vector<std::vector<int>> batches;
    Mailbox<int>* self = nullptr;
    Mailbox<int> box(&owner, 10, [&](std::vector<int>& batch) {
        batches.push_back(batch);
        if (batch.front() < 3)
            self->post(batch.front() + 1);
    });
    self = &box;
    box.post(1);
    QTRY_COMPARE(batches, (std::vector<std::vector<int>>{{1}, {2}, {3}}));
}

void MailboxTest::manyThreadsPost() {
    constexpr int threads = 4;
    constexpr int each = 20'000;
    QObject owner;
    std::vector<std::vector<int>> seen(threads);
    Mailbox<std::pair<int, int>> box(&owner, 1, [&](std::vector<std::pair<int, int>>& batch) {
        for (const auto& [thread, number] : batch)
            seen[size_t(thread)].push_back(number);
    });
    std::vector<std::thread> running;
    for (int thread = 0; thread < threads; ++thread) {
        running.emplace_back([&box, thread] {
            for (int i = 0; i < each; ++i)
                box.post({thread, i});
        });
    }
    const auto total = [&seen] {
        size_t sum = 0;
        for (const auto& numbers : seen)
            sum += numbers.size();
        return sum;
    };
    QTRY_COMPARE_WITH_TIMEOUT(total(), size_t(threads * each), 50'000);
    for (std::thread& thread : running)
        thread.join();
    for (const auto& numbers : seen) {
        for (int i = 0; i < each; ++i)
            QCOMPARE(numbers[size_t(i)], i);
    }
}

void MailboxTest::queueHandsOutInOrder() {
    BlockingQueue<int> queue(10);
    for (int i = 0; i < 5; ++i)
        QVERIFY(queue.tryPush(i));
    QCOMPARE(queue.take(2), (std::vector<int>{0, 1}));
    QCOMPARE(queue.take(100), (std::vector<int>{2, 3, 4}));
}

void MailboxTest::queueRefuses() {
    BlockingQueue<int> queue(2);
    QVERIFY(queue.tryPush(1));
    QVERIFY(queue.tryPush(2));
    QVERIFY(!queue.tryPush(3));
    QCOMPARE(queue.take(1), std::vector<int>{1});
    QVERIFY(queue.tryPush(3));
    queue.close();
    QVERIFY(!queue.tryPush(4));
    QCOMPARE(queue.take(9), (std::vector<int>{2, 3})); // the remaining values
    QVERIFY(queue.take(9).empty());
}

void MailboxTest::queueSaysWhetherToTake() {
    using namespace std::chrono_literals;
    BlockingQueue<int> queue(2);
    QVERIFY(!queue.waitFor(1ms));
    std::thread later([&] { QVERIFY(queue.tryPush(1)); });
    QVERIFY(queue.waitFor(1h));
    later.join();
    QCOMPARE(queue.take(9), std::vector<int>{1});
    QVERIFY(!queue.waitFor(1ms));
    queue.close();
    QVERIFY(queue.waitFor(1h));
    QVERIFY(queue.take(9).empty());
}

void MailboxTest::queueClosesWaiters() {
    BlockingQueue<int> queue(2);
    std::atomic<int> ended = 0;
    std::vector<std::thread> waiting;
    for (int i = 0; i < 3; ++i) {
        waiting.emplace_back([&] {
            if (queue.take(1).empty())
                ++ended;
        });
    }
    queue.close();
    for (std::thread& thread : waiting)
        thread.join();
    QCOMPARE(ended.load(), 3);
}

void MailboxTest::queueOfManyThreads() {
    constexpr int each = 10'000;
    BlockingQueue<int> queue(64);
    std::atomic<qint64> sum = 0;
    std::atomic<int> taken = 0;
    std::vector<std::thread> takers;
    std::vector<std::thread> pushers;
    for (int i = 0; i < 3; ++i) {
        takers.emplace_back([&] {
            for (std::vector<int> batch = queue.take(7); !batch.empty(); batch = queue.take(7)) {
                for (const int value : batch)
                    sum += value;
                taken += int(batch.size());
            }
        });
        pushers.emplace_back([&queue] {
            for (int value = 1; value <= each; ++value) {
                while (!queue.tryPush(value))
                    std::this_thread::yield(); // full
            }
        });
    }
    for (std::thread& thread : pushers)
        thread.join();
    queue.close();
    for (std::thread& thread : takers)
        thread.join();
    QCOMPARE(taken.load(), 3 * each);
    QCOMPARE(sum.load(), 3 * qint64(each) * (each + 1) / 2);
}

QTEST_GUILESS_MAIN(MailboxTest)
#include "tst_mailbox.moc"
