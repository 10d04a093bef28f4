// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/wiretest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace confab;
using namespace confab::test;

namespace {

struct Response {
    int status = 0;
    QByteArray head;
    QByteArray text;

    QJsonObject json() const { return QJsonDocument::fromJson(text).object(); }
    QString kind() const { return json().value(QStringLiteral("type")).toString().section(u':', -1); }
};

Response answerOf(const QByteArray& bytes) {
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    return {bytes.mid(9, 3).toInt(), bytes.left(end + 4).toLower(), end < 0 ? QByteArray() : bytes.mid(end + 4)};
}

QByteArray post(const QByteArray& path, const QByteArray& body, const QByteArray& fields = {}) {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body;
}

QByteArray get(const QByteArray& path, const QString& token = {}) {
    const QByteArray authorization =
        token.isNull() ? QByteArray() : "Authorization: Bearer " + token.toLatin1() + "\r\n";
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + authorization + "\r\n";
}

QByteArray credentials(const Person& person, const QString& password) {
    return QJsonDocument(QJsonObject{{QStringLiteral("email"), person.email}, {QStringLiteral("password"), password}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

/// REST and plain HTTP at the real daemon, with TLS and without.
class TestRest : public WireTest {
    Q_OBJECT

private Q_SLOTS:
    void signsIn();
    void wrongPasswords();
    void readsARoom();
    void roomsOfOthers();
    void refusesTokens_data();
    void refusesTokens();
    void limitsRates();
    void limitsRatesOfFiles();
    void servesManyOverOneConnection();
    void becomesAWebSocket();
    void anAnswerFindsNobody();
    void saysNoSecrets();
    void curl();

private:
    Response ask(const QByteArray& request) const {
        RawSocket socket;
        return socket.connectTo(door()) ? answerOf(socket.http(request)) : Response();
    }
    QString token() const { return person().auth.accessToken.value; }
};

void TestRest::signsIn() {
    const Response answer = ask(post("/api/users/login", credentials(person(), person().password.value)));
    QVERIFY2(answer.status == 200, answer.text.constData());
    QVERIFY(answer.head.contains("\r\ncontent-type: application/json\r\n"));
    QVERIFY(answer.head.contains("\r\ncache-control: no-store\r\n"));
    const QJsonObject json = answer.json();
    QCOMPARE(json.keys(), (QStringList{QStringLiteral("expiresAt"), QStringLiteral("refreshToken"),
                                       QStringLiteral("token"), QStringLiteral("user")}));
    const QJsonObject user = json.value(QStringLiteral("user")).toObject();
    QCOMPARE(user.value(QStringLiteral("id")).toInteger(), person().auth.user.id.value);
    QCOMPARE(user.value(QStringLiteral("email")).toString(), person().email);
    QVERIFY(UtcTime::fromIso(json.value(QStringLiteral("expiresAt")).toString()));
    // The tokens are those of JSON-RPC.
    TestClient client(daemon().url(), Codec::Json);
    QVERIFY(client.open());
    VERIFY_DONE(client.call(SessionResume{Secret{json.value(QStringLiteral("token")).toString()}}));
    VERIFY_DONE(client.call(AccountRefresh{Secret{json.value(QStringLiteral("refreshToken")).toString()}}));
}

void TestRest::wrongPasswords() {
    const Response wrong = ask(post("/api/users/login", credentials(person(), QStringLiteral("another password"))));
    QCOMPARE(wrong.status, 401);
    QCOMPARE(wrong.kind(), QStringLiteral("auth.invalid"));
    QVERIFY(wrong.head.contains("\r\nwww-authenticate: bearer\r\n"));
    QVERIFY(wrong.head.contains("\r\ncontent-type: application/problem+json\r\n"));
    const Response unknown =
        ask(post("/api/users/login", R"({"email":"nobody@example.org","password":"another password"})"));
    QCOMPARE(unknown.text, wrong.text); // it does not tell whether the account exists
    const Response missing = ask(post("/api/users/login", R"({"email":"nobody@example.org"})"));
    QCOMPARE(missing.status, 400);
    QCOMPARE(missing.json().value(QStringLiteral("path")).toString(), QStringLiteral("body.password"));
    QCOMPARE(ask(post("/api/users/login", QByteArray(5000, ' '))).status, 413);
    QCOMPARE(ask("POST /api/users/login HTTP/1.1\r\nHost: a\r\n\r\n").status, 411);
    QCOMPARE(ask(get("/api/users/login")).status, 405);
}

void TestRest::readsARoom() {
    const Room room = newRoom(person());
    QVERIFY(room.id);
    const Response answer = ask(get("/api/rooms/" + QByteArray::number(room.id.value), token()));
    QVERIFY2(answer.status == 200, answer.text.constData());
    const QJsonObject json = answer.json();
    QCOMPARE(json.value(QStringLiteral("id")).toInteger(), room.id.value);
    QCOMPARE(json.value(QStringLiteral("name")).toString(), room.name);
    QCOMPARE(json.value(QStringLiteral("memberCount")).toInt(), 1);
    const QJsonArray members = json.value(QStringLiteral("members")).toArray();
    QCOMPARE(members.size(), 1);
    QCOMPARE(members.first().toObject().value(QStringLiteral("role")).toString(), QStringLiteral("owner"));
    QCOMPARE(ask(get("/api/rooms/x", token())).status, 404);
    const Response unknown = ask(get("/api/rooms/4711", token()));
    QCOMPARE(unknown.status, 404);
    QCOMPARE(unknown.kind(), QStringLiteral("room.notFound"));
}

void TestRest::roomsOfOthers() {
    const Person ben = newPerson(daemon(), QStringLiteral("Ben"), Codec::Cbor);
    QVERIFY(ben);
    const Room room = newRoom(ben);
    const Response answer = ask(get("/api/rooms/" + QByteArray::number(room.id.value), token()));
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.kind(), QStringLiteral("room.notMember"));
}

void TestRest::refusesTokens_data() {
    QTest::addColumn<QString>("token");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("none") << QString() << 401 << QStringLiteral("auth.required")
                          << QByteArray("\r\nwww-authenticate: bearer\r\n");
    QTest::newRow("nonsense") << QStringLiteral("nonsense") << 401 << QStringLiteral("auth.invalid")
                              << QByteArray("\r\nwww-authenticate: bearer error=\"invalid_token\"\r\n");
    QTest::newRow("unsigned") << QStringLiteral("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.") << 401
                              << QStringLiteral("auth.invalid")
                              << QByteArray("\r\nwww-authenticate: bearer error=\"invalid_token\"\r\n");
    QTest::newRow("two words") << QStringLiteral("a b") << 400 << QStringLiteral("input.invalid") << QByteArray();
}

void TestRest::refusesTokens() {
    QFETCH(QString, token);
    const Response answer = ask(get("/api/rooms/1", token));
    QTEST(answer.status, "status");
    QTEST(answer.kind(), "kind");
    QFETCH(QByteArray, challenge);
    QVERIFY2(answer.head.contains(challenge), answer.head.constData());
}

/// The person's bucket is the same over both ways.
void TestRest::limitsRates() {
    DaemonProcess limited(
        {QStringLiteral("--limits"), QStringLiteral("off"), QStringLiteral("--rate-lists"), QStringLiteral("10/h:3")});
    QVERIFY2(limited.start(), limited.errors().constData());
    const Person ben = newPerson(limited, QStringLiteral("Ben"), Codec::Json);
    QVERIFY(ben);
    const QByteArray request = get("/api/rooms/4711", ben.auth.accessToken.value);
    RawSocket socket;
    QVERIFY(socket.connectTo(limited.port()));
    Response answer;
    for (int left = 2; left >= -1; --left) {
        answer = answerOf(socket.http(request));
        QVERIFY2(answer.head.contains("\r\nratelimit-limit: 3\r\nratelimit-policy: 3;w=1080\r\n"),
                 answer.head.constData());
        const QByteArray remaining = "\r\nratelimit-remaining: " + QByteArray::number(std::max(left, 0)) + "\r\n";
        QVERIFY2(answer.head.contains(remaining), answer.head.constData());
    }
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.kind(), QStringLiteral("rate.limited"));
    const qsizetype retry = answer.head.indexOf("\r\nretry-after: ");
    QVERIFY2(retry > 0 && answer.head.mid(retry + 15, 3).toInt() > 100, answer.head.constData()); // ten in an hour
    VERIFY_REFUSED(ben->call(RoomMembers{RoomId{4711}, {}, {}}), RateLimited);
}

/// Requests about files have a rate of their own, and say it, whatever becomes of them.
void TestRest::limitsRatesOfFiles() {
    DaemonProcess limited(
        {QStringLiteral("--limits"), QStringLiteral("off"), QStringLiteral("--rate-files"), QStringLiteral("10/h:4")});
    QVERIFY2(limited.start(), limited.errors().constData());
    const Person ben = newPerson(limited, QStringLiteral("Ben"), Codec::Json);
    QVERIFY(ben);
    RawSocket socket;
    QVERIFY(socket.connectTo(limited.port()));
    const auto says = [](const Response& answer, const char* left) {
        const QByteArray fields = "\r\nratelimit-limit: 4\r\nratelimit-policy: 4;w=1440\r\nratelimit-remaining: ";
        return answer.head.contains(QByteArray(fields + left + "\r\n"));
    };
    const QByteArray bearer = "Authorization: Bearer " + ben.auth.accessToken.value.toLatin1() + "\r\n";
    const auto upload = [&bearer](const char* head) {
        return QByteArray(QByteArray(head) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + bearer + "\r\nab");
    };
    const Response made = answerOf(socket.http(upload("POST /files?name=a.txt")));
    QCOMPARE(made.status, 201);
    QVERIFY2(says(made, "3"), made.head.constData());
    const QByteArray path = "/files/" + made.json().value(QStringLiteral("id")).toString().toLatin1();
    const Response read = answerOf(socket.http(get(path, ben.auth.accessToken.value)));
    QCOMPARE(read.status, 200);
    QVERIFY2(says(read, "2"), read.head.constData());
    const Response none = answerOf(socket.http(get("/files/none", ben.auth.accessToken.value)));
    QCOMPARE(none.status, 404);
    QVERIFY2(says(none, "1"), none.head.constData());
    QVERIFY(says(answerOf(socket.http(get("/files/none", ben.auth.accessToken.value))), "0"));
    RawSocket another; // a refused body may close its connection
    QVERIFY(another.connectTo(limited.port()));
    const Response refused = answerOf(another.http(upload("POST /files?name=b.txt")));
    QCOMPARE(refused.status, 429);
    QVERIFY2(says(refused, "0"), refused.head.constData());
    QCOMPARE(refused.head.count("ratelimit-limit"), 1);
}

void TestRest::servesManyOverOneConnection() {
    const Room room = newRoom(person());
    const QByteArray path = "/api/rooms/" + QByteArray::number(room.id.value);
    RawSocket socket;
    QVERIFY(socket.connectTo(door()));
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(answerOf(socket.http(get("/healthz"))).status, 200);
        QCOMPARE(answerOf(socket.http(get(path, token()))).status, 200);
        QVERIFY(socket.http(get(path, token()).replace("GET", "HEAD")).endsWith("\r\n\r\n"));
    }
    // Sent ahead: the answer of the chat thread comes before those that need none.
    socket.send(get(path, token()) + get("/nowhere") + get(path) + get("/readyz"));
    for (const int status : {200, 404, 401, 200})
        QCOMPARE(answerOf(socket.readAnswer()).status, status);
    socket.send("POST /api/users/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" +
                get("/healthz"));
    for (const int status : {400, 200})
        QCOMPARE(answerOf(socket.readAnswer()).status, status);
    QVERIFY(socket.isConnected());
}

void TestRest::becomesAWebSocket() {
    RawSocket socket;
    QVERIFY(socket.connectTo(door()));
    QCOMPARE(answerOf(socket.http(get("/healthz"))).status, 200);
    QVERIFY(socket.signIn(Codec::Json, person().auth.accessToken));
}

/// Clients that go before their answers come, while a hash or the database has them.
void TestRest::anAnswerFindsNobody() {
    const Room room = newRoom(person());
    for (int i = 0; i < 20; ++i) {
        RawSocket socket;
        QVERIFY(socket.connectTo(door()));
        const QByteArray login =
            R"({"email":"nobody)" + QByteArray::number(i) + R"(@example.org","password":"nothing"})";
        const bool isLogin = i % 2 == 0; // of many accounts, as each is throttled
        socket.send(isLogin ? post("/api/users/login", login)
                            : get("/api/rooms/" + QByteArray::number(room.id.value), token()));
        socket.reset();
    }
}

void TestRest::saysNoSecrets() {
    const QByteArray secret = "a-very-secret-word";
    ask(post("/api/users/login", R"({"email":"ana@example.org","password":")" + secret + "\"}"));
    ask(get("/api/rooms/1", QString::fromLatin1(secret)));
    ask(post("/api/users/login", secret));
    ask(get("/api/rooms/" + secret));
    const QByteArray logged = daemon().errors() + daemon().output();
    QVERIFY(!logged.contains(secret));
    QVERIFY(!logged.contains(token().toLatin1()));
}

