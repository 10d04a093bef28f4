// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/problem.h"
#include "tests/support/resttest.h"

#include <QJsonArray>
#include <QTest>

using namespace confab;

namespace {

HttpRequest request(const QByteArray& method, const QByteArray& path, const QByteArray& body = {}) {
    HttpRequest request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.client = QHostAddress(QStringLiteral("192.0.2.1"));
    request.headers = {{"host", "a"}, {"content-type", "application/json"}};
    return request;
}

HttpRequest withToken(HttpRequest request, const QByteArray& value = "Bearer token") {
    request.headers.append({"authorization", value});
    return request;
}

const QByteArray good = R"({"email":"ana@example.org","password":"secret"})";

Room roomNamed(qint64 id, const char* name) {
    Room room;
    room.id = RoomId{id};
    room.name = QString::fromLatin1(name);
    return room;
}

} // namespace

/// The routes below /api: what they ask of the chat thread, and what they make of its answers.
class TestRestRoutes : public test::RestTest {
    Q_OBJECT

    QString kind() const { return m_waiting->json().value(QStringLiteral("type")).toString().section(u':', -1); }

private Q_SLOTS:
    void init() { make(); }
    void cleanup() { end(); }

    void login() {
        ask(request("POST", "/api/users/login", good));
        QCOMPARE(m_calls.size(), 1U);
        const StatelessCall& call = m_calls.front();
        QCOMPARE(call.ticket.io, io);
        QCOMPARE(call.address, QStringLiteral("192.0.2.1"));
        QVERIFY(call.accessToken.isEmpty());
        QCOMPARE(std::get<AccountLogin>(call.request).email, QStringLiteral("ana@example.org"));
        QCOMPARE(std::get<AccountLogin>(call.request).password.value, QStringLiteral("secret"));
        QVERIFY(!m_waiting->got);
        Auth auth;
        auth.user = {UserId{7}, QStringLiteral("Ana"), QStringLiteral("ana@example.org")};
        auth.accessToken = Secret{QStringLiteral("access")};
        auth.refreshToken = Secret{QStringLiteral("refresh")};
        auth.expiresAt = UtcTime{1'700'000'000'000};
        reply(Answer(auth));
        QCOMPARE(m_waiting->got->status, 200);
        QVERIFY(m_waiting->got->isSignedIn);
        QCOMPARE(m_waiting->got->body,
                 QByteArray(R"({"token":"access","refreshToken":"refresh","expiresAt":"2023-11-14T22:13:20.000Z",)"
                            R"("user":{"id":7,"name":"Ana","email":"ana@example.org"}})"));
        QCOMPARE(m_inbox->tickets().size(), 0);
    }

