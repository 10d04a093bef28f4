// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/api/sessionstest.h"

using namespace confab;

/// One client's protocol life: what it may send, when, and how much.
class TestSessions : public SessionsTest {
    Q_OBJECT

private Q_SLOTS:
    void aNewConnectionMaySignInOnly() {
        FakeConnection& c = connect();
        QCOMPARE(c.incomingLimit, limits::frameBytesBeforeSignIn);
        QCOMPARE(c.closeTime, std::optional<std::chrono::milliseconds>(limits::signInTime));
        QCOMPARE(c.lateCode, CloseCode::AuthNeeded);
        receive(c, call(1, "room.list"));
        QCOMPARE(c.lastErrorKind(), QStringLiteral("auth.required"));
        QCOMPARE(c.last().value(QStringLiteral("id")).toInteger(), 1);
        QCOMPARE(calls(), 0);
        receive(c, login(2));
        QCOMPARE(calls(), 1);
        QVERIFY(std::holds_alternative<Opened>(m_said.front()));
    }

    void oneSignInAtATime() {
        FakeConnection& c = connect();
        receive(c, login(1));
        receive(c, login(2));
        QCOMPARE(c.lastErrorKind(), QStringLiteral("rate.limited"));
        receive(c, call(3, "room.list"));
        QCOMPARE(c.lastErrorKind(), QStringLiteral("auth.required"));
        QCOMPARE(calls(), 1);
        // It fails: another try is allowed, in the time that is left.
        answer(c, numbers(c).back(), fail(ErrorKind::AuthInvalid));
        QCOMPARE(c.lastErrorKind(), QStringLiteral("auth.invalid"));
        QCOMPARE(c.closeAfterCalls, 1);
        receive(c, login(4));
        QCOMPARE(calls(), 2);
    }