/// A client that nobody here has written.
void TestRest::curl() {
    const Room room = newRoom(person());
    const QByteArray address =
        QByteArray(door().secure ? "https" : "http") + "://127.0.0.1:" + QByteArray::number(door().port);
    QProcess process;
    const auto run = [&](QStringList arguments, const QByteArray& input = {}) {
        arguments << QStringLiteral("--silent") << QStringLiteral("--insecure") << QStringLiteral("--http1.1");
        process.start(QStringLiteral("curl"), arguments);
        process.write(input);
        process.closeWriteChannel();
        process.waitForFinished();
        return process.readAllStandardOutput();
    };
    const QByteArray login =
        run({QString::fromLatin1(QByteArray(address + "/api/users/login")), QStringLiteral("--data-binary"),
             QStringLiteral("@-"), QStringLiteral("-H"), QStringLiteral("Content-Type: application/json"),
             QStringLiteral("-H"), QStringLiteral("Expect: 100-continue")},
            credentials(person(), person().password.value));
    QVERIFY2(process.error() != QProcess::FailedToStart, "curl is missing: ./dev install test");
    const QString token = QJsonDocument::fromJson(login).object().value(QStringLiteral("token")).toString();
    QVERIFY2(!token.isEmpty(), login.constData());
    const QString url = QString::fromLatin1(QByteArray(address + "/api/rooms/" + QByteArray::number(room.id.value)));
    // Both over one connection; the token through a pipe, as a list of processes shows arguments.
    const QByteArray rooms = run({url, url, QStringLiteral("--config"), QStringLiteral("-"), QStringLiteral("-w"),
                                  QStringLiteral(" %{http_code} %{num_connects}\n")},
                                 "oauth2-bearer = \"" + token.toLatin1() + "\"\n");
    const QList<QByteArray> lines = rooms.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.first().endsWith(" 200 1") && lines.last().endsWith(" 200 0"), rooms.constData());
    const QByteArray chunked =
        run({QString::fromLatin1(QByteArray(address + "/api/users/login")), QStringLiteral("-T"), QStringLiteral("-"),
             QStringLiteral("-X"), QStringLiteral("POST"), QStringLiteral("-w"), QStringLiteral("%{http_code}"),
             QStringLiteral("-H"), QStringLiteral("Content-Type: application/json")},
            "[]");
    QVERIFY2(chunked.endsWith("400"), chunked.constData());
}

QTEST_GUILESS_MAIN(TestRest)
#include "tst_rest.moc"
