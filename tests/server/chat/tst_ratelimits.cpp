// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/chat/chatundertest.h"

#include <QTest>

#include <algorithm>
#include <semaphore>

using namespace confab;
using namespace std::chrono_literals;

namespace {

Rates only(Family family, Rate rate) {
    Rates rates = Rates::unlimited();
    rates.set(family, rate);
    return rates;
}

Caller caller(qint64 user, const char* address) {
    Caller caller;
    caller.identity.user = UserId{user};
    caller.address = QString::fromLatin1(address);
    return caller;
}

/// A worker of the pool is busy until `opened` is released.
QCoro::Task<Status> holdUp(WorkerPool& pool, std::binary_semaphore& opened) {
    auto work = [&opened](std::monostate&) -> Status {
        opened.acquire();
        return {};
    };
    JobAwaiter<std::monostate, void, decltype(work)> job(pool, std::move(work));
    co_return co_await job;
}

} // namespace

/// Rate limits, by the test's clock; and the chat thread checks them before it serves.
class TestRateLimits : public QObject {
    Q_OBJECT

private:
    RateLimits::Time m_now = RateLimits::Time() + 1h;

private Q_SLOTS:
    void eachPersonHasTheirOwn() {
        RateLimits limits(only(Family::Messages, {5, 2}));
        const Request send = MessageSend{};
        for (int i = 0; i < 2; ++i)
            QVERIFY(!limits.take(caller(1, "a"), send, m_now));
        QCOMPARE(limits.take(caller(1, "b"), send, m_now), std::optional(200ms)); // from wherever
        QVERIFY(!limits.take(caller(2, "a"), send, m_now));
        QVERIFY(!limits.take(caller(1, "a"), TypingSet{}, m_now)); // another family
        QVERIFY(!limits.take(caller(1, "a"), send, m_now + 200ms));
    }

    void saysWhatIsLeft() {
        RateLimits limits(only(Family::Messages, {5, 20}));
        const Request send = MessageSend{};
        QVERIFY(!limits.standing(caller(1, "a"), TypingSet{}, m_now)); // it has no limit
        QVERIFY(!limits.take(caller(1, "a"), send, m_now));
        const std::optional<RateStanding> left = limits.standing(caller(1, "b"), send, m_now);
        QVERIFY(left && left->burst == 20 && left->left == 19 && left->refill == 4s && left->fullIn == 200ms);
        QCOMPARE(limits.standing(caller(2, "a"), send, m_now)->left, 20); // each person has their own
        QCOMPARE(limits.standing(caller(1, "a"), send, m_now + 1s)->left, 20);
    }

    void aLongMessageCountsAsSeveral() {
        RateLimits limits(only(Family::Messages, {5, 20}));
        MessageSend send;
        send.body = QString(limits::messageBytes, u'x');
        QVERIFY(!limits.take(caller(1, "a"), send, m_now));
        QVERIFY(!limits.take(caller(1, "a"), send, m_now)); // 18 of 20
        QCOMPARE(limits.take(caller(1, "a"), send, m_now), std::optional(1400ms));
        QVERIFY(!limits.take(caller(1, "a"), MessageSend{}, m_now));
    }

    void addressesCountBeforeTheSignIn() {
        RateLimits limits(only(Family::SignIns, {1, 2}));
        const Request login = AccountLogin{};
        for (int i = 0; i < 2; ++i)
            QVERIFY(!limits.take(caller(0, "a"), login, m_now));
        QCOMPARE(limits.take(caller(0, "a"), login, m_now), std::optional(1000ms));
        QCOMPARE(limits.take(caller(7, "a"), login, m_now), std::optional(1000ms)); // signed in: no way around
        QVERIFY(!limits.take(caller(0, "b"), login, m_now));
        for (int i = 0; i < 2; ++i) // clients whose address is not known share the limits of one
            QVERIFY(!limits.take(caller(0, ""), login, m_now));
        QCOMPARE(limits.take(caller(0, ""), login, m_now), std::optional(1000ms));
    }

