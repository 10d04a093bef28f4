// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/routes.h"
#include "tests/server/api/sessionstest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace confab {

namespace {

constexpr char recordEnd = '\x1e';
const QByteArray hello = QByteArray(R"({"protocol":"json","version":1})") + recordEnd;

QByteArray invoke(const char* target, const char* arguments, const char* id = "1") {
    return QStringLiteral(R"({"type":1,"invocationId":"%1","target":"%2","arguments":%3})")
               .arg(QLatin1String(id), QLatin1String(target), QLatin1String(arguments))
               .toUtf8() +
           recordEnd;
}

/// What the server has said, one object for each message.
QList<QJsonObject> said(const FakeConnection& connection) {
    QList<QJsonObject> messages;
    for (const Frame& frame : connection.sent) {
        const QByteArray& wire = frame.wire();
        for (const QByteArray& record : wire.mid(wire.size() < 126 + 2 ? 2 : 4).split(recordEnd)) {
            if (!record.isEmpty())
                messages.append(QJsonDocument::fromJson(record).object());
        }
    }
    return messages;
}

QJsonObject hubCall(const char* target, const QJsonArray& arguments) {
    return {{QStringLiteral("type"), 1},
            {QStringLiteral("target"), QLatin1String(target)},
            {QStringLiteral("arguments"), arguments}};
}

} // namespace

/// A hub's session between a fake connection and the chat thread's end.
class TestHubSession : public SessionsTest {
    Q_OBJECT

private Q_SLOTS:
    void signsInByTheToken();
    void bothWaysOfAToken();
    void noToken();
    void aTokenThatIsRefused();
    void aBusyServerIsNoWrongToken();
    void oneInvocationAtATime();
    void joinsAsAMember();
    void saysWhatHappensInItsRooms();
    void isToldNothingOfOtherRooms();
    void tooManyAtOnce();
    void ratesOfMessages();
    void whatCannotBeRead();
    void endsWithAWord();

private:
    FakeConnection& open(const QByteArray& query = "access_token=abc%2Edef", const QByteArray& header = {}) {
        if (m_connections.empty())
            signalr::addDialects(*m_sessions, {QStringLiteral("General")});
        const ConnectionId id{0, quint64(m_connections.size() + 1)};
        m_connections.push_back(
            std::make_unique<FakeConnection>(id, Codec::Json, QHostAddress(QStringLiteral("192.0.2.1"))));
        HttpRequest handshake;
        handshake.path = "/chat";
        handshake.query = query;
        if (!header.isEmpty())
            handshake.headers.append({"authorization", header});
        m_sessions->opened(*m_connections.back(), handshake);
        return *m_connections.back();
    }
    /// The last call that reached the chat thread.
    const CallRequest& last() {
        turn();
        for (auto it = m_said.rbegin(); it != m_said.rend(); ++it) {
            if (const auto* called = std::get_if<CallRequest>(&*it))
                return *called;
        }
        qFatal("nothing was called");
    }
    void reply(FakeConnection& connection, Result<Answer> result) {
        post(CallReply{connection.id(), last().number, std::move(result)});
        turn();
    }
    FakeConnection& ready() {
        FakeConnection& connection = open();
        receive(connection, hello);
        post(SignedIn{connection.id(), UserId{1}});
        reply(connection, Answer(Resumed{User{UserId{1}, QStringLiteral("Ana"), {}}, {}, {}}));
        connection.sent.clear();
        return connection;
    }
    /// In room 7, where Ben is too.
    void join(FakeConnection& connection) {
        receive(connection, invoke("JoinSpecificChatRoom", R"([{"roomId":7}])"));
        post(Listen{connection.id(), RoomId{7}, Subscription::Events, 0});
        Entered entered;
        entered.here = {User{UserId{1}, QStringLiteral("Ana"), {}}, User{UserId{2}, QStringLiteral("Ben"), {}}};
        reply(connection, Answer(entered));
        connection.sent.clear();
    }
};

void TestHubSession::signsInByTheToken() {
    FakeConnection& connection = open();
    QVERIFY(connection.acceptsBothKinds);
    QCOMPARE(connection.incomingLimit, qsizetype(limits::frameBytesBeforeSignIn));
    receive(connection, hello);
    QCOMPARE(std::get<SessionResume>(last().request).accessToken.value, QStringLiteral("abc.def"));
    QVERIFY(connection.sent.empty()); // a client that has connected can call
    post(SignedIn{connection.id(), UserId{1}});
    reply(connection, Answer(Resumed{User{UserId{1}, QStringLiteral("Ana"), {}}, {}, {}}));
    QCOMPARE(said(connection), QList<QJsonObject>{QJsonObject()});
    QVERIFY(connection.isSignedIn && !connection.closeTime);
    QCOMPARE(connection.incomingLimit, qsizetype(limits::frameBytes));
}

