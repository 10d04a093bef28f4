// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/support/clusterfixture.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <QJsonArray>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromUtf8(text);
}

QByteArray bearer(const Person& person) {
    return "Authorization: Bearer " + person.auth.accessToken.value.toLatin1() + "\r\n";
}

QByteArray postOf(const QByteArray& path, const QByteArray& body, const QByteArray& fields) {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body;
}

Response ask(const DaemonProcess& daemon, const QByteArray& request) {
    RawSocket socket;
    return socket.connectTo(doorOf(daemon)) ? responseOf(socket.http(request)) : Response();
}

qint64 number(const Response& response, const char* member) {
    return response.json().value(QLatin1String(member)).toInteger();
}

} // namespace

/// The REST interface: the routes of small chat systems, and every method of the protocol.
class TestRestApi : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyMethodHasAPath();
    void registers();
    void makesAndJoinsRooms();
    void sendsToRoomsAndPeople();
    void listsConversations();
    void compressesLongAnswers();
    void browsersHaveCookies();
    void aRepeatedKeySendsOnce();
    void refusesWhatIsNoRequest();
    void pagesOfAllowedOriginsOnly();
    void theReaderNeedsNothingElse();
    void reachesSocketsOfOtherNodes();

private:
    Response post(const QByteArray& path, const QByteArray& body, const Person& as,
                  const QByteArray& fields = {}) const {
        return ask(m_daemon, postOf(path, body, (as ? bearer(as) : QByteArray()) + fields));
    }
    Response get(const QByteArray& path) const { return ask(m_daemon, "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"); }

    DaemonProcess m_daemon{{q("--limits"), q("off"), q("--allowed-origins"), q("https://chat.example.org")}};
    Person m_ana;
    Person m_ben;
    const Person m_nobody;
};

void TestRestApi::initTestCase() {
    QVERIFY2(m_daemon.start(), m_daemon.errors().constData());
    m_ana = newPerson(m_daemon, q("Ana"), Codec::Cbor);
    m_ben = newPerson(m_daemon, q("Ben"), Codec::Cbor);
    QVERIFY(m_ana && m_ben);
}

void TestRestApi::everyMethodHasAPath() {
    const Response document = get("/api/openapi.json");
    QCOMPARE(document.status, 200);
    const QJsonObject paths = document.json().value(q("paths")).toObject();
    VERIFY_OK(rpc, m_ana->callRaw(q("rpc.discover"), {}));
    QStringList missing;
    for (const QCborValue& method : rpc.value(q("methods")).toArray()) {
        const QString name = method.toMap().value(q("name")).toString();
        const QString path = q("/api/v1/") + name;
        if (!paths.contains(path)) {
            missing << name;
            continue;
        }
        const bool isAnyones = method.toMap().value(q("x-beforeSignIn")).toBool();
        const Response answer = post(path.toLatin1(), "{}", m_nobody);
        QVERIFY2(isAnyones ? answer.status == 200 || answer.status == 400 : answer.kind() == q("auth.required"),
                 qPrintable(name + QString::fromUtf8(answer.body)));
        if (name != q("account.logout")) // which would end the session
            QVERIFY2(post(path.toLatin1(), "{}", m_ana).status < 500, qPrintable(name));
    }
    // And what browsers have instead of tokens.
    for (const char* operation : {"post", "delete"})
        QVERIFY(paths.value(q("/api/v1/session")).toObject().contains(q(operation)));
    QVERIFY(paths.value(q("/api/v1/session/refresh")).toObject().contains(q("post")));
    // What is about a connection, which HTTP has not.
    QCOMPARE(missing,
             (QStringList{q("session.resume"), q("room.enter"), q("room.exit"), q("typing.set"), q("rpc.discover")}));
}

void TestRestApi::registers() {
    const QByteArray body = R"({"name":"Chi","email":"chi@example.org","password":"a long password"})";
    const Response made = post("/api/users/register", body, m_nobody);
    QVERIFY2(made.status == 201, made.body.constData());
    QCOMPARE(made.json().keys(), (QStringList{q("email"), q("id"), q("name")}));
    QCOMPARE(made.text("name"), q("Chi"));
    const Response again = post("/api/users/register", body, m_nobody);
    QCOMPARE(again.status, 409);
    QCOMPARE(again.kind(), q("account.emailTaken"));
    const Response login =
        post("/api/users/login", R"({"email":"chi@example.org","password":"a long password"})", m_nobody);
    QCOMPARE(number(made, "id"), login.json().value(q("user")).toObject().value(q("id")).toInteger());
}

