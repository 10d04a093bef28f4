// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/codec.h"
#include "server/api/jsonrpc/limits.h"
#include "server/api/jsonrpc/sessions.h"

#include <QTest>

using namespace confab;

namespace {

/// A connection without a socket: remembers what was asked of it.
class FakeConnection final : public Connection {
public:
    FakeConnection(ConnectionId id, Codec codec, const QHostAddress& address) : Connection(id, codec, address) {}

    void send(const Frame& frame) override { sent.push_back(frame); }
    void close(CloseCode code, const QString& reason) override {
        closed = code;
        closeReason = reason;
    }
    void abort() override {}
    void setIncomingLimit(qsizetype bytes) override { incomingLimit = bytes; }
    void setSignedIn(bool signedIn) override { isSignedIn = signedIn; }
    void closeAfter(std::chrono::milliseconds time, CloseCode code, const QString&) override {
        closeTime = time;
        lateCode = code;
        ++closeAfterCalls;
    }
    void keepOpen() override { closeTime.reset(); }

    /// The last frame, as a map.
    QCborMap last() const {
        if (sent.empty())
            return {};
        const QByteArray& wire = sent.back().wire();
        const qsizetype header = wire.size() < 126 + 2 ? 2 : 4;
        return decodeFrame(wire.mid(header), codec()).value_or(QCborMap());
    }
    QString lastErrorKind() const {
        return last()
            .value(QStringLiteral("error"))
            .toMap()
            .value(QStringLiteral("data"))
            .toMap()
            .value(QStringLiteral("kind"))
            .toString();
    }

    std::vector<Frame> sent;
    std::optional<CloseCode> closed;
    QString closeReason;
    qsizetype incomingLimit = 0;
    bool isSignedIn = false;
    std::optional<std::chrono::milliseconds> closeTime;
    CloseCode lateCode = CloseCode::Normal;
    int closeAfterCalls = 0;
};

const RoomId red{7};

} // namespace

/// One client's protocol life, and the encoding of what many get.
class TestSessions : public QObject {
    Q_OBJECT

private:
    QObject m_home;
    std::vector<Inbound> m_said; // what reached the chat thread
    std::unique_ptr<Mailbox<Inbound>> m_chat;
    std::unique_ptr<IoInbox> m_inbox;
    std::unique_ptr<JsonRpcSessions> m_sessions;
    std::vector<std::unique_ptr<FakeConnection>> m_connections;

    FakeConnection& connect(Codec codec = Codec::Json, const QString& address = QStringLiteral("192.0.2.1")) {
        const ConnectionId id{0, quint64(m_connections.size() + 1)};
        m_connections.push_back(std::make_unique<FakeConnection>(id, codec, QHostAddress(address)));
        m_sessions->opened(*m_connections.back());
        return *m_connections.back();
    }
    void receive(FakeConnection& connection, const QByteArray& json) { m_sessions->received(connection, json); }
    static QByteArray call(int id, const char* method, const char* params = "{}") {
        return QStringLiteral(R"({"jsonrpc":"2.0","id":%1,"method":"%2","params":%3})")
            .arg(QString::number(id), QString::fromLatin1(method), QString::fromLatin1(params))
            .toUtf8();
    }
    static QByteArray login(int id) { return call(id, "account.login", R"({"email":"a@b","password":"x"})"); }