void TestHubSession::bothWaysOfAToken() {
    FakeConnection& connection = open({}, "Bearer from.header");
    receive(connection, hello);
    QCOMPARE(std::get<SessionResume>(last().request).accessToken.value, QStringLiteral("from.header"));
}

void TestHubSession::noToken() {
    FakeConnection& connection = open({});
    receive(connection, hello);
    QCOMPARE(calls(), 0);
    const QString text = QStringLiteral("Authentication failed: No token provided");
    QCOMPARE(said(connection).value(1), hubCall("Error", {text}));
    QCOMPARE(said(connection).value(2).value(QStringLiteral("error")).toString(), text);
    QVERIFY(!said(connection).value(2).contains(QStringLiteral("allowReconnect")));
    QVERIFY(connection.closed == CloseCode::AuthNeeded);
}

void TestHubSession::aTokenThatIsRefused() {
    FakeConnection& connection = open();
    receive(connection, hello);
    reply(connection, fail(ErrorKind::AuthExpired));
    QCOMPARE(said(connection).value(1), hubCall("Error", {QStringLiteral("Authentication failed: Invalid token")}));
    QVERIFY(connection.closed);
}

void TestHubSession::aBusyServerIsNoWrongToken() {
    FakeConnection& connection = open();
    receive(connection, hello);
    reply(connection, fail(Error::retryLater(ErrorKind::ServerBusy, 500)));
    QCOMPARE(said(connection).value(1).value(QStringLiteral("allowReconnect")), QJsonValue(true));
    QVERIFY(connection.closed);
}

void TestHubSession::oneInvocationAtATime() {
    FakeConnection& connection = ready();
    join(connection);
    const int before = calls();
    receive(connection,
            invoke("SendMessage", R"([7,0,"first"])", "a") + invoke("SendMessage", R"([7,0,"second"])", "b"));
    QCOMPARE(calls(), before + 1);
    QCOMPARE(std::get<MessageSend>(last().request).body, QStringLiteral("first"));
    reply(connection, Answer(Sent{1, {}}));
    QCOMPARE(std::get<MessageSend>(last().request).body, QStringLiteral("second"));
    reply(connection, Answer(Sent{2, {}}));
    const QList<QJsonObject> completions = said(connection);
    QCOMPARE(completions.size(), 2);
    QCOMPARE(completions[0].value(QStringLiteral("invocationId")).toString(), QStringLiteral("a"));
    QCOMPARE(completions[1].value(QStringLiteral("invocationId")).toString(), QStringLiteral("b"));
    QVERIFY(!completions[0].contains(QStringLiteral("error")));
}

void TestHubSession::joinsAsAMember() {
    FakeConnection& connection = ready();
    receive(connection, invoke("JoinSpecificChatRoom", R"([{"roomId":"7"}])"));
    QCOMPARE(std::get<RoomEnter>(last().request).room, RoomId{7});
    reply(connection, fail(ErrorKind::RoomNotMember));
    QCOMPARE(std::get<RoomJoin>(last().request).room, RoomId{7});
    Room room;
    room.id = RoomId{7};
    reply(connection, Answer(RoomAnswer{room}));
    QCOMPARE(std::get<RoomEnter>(last().request).room, RoomId{7});
    post(Listen{connection.id(), RoomId{7}, Subscription::Events, 0});
    reply(connection, Answer(Entered{}));
    QCOMPARE(said(connection).value(0),
             hubCall("UserJoined", {QStringLiteral("admin"), QStringLiteral("Ana has joined")}));
    QCOMPARE(said(connection).value(1).value(QStringLiteral("type")).toInt(), 3);
}