void TestRestApi::makesAndJoinsRooms() {
    const Response made = post("/api/rooms", R"({"name":"Guarded","password":"sesame"})", m_ana);
    QVERIFY2(made.status == 201, made.body.constData());
    QCOMPARE(made.json().value(q("members")).toArray().size(), 1);
    const QByteArray id = QByteArray::number(number(made, "id"));
    const Response wrong = post("/api/rooms/join", R"({"roomId":)" + id + R"(,"password":"wrong"})", m_ben);
    QCOMPARE(wrong.status, 403);
    QCOMPARE(wrong.kind(), q("room.wrongPassword"));
    const Response joined = post("/api/rooms/join", R"({"roomId":)" + id + R"(,"password":"sesame"})", m_ben);
    QVERIFY2(joined.status == 200, joined.body.constData());
    QCOMPARE(joined.json().value(q("members")).toArray().size(), 2);
    const QByteArray ben = QByteArray::number(m_ben.id().value);
    const Response conversation =
        post("/api/conversations", R"({"roomId":)" + id + R"(,"participants":[)" + ben + "]}", m_ana);
    QVERIFY2(conversation.status == 201, conversation.body.constData());
    QCOMPARE(number(conversation, "id"), number(made, "id"));
    QCOMPARE(post("/api/conversations", R"({"roomId":)" + id + R"(,"participants":[4711]})", m_ana).status, 400);
}

void TestRestApi::sendsToRoomsAndPeople() {
    const Room room = newRoom(m_ana);
    const QByteArray id = QByteArray::number(room.id.value);
    const Response sent = post("/api/messages", R"({"roomId":)" + id + R"(,"content":"hello"})", m_ana);
    QVERIFY2(sent.status == 201, sent.body.constData());
    QCOMPARE(number(sent, "roomId"), room.id.value);
    VERIFY_OK(page, m_ana->call(RoomHistory{room.id, {}, {}}));
    QCOMPARE(page.messages.first().seq, number(sent, "seq"));
    QCOMPARE(page.messages.first().body, q("hello"));
    const QByteArray ben = QByteArray::number(m_ben.id().value);
    const Response direct = post("/api/messages", R"({"toUserId":)" + ben + R"(,"content":"psst"})", m_ana);
    QCOMPARE(direct.status, 201);
    const Response opened = post("/api/conversations", R"({"roomId":null,"participants":[)" + ben + "]}", m_ana);
    QCOMPARE(opened.status, 201);
    QCOMPARE(number(opened, "id"), number(direct, "roomId")); // the same people: the same room
    QCOMPARE(opened.json().value(q("participants")).toArray().size(), 2);
    VERIFY_OK(read, m_ben->call(RoomHistory{RoomId{number(direct, "roomId")}, {}, {}}));
    QCOMPARE(read.messages.first().body, q("psst"));
    QCOMPARE(post("/api/messages", R"({"content":"to nobody"})", m_ana).status, 400);
    QCOMPARE(post("/api/messages", R"({"roomId":1,"toUserId":2,"content":"to both"})", m_ana).status, 400);
}