    /// From the chat thread.
    void post(Outbound item) { m_inbox->post(std::move(item)); }
    static void turn() {
        QCoreApplication::processEvents(); // at whose end the chat thread is woken
        QCoreApplication::processEvents();
    }
    int calls() {
        turn();
        return int(std::count_if(m_said.begin(), m_said.end(),
                                 [](const Inbound& one) { return std::holds_alternative<Called>(one); }));
    }
    void signIn(FakeConnection& connection) {
        receive(connection, login(99));
        post(SignedIn{connection.id(), UserId{1}});
        post(Answered{connection.id(), 99, Answer(Nothing{}), true});
        turn();
        connection.sent.clear();
    }
    void makeSessions(size_t chatCapacity = 10'000, SessionLimits limits = {}) {
        m_chat = std::make_unique<Mailbox<Inbound>>(&m_home, chatCapacity, [this](std::vector<Inbound>& batch) {
            std::move(batch.begin(), batch.end(), std::back_inserter(m_said));
        });
        m_inbox = std::make_unique<IoInbox>();
        m_sessions = std::make_unique<JsonRpcSessions>(*m_chat, *m_inbox, std::move(limits));
    }

private Q_SLOTS:
    void init() { makeSessions(); }
    void cleanup() {
        for (const auto& connection : m_connections)
            m_sessions->closed(*connection);
        m_connections.clear();
        turn();
        m_sessions.reset();
        m_said.clear();
    }

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
        post(Answered{c.id(), 1, fail(ErrorKind::AuthInvalid), true});
        turn();
        QCOMPARE(c.lastErrorKind(), QStringLiteral("auth.invalid"));
        QCOMPARE(c.closeAfterCalls, 1);
        receive(c, login(4));
        QCOMPARE(calls(), 2);
    }

    void fewMessagesBeforeTheSignIn() {
        m_sessions.reset();
        makeSessions(10'000, {3, {}, {}, {}});
        FakeConnection& c = connect();
        for (int i = 0; i < 3; ++i)
            receive(c, "no JSON");
        QVERIFY(!c.closed);
        receive(c, "no JSON");
        QCOMPARE(c.closed, std::optional(CloseCode::Flooding));
    }

    void manyMessagesAfterIt() {
        m_sessions.reset();
        makeSessions(10'000, {0, {0.001, 5}, {0.001, 1000}, {}});
        FakeConnection& c = connect();
        signIn(c);
        QVERIFY(c.isSignedIn);
        for (int i = 0; i < 5; ++i)
            receive(c, "no JSON");
        QVERIFY(!c.closed);
        receive(c, "no JSON");
        QCOMPARE(c.closed, std::optional(CloseCode::Flooding));
        FakeConnection& large = connect();
        signIn(large);
        receive(large, QByteArray(900, 'x'));
        QVERIFY(!large.closed);
        receive(large, QByteArray(200, 'x'));
        QCOMPARE(large.closed, std::optional(CloseCode::Flooding));
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
        calls();
        const Called first = std::get<Called>(m_said.back());
        post(Answered{c.id(), first.call.id, Answer(Nothing{}), false, first.bytes});
        turn();
        c.sent.clear();
        receive(c, call(200, "message.send", params.constData()));
        QVERIFY(c.sent.empty());
    }

    void aProxyIsNobody() {
        m_sessions.reset();
        makeSessions(10'000, {0, {}, {}, {*parseSubnet(QStringLiteral("192.0.2.0/24"))}});
        connect(Codec::Json, QStringLiteral("192.0.2.77"));
        connect(Codec::Json, QStringLiteral("198.51.100.1"));
        calls();
        QCOMPARE(std::get<Opened>(m_said.at(0)).address, QString());
        QCOMPARE(std::get<Opened>(m_said.at(1)).address, QStringLiteral("198.51.100.1"));
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
        post(Answered{c.id(), 2, Answer(Nothing{}), false});
        turn();
        QCOMPARE(c.incomingLimit, limits::frameBytesBeforeSignIn);
        QVERIFY(c.closeTime.has_value());
        receive(c, login(3));
        // The answer to a call of before does not end the wait for the sign-in.
        post(Answered{c.id(), 1, Answer(RoomsAnswer{}), false});
        turn();
        receive(c, login(4));
        QCOMPARE(c.lastErrorKind(), QStringLiteral("rate.limited"));
        post(SignedIn{c.id(), UserId{2}});
        post(Answered{c.id(), 3, Answer(Nothing{}), true});
        turn();
        receive(c, call(5, "room.list"));
        QCOMPARE(calls(), 5);
    }

    void aFailedSignInOnALiveConnectionChangesNothing() {
        FakeConnection& c = connect();
        signIn(c);
        receive(c, login(1));
        receive(c, call(2, "room.list")); // others go on meanwhile
        QCOMPARE(calls(), 3);
        post(Answered{c.id(), 1, fail(ErrorKind::AuthInvalid), true});
        turn();
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
        post(Answered{c.id(), QCborValue(), fail(ErrorKind::Internal), false});
        turn();
        QVERIFY(c.sent.empty());
    }

    void tooManyUnansweredCalls() {
        FakeConnection& c = connect();
        signIn(c);
        for (int i = 0; i < limits::unansweredCalls; ++i)
            receive(c, call(i, "room.list"));
        QVERIFY(c.sent.empty());
        receive(c, call(5000, "room.list"));
        QCOMPARE(c.lastErrorKind(), QStringLiteral("server.busy"));
        post(Answered{c.id(), 0, Answer(RoomsAnswer{}), false});
        turn();
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

    void encodedOnceForEachCodec() {
        FakeConnection& a = connect(Codec::Json);
        FakeConnection& b = connect(Codec::Json);
        FakeConnection& c = connect(Codec::Cbor);
        FakeConnection& d = connect(Codec::Cbor);
        FakeConnection& watcher = connect(Codec::Json);
        FakeConnection& stranger = connect(Codec::Json);
        for (FakeConnection* one : {&a, &b, &c, &d})
            post(Listen{one->id(), red, Attention::Entered});
        post(Listen{watcher.id(), red, Attention::Watching});
        const Event event{red, 1, UserId{1}, {}, MessagePosted{QStringLiteral("hi"), QStringLiteral("id"), {}}};
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
        post(Listen{a.id(), red, Attention::Entered, 5});
        post(Listen{b.id(), red, Attention::Entered, 4});
        const auto publish = [this](Seq seq) {
            const Event event{red, seq, UserId{1}, {}, MessagePosted{QStringLiteral("hi"), QStringLiteral("id"), {}}};
            post(std::make_shared<const Publication>(Publication{red, RoomEventNotice{event}, {}, {}}));
        };
        publish(5);
        turn();
        QCOMPARE(a.sent.size(), size_t(0));
        QCOMPARE(b.sent.size(), size_t(1));
        publish(6);
        post(Listen{a.id(), red, Attention::Entered, 7}); // it enters once more, and is told more
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
            post(Listen{one->id(), red, Attention::Entered});
        post(std::make_shared<const Publication>(Publication{red, RoomTyping{red, UserId{1}, true}, {}, a.id()}));
        turn();
        QVERIFY(a.sent.empty());
        QCOMPARE(b.sent.size(), size_t(1));
    }

    void attentionMovesAndEnds() {
        FakeConnection& c = connect();
        const auto publish = [&] {
            c.sent.clear();
            post(std::make_shared<const Publication>(
                Publication{red, RoomTyping{red, UserId{1}, true}, RoomActivity{red, 1, {}, {}}, {}}));
            turn();
            return c.sent.empty() ? QString() : c.last().value(QStringLiteral("method")).toString();
        };
        QCOMPARE(publish(), QString());
        post(Listen{c.id(), red, Attention::Watching});
        QCOMPARE(publish(), QStringLiteral("room.activity"));
        post(Listen{c.id(), red, Attention::Entered});
        QCOMPARE(publish(), QStringLiteral("room.typing"));
        post(Listen{c.id(), red, Attention::None});
        QCOMPARE(publish(), QString());
    }

    void aClosedConnectionGetsNothingMore() {
        FakeConnection& c = connect();
        post(Listen{c.id(), red, Attention::Entered});
        turn();
        m_sessions->closed(c);
        post(std::make_shared<const Publication>(Publication{red, RoomTyping{red, UserId{1}, true}, {}, {}}));
        post(Answered{c.id(), 1, Answer(Nothing{}), false});
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

    /// Everybody is told to move, each at a time of its own within the bound, or all would come to the next node at
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
