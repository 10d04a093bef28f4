// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/credentials.h"
#include "server/transport/http/crossorigin.h"
#include "server/transport/http/pageorigin.h"
#include "tests/support/resttest.h"

#include <QTest>

using namespace confab;

namespace {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

HttpRequest request(const QByteArray& method, const QByteArray& path, const Headers& headers = {}) {
    HttpRequest request;
    request.method = method;
    request.path = path;
    request.client = QHostAddress(QStringLiteral("192.0.2.1"));
    request.headers = Headers{{"host", "chat.example.org"}} + headers;
    return request;
}

/// As a page of this server asks under TLS.
HttpRequest ofOwnPage(HttpRequest request) {
    request.isSecure = true;
    request.isOwnPage = true;
    return request;
}

HttpRequest login() {
    HttpRequest asked = request("POST", "/api/v1/session", {{"content-type", "application/json"}});
    asked.body = R"({"email":"ana@example.org","password":"secret"})";
    return asked;
}

Auth authOf(const char* access, const char* refresh) {
    Auth auth;
    auth.user = {UserId{7}, QStringLiteral("Ana"), QStringLiteral("ana@example.org")};
    auth.accessToken = Secret{QString::fromLatin1(access)};
    auth.refreshToken = Secret{QString::fromLatin1(refresh)};
    auth.expiresAt = UtcTime{UtcTime::now().ms + 600'500};
    return auth;
}

const Headers cookies{{"cookie", "theme=dark; __Host-confab=access"}, {"cookie", "__Secure-confab-refresh=refresh"}};

} // namespace

/// The session of a browser in cookies, and what a page of somebody else's can't do with it.
class TestRestCookies : public test::RestTest {
    Q_OBJECT

    void isRefusedAsForged() {
        QCOMPARE(m_waiting->status(), 403);
        QCOMPARE(m_waiting->json().value(QStringLiteral("path")).toString(), QStringLiteral("origin"));
        QVERIFY(m_calls.empty());
        QVERIFY(m_waiting->cookies().isEmpty());
    }

private Q_SLOTS:
    void init() { make(); }
    void cleanup() { end(); }

    void whoAsks_data() {
        QTest::addColumn<Headers>("headers");
        QTest::addColumn<bool>("isOwn");
        const QByteArray own = "https://chat.example.org";
        QTest::newRow("nothing is said") << Headers{} << false;
        QTest::newRow("own page") << Headers{{"sec-fetch-site", "same-origin"}} << true;
        QTest::newRow("own page, behind a proxy with another name")
            << Headers{{"sec-fetch-site", "same-origin"}, {"origin", "https://inside"}} << true;
        QTest::newRow("own origin") << Headers{{"origin", own}} << true;
        QTest::newRow("own origin in capitals") << Headers{{"origin", "HTTPS://Chat.Example.org"}} << true;
        QTest::newRow("listed origin") << Headers{{"sec-fetch-site", "cross-site"}, {"origin", "https://listed"}}
                                       << true;
        QTest::newRow("another port of the same site")
            << Headers{{"sec-fetch-site", "same-site"}, {"origin", own + ":8443"}} << false;
        QTest::newRow("another site") << Headers{{"sec-fetch-site", "cross-site"}} << false;
        QTest::newRow("a person's own doing") << Headers{{"sec-fetch-site", "none"}} << false;
        QTest::newRow("a page without an origin") << Headers{{"origin", "null"}} << false;
        QTest::newRow("two origins") << Headers{{"origin", own}, {"origin", "https://evil"}} << false;
        QTest::newRow("two sites") << Headers{{"sec-fetch-site", "same-origin"}, {"sec-fetch-site", "cross-site"}}
                                   << false;
        QTest::newRow("no browser, with the header") << Headers{{"x-confab-request", "1"}} << true;
        QTest::newRow("the header from elsewhere")
            << Headers{{"x-confab-request", "1"}, {"origin", "https://evil"}} << false;
        QTest::newRow("the header from another site")
            << Headers{{"x-confab-request", "1"}, {"sec-fetch-site", "cross-site"}} << false;
    }
    void whoAsks() {
        QFETCH(Headers, headers);
        const QList<QByteArray> trusted{"https://chat.example.org", "https://listed"};
        QTEST(isFromOwnPage(request("POST", "/", headers), trusted), "isOwn");
    }