void TestRestApi::listsConversations() {
    const Person chi = newPerson(m_daemon, q("Chi Ito"), Codec::Cbor);
    QVERIFY(chi);
    const auto list = [&](const QByteArray& query, const Person& as) {
        return ask(m_daemon, "GET /api/conversations" + query + " HTTP/1.1\r\nHost: a\r\n" + bearer(as) + "\r\n");
    };
    const auto items = [](const Response& answer) { return answer.json().value(q("items")).toArray(); };
    const Response none = list("?page=1&pageSize=20", chi);
    QVERIFY2(none.status == 200, none.body.constData());
    QCOMPARE(none.body, QByteArray(R"({"items":[],"page":1,"pageSize":20,"total":0})"));
    const Room room = newRoom(chi, q("Trio"));
    VERIFY_DONE(m_ana->call(RoomJoin{room.id, {}}));
    QList<qint64> made;
    for (const QList<UserId>& users : {QList{m_ana.id()}, QList{m_ben.id()}, QList{m_ana.id(), m_ben.id()}}) {
        VERIFY_OK(opened, chi->call(DirectOpen{users}));
        made.append(opened.room.id.value);
    }
    const Response first = list("?pageSize=2", chi);
    const Response second = list("?page=2&pageSize=2", chi);
    QCOMPARE(number(first, "total"), 3);
    QCOMPARE(number(second, "page"), 2);
    QList<qint64> listed;
    for (const Response& page : {first, second}) {
        for (const QJsonValue& item : items(page))
            listed.append(item.toObject().value(q("id")).toInteger());
    }
    QCOMPARE(listed, made);
    const QJsonObject pair = items(first).at(0).toObject();
    QCOMPARE(pair.value(q("participants")).toArray(),
             (QJsonArray{std::min(chi.id(), m_ana.id()).value, std::max(chi.id(), m_ana.id()).value}));
    QVERIFY(pair.value(q("roomId")).isNull() && !pair.value(q("isGroup")).toBool());
    QVERIFY(items(second).at(0).toObject().value(q("isGroup")).toBool());
    QCOMPARE(items(second).at(0).toObject().value(q("participants")).toArray().size(), 3);
    QCOMPARE(items(list("?page=3&pageSize=2", chi)).size(), 0);

    const QByteArray id = QByteArray::number(room.id.value);
    const Response ofRoom = list("?roomId=" + id + "&page=1&pageSize=20", m_ana);
    QCOMPARE(number(ofRoom, "total"), 1);
    const QJsonObject trio = items(ofRoom).at(0).toObject();
    QCOMPARE(trio.value(q("id")).toInteger(), room.id.value);
    QCOMPARE(trio.value(q("roomId")).toInteger(), room.id.value);
    QCOMPARE(trio.value(q("participants")).toArray().size(), 2);
    QCOMPARE(list("?roomId=" + id, m_ben).status, 403); // no member
    QCOMPARE(list("?roomId=999999", m_ana).status, 404);
    for (const char* query : {"?page=0", "?pageSize=101", "?page=x", "?roomId=-1", "?page="})
        QCOMPARE(list(query, m_ana).kind(), q("input.invalid"));
    QCOMPARE(get("/api/conversations").status, 401);
}

void TestRestApi::compressesLongAnswers() {
    const QByteArray request = "GET /api/openapi.json HTTP/1.1\r\nHost: a\r\n";
    const Response plain = ask(m_daemon, request + "\r\n");
    const Response packed = ask(m_daemon, request + "Accept-Encoding: gzip, br\r\n\r\n");
    QCOMPARE(plain.value("content-encoding"), QByteArray());
    QCOMPARE(packed.value("content-encoding"), QByteArray("gzip"));
    QVERIFY(packed.body.startsWith("\x1f\x8b") && packed.body.size() < plain.body.size() / 4);
    const Response head = ask(m_daemon, "HEAD" + request.mid(3) + "Accept-Encoding: gzip\r\n\r\n");
    QCOMPARE(head.value("content-length"), packed.value("content-length"));
    // What has tokens comes as it is.
    QByteArray body = R"({"email":"MAIL","password":"WORD"})";
    body.replace("MAIL", m_ana.email.toUtf8()).replace("WORD", m_ana.password.value.toUtf8());
    const Response login = post("/api/v1/account.login", body, m_nobody, "Accept-Encoding: gzip\r\n");
    QVERIFY2(login.status == 200 && login.json().contains(q("refreshToken")), login.body.constData());
    QCOMPARE(login.value("vary").contains("Encoding"), false);
}

