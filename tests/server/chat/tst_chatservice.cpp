// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/codec.h"
#include "common/protocol/jsonrpc.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/storagelimits.h"
#include "tests/server/chat/chatundertest.h"

#include <QTest>

#include <future>

using namespace confab;

namespace {

const QString ana = QStringLiteral("ana");
const QString ben = QStringLiteral("ben");
const Secret roomPassword{QStringLiteral("let me in")};

/// Keeps a worker busy until released.
template <class Context>
class Held {
public:
    explicit Held(JobSink& jobs) { hold(jobs, m_letGo.get_future().share()); }
    void letGo() { m_letGo.set_value(); }

private:
    static QCoro::Task<> hold(JobSink& jobs, std::shared_future<void> until) {
        auto work = [until](Context&) {
            until.wait();
            return Result<int>(0);
        };
        JobAwaiter<Context, int, decltype(work)> job(jobs, std::move(work));
        const Result<int> done = co_await job;
        Q_UNUSED(done)
    }
    std::promise<void> m_letGo;
};

/// The database's writer.
struct HeldWriter : Held<SqlConnection> {
    explicit HeldWriter(ChatUnderTest& chat) : Held(chat.storage->writer()) {}
};
/// The thread that checks passwords.
struct HeldHashing : Held<std::monostate> {
    explicit HeldHashing(ChatUnderTest& chat) : Held(chat.pool) {}
};

} // namespace

/// The rules, family by family, over a real database.
class TestChatService : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ChatUnderTest> m_chat;

    ErrorKind kindOf(const auto& result) { return result ? ErrorKind::Unavailable : result.error().kind; }

