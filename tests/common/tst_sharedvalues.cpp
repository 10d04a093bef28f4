// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/counter.h"
#include "common/core/mailbox.h"
#include "common/protocol/codec.h"
#include "common/protocol/jsonrpc.h"
#include "common/protocol/jsonrpcclient.h"
#include "tests/common/samples.h"

#include <QTest>

#include <barrier>
#include <memory>
#include <thread>

using namespace confab;
using samples::Size;

namespace {

constexpr int threads = 4;

/// Runs `work(number)` on several threads, which all start at the same moment.
template <class F>
void together(F work) {
    std::barrier start(threads);
    std::vector<std::thread> running;
    for (int number = 0; number < threads; ++number) {
        running.emplace_back([&start, &work, number] {
            start.arrive_and_wait();
            work(number);
        });
    }
    for (std::thread& thread : running)
        thread.join();
}

template <class V>
std::vector<V> everyOne(Size size) {
    std::vector<V> all;
    samples::forEach<V>([&]<class T>() { all.push_back(samples::make<T>(size)); });
    return all;
}

/// An io thread's work on the chat thread's notifications: encodes all of them, in both codecs.
QByteArrayList framesOf(const std::vector<Notification>& notifications) {
    QByteArrayList frames;
    for (const Notification& notification : notifications) {
        frames.append(jsonrpc::writeNotification(notification, Codec::Json));
        frames.append(jsonrpc::writeNotification(notification, Codec::Cbor));
        frames.append(isEphemeral(notification) ? "ephemeral" : "kept");
    }
    return frames;
}

/// An io thread's work on a frame; the names are looked up in tables that all threads share.
QByteArray readBack(const QByteArray& frame, Codec codec) {
    const auto call = jsonrpc::readCall(frame, codec);
    if (!call)
        return jsonrpc::writeError(call.error().id, call.error().error, codec);
    return methodName(call->request).toUtf8() + char('0' + int(accessOf(call->request)));
}

} // namespace

/// Values that one thread makes and several read at once, without a lock, as the chat thread and the io threads do with
/// published notifications. The promise holds when the thread sanitizer reports nothing (./dev tsan); the results are
/// compared as well.
class TestSharedValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allReadAtOnce();
    void allWriteAtOnce();
    void theLastOneLetsGo();
    void countersAreReadMeanwhile();
};

void TestSharedValues::allReadAtOnce() {
    const std::vector<Request> requests = everyOne<Request>(Size::Most);
    for (const Codec codec : {Codec::Json, Codec::Cbor}) {
        QByteArrayList frames{"{", "{}", "[1]"};
        for (const Request& request : requests)
            frames.append(jsonrpc::writeCall(7, request, codec));
        std::vector<QByteArrayList> read(threads);
        together([&](int number) { // before any thread has read one
            for (const QByteArray& frame : frames)
                read[size_t(number)].append(readBack(frame, codec));
        });
        for (const QByteArrayList& one : read)
            QCOMPARE(one, read.front());
        QCOMPARE(QSet<QByteArray>(read.front().begin() + 3, read.front().end()).size(), qsizetype(requests.size()));
    }
}

void TestSharedValues::allWriteAtOnce() {
    for (const Size size : {Size::Least, Size::Most}) {
        const auto shared = std::make_shared<const std::vector<Notification>>(everyOne<Notification>(size));
        std::vector<QByteArrayList> written(threads);
        together([&](int number) { written[size_t(number)] = framesOf(*shared); });
        for (const QByteArrayList& one : written)
            QCOMPARE(one, written.front());
    }
}

/// The last owner frees it, with its texts.
void TestSharedValues::theLastOneLetsGo() {
    using Shared = std::shared_ptr<const std::vector<Notification>>;
    constexpr int rounds = 200;
    std::vector<std::unique_ptr<BlockingQueue<Shared>>> queues;
    for (int i = 0; i < threads; ++i)
        queues.push_back(std::make_unique<BlockingQueue<Shared>>(rounds));
    std::weak_ptr<const std::vector<Notification>> last;
    std::vector<int> taken(threads);
    together([&](int number) {
        if (number == 0) {
            for (int round = 0; round < rounds; ++round) {
                const auto made = std::make_shared<const std::vector<Notification>>(everyOne<Notification>(Size::Most));
                last = made;
                for (int reader = 1; reader < threads; ++reader)
                    queues[size_t(reader)]->tryPush(made);
            }
            for (const auto& queue : queues)
                queue->close();
            return;
        }
        for (auto batch = queues[size_t(number)]->take(3); !batch.empty(); batch = queues[size_t(number)]->take(3)) {
            for (const Shared& one : batch)
                taken[size_t(number)] += jsonrpc::writeNotification(one->back(), Codec::Json).isEmpty() ? 0 : 1;
        }
    });
    QCOMPARE(taken, (std::vector<int>{0, rounds, rounds, rounds}));
    QVERIFY(last.expired());
}

void TestSharedValues::countersAreReadMeanwhile() {
    constexpr int most = 20'000;
    static constexpr std::array bounds{1.0, 2.0};
    Counter counter;
    Histogram histogram(bounds);
    std::array<bool, threads> rising{true, true, true, true};
    together([&](int number) {
        if (number == 0) {
            for (int i = 0; i < most; ++i) {
                histogram.add(1.5);
                counter.add();
            }
            return;
        }
        for (quint64 seen = 0; seen < most;) {
            const quint64 now = counter.value();
            rising[size_t(number)] = rising[size_t(number)] && now >= seen;
            seen = now;
            rising[size_t(number)] = rising[size_t(number)] && histogram.counts().counts[1] <= most;
        }
    });
    QCOMPARE(rising, (std::array<bool, threads>{true, true, true, true}));
    QCOMPARE(histogram.counts().counts, (std::vector<quint64>{0, most, 0}));
    QCOMPARE(histogram.counts().sum, 1.5 * most);
}

QTEST_GUILESS_MAIN(TestSharedValues)
#include "tst_sharedvalues.moc"