void TestRestApi::browsersHaveCookies() {
    QByteArray body = R"({"email":"MAIL","password":"WORD"})";
    body.replace("MAIL", m_ben.email.toUtf8()).replace("WORD", m_ben.password.value.toUtf8());
    const QByteArray own = "Origin: http://a\r\n";
    QCOMPARE(post("/api/v1/session", body, m_nobody, "Origin: http://b\r\n").text("path"), q("origin"));
    const Response begun = post("/api/v1/session", body, m_nobody, own);
    QVERIFY2(begun.status == 200 && !begun.body.contains("oken"), begun.body.constData());
    const auto cookies = [](const Response& answer) -> QByteArray {
        QByteArrayList pairs;
        for (const QByteArray& line : answer.head.split('\n')) {
            if (line.startsWith("Set-Cookie: "))
                pairs.append(line.mid(12, line.indexOf(';') - 12));
        }
        return "Cookie: " + pairs.join("; ") + "\r\n";
    };
    const QByteArray cookie = cookies(begun);
    QCOMPARE(post("/api/v1/room.list", "{}", m_nobody, cookie).status, 403);
    QCOMPARE(post("/api/v1/room.list", "{}", m_nobody, cookie + "Origin: https://evil.example.org\r\n").status, 403);
    QCOMPARE(post("/api/v1/room.list", "{}", m_nobody, cookie + "Sec-Fetch-Site: same-site\r\n").status, 403);
    for (const QByteArray& proof :
         {own, QByteArray("Sec-Fetch-Site: same-origin\r\n"), QByteArray("X-Confab-Request: 1\r\n"),
          QByteArray("Origin: https://chat.example.org\r\n")})
        QCOMPARE(post("/api/v1/room.list", "{}", m_nobody, cookie + proof).status, 200);
    const QByteArray reads = "GET /api/conversations HTTP/1.1\r\nHost: a\r\n";
    QCOMPARE(ask(m_daemon, reads + cookie + "\r\n").status, 200);
    const Response renewed = post("/api/v1/session/refresh", "{}", m_nobody, cookie + own);
    QVERIFY2(renewed.status == 200, renewed.body.constData());
    const Response ended =
        ask(m_daemon, "DELETE /api/v1/session HTTP/1.1\r\nHost: a\r\n" + cookies(renewed) + own + "\r\n");
    QCOMPARE(ended.status, 204);
    QVERIFY(cookies(ended).startsWith("Cookie: confab=; "));
    QCOMPARE(ask(m_daemon, reads + cookies(renewed) + "\r\n").status, 401); // the session is over, not only forgotten
}

void TestRestApi::aRepeatedKeySendsOnce() {
    const Room room = newRoom(m_ana);
    const QByteArray id = QByteArray::number(room.id.value);
    const QByteArray message = R"({"roomId":)" + id + R"(,"content":"once"})";
    const Response first = post("/api/messages", message, m_ana, "Idempotency-Key: \"key-1\"\r\n");
    const Response again = post("/api/messages", message, m_ana, "Idempotency-Key: key-1\r\n");
    QCOMPARE(again.status, 201);
    QCOMPARE(number(again, "seq"), number(first, "seq"));
    const QByteArray method = R"({"room":)" + id + R"(,"body":"once"})";
    const Response third = post("/api/v1/message.send", method, m_ana, "Idempotency-Key: key-1\r\n");
    QCOMPARE(number(third, "seq"), number(first, "seq"));
    QCOMPARE(post("/api/v1/message.send", method, m_ana).status, 400); // without a clientId
    VERIFY_OK(page, m_ana->call(RoomHistory{room.id, {}, {}}));
    QCOMPARE(page.messages.size(), 1);
    for (const QByteArray& key : {QByteArray(), QByteArray(65, 'a'), QByteArray("a b")})
        QCOMPARE(post("/api/messages", message, m_ana, "Idempotency-Key: " + key + "\r\n").status, 400);
    QCOMPARE(post("/api/messages", message, m_ana, "Idempotency-Key: a\r\nIdempotency-Key: a\r\n").status, 400);
}