    void badLogins_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("path");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("body.email");
        QTest::newRow("no JSON") << QByteArray("email=a&password=b") << QStringLiteral("body");
        QTest::newRow("a list") << QByteArray("[]") << QStringLiteral("body");
        QTest::newRow("no e-mail address") << QByteArray(R"({"password":"b"})") << QStringLiteral("body.email");
        QTest::newRow("no password") << QByteArray(R"({"email":"a"})") << QStringLiteral("body.password");
        QTest::newRow("a number") << QByteArray(R"({"email":"a","password":5})") << QStringLiteral("body.password");
    }
    void badLogins() {
        QFETCH(QByteArray, body);
        ask(request("POST", "/api/users/login", body));
        QCOMPARE(m_waiting->got->status, 400);
        QCOMPARE(m_waiting->got->contentType, QByteArray("application/problem+json"));
        QCOMPARE(kind(), QStringLiteral("input.invalid"));
        QTEST(m_waiting->json().value(QStringLiteral("path")).toString(), "path");
        QVERIFY(m_calls.empty());
    }

    void aFormIsNoJson() {
        HttpRequest form = request("POST", "/api/users/login", good);
        form.headers = {{"content-type", "text/plain"}};
        ask(form);
        QCOMPARE(m_waiting->got->status, 415);
        m_waiting->got.reset();
        form.headers = {{"content-type", "Application/JSON; charset=utf-8"}};
        ask(form);
        QVERIFY(!m_waiting->got);
        QCOMPARE(m_calls.size(), 1U);
    }

    void room() {
        ask(withToken(request("GET", "/api/rooms/7"), "bearer  the.token_7-x="));
        QCOMPARE(m_calls.back().accessToken.value, QStringLiteral("the.token_7-x="));
        QCOMPARE(std::get<RoomMembers>(m_calls.back().request).room, RoomId{7});
        Member member;
        member.id = UserId{4};
        member.name = QStringLiteral("Ana");
        reply(Answer(MembersPage{{member}, true}));
        QTRY_COMPARE(m_calls.size(), 2U);
        QCOMPARE(m_calls.back().accessToken.value, QStringLiteral("the.token_7-x="));
        QCOMPARE(std::get<RoomList>(m_calls.back().request).after, std::optional(RoomId{6}));
        QVERIFY(!m_waiting->got);
        Room room = roomNamed(7, "Kitchen");
        room.members = 501;
        reply(Answer(RoomsPage{{room, roomNamed(8, "Hall")}, {}}));
        QCOMPARE(m_waiting->got->status, 200);
        const QJsonObject json = m_waiting->json();
        QCOMPARE(json.value(QStringLiteral("id")).toInt(), 7);
        QCOMPARE(json.value(QStringLiteral("name")).toString(), QStringLiteral("Kitchen"));
        QCOMPARE(json.value(QStringLiteral("members")).toArray().size(), 1);
        QCOMPARE(json.value(QStringLiteral("memberCount")).toInt(), 501);
        QVERIFY(json.value(QStringLiteral("more")).toBool());
    }

    void theFirstRoom() {
        ask(withToken(request("GET", "/api/rooms/1")));
        reply(Answer(MembersPage{}));
        QTRY_COMPARE(m_calls.size(), 2U);
        QVERIFY(!std::get<RoomList>(m_calls.back().request).after);
    }

    /// Left, or deleted, between the two calls.
    void aRoomThatHasGone() {
        ask(withToken(request("GET", "/api/rooms/7")));
        reply(Answer(MembersPage{}));
        QTRY_COMPARE(m_calls.size(), 2U);
        reply(Answer(RoomsPage{{roomNamed(8, "Hall")}, {}}));
        QCOMPARE(m_waiting->got->status, 403);
        QCOMPARE(kind(), QStringLiteral("room.notMember"));
    }

    void noRoom_data() {
        QTest::addColumn<QByteArray>("id");
        for (const char* id : {"0", "-1", "x", "7x", "07", "+7", "1.0", "9007199254740992", "99999999999999999999"})
            QTest::newRow(id) << QByteArray(id);
    }
    void noRoom() {
        QFETCH(QByteArray, id);
        ask(withToken(request("GET", "/api/rooms/" + id)));
        QCOMPARE(m_waiting->got->status, 404);
        QCOMPARE(kind(), QStringLiteral("room.notFound"));
        QVERIFY(m_calls.empty());
    }

    void badTokens_data() {
        QTest::addColumn<QList<QByteArray>>("headers");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("expected");
        const QString required = QStringLiteral("auth.required");
        const QString invalid = QStringLiteral("input.invalid");
        QTest::newRow("none") << QList<QByteArray>{} << 401 << required;
        QTest::newRow("empty") << QList<QByteArray>{""} << 401 << required;
        QTest::newRow("another scheme") << QList<QByteArray>{"Basic YTpi"} << 401 << required;
        QTest::newRow("no token") << QList<QByteArray>{"Bearer "} << 400 << invalid;
        QTest::newRow("two words") << QList<QByteArray>{"Bearer a b"} << 400 << invalid;
        QTest::newRow("no characters of a token") << QList<QByteArray>{"Bearer a\"b"} << 400 << invalid;
        QTest::newRow("too long") << QList<QByteArray>{"Bearer " + QByteArray(2001, 'x')} << 400 << invalid;
        QTest::newRow("two") << QList<QByteArray>{"Bearer a", "Bearer b"} << 400 << invalid;
    }
    void badTokens() {
        QFETCH(QList<QByteArray>, headers);
        HttpRequest asked = request("GET", "/api/rooms/7");
        for (const QByteArray& value : headers)
            asked = withToken(asked, value);
        ask(asked);
        QTEST(m_waiting->got->status, "status");
        QTEST(kind(), "expected");
        QVERIFY(m_calls.empty());
        QCOMPARE(m_waiting->header("WWW-Authenticate"),
                 m_waiting->got->status == 401 ? QByteArray("Bearer") : QByteArray());
        QVERIFY(!m_waiting->got->isSignedIn);
    }

    void errors() {
        ask(withToken(request("GET", "/api/rooms/7")));
        reply(fail(ErrorKind::AuthExpired));
        QCOMPARE(m_waiting->got->status, 401);
        QCOMPARE(m_waiting->header("WWW-Authenticate"), QByteArray("Bearer error=\"invalid_token\""));
        m_waiting->got.reset();
        ask(withToken(request("GET", "/api/rooms/7")));
        reply(fail(Error::retryLater(ErrorKind::RateLimited, 2001)));
        QCOMPARE(m_waiting->got->status, 429);
        QCOMPARE(m_waiting->got->retryAfter, 3);
        QCOMPARE(m_waiting->json().value(QStringLiteral("retryAfterMs")).toInt(), 2001);
        m_waiting->got.reset();
        ask(request("POST", "/api/users/login", good));
        reply(fail(ErrorKind::AuthInvalid)); // of a password, not of a token
        QCOMPARE(m_waiting->header("WWW-Authenticate"), QByteArray("Bearer"));
        QCOMPARE(m_waiting->got->body, QByteArray(R"({"type":"urn:confab:problem:auth.invalid",)"
                                                  R"("title":"The e-mail address or the password is wrong",)"
                                                  R"("status":401})"));
    }

    void saysWhatIsLeftOfTheRate() {
        const auto answered = [this](Result<Answer> result, RateStanding rate) {
            m_inbox->tickets().replied({m_calls.back().ticket, std::move(result), rate});
        };
        using namespace std::chrono_literals;
        ask(withToken(request("GET", "/api/rooms/7")));
        answered(Answer(MembersPage{}), {100, 20s, 98, 301ms});
        QTRY_COMPARE(m_calls.size(), 2U);
        answered(Answer(RoomsPage{{roomNamed(7, "Kitchen")}, {}}), {10, 5s, 9, 500ms});
        QCOMPARE(m_waiting->header("RateLimit-Limit"), QByteArray("10")); // of which less is left
        QCOMPARE(m_waiting->header("RateLimit-Remaining"), QByteArray("9"));
        QCOMPARE(m_waiting->header("RateLimit-Reset"), QByteArray("1"));
        QCOMPARE(m_waiting->header("RateLimit-Policy"), QByteArray("10;w=5"));
        m_waiting->got.reset();
        ask(withToken(request("GET", "/api/rooms/7")));
        answered(fail(Error::retryLater(ErrorKind::RateLimited, 2001)), {100, 20s, 0, 20s});
        QCOMPARE(m_waiting->got->status, 429);
        QCOMPARE(m_waiting->header("RateLimit-Remaining"), QByteArray("0"));
        m_waiting->got.reset();
        ask(withToken(request("GET", "/api/rooms/7")));
        reply(fail(ErrorKind::AuthExpired)); // before any rate was looked at
        QVERIFY(m_waiting->header("RateLimit-Limit").isEmpty());
    }

    /// Each kind has a status that lets clients tell whose fault it is, and whether to come back.
    void everyKindHasAStatus() {
        for (const ErrorRow& row : errorRows()) {
            const HttpAnswer answer = rest::problem(Error(row.kind));
            QVERIFY(answer.status >= 400 && answer.status < 600);
            QVERIFY2(reasonPhrase(answer.status) != "Error", row.name.data());
            QVERIFY(answer.body.contains(row.name.data()));
        }
    }

    void theChatThreadIsBehind() {
        make(0);
        ask(withToken(request("GET", "/api/rooms/7")));
        QCOMPARE(m_waiting->got->status, 503);
        QCOMPARE(kind(), QStringLiteral("server.busy"));
        QCOMPARE(m_inbox->tickets().size(), 0);
    }

    void nobodyWaitsAnyMore() {
        ask(withToken(request("GET", "/api/rooms/7")));
        m_pending.drop();
        reply(Answer(MembersPage{}));
        QTRY_COMPARE(m_calls.size(), 2U);
        reply(Answer(RoomsPage{{roomNamed(7, "Kitchen")}, {}}));
        QVERIFY(!m_waiting->got);
        QCOMPARE(m_inbox->tickets().size(), 0);
    }

    /// The io thread's routes end before the chat thread does.
    void anAnswerAfterTheEnd() {
        ask(withToken(request("GET", "/api/rooms/7")));
        m_pending.drop();
        m_router.reset();
        reply(Answer(MembersPage{}));
        QCOMPARE(m_inbox->tickets().size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestRestRoutes)
#include "tst_restroutes.moc"