    void fewMessagesBeforeTheSignIn() {
        m_sessions.reset();
        makeSessions(10'000, {3, {}, {}});
        FakeConnection& c = connect();
        for (int i = 0; i < 3; ++i)
            receive(c, "no JSON");
        QVERIFY(!c.closed);
        receive(c, "no JSON");
        QCOMPARE(c.closed, std::optional(CloseCode::Flooding));
    }

    void manyMessagesAfterIt() {
        m_sessions.reset();
        makeSessions(10'000, {0, {0.001, 5}, {0.001, 1000}});
        FakeConnection& c = connect();
        signIn(c);
        QVERIFY(c.isSignedIn);
        for (int i = 0; i < 5; ++i)
            receive(c, call(i, "account.logout"));
        QVERIFY(!c.closed);
        receive(c, call(5, "account.logout"));
        QCOMPARE(c.closed, std::optional(CloseCode::Flooding));
        FakeConnection& large = connect();
        signIn(large);
        const QByteArray typing = "{\"room\":7,\"on\":true,\"more\":\"" + QByteArray(800, 'x') + "\"}";
        receive(large, call(1, "typing.set", typing.constData()));
        QVERIFY(!large.closed);
        receive(large, call(2, "typing.set", typing.constData()));
        QCOMPARE(large.closed, std::optional(CloseCode::Flooding));
    }

    void whatIsNoCallCountsAsSeveral() {
        m_sessions.reset();
        makeSessions(10'000, {0, {0.001, 5 * limits::refusedCounts}, {}});
        FakeConnection& c = connect();
        signIn(c);
        for (int i = 0; i < 5; ++i)
            receive(c, "{}");
        QVERIFY(!c.closed);
        receive(c, "{}");
        QCOMPARE(c.closed, std::optional(CloseCode::Flooding));
    }

    void whatWaitsIsBoundedInBytes() {
        FakeConnection& c = connect();
        signIn(c);
        const QByteArray body(60'000, 'x');
        const QByteArray params = "{\"room\":7,\"clientId\":\"a\",\"body\":\"" + body + "\"}";
        int taken = 0;
        while (c.sent.empty() && taken < 100)
            receive(c, call(++taken, "message.send", params.constData()));
        QCOMPARE(c.lastErrorKind(), QStringLiteral("server.busy"));
        QCOMPARE(taken - 1, int(limits::unansweredBytes / call(1, "message.send", params.constData()).size()));
        answer(c, numbers(c).back(), Answer(Empty{}));
        c.sent.clear();
        receive(c, call(200, "message.send", params.constData()));
        QVERIFY(c.sent.empty());
    }

    /// Two pages at a time, however many were called; other calls do not wait for them.
    void pagesAreHeldBack() {
        FakeConnection& c = connect();
        signIn(c);
        const int before = calls();
        const quint64 zero = numbers(c).back(); // the number of the call with id 0, if there were one
        for (int id = 1; id <= 4; ++id)
            receive(c, call(id, "room.history", R"({"room":7})"));
        QCOMPARE(calls() - before, limits::pageCallsInFlight);
        receive(c, call(5, "room.exit", R"({"room":7})"));
        QCOMPARE(calls() - before, limits::pageCallsInFlight + 1);
        answer(c, zero + 1, Answer(HistoryPage{}));
        QCOMPARE(calls() - before, limits::pageCallsInFlight + 2);
        QCOMPARE(numbers(c).back(), zero + 3); // in their order
        answer(c, zero + 5, Answer(Empty{}));
        QCOMPARE(calls() - before, limits::pageCallsInFlight + 2); // it had no place that is free now
        c.close(CloseCode::SlowReader, {});
        answer(c, zero + 2, Answer(HistoryPage{}));
        QCOMPARE(calls() - before, limits::pageCallsInFlight + 2);
    }

    /// An entering waits as a page does, and nothing overtakes it, a sign-in least of all.
    void enteringKeepsItsPlace() {
        FakeConnection& c = connect();
        signIn(c);
        const quint64 zero = numbers(c).back(); // the number of the call with id 0, if there were one
        m_said.clear();
        const auto begun = [&] {
            QList<qint64> ids;
            for (const quint64 number : numbers(c))
                ids.append(qint64(number - zero));
            return ids;
        };
        const auto enter = [&](quint64 id) { answer(c, zero + id, Answer(Entered{})); };
        for (int id = 1; id <= 3; ++id)
            receive(c, call(id, "room.enter", R"({"room":7,"after":0})"));
        receive(c, call(4, "room.exit", R"({"room":7})"));
        receive(c, call(5, "room.history", R"({"room":7})"));
        receive(c, call(6, "room.enter", R"({"room":7})"));
        receive(c, login(7));
        receive(c, login(70));
        QCOMPARE(c.lastErrorKind(), QStringLiteral("rate.limited")); // one at a time, also when it waits
        QCOMPARE(begun(), (QList<qint64>{1, 2}));
        enter(1);
        QCOMPARE(begun(), (QList<qint64>{1, 2, 3, 4})); // 5 has no place yet, and 6 stays behind it
        receive(c, call(8, "typing.set", R"({"room":7,"on":true})"));
        QCOMPARE(begun(), (QList<qint64>{1, 2, 3, 4}));
        enter(2);
        QCOMPARE(begun(), (QList<qint64>{1, 2, 3, 4, 5})); // 6 asks for no events, and is one of two all the same
        enter(3);
        QCOMPARE(begun(), (QList<qint64>{1, 2, 3, 4, 5, 6, 7, 8}));
        receive(c, call(9, "typing.set", R"({"room":7,"on":true})")); // nothing is held any more
        QCOMPARE(begun(), (QList<qint64>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
    }

    /// The rules get an address for each connection of any kind: without one it would evade their limits.
    void everybodyHasAnAddress_data() {
        QTest::addColumn<QString>("peer");
        QTest::addColumn<QString>("told");
        QTest::newRow("IPv4") << QStringLiteral("192.0.2.77") << QStringLiteral("192.0.2.77");
        QTest::newRow("mapped") << QStringLiteral("::ffff:192.0.2.77") << QStringLiteral("192.0.2.77");
        QTest::newRow("NAT64") << QStringLiteral("64:ff9b::192.0.2.77") << QStringLiteral("192.0.2.77");
        QTest::newRow("6to4") << QStringLiteral("2002:c000:24d:7::1") << QStringLiteral("192.0.2.77");
        QTest::newRow("IPv6") << QStringLiteral("2001:db8:1:2:3:4:5:6") << QStringLiteral("2001:db8:1:2::");
        QTest::newRow("loopback") << QStringLiteral("::1") << QStringLiteral("::");
        QTest::newRow("none") << QString() << QStringLiteral("::");
    }
    void everybodyHasAnAddress() {
        QFETCH(QString, peer);
        connect(Codec::Json, peer);
        calls();
        QTEST(std::get<Opened>(m_said.at(0)).address, "told");
    }

    void signedInAndOut() {
        FakeConnection& c = connect();
        signIn(c);
        QCOMPARE(c.incomingLimit, limits::frameBytes);
        QVERIFY(!c.closeTime);
        receive(c, call(1, "room.list"));
        receive(c, call(2, "account.logout"));
        QCOMPARE(calls(), 3);
        post(SignedOut{c.id()});
        answer(c, numbers(c)[2], Answer(Empty{}));
        QCOMPARE(c.incomingLimit, limits::frameBytesBeforeSignIn);
        QVERIFY(c.closeTime.has_value());
        receive(c, login(3));
        // The answer to a call of before does not end the wait for the sign-in.
        answer(c, numbers(c)[1], Answer(RoomsAnswer{}));
        receive(c, login(4));
        QCOMPARE(c.lastErrorKind(), QStringLiteral("rate.limited"));
        post(SignedIn{c.id(), UserId{2}});
        answer(c, numbers(c)[3], Answer(Empty{}));
        receive(c, call(5, "room.list"));
        QCOMPARE(calls(), 5);
    }

    void aFailedSignInOnALiveConnectionChangesNothing() {
        FakeConnection& c = connect();
        signIn(c);
        receive(c, login(1));
        receive(c, call(2, "room.list")); // others go on meanwhile
        QCOMPARE(calls(), 3);
        answer(c, numbers(c)[1], fail(ErrorKind::AuthInvalid));
        QCOMPARE(c.incomingLimit, limits::frameBytes);
        receive(c, call(3, "room.list"));
        QCOMPARE(calls(), 4);
    }

    void refusalsCarryTheId_data() {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QCborValue>("id");
        const QCborValue null(nullptr);
        QTest::newRow("no JSON") << QByteArray("{") << QStringLiteral("rpc.parseError") << null;
        QTest::newRow("a list") << QByteArray("[]") << QStringLiteral("rpc.invalidRequest") << null;
        QTest::newRow("no version") << QByteArray(R"({"id":3,"method":"room.list"})")
                                    << QStringLiteral("rpc.invalidRequest") << QCborValue(3);
        QTest::newRow("id is a list") << QByteArray(R"({"jsonrpc":"2.0","id":[],"method":"room.list"})")
                                      << QStringLiteral("rpc.invalidRequest") << null;
        QTest::newRow("unknown method") << call(4, "room.paint") << QStringLiteral("rpc.methodNotFound")
                                        << QCborValue(4);
        QTest::newRow("wrong type") << call(5, "room.join", R"({"room":"7"})") << QStringLiteral("input.invalid")
                                    << QCborValue(5);
        QTest::newRow("missing member") << call(6, "room.join") << QStringLiteral("input.invalid") << QCborValue(6);
        QTest::newRow("text id") << QByteArray(R"({"jsonrpc":"2.0","id":"x","method":"no"})")
                                 << QStringLiteral("rpc.methodNotFound") << QCborValue(QStringLiteral("x"));
    }
    void refusalsCarryTheId() {
        QFETCH(QByteArray, frame);
        QFETCH(QString, kind);
        QFETCH(QCborValue, id);
        FakeConnection& c = connect();
        signIn(c);
        receive(c, frame);
        QCOMPARE(c.lastErrorKind(), kind);
        QCOMPARE(c.last().value(QStringLiteral("id")), id);
        QVERIFY(!c.closed);
        receive(c, call(7, "room.list")); // and it lives on
        QCOMPARE(calls(), 2);
    }

    void callsThatWantNoAnswer() {
        FakeConnection& c = connect();
        signIn(c);
        receive(c, R"({"jsonrpc":"2.0","method":"room.list"})");
        QCOMPARE(calls(), 2);
        answer(c, numbers(c).back(), fail(ErrorKind::Internal));
        QVERIFY(c.sent.empty());
    }

    /// The chat thread knows a call by the session's number alone; the client gets the id that it gave.
    void eachAnswerHasTheIdOfItsCall() {
        FakeConnection& c = connect();
        signIn(c);
        receive(c, call(7, "room.exit", R"({"room":1})"));
        receive(c, R"({"jsonrpc":"2.0","id":"seven","method":"room.exit","params":{"room":1}})");
        receive(c, call(8, "room.exit", R"({"room":1})"));
        const std::vector<quint64> called = numbers(c);
        QCOMPARE(called.size(), size_t(4)); // with the sign-in
        const auto idOfAnswerTo = [&](size_t nth) {
            answer(c, called.at(nth), Answer(Empty{}));
            return c.last().value(QStringLiteral("id"));
        };
        QCOMPARE(idOfAnswerTo(3), QCborValue(8));
        QCOMPARE(idOfAnswerTo(2), QCborValue(QStringLiteral("seven")));
        QCOMPARE(idOfAnswerTo(1), QCborValue(7));
        QCOMPARE(c.sent.size(), size_t(3));
        answer(c, called.back(), Answer(Empty{})); // which has had its answer
        answer(c, called.back() + 1, Answer(Empty{}));
        QCOMPARE(c.sent.size(), size_t(3));
    }

    void tooManyUnansweredCalls() {
        FakeConnection& c = connect();
        signIn(c);
        for (int i = 0; i < limits::unansweredCalls; ++i)
            receive(c, call(i, "room.list"));
        QVERIFY(c.sent.empty());
        receive(c, call(5000, "room.list"));
        QCOMPARE(c.lastErrorKind(), QStringLiteral("server.busy"));
        answer(c, numbers(c)[1], Answer(RoomsAnswer{}));
        c.sent.clear();
        receive(c, call(5001, "room.list"));
        QVERIFY(c.sent.empty());
    }

    void aBusyChatThreadRefuses() {
        m_sessions.reset();
        makeSessions(2);
        FakeConnection& c = connect(); // one place: Opened
        FakeConnection& d = connect(); // and the other
        receive(c, login(1));
        QCOMPARE(c.lastErrorKind(), QStringLiteral("server.busy"));
        turn();
        receive(c, login(2)); // not taken as a second sign-in
        QCOMPARE(calls(), 1);
        Q_UNUSED(d)
    }

    /// However often a busy server refuses one, the connection has its calls, bytes, pages and its sign-in afterwards.
    void beingRefusedCostsNothing_data() {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("params");
        QTest::newRow("calls") << QByteArray("room.join") << QByteArray(R"({"room":7})");
        QTest::newRow("pages") << QByteArray("room.history") << QByteArray(R"({"room":7})");
        QTest::newRow("enterings") << QByteArray("room.enter") << QByteArray(R"({"room":7})");
        QTest::newRow("bytes") << QByteArray("message.send")
                               << QByteArray(R"({"room":7,"clientId":"a","body":")") + QByteArray(10'000, 'x') + "\"}";
    }
    void beingRefusedCostsNothing() {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, params);
        m_sessions.reset();
        makeSessions(2);
        FakeConnection& c = connect();
        signIn(c);
        connect();
        connect(); // the queue is full now
        for (int id = 0; id < 2 * limits::unansweredCalls; ++id)
            receive(c, call(id, method.constData(), params.constData()));
        QCOMPARE(int(c.sent.size()), 2 * limits::unansweredCalls);
        QCOMPARE(c.lastErrorKind(), QStringLiteral("server.busy"));
        turn(); // the chat thread has taken all
        c.sent.clear();
        const int before = calls();
        for (const int id : {5000, 5001})
            receive(c, call(id, method.constData(), params.constData()));
        QCOMPARE(calls() - before, 2);
        QVERIFY(c.sent.empty());
    }

    void throttlingCountsNetworks() {
        connect(Codec::Json, QStringLiteral("192.0.2.1"));
        connect(Codec::Json, QStringLiteral("::ffff:192.0.2.1"));
        connect(Codec::Json, QStringLiteral("2001:db8:1:2:3:4:5:6"));
        connect(Codec::Json, QStringLiteral("2001:db8:1:2:ffff::1"));
        connect(Codec::Json, QStringLiteral("2001:db8:1:3::1"));
        turn();
        QStringList addresses;
        for (const Inbound& one : m_said)
            addresses.append(std::get<Opened>(one).address);
        QCOMPARE(addresses[0], QStringLiteral("192.0.2.1"));
        QCOMPARE(addresses[1], addresses[0]);
        QCOMPARE(addresses[2], QStringLiteral("2001:db8:1:2::"));
        QCOMPARE(addresses[3], addresses[2]);
        QVERIFY(addresses[4] != addresses[2]);
    }
};

QTEST_GUILESS_MAIN(TestSessions)
#include "tst_sessions.moc"