void TestRestApi::refusesWhatIsNoRequest() {
    const Response wrongPlace = post("/api/v1/room.create", R"({"name":7})", m_ana);
    QCOMPARE(wrongPlace.status, 400);
    QCOMPARE(wrongPlace.text("path"), q("body.name"));
    QCOMPARE(post("/api/v1/room.create", "{", m_ana).status, 400);
    QCOMPARE(post("/api/v1/room.create", "[]", m_ana).status, 400);
    QCOMPARE(post("/api/v1/room.nothing", "{}", m_ana).status, 404);
    QCOMPARE(get("/api/v1/room.list").status, 405);
    QCOMPARE(post("/api/v1/room.create", QByteArray(70'000, ' '), m_ana).status, 413);
    QCOMPARE(post("/api/v1/account.login", QByteArray(5'000, ' '), m_nobody).status, 413);
    const Response form = ask(m_daemon, "POST /api/v1/room.list HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
                                        "Content-Type: text/plain\r\n" +
                                            bearer(m_ana) + "\r\n{}");
    QCOMPARE(form.status, 415);
    QCOMPARE(form.kind(), q("input.invalid"));
    const Response bare = ask(m_daemon, "POST /api/v1/room.list HTTP/1.1\r\nHost: a\r\n" + bearer(m_ana) + "\r\n");
    QVERIFY2(bare.status == 200, bare.body.constData()); // no body: no parameters
    QCOMPARE(post("/api/v1/room.list", {}, m_ana).status, 200);
    QCOMPARE(post("/api/v1/room.create", QByteArray(70'000, ' '), m_ana).value("Content-Type"),
             QByteArray("application/problem+json"));
}

void TestRestApi::pagesOfAllowedOriginsOnly() {
    const QByteArray preflight = "OPTIONS /api/v1/room.list HTTP/1.1\r\nHost: a\r\n"
                                 "Access-Control-Request-Method: POST\r\n"
                                 "Access-Control-Request-Headers: authorization,content-type\r\nOrigin: ";
    const Response allowed = ask(m_daemon, preflight + "https://chat.example.org\r\n\r\n");
    QCOMPARE(allowed.status, 204);
    QCOMPARE(allowed.value("access-control-allow-origin"), QByteArray("https://chat.example.org"));
    QVERIFY(allowed.value("access-control-allow-methods").contains("POST"));
    QVERIFY(allowed.value("access-control-allow-headers").contains("Authorization"));
    QCOMPARE(allowed.value("access-control-allow-credentials"), QByteArray("true"));
    const Response strange = ask(m_daemon, preflight + "https://evil.example.org\r\n\r\n");
    QCOMPARE(strange.value("access-control-allow-origin"), QByteArray());
    QCOMPARE(strange.value("access-control-allow-credentials"), QByteArray());
    const Response read = post("/api/v1/room.list", "{}", m_ana, "Origin: https://chat.example.org\r\n");
    QCOMPARE(read.status, 200);
    QCOMPARE(read.value("access-control-allow-origin"), QByteArray("https://chat.example.org"));
    QCOMPARE(read.value("vary"), QByteArray("Origin"));
    QCOMPARE(post("/api/v1/room.list", "{}", m_ana, "Origin: null\r\n").value("access-control-allow-origin"),
             QByteArray());
}

void TestRestApi::theReaderNeedsNothingElse() {
    for (const QByteArray& path : {QByteArray("/api/docs"), QByteArray("/api/docs.js"), QByteArray("/api/docs.css")}) {
        const Response answer = get(path);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.value("content-security-policy").startsWith("default-src 'none'"));
        QVERIFY(!answer.body.contains("https://") && !answer.body.contains("http://"));
        QVERIFY(!answer.body.contains("innerHTML"));
    }
}

void TestRestApi::reachesSocketsOfOtherNodes() {
    ClusterFixture cluster({.nodes = 2});
    QVERIFY2(cluster.start(), cluster.logs().constData());
    const Person ana = newPerson(cluster.url(0), q("Ana"), Codec::Cbor);
    const Person ben = newPerson(cluster.url(1), q("Ben"), Codec::Cbor);
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    const QByteArray message = R"({"roomId":)" + QByteArray::number(room.id.value) + R"(,"content":"from afar"})";
    const Response sent = ask(cluster.node(0), postOf("/api/messages", message, bearer(ana)));
    QVERIFY2(sent.status == 201, sent.body.constData());
    QVERIFY(waitUntil([&] {
        for (const RoomEventNotice& notice : ben->noticesOf<RoomEventNotice>()) {
            if (notice.event.seq == number(sent, "seq"))
                return true;
        }
        return false;
    }));
}

QTEST_GUILESS_MAIN(TestRestApi)
#include "tst_restapi.moc"