private Q_SLOTS:
    void init() { m_chat = std::make_unique<ChatUnderTest>(); }
    void cleanup() { m_chat.reset(); }

    // ---- accounts

    void registrationSignsIn() {
        Auth auth;
        const ConnectionId c = m_chat->newPerson(ana, &auth);
        QCOMPARE(auth.user.name, ana);
        QCOMPARE(auth.user.email, std::optional(QStringLiteral("ana@example.org")));
        QVERIFY(auth.rooms.isEmpty());
        QCOMPARE(m_chat->outcome(c, RoomList{}), QStringLiteral("ok"));
    }

    void registrationRefusals() {
        m_chat->newPerson(ana);
        const ConnectionId c = m_chat->open();
        AccountRegister same = ChatUnderTest::registration(ana);
        same.email = QStringLiteral("ANA@Example.ORG");
        QCOMPARE(m_chat->outcome(c, same), QStringLiteral("account.emailTaken"));
        AccountRegister invisible = ChatUnderTest::registration(ben);
        invisible.name = QStringLiteral(" \t\u202e ");
        QCOMPARE(m_chat->ask(c, invisible).error().path, QStringLiteral("params.name"));
        AccountRegister noEmail = ChatUnderTest::registration(ben);
        for (const char* email : {"ben", "@x", "ben@", "a@b@c", "a b@c"}) {
            noEmail.email = QString::fromLatin1(email);
            QCOMPARE(m_chat->ask(c, noEmail).error().path, QStringLiteral("params.email"));
        }
        AccountRegister tooShort = ChatUnderTest::registration(ben);
        tooShort.password = Secret{QStringLiteral("1234567")};
        QCOMPARE(m_chat->ask(c, tooShort).error().path, QStringLiteral("params.password"));
    }

    void aFailedSignInTellsNothing() {
        m_chat->newPerson(ana);
        const ConnectionId c = m_chat->open();
        AccountLogin wrong = ChatUnderTest::login(ana);
        wrong.password = Secret{QStringLiteral("wrong")};
        const auto known = m_chat->ask(c, wrong);
        const auto unknown = m_chat->ask(c, ChatUnderTest::login(ben));
        QCOMPARE(known.error().kind, ErrorKind::AuthInvalid);
        const auto asFrame = [](const Error& error) { return jsonrpc::writeError(1, error, Codec::Json); };
        QCOMPARE(asFrame(known.error()), asFrame(unknown.error()));
    }

    /// A password that could not be checked is no failure: five of these do not lock the account.
    void aBusyServerIsNoWrongPassword() {
        const HashLimits oneAtOnce{0, 0, 1};
        m_chat = std::make_unique<ChatUnderTest>(Rates::unlimited(), oneAtOnce);
        m_chat->newPerson(ana);
        HeldHashing held(*m_chat);
        QTRY_COMPARE(m_chat->pool.queue().length, size_t(0)); // the thread has begun to wait
        const ConnectionId waiting = m_chat->open();
        const qint64 first = m_chat->post(waiting, ChatUnderTest::login(ana));
        QTRY_COMPARE(m_chat->pool.queue().length, size_t(1)); // which has the account's place
        for (int i = 0; i < 5; ++i)
            QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::login(ana)), QStringLiteral("rate.limited"));
        held.letGo();
        QVERIFY(m_chat->answerTo(waiting, first));
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::login(ana)), QStringLiteral("ok"));
    }

    void guessingIsThrottledForAccountsThatExistAndThatDoNot() {
        m_chat->newPerson(ana);
        for (const QString& name : {ana, QStringLiteral("nobody")}) {
            const ConnectionId c = m_chat->open();
            AccountLogin wrong = ChatUnderTest::login(name);
            wrong.password = Secret{QStringLiteral("wrong")};
            for (int i = 0; i < 5; ++i)
                QCOMPARE(m_chat->outcome(c, wrong), QStringLiteral("auth.invalid"));
            const auto refused = m_chat->ask(c, ChatUnderTest::login(name));
            QCOMPARE(kindOf(refused), ErrorKind::AuthThrottled);
            QVERIFY(refused.error().retryAfterMs.has_value());
        }
        const ConnectionId elsewhere = m_chat->open(QStringLiteral("198.51.100.7"));
        QCOMPARE(m_chat->outcome(elsewhere, ChatUnderTest::login(ana)), QStringLiteral("ok"));
        m_chat->clock.pass(std::chrono::minutes(5));
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::login(ana)), QStringLiteral("ok"));
    }

    void tokensCarryOn() {
        Auth auth;
        m_chat->newPerson(ana, &auth);
        const auto resumed = m_chat->ask(m_chat->open(), SessionResume{auth.accessToken});
        QVERIFY(resumed);
        QCOMPARE(resumed->user.name, ana);
        QCOMPARE(resumed->user.email, auth.user.email);
        const auto renewed = m_chat->ask(m_chat->open(), AccountRefresh{auth.refreshToken});
        QVERIFY(renewed);
        QVERIFY(renewed->refreshToken != auth.refreshToken);
        // The reply was lost: the old one is good until the new one is used.
        const auto again = m_chat->ask(m_chat->open(), AccountRefresh{auth.refreshToken});
        QVERIFY(again);
        QVERIFY(m_chat->ask(m_chat->open(), SessionResume{again->accessToken}));
        m_chat->clock.pass(std::chrono::minutes(11));
        QCOMPARE(m_chat->outcome(m_chat->open(), SessionResume{again->accessToken}), QStringLiteral("auth.expired"));
        QCOMPARE(m_chat->outcome(m_chat->open(), SessionResume{Secret{QStringLiteral("x")}}),
                 QStringLiteral("auth.invalid"));
        QCOMPARE(m_chat->outcome(m_chat->open(), AccountRefresh{Secret{QStringLiteral("x")}}),
                 QStringLiteral("auth.expired"));
    }

    void aStolenTokenEndsTheSession() {
        Auth auth;
        const ConnectionId live = m_chat->newPerson(ana, &auth);
        const auto renewed = m_chat->ask(live, AccountRefresh{auth.refreshToken});
        QVERIFY(m_chat->ask(m_chat->open(), SessionResume{renewed->accessToken})); // used
        QCOMPARE(m_chat->outcome(m_chat->open(), AccountRefresh{auth.refreshToken}), QStringLiteral("auth.expired"));
        const auto& closed = m_chat->ports.of(live).disconnects;
        QVERIFY(std::any_of(closed.begin(), closed.end(), [&](const Disconnect& one) {
            return one.connection == live && one.code == CloseCode::SessionRevoked;
        }));
        QCOMPARE(m_chat->outcome(live, RoomList{}), QStringLiteral("auth.required"));
    }

    void refreshOnALiveConnectionStaysInItsRooms() {
        Auth auth;
        const ConnectionId c = m_chat->newPerson(ana, &auth);
        const RoomId room = m_chat->newRoom(c);
        QVERIFY(m_chat->ask(c, RoomEnter{room, {}}));
        m_chat->ports.of(c).items.clear();
        QVERIFY(m_chat->ask(c, AccountRefresh{auth.refreshToken}));
        QCOMPARE(m_chat->ports.of(c).items.size(), size_t(1)); // the answer and nothing else
        QCOMPARE(m_chat->ports.of(c).subscriptions[c].value(room), Subscription::Events);
    }

    void logoutEndsTheSessionEverywhere() {
        Auth auth;
        const ConnectionId c = m_chat->newPerson(ana, &auth);
        const ConnectionId second = m_chat->open();
        QVERIFY(m_chat->ask(second, SessionResume{auth.accessToken}));
        QVERIFY(m_chat->ask(c, AccountLogout{}));
        QCOMPARE(m_chat->outcome(c, RoomList{}), QStringLiteral("auth.required"));
        QCOMPARE(m_chat->outcome(second, RoomList{}), QStringLiteral("auth.required"));
        QCOMPARE(m_chat->ports.of(second).disconnects.size(), size_t(1));
        QCOMPARE(m_chat->outcome(m_chat->open(), SessionResume{auth.accessToken}), QStringLiteral("auth.expired"));
        QCOMPARE(m_chat->outcome(c, ChatUnderTest::login(ana)), QStringLiteral("ok")); // on the same connection
        QCOMPARE(m_chat->outcome(c, RoomList{}), QStringLiteral("ok"));
    }

    /// Also on a single node: whichever party ends the session, and on expiry.
    void connectionsEndWithTheirSession() {
        Auth auth;
        const ConnectionId revoked = m_chat->newPerson(ana, &auth);
        const ConnectionId idle = m_chat->newPerson(ben);
        const auto closed = [&](ConnectionId connection) {
            const auto& list = m_chat->ports.of(connection).disconnects;
            return std::any_of(list.begin(), list.end(), [&](const Disconnect& one) {
                return one.connection == connection && one.code == CloseCode::SessionRevoked;
            });
        };
        const SessionId session = m_chat->tokens.verify(auth.accessToken, m_chat->clock.now())->session;
        QVERIFY(QCoro::waitFor(m_chat->storage->sessions().revoke(session, m_chat->clock.now())));
        QTRY_VERIFY_WITH_TIMEOUT(closed(revoked), 30'000);
        QVERIFY(!closed(idle));
        QCOMPARE(m_chat->outcome(idle, RoomList{}), QStringLiteral("ok"));
        m_chat->clock.pass(SessionTimes().idle);
        QTRY_VERIFY_WITH_TIMEOUT(closed(idle), 30'000);
    }

    void oneSessionTooManyEndsAnother() {
        Auth auth;
        const ConnectionId oldest = m_chat->newPerson(ana, &auth);
        const UtcTime now = m_chat->clock.now();
        const UtcTime later{now.ms + 1'000'000};
        for (int i = 1; i < limits::sessionsPerPerson; ++i) {
            const NewSession session{auth.user.id, {}, QByteArray::number(i), now, later, later};
            QVERIFY(QCoro::waitFor(m_chat->storage->sessions().create(session)));
        }
        const ConnectionId latest = m_chat->open();
        QCOMPARE(m_chat->outcome(latest, ChatUnderTest::login(ana)), QStringLiteral("ok"));
        const std::vector<Disconnect>& disconnects = m_chat->ports.of(oldest).disconnects;
        QCOMPARE(disconnects.size(), size_t(1));
        QCOMPARE(disconnects[0].connection, oldest);
        QCOMPARE(disconnects[0].code, CloseCode::SessionRevoked);
        QCOMPARE(m_chat->outcome(latest, RoomList{}), QStringLiteral("ok"));
    }

    void aSessionThatEndsDuringASignInIsNotSignedIn() {
        Auth auth;
        const ConnectionId c = m_chat->newPerson(ana, &auth);
        const ConnectionId second = m_chat->open();
        HeldWriter held(*m_chat);
        const qint64 resume = m_chat->post(second, SessionResume{auth.accessToken});
        const qint64 logout = m_chat->post(c, AccountLogout{});
        QTRY_COMPARE(m_chat->service->unanswered(), 2);
        held.letGo();
        QVERIFY(m_chat->answerTo(c, logout));
        QCOMPARE(kindOf(m_chat->answerTo(second, resume)), ErrorKind::AuthExpired);
        QCOMPARE(m_chat->outcome(second, RoomList{}), QStringLiteral("auth.required"));
        QCOMPARE(m_chat->ports.of(second).disconnects.size(), size_t(1));
    }

    void twoSignInsOnOneConnection() {
        Auth anas;
        Auth bens;
        const ConnectionId first = m_chat->newPerson(ana, &anas);
        const RoomId room = m_chat->newRoom(first);
        m_chat->newPerson(ben, &bens);
        const ConnectionId c = m_chat->open();
        const qint64 one = m_chat->post(c, SessionResume{anas.accessToken});
        const qint64 two = m_chat->post(c, SessionResume{bens.accessToken});
        QVERIFY(!m_chat->answerTo(c, one)); // overtaken
        QVERIFY(m_chat->answerTo(c, two));
        QVERIFY(!m_chat->ports.of(c).subscriptions[c].contains(room));
        QCOMPARE(m_chat->outcome(c, TypingSet{room, true}), QStringLiteral("room.notMember"));
    }

    void aConnectionThatGoesAwayDuringASignIn() {
        Auth auth;
        m_chat->newPerson(ana, &auth);
        const ConnectionId c = m_chat->open();
        HeldWriter held(*m_chat);
        m_chat->post(c, SessionResume{auth.accessToken});
        m_chat->close(c);
        QTRY_COMPARE(m_chat->service->unanswered(), 1);
        held.letGo();
        QTRY_COMPARE(m_chat->service->unanswered(), 0);
        QVERIFY(m_chat->ports.of(c).subscriptions[c].isEmpty());
    }

    // ---- rooms

    void roomsAreMadeJoinedLeftAndDeleted() {
        const ConnectionId a = m_chat->newPerson(ana);
        const ConnectionId b = m_chat->newPerson(ben);
        const RoomId room = m_chat->newRoom(a);
        const auto found = m_chat->ask(b, RoomFind{{}, {}});
        QCOMPARE(found->rooms.size(), 1);
        QVERIFY(!found->rooms[0].role.has_value());
        const auto joined = m_chat->ask(b, RoomJoin{room, {}});
        QVERIFY(joined);
        QCOMPARE(joined->room.members, 2);
        QCOMPARE(m_chat->outcome(b, RoomDelete{room}), QStringLiteral("room.forbidden"));
        QCOMPARE(m_chat->outcome(b, RoomLeave{room}), QStringLiteral("ok"));
        QCOMPARE(m_chat->outcome(b, RoomLeave{room}), QStringLiteral("room.notMember"));
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}));
        QVERIFY(m_chat->ask(a, RoomDelete{room}));
        QCOMPARE(m_chat->ports.receivedOf<RoomRemoved>(b).size(), size_t(1));
        QCOMPARE(m_chat->ports.receivedOf<RoomRemoved>(b)[0].reason, RemovalReason::Deleted);
        for (const ConnectionId c : {a, b}) {
            QCOMPARE(m_chat->outcome(c, RoomEnter{room, {}}), QStringLiteral("room.notFound"));
            QVERIFY(m_chat->ports.of(c).subscriptions[c].isEmpty());
        }
    }

    void theRoomsPassword() {
        const ConnectionId a = m_chat->newPerson(ana);
        const ConnectionId b = m_chat->newPerson(ben);
        const RoomId room = m_chat->newRoom(a, {QStringLiteral("Locked"), {}, roomPassword, {}, {}, {}});
        QCOMPARE(m_chat->outcome(b, RoomJoin{room, {}}), QStringLiteral("room.wrongPassword"));
        for (int i = 0; i < 5; ++i)
            QCOMPARE(m_chat->outcome(b, RoomJoin{room, Secret{QStringLiteral("no")}}),
                     QStringLiteral("room.wrongPassword"));
        const auto tooFast = m_chat->ask(b, RoomJoin{room, roomPassword});
        QCOMPARE(kindOf(tooFast), ErrorKind::RateLimited);
        QVERIFY(tooFast.error().retryAfterMs.has_value());
        m_chat->clock.pass(std::chrono::minutes(5));
        QCOMPARE(m_chat->outcome(b, RoomJoin{room, roomPassword}), QStringLiteral("ok"));
        QCOMPARE(m_chat->outcome(b, RoomJoin{room, {}}), QStringLiteral("ok")); // a member already
    }

    void roomsThatAreFull() {
        const ConnectionId a = m_chat->newPerson(ana);
        const ConnectionId b = m_chat->newPerson(ben);
        const RoomId two = m_chat->newRoom(a, {QStringLiteral("One"), {}, {}, {}, 1, {}});
        QCOMPARE(m_chat->ask(b, RoomJoin{two, {}}).error().capacity, std::optional<qint64>(1));
        const RoomId seats = m_chat->newRoom(a, {QStringLiteral("Seat"), {}, {}, 1, {}, {}});
        QVERIFY(m_chat->ask(b, RoomJoin{seats, {}}));
        QVERIFY(m_chat->ask(a, RoomEnter{seats, {}}));
        const auto full = m_chat->ask(b, RoomEnter{seats, {}});
        QCOMPARE(kindOf(full), ErrorKind::RoomFull);
        QCOMPARE(full.error().capacity, std::optional<qint64>(1));
        QVERIFY(m_chat->ask(a, RoomExit{seats}));
        QVERIFY(m_chat->ask(b, RoomEnter{seats, {}}));
        QCOMPARE(m_chat->ask(a, RoomList{})->rooms.last().here, 1);
    }

    void namesThatAreNone() {
        const ConnectionId a = m_chat->newPerson(ana);
        QCOMPARE(m_chat->ask(a, RoomCreate{QStringLiteral(" \n"), {}, {}, {}, {}, {}}).error().path,
                 QStringLiteral("params.name"));
        const QString longer = QString::fromUtf8("\u0958").repeated(200); // NFC takes each apart
        QCOMPARE(m_chat->ask(a, RoomCreate{longer, {}, {}, {}, {}, {}}).error().path, QStringLiteral("params.name"));
    }

    // ---- messages

    void messagesReachThoseWhoAreIn() {
        const ConnectionId a = m_chat->newPerson(ana);
        const ConnectionId b = m_chat->newPerson(ben);
        const RoomId room = m_chat->newRoom(a);
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}));
        QVERIFY(m_chat->ask(b, RoomEnter{room, {}}));
        const auto sent = m_chat->send(a, room, QStringLiteral("caf\u0065\u0301\r\nx"));
        QVERIFY(sent);
        const auto got = m_chat->ports.receivedOf<RoomEventNotice>(b);
        QCOMPARE(got.size(), size_t(1));
        QCOMPARE(got[0].event.seq, sent->seq);
        QCOMPARE(std::get<MessagePosted>(got[0].event.data).body, QStringLiteral("caf\u00e9\nx"));
    }

    void messagesThatAreNone() {
        const ConnectionId a = m_chat->newPerson(ana);
        const RoomId room = m_chat->newRoom(a);
        QCOMPARE(kindOf(m_chat->send(a, room, QStringLiteral(" \n\t"))), ErrorKind::MessageEmpty);
        QCOMPARE(kindOf(m_chat->send(a, room, QString(limits::messageBytes + 1, u'x'))), ErrorKind::MessageTooLong);
        QCOMPARE(kindOf(m_chat->send(a, room, QString(limits::messageBytes / 2 + 1, QChar(0xe9)))),
                 ErrorKind::MessageTooLong);
        QVERIFY(m_chat->send(a, room, QString(limits::messageBytes, u'x')));
        QCOMPARE(kindOf(m_chat->ask(a, MessageSend{room, QStringLiteral("r"), QStringLiteral("x"), 4711})),
                 ErrorKind::InputInvalid);
        QCOMPARE(kindOf(m_chat->send(a, RoomId{4711})), ErrorKind::RoomNotFound);
    }

    void aRetryIsAnsweredAndNotPublishedAgain() {
        const ConnectionId a = m_chat->newPerson(ana);
        const RoomId room = m_chat->newRoom(a);
        QVERIFY(m_chat->ask(a, RoomEnter{room, {}}));
        const MessageSend message{room, QStringLiteral("the id"), QStringLiteral("x"), {}};
        const auto first = m_chat->ask(a, message);
        const auto second = m_chat->ask(a, message);
        QCOMPARE(second->seq, first->seq);
        QCOMPARE(second->at, first->at);
        QCOMPARE(m_chat->ports.receivedOf<RoomEventNotice>(a).size(), size_t(1));
    }

    void enteringWhileOthersSendLeavesNoHole() {
        const ConnectionId a = m_chat->newPerson(ana);
        const ConnectionId b = m_chat->newPerson(ben);
        const RoomId room = m_chat->newRoom(a);
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}));
        for (int round = 0; round < 20; ++round) {
            m_chat->ports.of(b).received.clear();
            const Seq after = m_chat->ask(b, RoomHistory{room, {}, 1})->messages.isEmpty()
                                  ? 0
                                  : m_chat->ask(b, RoomHistory{room, {}, 1})->messages[0].seq;
            qint64 entering = 0;
            qint64 last = 0;
            for (int i = 0; i < 30; ++i) {
                if (i == round)
                    entering = m_chat->post(b, RoomEnter{room, after});
                last = m_chat->post(
                    a, MessageSend{room, QStringLiteral("%1-%2").arg(round).arg(i), QStringLiteral("x"), {}});
            }
            const Result<Answer> answer = m_chat->answerTo(b, entering);
            QVERIFY(m_chat->answerTo(a, last));
            const auto entered = std::get<Entered>(*answer);
            Seq next = after;
            for (const Event& event : entered.events)
                QCOMPARE(event.seq, ++next);
            QCOMPARE(entered.lastSeq, next);
            QVERIFY(!entered.more);
            for (const RoomEventNotice& notice : m_chat->ports.receivedOf<RoomEventNotice>(b))
                QCOMPARE(notice.event.seq, ++next);
            QCOMPARE(next, m_chat->ask(a, RoomEnter{room, {}})->lastSeq);
            QVERIFY(m_chat->ask(a, RoomExit{room}));
            QVERIFY(m_chat->ask(b, RoomExit{room}));
        }
    }

    void readPositionsReachTheOthersAndOnesOwnConnections() {
        Auth bens;
        const ConnectionId a = m_chat->newPerson(ana);
        const ConnectionId b = m_chat->newPerson(ben, &bens);
        const ConnectionId second = m_chat->open();
        QVERIFY(m_chat->ask(second, SessionResume{bens.accessToken}));
        const RoomId room = m_chat->newRoom(a);
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}));
        QVERIFY(m_chat->ask(a, RoomEnter{room, {}}));
        const Seq seq = m_chat->send(a, room)->seq;
        QCOMPARE(m_chat->ask(b, RoomMarkRead{room, seq})->unread, 0);
        QCOMPARE(m_chat->ports.receivedOf<RoomRead>(a).size(), size_t(1));
        QCOMPARE(m_chat->ports.receivedOf<RoomRead>(second).size(), size_t(1));
        QCOMPARE(m_chat->ports.receivedOf<RoomRead>(b).size(), size_t(0));
        QVERIFY(m_chat->ask(b, RoomMarkRead{room, 1})); // never back, and no news
        QCOMPARE(m_chat->ports.receivedOf<RoomRead>(a).size(), size_t(1));
    }

    void typingGoesToTheOthersInTheRoom() {
        const ConnectionId a = m_chat->newPerson(ana);
        const ConnectionId b = m_chat->newPerson(ben);
        const RoomId room = m_chat->newRoom(a);
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}));
        QVERIFY(m_chat->ask(a, RoomEnter{room, {}}));
        QVERIFY(m_chat->ask(b, RoomEnter{room, {}}));
        QVERIFY(m_chat->ask(a, TypingSet{room, true}));
        QCOMPARE(m_chat->ports.receivedOf<RoomTyping>(b).size(), size_t(1));
        QCOMPARE(m_chat->ports.receivedOf<RoomTyping>(a).size(), size_t(0));
    }

    // ---- the end

    void aDatabaseThatIsGoneIsNotTheClientsBusiness() {
        const ConnectionId a = m_chat->newPerson(ana);
        const RoomId room = m_chat->newRoom(a);
        m_chat->storage->stop();
        const auto sent = m_chat->send(a, room);
        QVERIFY(!sent);
        QVERIFY(errorRow(sent.error().kind).code != 0);
    }

    void everyCallIsAnsweredAtTheStop() {
        const ConnectionId a = m_chat->newPerson(ana);
        const RoomId room = m_chat->newRoom(a);
        std::vector<qint64> calls;
        for (int i = 0; i < 100; ++i) {
            calls.push_back(m_chat->post(a, MessageSend{room, QString::number(i), QStringLiteral("x"), {}}));
            calls.push_back(m_chat->post(m_chat->open(), ChatUnderTest::login(ana)));
        }
        QTRY_VERIFY(m_chat->service->unanswered() > 0);
        m_chat->pool.stop();
        m_chat->storage->stop();
        QCOMPARE(m_chat->service->unanswered(), 0);
    }
};

QTEST_GUILESS_MAIN(TestChatService)
#include "tst_chatservice.moc"
