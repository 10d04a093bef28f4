// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/api/sessionstest.h"

using namespace confab;

namespace {

const RoomId red{7};

} // namespace

/// Messages from the chat thread: encoded once for many, and delivered only to their recipients.
class TestOutbound : public SessionsTest {
    Q_OBJECT

private Q_SLOTS:
    void encodedOnceForEachCodec() {
        FakeConnection& a = connect(Codec::Json);
        FakeConnection& b = connect(Codec::Json);
        FakeConnection& c = connect(Codec::Cbor);
        FakeConnection& d = connect(Codec::Cbor);
        FakeConnection& watcher = connect(Codec::Json);
        FakeConnection& stranger = connect(Codec::Json);
        for (FakeConnection* one : {&a, &b, &c, &d})
            post(Listen{one->id(), red, Subscription::Events});
        post(Listen{watcher.id(), red, Subscription::Activity});
        const Event event{red, 1, UserId{1}, {}, MessagePosted{{QStringLiteral("hi")}, QStringLiteral("id")}};
        post(std::make_shared<const Publication>(
            Publication{red, RoomEventNotice{event}, RoomActivity{red, 1, {}, {}}, {}}));
        turn();
        for (FakeConnection* one : {&a, &b, &c, &d, &watcher})
            QCOMPARE(one->sent.size(), size_t(1));
        QVERIFY(stranger.sent.empty());
        QVERIFY(a.sent[0].wire().constData() == b.sent[0].wire().constData()); // the same bytes, not equal ones
        QVERIFY(c.sent[0].wire().constData() == d.sent[0].wire().constData());
        QVERIFY(a.sent[0].wire() != c.sent[0].wire());
        QVERIFY(!a.sent[0].isEphemeral());
        QVERIFY(watcher.sent[0].isEphemeral());
        QCOMPARE(a.last().value(QStringLiteral("method")).toString(), QStringLiteral("room.event"));
        QCOMPARE(c.last().value(QStringLiteral("method")).toString(), QStringLiteral("room.event"));
        QCOMPARE(watcher.last().value(QStringLiteral("method")).toString(), QStringLiteral("room.activity"));
    }

    /// An event that the answer to entering had, or that it sends its client to fetch, does not come live as well.
    void nothingThatEnteringTold() {
        FakeConnection& a = connect();
        FakeConnection& b = connect();
        post(Listen{a.id(), red, Subscription::Events, 5});
        post(Listen{b.id(), red, Subscription::Events, 4});
        const auto publish = [this](Seq seq) {
            const Event event{red, seq, UserId{1}, {}, MessagePosted{{QStringLiteral("hi")}, QStringLiteral("id")}};
            post(std::make_shared<const Publication>(Publication{red, RoomEventNotice{event}, {}, {}}));
        };
        publish(5);
        turn();
        QCOMPARE(a.sent.size(), size_t(0));
        QCOMPARE(b.sent.size(), size_t(1));
        publish(6);
        post(Listen{a.id(), red, Subscription::Events, 7}); // it enters once more, and is told more
        publish(7);
        publish(8);
        turn();
        QCOMPARE(a.sent.size(), size_t(2)); // 6 and 8
        QCOMPARE(b.sent.size(), size_t(4));
    }

    void notToTheExcepted() {
        FakeConnection& a = connect();
        FakeConnection& b = connect();
        for (FakeConnection* one : {&a, &b})
            post(Listen{one->id(), red, Subscription::Events});
        post(std::make_shared<const Publication>(Publication{red, RoomTyping{red, UserId{1}, true}, {}, a.id()}));
        turn();
        QVERIFY(a.sent.empty());
        QCOMPARE(b.sent.size(), size_t(1));
    }

    void subscriptionMovesAndEnds() {
        FakeConnection& c = connect();
        const auto publish = [&] {
            c.sent.clear();
            post(std::make_shared<const Publication>(
                Publication{red, RoomTyping{red, UserId{1}, true}, RoomActivity{red, 1, {}, {}}, {}}));
            turn();
            return c.sent.empty() ? QString() : c.last().value(QStringLiteral("method")).toString();
        };
        QCOMPARE(publish(), QString());
        post(Listen{c.id(), red, Subscription::Activity});
        QCOMPARE(publish(), QStringLiteral("room.activity"));
        post(Listen{c.id(), red, Subscription::Events});
        QCOMPARE(publish(), QStringLiteral("room.typing"));
        post(Listen{c.id(), red, Subscription::None});
        QCOMPARE(publish(), QString());
    }

    void aClosedConnectionGetsNothingMore() {
        FakeConnection& c = connect();
        post(Listen{c.id(), red, Subscription::Events});
        turn();
        m_sessions->closed(c);
        post(std::make_shared<const Publication>(Publication{red, RoomTyping{red, UserId{1}, true}, {}, {}}));
        post(CallReply{c.id(), 1, Answer(Empty{})});
        post(Disconnect{c.id(), CloseCode::SessionRevoked, {}});
        turn();
        QVERIFY(c.sent.empty());
        QVERIFY(!c.closed);
        QVERIFY(std::holds_alternative<Closed>(m_said.back()));
        m_connections.clear();
    }

    void theCloseCodeIsPassedOn() {
        FakeConnection& c = connect();
        post(Disconnect{c.id(), CloseCode::SessionRevoked, QStringLiteral("why")});
        turn();
        QCOMPARE(c.closed, std::optional(CloseCode::SessionRevoked));
        QCOMPARE(c.closeReason, QStringLiteral("why"));
    }

    /// Every connection is told to move, each after its own delay within the bound, or all would reach the next node at
    /// once.
    void movesAreSpread() {
        constexpr qint64 within = 1'000'000;
        constexpr int count = 50;
        for (int i = 0; i < count; ++i)
            connect(i % 2 == 0 ? Codec::Json : Codec::Cbor);
        signIn(*m_connections[0]); // signed in or not
        post(Draining{within});
        turn();
        QSet<qint64> times;
        for (const auto& connection : m_connections) {
            QCOMPARE(connection->sent.size(), size_t(1));
            QCOMPARE(connection->last().value(QStringLiteral("method")).toString(), QStringLiteral("server.draining"));
            const QCborValue after =
                connection->last().value(QStringLiteral("params")).toMap().value(QStringLiteral("retryAfterMs"));
            QVERIFY(after.isInteger());
            QVERIFY(after.toInteger() >= 0 && after.toInteger() <= within);
            QVERIFY(!connection->closed); // it serves on
            times.insert(after.toInteger());
        }
        QVERIFY(times.size() > count / 2);
        const auto [least, most] = std::minmax_element(times.begin(), times.end());
        QVERIFY(*most - *least > within / 4);
    }

    void movesAtOnceWhenThereIsNoTime() {
        FakeConnection& c = connect();
        post(Draining{0});
        turn();
        QCOMPARE(c.last().value(QStringLiteral("params")).toMap().value(QStringLiteral("retryAfterMs")).toInteger(-1),
                 0);
    }

    void whatIsPostedAfterTheEndIsDropped() {
        FakeConnection& c = connect();
        post(Disconnect{c.id(), CloseCode::Draining, {}});
        m_sessions->closed(c);
        m_connections.clear();
        m_sessions.reset(); // the io thread ends, its loop turns once more
        turn();
        m_inbox->post(SignedOut{});
        turn();
        makeSessions();
    }
};

QTEST_GUILESS_MAIN(TestOutbound)
#include "tst_outbound.moc"
