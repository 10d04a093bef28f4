// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/requestscope.h"
#include "tests/server/chat/chatundertest.h"
#include "tests/server/storage/sqltesting.h"

#include <QTest>

using namespace confab;
using namespace std::chrono_literals;

namespace {

const QString ana = QStringLiteral("ana");
const QString ben = QStringLiteral("ben");

/// Calls without a connection, and waits.
class StatelessClient {
public:
    explicit StatelessClient(ChatUnderTest& chat) : m_chat(chat) {}

    Result<Answer> ask(const Secret& token, Request request, const QString& address = QStringLiteral("192.0.2.1"),
                       const QByteArray& requestId = {}) {
        const CallTicket ticket{1, ++m_last};
        m_chat.service->inbox().post(StatelessCall{ticket, address, token, std::move(request), requestId});
        auto& replies = m_chat.ports.ports[1]->replies;
        if (!test::waitUntil([&] { return replies.contains(ticket.number); }))
            qFatal("no reply");
        return replies.at(ticket.number);
    }
    /// "ok", or the error's stable name.
    QString outcome(const Secret& token, Request request, const QString& address = QStringLiteral("192.0.2.1")) {
        const Result<Answer> result = ask(token, std::move(request), address);
        return result ? QStringLiteral("ok") : wire::key(errorRow(result.error().kind).name);
    }

private:
    ChatUnderTest& m_chat;
    quint64 m_last = 0;
};

Rates only(Family family, Rate rate) {
    Rates rates = Rates::unlimited();
    rates.set(family, rate);
    return rates;
}

} // namespace