    void readsCookies() {
        const auto read = [](const Headers& headers, QByteArrayView name = "a") {
            return cookieOf(request("GET", "/", headers), name).value_or("none");
        };
        QCOMPARE(read({{"cookie", "a=1"}}), QByteArray("1"));
        QCOMPARE(read({{"cookie", "b=2;  a=1=x ;c"}}), QByteArray("1=x"));
        QCOMPARE(read({{"cookie", "b=2"}, {"cookie", "a=1"}}), QByteArray("1"));
        QCOMPARE(read({{"cookie", "aa=1; A=2; b=a=3; a"}}), QByteArray("none"));
        QCOMPARE(read({{"cookie", "a=1; a=2"}}), QByteArray("none")); // one of them is somebody else's
        QCOMPARE(read({{"cookie", "a=1"}, {"cookie", "a=1"}}), QByteArray("none"));
    }

    void signsIn() {
        ask(ofOwnPage(login()));
        QCOMPARE(std::get<AccountLogin>(m_calls.back().request).password.value, QStringLiteral("secret"));
        reply(Answer(authOf("access", "refresh")));
        QCOMPARE(m_waiting->status(), 200);
        QCOMPARE(m_waiting->json().keys(), (QStringList{QStringLiteral("expiresAt"), QStringLiteral("user")}));
        QVERIFY(!m_waiting->got->body.contains("access\"") && !m_waiting->got->body.contains("refresh"));
        QCOMPARE(m_waiting->cookies(),
                 (QList<QByteArray>{"__Host-confab=access; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure",
                                    "__Secure-confab-refresh=refresh; Path=/api/v1/session; Max-Age=34560000; "
                                    "HttpOnly; SameSite=Strict; Secure"}));
    }

    void signsInWithoutTls() {
        HttpRequest asked = login();
        asked.isOwnPage = true;
        ask(asked);
        reply(Answer(authOf("access", "refresh")));
        QCOMPARE(m_waiting->cookies().value(0),
                 QByteArray("confab=access; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"));
        QVERIFY(m_waiting->cookies().value(1).startsWith("confab-refresh=refresh; "));
    }

    void aWrongPasswordSetsNoCookie() {
        ask(ofOwnPage(login()));
        reply(fail(ErrorKind::AuthInvalid));
        QCOMPARE(m_waiting->status(), 401);
        QVERIFY(m_waiting->cookies().isEmpty());
    }

    void foreignPagesDoNotSignIn() {
        ask(login());
        isRefusedAsForged();
    }

    void callsWithACookie() {
        ask(ofOwnPage(request("POST", "/api/v1/room.list", cookies)));
        QCOMPARE(m_calls.back().accessToken.value, QStringLiteral("access"));
        reply(Answer(RoomsPage{}));
        QCOMPARE(m_waiting->status(), 200);
    }

    void foreignPagesChangeNothing_data() {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("a call without a body") << QByteArray("POST") << QByteArray("/api/v1/account.logout");
        QTest::newRow("a message") << QByteArray("POST") << QByteArray("/api/messages");
        QTest::newRow("a room") << QByteArray("POST") << QByteArray("/api/rooms");
        QTest::newRow("a conversation") << QByteArray("POST") << QByteArray("/api/conversations");
        QTest::newRow("another session") << QByteArray("POST") << QByteArray("/api/v1/session/refresh");
        QTest::newRow("its end") << QByteArray("DELETE") << QByteArray("/api/v1/session");
    }
    void foreignPagesChangeNothing() {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        HttpRequest forged = request(method, path, cookies);
        forged.isSecure = true;
        ask(forged);
        isRefusedAsForged();
    }

    /// A browser shows no foreign page the answer.
    void readsWithoutProof() {
        HttpRequest asked = request("GET", "/api/rooms/7", cookies);
        asked.isSecure = true;
        ask(asked);
        QCOMPARE(m_calls.back().accessToken.value, QStringLiteral("access"));
    }

    /// Its token is no cookie: nobody but the page that knows it can send it.
    void theHeaderNeedsNoProof() {
        ask(request("POST", "/api/v1/room.list", Headers{{"authorization", "Bearer other"}} + cookies));
        QCOMPARE(m_calls.back().accessToken.value, QStringLiteral("other"));
    }

