// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/slot.h"
#include "server/redis/subscriptions.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace confab;

/// Wanted, requested and confirmed channels, without a server.
class SubscriptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksInBatches();
    void asksForOneSlotAtATime();
    void waitsForConfirmations();
    void confirmsOnlyTheLastCall();
    void confirmsAgainAfterFlapping();
    void saysNothingNeedless();
    void beginsAnewAfterLoss();
    void forgetsWhatWasRefusedOrDropped();
    void agreesWithServerInTheEnd_data();
    void agreesWithServerInTheEnd();
};

namespace {

QList<SubscriptionCall> allCalls(Subscriptions& subscriptions) {
    QList<SubscriptionCall> calls;
    while (std::optional<SubscriptionCall> call = subscriptions.nextCall())
        calls.append(*call);
    return calls;
}

/// A server that has what it was asked for later, and what the subscriptions believe of it.
struct LateServer {
    Subscriptions subscriptions;
    std::deque<std::pair<bool, QByteArray>> onItsWay; // what the server has not read
    QSet<QByteArray> wanted, server, confirmed;
    bool hasBroken = false; ///< a promise

    LateServer(Subscriptions::Kind kind, const RedisLimits& limits) : subscriptions(kind, limits) {}

    void flush() {
        while (const std::optional<SubscriptionCall> call = subscriptions.nextCall()) {
            for (const QByteArray& channel : call->channels)
                onItsWay.push_back({call->subscribe, channel});
        }
    }
    /// False when nothing is on its way.
    bool answer() {
        if (onItsWay.empty())
            return false;
        const auto [subscribe, channel] = onItsWay.front();
        onItsWay.pop_front();
        subscribe ? void(server.insert(channel)) : void(server.remove(channel));
        hasBroken |= !subscribe && confirmed.contains(channel); // without a break
        if (subscriptions.confirmed(channel)) {
            hasBroken |= confirmed.contains(channel); // once
            hasBroken |= !server.contains(channel) || !wanted.contains(channel);
            confirmed.insert(channel);
        }
        return true;
    }
    void lose() {
        subscriptions.lost();
        onItsWay.clear();
        server.clear();
        confirmed.clear();
    }
    void changeSomething(QRandomGenerator& random) {
        const QByteArray channel =
            '{' + QByteArray::number(random.bounded(3)) + '}' + QByteArray::number(random.bounded(4));
        switch (random.bounded(7)) {
        case 0:
        case 1:
            subscriptions.add(channel);
            wanted.insert(channel);
            break;
        case 2:
            subscriptions.remove(channel);
            wanted.remove(channel);
            confirmed.remove(channel);
            break;
        case 3:
        case 4:
            flush();
            break;
        case 5:
            answer();
            break;
        default:
            if (random.bounded(20) == 0)
                lose();
        }
    }
    bool isAsWanted() const { return server == wanted && confirmed == wanted; }
};

} // namespace

void SubscriptionsTest::asksInBatches() {
    RedisLimits limits;
    limits.channelsPerCall = 3;
    Subscriptions subscriptions(Subscriptions::Kind::Plain, limits);
    for (const char* channel : {"a", "b", "c", "d", "e"})
        subscriptions.add(channel);
    subscriptions.remove("b"); // the server never hears of it
    const QList<SubscriptionCall> calls = allCalls(subscriptions);
    QCOMPARE(calls.size(), 2);
    QCOMPARE(calls[0].channels, (QList<QByteArray>{"a", "c", "d"}));
    QCOMPARE(calls[1].channels, (QList<QByteArray>{"e"}));
    QVERIFY(calls[0].subscribe && calls[1].subscribe);
    subscriptions.remove("a");
    subscriptions.remove("c");
    subscriptions.add("f");
    const QList<SubscriptionCall> more = allCalls(subscriptions);
    QCOMPARE(more.size(), 2);
    QVERIFY(!more[0].subscribe && more[1].subscribe);
    QCOMPARE(more[0].channels, (QList<QByteArray>{"a", "c"}));
}

void SubscriptionsTest::asksForOneSlotAtATime() {
    Subscriptions subscriptions(Subscriptions::Kind::Sharded, RedisLimits());
    for (int i = 0; i < 40; ++i)
        subscriptions.add("x{" + QByteArray::number(i % 10) + "}" + QByteArray::number(i));
    subscriptions.lost(); // as at the first connection
    const QList<SubscriptionCall> calls = allCalls(subscriptions);
    QCOMPARE(calls.size(), 10);
    for (const SubscriptionCall& call : calls) {
        QCOMPARE(call.channels.size(), 4);
        for (const QByteArray& channel : call.channels)
            QCOMPARE(slotOf(channel), slotOf(call.channels.first()));
    }
}

void SubscriptionsTest::waitsForConfirmations() {
    RedisLimits limits;
    limits.channelsUnderWay = 10;
    limits.channelsPerCall = 4;
    Subscriptions subscriptions(Subscriptions::Kind::Plain, limits);
    for (int i = 0; i < 100; ++i)
        subscriptions.add(QByteArray::number(i));
    int asked = 0;
    while (asked < 100) {
        QList<QByteArray> channels;
        for (const SubscriptionCall& call : allCalls(subscriptions))
            channels += call.channels;
        QVERIFY(!channels.isEmpty() && channels.size() <= 10);
        for (const QByteArray& channel : std::as_const(channels))
            QVERIFY(subscriptions.confirmed(channel));
        asked += int(channels.size());
    }
    QVERIFY(!subscriptions.nextCall());
}