void TestHubSession::saysWhatHappensInItsRooms() {
    FakeConnection& connection = ready();
    join(connection);
    const auto publish = [this](Notification notification, std::optional<Notification> toOthers = {}) {
        post(std::make_shared<const Publication>(
            Publication{RoomId{7}, std::move(notification), std::move(toOthers), {}}));
    };
    RoomActivity activity{RoomId{7}, 5, {}, QStringLiteral("Ben")};
    publish(RoomEventNotice{Event{RoomId{7}, 5, UserId{2}, {}, MessagePosted{{QStringLiteral("hello")}, {}}}},
            activity);
    publish(RoomTyping{RoomId{7}, UserId{2}, true});
    publish(RoomTyping{RoomId{7}, UserId{2}, false});
    publish(RoomEventNotice{Event{RoomId{7}, 6, UserId{2}, {}, ReactionAdded{5, QStringLiteral("🙂")}}}, activity);
    publish(RoomPresence{RoomId{7}, User{UserId{2}, QStringLiteral("Ben"), {}}, PresenceState::Gone, 1});
    publish(RoomPresence{RoomId{7}, User{UserId{3}, QStringLiteral("Chi"), {}}, PresenceState::Here, 2});
    publish(RoomTyping{RoomId{7}, UserId{3}, true});
    turn();
    QCOMPARE(said(connection),
             (QList<QJsonObject>{hubCall("ReceiveMessage", {QStringLiteral("Ben"), QStringLiteral("hello")}),
                                 hubCall("UserTyping", {QStringLiteral("Ben")}),
                                 hubCall("UserLeft", {QStringLiteral("Ben")}),
                                 hubCall("UserJoined", {QStringLiteral("admin"), QStringLiteral("Chi has joined")}),
                                 hubCall("UserTyping", {QStringLiteral("Chi")})}));
    QCOMPARE(m_inbox->counters().deliveries.value(), quint64(5));
}

void TestHubSession::isToldNothingOfOtherRooms() {
    FakeConnection& connection = ready();
    post(Listen{connection.id(), RoomId{8}, Subscription::Activity, 0});
    const RoomActivity activity{RoomId{8}, 5, {}, QStringLiteral("Ben")};
    post(std::make_shared<const Publication>(Publication{RoomId{8}, std::nullopt, Notification(activity), {}}));
    post(Notified{connection.id(),
                  RoomPresence{RoomId{8}, User{UserId{2}, QStringLiteral("Ben"), {}}, PresenceState::Here, {}}});
    turn();
    QVERIFY(connection.sent.empty());
}

void TestHubSession::tooManyAtOnce() {
    FakeConnection& connection = ready();
    join(connection);
    for (int i = 0; i < 257; ++i) // the first is executed
        receive(connection, invoke("SendMessage", R"([7,0,"text"])"));
    QVERIFY(!connection.closed);
    receive(connection, invoke("SendMessage", R"([7,0,"text"])"));
    QVERIFY(connection.closed == CloseCode::Flooding);
    QCOMPARE(said(connection).last().value(QStringLiteral("allowReconnect")), QJsonValue(true));
}

void TestHubSession::ratesOfMessages() {
    SessionLimits limits;
    limits.messages = Rate{1, 3};
    makeSessions(10'000, limits);
    FakeConnection& connection = ready();
    const QByteArray ping = QByteArray(R"({"type":6})") + recordEnd;
    receive(connection, ping + ping + ping);
    QVERIFY(!connection.closed);
    receive(connection, ping);
    QVERIFY(connection.closed == CloseCode::Flooding);
}

void TestHubSession::whatCannotBeRead() {
    FakeConnection& connection = ready();
    receive(connection, "nonsense\x1e");
    QVERIFY(connection.closed);
    QCOMPARE(said(connection).last().value(QStringLiteral("type")).toInt(), 7);
    FakeConnection& stranger = open();
    receive(stranger, "GET / HTTP/1.1\r\n\r\n");
    QVERIFY(stranger.closed && stranger.sent.empty());
    FakeConnection& other = open();
    receive(other, QByteArray(R"({"protocol":"xml","version":1})") + recordEnd);
    QVERIFY(other.closed && said(other).value(0).contains(QStringLiteral("error")));
}

void TestHubSession::endsWithAWord() {
    FakeConnection& revoked = ready();
    post(SignedOut{revoked.id()});
    turn();
    QVERIFY(revoked.closed == CloseCode::SessionRevoked);
    QVERIFY(!said(revoked).last().contains(QStringLiteral("allowReconnect")));
    FakeConnection& cut = ready();
    post(Disconnect{cut.id(), CloseCode::Flooding, QStringLiteral("why")});
    turn();
    QCOMPARE(said(cut).last().value(QStringLiteral("error")).toString(), QStringLiteral("why"));
    QCOMPARE(said(cut).last().value(QStringLiteral("allowReconnect")), QJsonValue(true));
    FakeConnection& moved = ready();
    post(Draining{0});
    turn();
    QVERIFY(moved.lateCode == CloseCode::Draining && moved.closeTime);
}

} // namespace confab

QTEST_GUILESS_MAIN(confab::TestHubSession)
#include "tst_hubsession.moc"
