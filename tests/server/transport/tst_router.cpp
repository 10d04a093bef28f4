// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/router.h"

#include <QTest>

using namespace confab;

namespace {

HttpRequest asking(const QByteArray& method, const QByteArray& path) {
    HttpRequest request;
    request.method = method;
    request.path = path;
    return request;
}

QByteArray allowOf(const HttpAnswer& answer) {
    for (const auto& [name, value] : answer.headers) {
        if (name == "Allow")
            return value;
    }
    return {};
}

/// Who answers with the pattern of the route.
class Target final : public ReplyTarget {
public:
    void answer(HttpAnswer answer) override {
        body = answer.body;
        status = answer.status;
        ++answers;
    }
    QByteArray body;
    int status = 0;
    int answers = 0;
};

HttpRouter routerUnderTest() {
    HttpRouter router;
    const auto add = [&router](const QByteArray& method, const QByteArray& pattern) {
        router.add(method, pattern, [method, pattern](const HttpExchange& exchange) {
            exchange.reply({200, "text/plain", method + ' ' + pattern + ' ' + exchange.parameter("id")});
        });
    };
    add("GET", "/rooms/{id}");
    add("GET", "/rooms/{id}/members/{member}");
    add("POST", "/rooms/join");
    add("POST", "/rooms");
    add("GET", "/rooms");
    router.addWebSocket("/rt");
    return router;
}

} // namespace

/// Paths, methods and what answers them; and the promise of a reply.
class TestRouter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsARoute_data() {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char* method, const char* path, const char* body) {
            QTest::addRow("%s %s", method, path) << QByteArray(method) << QByteArray(path) << QByteArray(body);
        };
        row("GET", "/rooms", "GET /rooms ");
        row("POST", "/rooms", "POST /rooms ");
        row("GET", "/rooms/7", "GET /rooms/{id} 7");
        row("HEAD", "/rooms/7", "GET /rooms/{id} 7");
        row("GET", "/rooms/a%2Fb%20c", "GET /rooms/{id} a/b c");
        row("GET", "/rooms/..", "GET /rooms/{id} ..");
        row("GET", "/rooms/7/members/8", "GET /rooms/{id}/members/{member} 7");
        row("POST", "/rooms/join", "POST /rooms/join ");
    }
    void findsARoute() {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        const HttpRouter router = routerUnderTest();
        HttpRouter::Match match = router.find(asking(method, path));
        QVERIFY(match.route && !match.route->isWebSocket());
        Target target;
        PendingReply pending;
        match.route->handler({asking(method, path), match.parameters, {}, pending.expect(target)});
        QTEST(target.body, "body");
    }

    void refusesOthers_data() {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("allow");
        const auto row = [](const char* method, const char* path, int status, const char* allow = "") {
            QTest::addRow("%s %s", method, path)
                << QByteArray(method) << QByteArray(path) << status << QByteArray(allow);
        };
        row("GET", "/", 404);
        row("GET", "/room", 404);
        row("GET", "/rooms/", 404);
        row("GET", "//rooms", 404);
        row("GET", "/Rooms", 404);
        row("GET", "/rooms//members/8", 404);
        row("GET", "/rooms/7/members", 404);
        row("GET", "/rooms/7/members/8/", 404);
        row("GET", "/rt/x", 404);
        row("OPTIONS", "/nowhere", 404);
        row("DELETE", "/rooms", 405, "POST, GET, HEAD, OPTIONS");
        row("GET", "/rooms/join", 405, "POST, OPTIONS"); // and not the room "join"
        row("POST", "/rooms/7", 405, "GET, HEAD, OPTIONS");
        row("POST", "/rt", 405, "GET, HEAD, OPTIONS");
        row("get", "/rooms", 405, "POST, GET, HEAD, OPTIONS");
        row("OPTIONS", "/rooms", 204, "POST, GET, HEAD, OPTIONS");
        row("OPTIONS", "*", 204, "GET, HEAD, POST, OPTIONS");
    }
    void refusesOthers() {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        const HttpRouter router = routerUnderTest();
        const HttpRouter::Match match = router.find(asking(method, path));
        QVERIFY(!match.route);
        QTEST(match.answer.status, "status");
        QTEST(allowOf(match.answer), "allow");
    }

    void knowsTheWebSocket() {
        const HttpRouter router = routerUnderTest();
        const HttpRouter::Match match = router.find(asking("GET", "/rt"));
        QVERIFY(match.route && match.route->isWebSocket());
    }

    void answersOnce() {
        Target target;
        PendingReply pending;
        {
            const HttpReply reply = pending.expect(target);
            const HttpReply copy = reply;
            copy(httpStatus(200));
            reply(httpStatus(404));
        }
        QCOMPARE(target.answers, 1);
        QCOMPARE(target.status, 200);
    }

    void aForgottenReplyIsAnError() {
        Target target;
        PendingReply pending;
        auto reply = std::make_unique<HttpReply>(pending.expect(target));
        auto copy = std::make_unique<HttpReply>(*reply);
        reply.reset();
        QCOMPARE(target.answers, 0);
        copy.reset();
        QCOMPARE(target.status, 500);
    }

    void nobodyWaits() {
        auto target = std::make_unique<Target>();
        auto pending = std::make_unique<PendingReply>();
        const HttpReply late = pending->expect(*target);
        const auto forgotten = std::make_unique<HttpReply>(late);
        pending.reset();
        target.reset();
        late(httpStatus(200)); // goes nowhere
    }

    /// An answer to an earlier request is not taken for one to the next.
    void theNextRequestHasItsOwn() {
        Target target;
        PendingReply pending;
        const HttpReply first = pending.expect(target);
        const HttpReply second = pending.expect(target);
        first(httpStatus(404));
        QCOMPARE(target.answers, 0);
        second(httpStatus(200));
        QCOMPARE(target.status, 200);
    }
};

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