void SubscriptionsTest::confirmsOnlyTheLastCall() {
    Subscriptions subscriptions(Subscriptions::Kind::Plain, RedisLimits());
    subscriptions.add("a");
    QVERIFY(subscriptions.nextCall()->subscribe);
    subscriptions.remove("a");
    QVERIFY(!subscriptions.wants("a"));
    QVERIFY(!subscriptions.nextCall()->subscribe);
    subscriptions.add("a");
    QVERIFY(subscriptions.nextCall()->subscribe);
    QVERIFY(!subscriptions.confirmed("a")); // of the first; it ends after that
    QVERIFY(!subscriptions.confirmed("a"));
    QVERIFY(!subscriptions.isConfirmed("a"));
    QVERIFY(subscriptions.confirmed("a"));
    QVERIFY(subscriptions.isConfirmed("a"));
    QVERIFY(!subscriptions.confirmed("a")); // of nothing
    QVERIFY(!subscriptions.confirmed("never heard of"));
}

void SubscriptionsTest::confirmsAgainAfterFlapping() {
    Subscriptions subscriptions(Subscriptions::Kind::Plain, RedisLimits());
    subscriptions.add("a");
    QVERIFY(subscriptions.nextCall());
    QVERIFY(subscriptions.confirmed("a"));
    subscriptions.remove("a");
    subscriptions.add("a"); // before the server was told
    const std::optional<SubscriptionCall> call = subscriptions.nextCall();
    QVERIFY(call && call->subscribe);
    QVERIFY(subscriptions.confirmed("a"));
}

void SubscriptionsTest::saysNothingNeedless() {
    Subscriptions subscriptions(Subscriptions::Kind::Plain, RedisLimits());
    subscriptions.add("a");
    subscriptions.add("a");
    QCOMPARE(allCalls(subscriptions).size(), 1);
    subscriptions.remove("a");
    subscriptions.add("a"); // the answer to the first call is on its way, and is enough
    QVERIFY(!subscriptions.nextCall());
    QVERIFY(subscriptions.confirmed("a"));
    subscriptions.add("a");
    subscriptions.remove("unknown");
    QVERIFY(!subscriptions.nextCall());
}

void SubscriptionsTest::beginsAnewAfterLoss() {
    Subscriptions subscriptions(Subscriptions::Kind::Plain, RedisLimits());
    for (const char* channel : {"confirmed", "asked", "leaving"})
        subscriptions.add(channel);
    allCalls(subscriptions);
    subscriptions.confirmed("confirmed");
    subscriptions.confirmed("leaving");
    subscriptions.remove("leaving");
    allCalls(subscriptions);
    subscriptions.add("new");
    subscriptions.lost();
    QVERIFY(!subscriptions.isConfirmed("confirmed"));
    QSet<QByteArray> asked;
    for (const SubscriptionCall& call : allCalls(subscriptions))
        asked.unite(QSet<QByteArray>(call.channels.begin(), call.channels.end()));
    QCOMPARE(asked, (QSet<QByteArray>{"confirmed", "asked", "new"}));
    QVERIFY(subscriptions.confirmed("asked"));
}

void SubscriptionsTest::forgetsWhatWasRefusedOrDropped() {
    Subscriptions subscriptions(Subscriptions::Kind::Sharded, RedisLimits());
    subscriptions.add("a");
    subscriptions.refused(*subscriptions.nextCall());
    QVERIFY(!subscriptions.nextCall());
    subscriptions.remove("a");
    QVERIFY(!subscriptions.nextCall()); // the server does not have it
    subscriptions.add("a");
    QVERIFY(subscriptions.nextCall());
    QVERIFY(subscriptions.confirmed("a"));
    QVERIFY(subscriptions.dropped("a"));
    QVERIFY(!subscriptions.isConfirmed("a"));
    QVERIFY(!subscriptions.dropped("a"));
    subscriptions.remove("a");
    QVERIFY(!subscriptions.nextCall());
}

void SubscriptionsTest::agreesWithServerInTheEnd_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("plain") << int(Subscriptions::Kind::Plain);
    QTest::newRow("sharded") << int(Subscriptions::Kind::Sharded);
}

/// Random changes against a server that answers late: a channel that is confirmed is one that the server has without a
/// break from that answer on, and in the end it has what is wanted.
void SubscriptionsTest::agreesWithServerInTheEnd() {
    QFETCH(int, kind);
    for (quint32 seed = 1; seed <= 300; ++seed) {
        QRandomGenerator random(seed);
        RedisLimits limits;
        limits.channelsPerCall = 3;
        limits.channelsUnderWay = 7;
        LateServer late(Subscriptions::Kind(kind), limits);
        for (int step = 0; step < 400; ++step)
            late.changeSomething(random);
        for (late.flush(); late.answer(); late.flush()) {
        }
        QVERIFY2(!late.hasBroken && late.isAsWanted(), QByteArray::number(seed));
    }
}

QTEST_APPLESS_MAIN(SubscriptionsTest)
#include "tst_subscriptions.moc"