/// Calls that bring their token along, over a real database: the rules and limits are those of a connection.
class TestStateless : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTokenIsEnough() {
        ChatUnderTest chat;
        Auth auth;
        const ConnectionId connection = chat.newPerson(ana, &auth);
        const RoomId room = chat.newRoom(connection);
        StatelessClient caller(chat);
        const Result<Answer> answer = caller.ask(auth.accessToken, RoomMembers{room, {}, {}});
        QVERIFY(answer);
        const MembersPage page = std::get<MembersPage>(*answer);
        QCOMPARE(page.members.size(), 1);
        QCOMPARE(page.members.first().name, ana);
        QCOMPARE(caller.outcome({}, RoomMembers{room, {}, {}}), QStringLiteral("auth.required"));
        QCOMPARE(caller.outcome(Secret{QStringLiteral("x")}, RoomMembers{room, {}, {}}),
                 QStringLiteral("auth.invalid"));
    }

    void theRulesAreTheSame() {
        ChatUnderTest chat;
        Auth auth;
        const RoomId room = chat.newRoom(chat.newPerson(ana));
        chat.newPerson(ben, &auth);
        StatelessClient caller(chat);
        QCOMPARE(caller.outcome(auth.accessToken, RoomMembers{room, {}, {}}), QStringLiteral("room.notMember"));
        QCOMPARE(caller.outcome(auth.accessToken, RoomMembers{RoomId{99}, {}, {}}), QStringLiteral("room.notFound"));
        QCOMPARE(caller.outcome(auth.accessToken, RoomJoin{room, {}}), QStringLiteral("ok"));
        QCOMPARE(caller.outcome(auth.accessToken, RoomMembers{room, {}, {}}), QStringLiteral("ok"));
    }

    /// What it does is told to the connections of the same person, too.
    void connectionsAreTold() {
        ChatUnderTest chat;
        Auth auth;
        const ConnectionId ofAna = chat.newPerson(ana);
        const RoomId room = chat.newRoom(ofAna);
        const ConnectionId ofBen = chat.newPerson(ben, &auth);
        StatelessClient caller(chat);
        QVERIFY(caller.ask(auth.accessToken, RoomJoin{room, {}}));
        QCOMPARE(chat.ports.receivedOf<RoomAdded>(ofBen).size(), 1U);
        QVERIFY(caller.ask(auth.accessToken, MessageSend{room, QStringLiteral("c1"), QStringLiteral("hi"), {}}));
        const auto activities = chat.ports.receivedOf<RoomActivity>(ofAna);
        QCOMPARE(activities.size(), 2U); // ben joined, ben's message
        QCOMPARE(activities.back().name, std::optional(ben));
    }

    void signsInWithoutAConnection() {
        ChatUnderTest chat;
        const RoomId room = chat.newRoom(chat.newPerson(ana));
        const auto before = chat.service->live().connections.value();
        StatelessClient caller(chat);
        const Result<Answer> answer = caller.ask({}, ChatUnderTest::login(ana));
        QVERIFY(answer);
        const Auth auth = std::get<Auth>(*answer);
        QCOMPARE(auth.user.name, ana);
        QVERIFY(auth.user.email.has_value());
        QCOMPARE(auth.rooms.size(), 1);
        QVERIFY(!auth.accessToken.isEmpty() && !auth.refreshToken.isEmpty());
        QCOMPARE(caller.outcome(auth.accessToken, RoomMembers{room, {}, {}}), QStringLiteral("ok"));
        QCOMPARE(chat.service->live().connections.value(), before);
        AccountLogin wrong = ChatUnderTest::login(ana);
        wrong.password = Secret{QStringLiteral("another password")};
        QCOMPARE(caller.outcome({}, wrong), QStringLiteral("auth.invalid"));
    }

    void aTokenEnds() {
        ChatUnderTest chat;
        Auth auth;
        chat.newPerson(ana, &auth);
        StatelessClient caller(chat);
        QCOMPARE(caller.outcome(auth.accessToken, RoomList{}), QStringLiteral("ok"));
        QCOMPARE(caller.outcome(auth.accessToken, AccountLogout{}), QStringLiteral("ok"));
        QCOMPARE(caller.outcome(auth.accessToken, RoomList{}), QStringLiteral("auth.expired"));
        Auth other;
        chat.newPerson(ben, &other);
        chat.clock.pass(11min);
        QCOMPARE(caller.outcome(other.accessToken, RoomList{}), QStringLiteral("auth.expired"));
    }

    void ratesCountForThePerson() {
        ChatUnderTest chat(only(Family::Lists, {0.001, 2}));
        Auth auth;
        const ConnectionId connection = chat.newPerson(ana, &auth);
        StatelessClient caller(chat);
        QCOMPARE(caller.outcome(auth.accessToken, RoomList{}), QStringLiteral("ok"));
        QCOMPARE(chat.outcome(connection, RoomList{}), QStringLiteral("ok")); // one bucket for both
        const Result<Answer> third = caller.ask(auth.accessToken, RoomList{}, QStringLiteral("192.0.2.99"));
        QVERIFY(!third && third.error().kind == ErrorKind::RateLimited && third.error().retryAfterMs > 0);
    }

    void tokensCountForTheAddress() {
        ChatUnderTest chat(only(Family::Resumes, {0.001, 2}));
        StatelessClient caller(chat);
        const Secret guess{QStringLiteral("guess")};
        QCOMPARE(caller.outcome(guess, RoomList{}), QStringLiteral("auth.invalid"));
        QCOMPARE(caller.outcome(guess, RoomList{}), QStringLiteral("auth.invalid"));
        QCOMPARE(caller.outcome(guess, RoomList{}), QStringLiteral("rate.limited"));
        QCOMPARE(caller.outcome(guess, RoomList{}, QStringLiteral("192.0.2.99")), QStringLiteral("auth.invalid"));
    }

    void passwordsCountForTheAddress() {
        ChatUnderTest chat(only(Family::SignIns, {0.001, 1}));
        chat.newPerson(ana);
        StatelessClient caller(chat);
        QCOMPARE(caller.outcome({}, ChatUnderTest::login(ana)), QStringLiteral("ok"));
        QCOMPARE(caller.outcome({}, ChatUnderTest::login(ana)), QStringLiteral("rate.limited"));
        QCOMPARE(chat.outcome(chat.open(), ChatUnderTest::login(ana)), QStringLiteral("rate.limited"));
    }

    void aStopAnswersIt() {
        ChatUnderTest chat;
        Auth auth;
        chat.newPerson(ana, &auth);
        chat.service->refuseCalls();
        StatelessClient caller(chat);
        QCOMPARE(caller.outcome(auth.accessToken, RoomList{}), QStringLiteral("server.draining"));
        QCOMPARE(chat.service->unanswered(), 0);
    }

    /// What goes wrong before the rule waits, and behind that, has the id that the answer's client was told.
    void linesOfTheLogHaveItsRequest() {
        ChatUnderTest chat;
        Auth auth;
        chat.newRoom(chat.newPerson(ana, &auth));
        QVERIFY(QCoro::waitFor(onWriterOf<void>(*chat.storage, [](SqlConnection& db) -> Status {
            return db.exec(QStringLiteral("UPDATE rooms SET kind = 'of another version'"));
        })));
        static QByteArrayList lines; // what the handler can reach
        lines.clear();
        const auto before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext& context, const QString&) {
            if (qstrcmp(context.category, "confab.chat") == 0)
                lines.append(RequestScope::current());
        });
        StatelessClient caller(chat);
        for (const char* id : {"first", "second"})
            caller.ask(auth.accessToken, RoomList{}, QStringLiteral("192.0.2.1"), id);
        caller.ask(auth.accessToken, RoomList{});
        qInstallMessageHandler(before);
        QCOMPARE(lines, (QByteArrayList{"first", "second", ""}));
        QVERIFY(RequestScope::current().isEmpty());
    }

    void isCounted() {
        ChatUnderTest chat;
        StatelessClient caller(chat);
        caller.ask({}, RoomList{});
        const Request list = RoomList{};
        QCOMPARE(chat.service->calls().count(list.index(), ErrorKind::AuthRequired), quint64(1));
        QCOMPARE(chat.service->calls().unanswered(), 0);
    }
};

QTEST_GUILESS_MAIN(TestStateless)
#include "tst_stateless.moc"