    /// Another host of the domain, or one without TLS, can set a cookie for this one, but not with such a name.
    void underTlsOnlyProtectedNamesCount() {
        const Headers plain{{"cookie", "confab=access; confab-refresh=refresh"}};
        ask(ofOwnPage(request("GET", "/api/rooms/7", plain)));
        QCOMPARE(m_waiting->status(), 401);
        ask(ofOwnPage(request("POST", "/api/v1/session/refresh", plain)));
        QCOMPARE(m_waiting->status(), 401);
        QVERIFY(m_calls.empty());
    }

    void renews() {
        ask(ofOwnPage(request("POST", "/api/v1/session/refresh", cookies)));
        QVERIFY(m_calls.back().accessToken.isEmpty());
        QCOMPARE(std::get<AccountRefresh>(m_calls.back().request).refreshToken.value, QStringLiteral("refresh"));
        reply(Answer(authOf("access2", "refresh2")));
        QCOMPARE(m_waiting->status(), 200);
        QVERIFY(m_waiting->cookies().value(0).startsWith("__Host-confab=access2; "));
        QVERIFY(m_waiting->cookies().value(1).startsWith("__Secure-confab-refresh=refresh2; "));
    }

    void ends() {
        ask(ofOwnPage(request("DELETE", "/api/v1/session", cookies)));
        reply(Answer(authOf("access2", "refresh2")));
        QTRY_COMPARE(m_calls.size(), 2U);
        QVERIFY(std::holds_alternative<AccountLogout>(m_calls.back().request));
        QCOMPARE(m_calls.back().accessToken.value, QStringLiteral("access2"));
        QVERIFY(!m_waiting->got);
        reply(Answer(Empty{}));
        QCOMPARE(m_waiting->status(), 204);
        areCleared();
    }

    void endsWhatHasEnded() {
        ask(ofOwnPage(request("DELETE", "/api/v1/session", cookies)));
        reply(fail(ErrorKind::AuthExpired));
        QCOMPARE(m_waiting->status(), 204);
        areCleared();
        ask(ofOwnPage(request("DELETE", "/api/v1/session")));
        QCOMPARE(m_waiting->status(), 204);
        areCleared();
    }

    /// A browser that has forgotten the tokens could not ask again.
    void keepsTheCookiesOfASessionThatLivesOn() {
        ask(ofOwnPage(request("DELETE", "/api/v1/session", cookies)));
        reply(fail(Error::retryLater(ErrorKind::ServerBusy, 500)));
        QCOMPARE(m_waiting->status(), 503);
        QVERIFY(m_waiting->cookies().isEmpty());
    }

    void hubsTakeThem() {
        const HttpRequest own = ofOwnPage(request("GET", "/chat", cookies));
        QCOMPARE(signalr::tokenOf(own).value_or(Secret()).value, QStringLiteral("access"));
        HttpRequest foreign = own;
        foreign.isOwnPage = false;
        QVERIFY(!signalr::tokenOf(foreign));
        foreign.query = "access_token=other";
        QCOMPARE(signalr::tokenOf(foreign).value_or(Secret()).value, QStringLiteral("other"));
    }

    void onlyListedOriginsMaySendThem() {
        const QList<QByteArray> listed{"https://listed"};
        for (const bool isListed : {true, false}) {
            HttpAnswer answer;
            allowOrigin(request("GET", "/", {{"origin", isListed ? "https://listed" : "https://evil"}}), listed,
                        answer);
            const bool allows = answer.headers.contains({"Access-Control-Allow-Credentials", "true"});
            const bool names = answer.headers.contains({"Access-Control-Allow-Origin", "https://listed"});
            QCOMPARE(allows, isListed);
            QCOMPARE(names, isListed);
        }
    }

private:
    void areCleared() {
        QCOMPARE(m_waiting->cookies(),
                 (QList<QByteArray>{"__Host-confab=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
                                    "__Secure-confab-refresh=; Path=/api/v1/session; Max-Age=0; HttpOnly; "
                                    "SameSite=Strict; Secure"}));
    }
};

QTEST_GUILESS_MAIN(TestRestCookies)
#include "tst_restcookies.moc"