    void whatIsRememberedIsBounded() {
        RateLimits limits{Rates()};
        for (qint64 user = 1; user <= 300'000; ++user)
            QVERIFY(!limits.take(caller(user, "a"), RoomCreate{}, m_now));
        QVERIFY2(limits.size() <= 2 * RateLimits::most, QByteArray::number(limits.size()));
    }

    void everyFamilyHasALineInOrder() {
        for (size_t i = 0; i < families; ++i) {
            QCOMPARE(familyRows()[i].family, Family(i));
            QVERIFY(!familyRows()[i].rate.isUnlimited());
        }
    }

    void theServiceAsks() {
        ChatUnderTest chat(only(Family::Messages, {0.001, 3}));
        const ConnectionId ana = chat.newPerson(QStringLiteral("ana"));
        const ConnectionId ben = chat.newPerson(QStringLiteral("ben"));
        const RoomId room = chat.newRoom(ana);
        QVERIFY(chat.ask(ben, RoomJoin{room, {}}));
        for (int i = 0; i < 3; ++i)
            QVERIFY(chat.send(ana, room));
        const Result<Sent> refused = chat.send(ana, room);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::RateLimited);
        QVERIFY(refused.error().retryAfterMs.value_or(0) > 0);
        QVERIFY(chat.send(ben, room));
        QVERIFY(chat.ask(ana, RoomEvents{room, 0, {}}));
    }

    /// While one io thread is behind, no call that adds to its queue begins.
    void anIoThreadThatIsBehind() {
        ChatUnderTest chat;
        const ConnectionId ana = chat.newPerson(QStringLiteral("ana"));
        const RoomId room = chat.newRoom(ana);
        for (const auto& port : chat.ports.ports) {
            port->isFull = true;
            const int before = port->publications;
            const Result<Sent> refused = chat.send(ana, room);
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, ErrorKind::ServerBusy);
            QVERIFY(refused.error().retryAfterMs.value_or(0) > 0);
            QCOMPARE(port->publications, before);
            port->isFull = false;
            QVERIFY(chat.send(ana, room));
        }
    }

    /// Sixteen may be decided at once of one address and account, but of the queue one person gets two.
    void onePersonDoesNotFillTheQueueOfHashes() {
        ChatUnderTest chat(Rates::unlimited(), HashLimits{0, 2, 0});
        const ConnectionId owner = chat.newPerson(QStringLiteral("ana"));
        RoomCreate request{QStringLiteral("Room"), {}, Secret{QStringLiteral("open sesame")}, {}, {}, {}};
        std::vector<qint64> calls;
        for (int i = 0; i < 10; ++i)
            calls.push_back(chat.post(owner, request));
        int served = 0;
        for (const qint64 call : calls) {
            const Result<Answer> answer = chat.answerTo(owner, call);
            served += answer ? 1 : 0;
            QVERIFY(answer || (answer.error().kind == ErrorKind::RateLimited && answer.error().retryAfterMs > 0));
        }
        QCOMPARE(served, 2);
        QVERIFY(chat.ask(owner, request)); // what was held was given back
    }

    /// Wherever they come from: of the queue the sign-ins of one account get three, and another account's waits in it.
    void oneAccountDoesNotFillTheQueueOfHashes() {
        ChatUnderTest chat(Rates::unlimited(), HashLimits{0, 0, 3});
        chat.newPerson(QStringLiteral("ana"));
        chat.newPerson(QStringLiteral("ben"));
        std::binary_semaphore opened{0};
        QCoro::Task<Status> gate = holdUp(chat.pool, opened); // nothing is hashed meanwhile
        std::vector<std::pair<ConnectionId, qint64>> calls;
        for (int i = 0; i < 10; ++i) {
            const ConnectionId from = chat.open(QStringLiteral("192.0.2.%1").arg(i));
            calls.emplace_back(from, chat.post(from, ChatUnderTest::login(QStringLiteral("ana"))));
        }
        const ConnectionId ben = chat.open(QStringLiteral("192.0.2.99"));
        const qint64 bens = chat.post(ben, ChatUnderTest::login(QStringLiteral("ben")));
        const auto refused = [&] {
            return std::ranges::count_if(
                calls, [&](const auto& call) { return chat.ports.of(call.first).answers.contains(call.second); });
        };
        const bool allButThree = test::waitUntil([&] { return refused() == 7; });
        opened.release();
        QVERIFY(allButThree);
        int served = 0;
        for (const auto& [from, call] : calls) {
            const Result<Answer> answer = chat.answerTo(from, call);
            served += answer ? 1 : 0;
            QVERIFY(answer || (answer.error().kind == ErrorKind::RateLimited && answer.error().retryAfterMs > 0));
        }
        QCOMPARE(served, 3);
        QVERIFY(chat.answerTo(ben, bens));
        QVERIFY(chat.ask(ben, ChatUnderTest::login(QStringLiteral("ana")))); // what was held was given back
        QVERIFY(QCoro::waitFor(std::move(gate)));
    }
};

QTEST_GUILESS_MAIN(TestRateLimits)
#include "tst_ratelimits.moc"
