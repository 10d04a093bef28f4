// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlconnection.h"
#include "tests/server/chat/chatundertest.h"

#include <QTest>

#include <algorithm>
#include <future>

using namespace confab;

namespace {

const QString ana = QStringLiteral("ana");
const QString ben = QStringLiteral("ben");
const QString ok = QStringLiteral("ok");
const Secret oldPassword{QStringLiteral("password of ana")};
const Secret newPassword{QStringLiteral("another one")};

QCoro::Task<> hold(JobSink& writer, std::shared_future<void> until) {
    auto work = [until](SqlConnection&) {
        until.wait();
        return Result<int>(0);
    };
    JobAwaiter<SqlConnection, int, decltype(work)> job(writer, std::move(work));
    const Result<int> done = co_await job;
    Q_UNUSED(done)
}

QCoro::Task<> change(UserStore& users, UserId user, SessionId keep, UtcTime now) {
    const QByteArray hash("another");
    const Result<QList<SessionId>> ended = co_await users.changePassword(user, hash, keep, now);
    Q_UNUSED(ended)
}

} // namespace

/// A person's own password and devices, over a real database.
class TestCredentials : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ChatUnderTest> m_chat;

    ConnectionId signedIn(AccountLogin login, Auth* auth = nullptr) {
        const ConnectionId connection = m_chat->open(QStringLiteral("198.51.100.7"));
        const auto answer = m_chat->ask(connection, std::move(login));
        if (!answer)
            qFatal("%s", qPrintable(answer.error().message));
        if (auth)
            *auth = *answer;
        return connection;
    }
    SessionId sessionOf(const Auth& auth) {
        return m_chat->tokens.verify(auth.accessToken, m_chat->clock.now())->session;
    }
    bool isClosed(ConnectionId connection) {
        const auto& all = m_chat->ports.of(connection).disconnects;
        return std::any_of(all.begin(), all.end(), [&](const Disconnect& one) {
            return one.connection == connection && one.code == CloseCode::SessionRevoked;
        });
    }
    QString tryRefresh(const Auth& auth) { return m_chat->outcome(m_chat->open(), AccountRefresh{auth.refreshToken}); }
    QString tryAccess(const Auth& auth) { return m_chat->outcome(m_chat->open(), SessionResume{auth.accessToken}); }

private Q_SLOTS:
    void init() { m_chat = std::make_unique<ChatUnderTest>(); }
    void cleanup() { m_chat.reset(); }

    void aPersonSeesOwnDevicesOnly() {
        m_chat->newPerson(ben);
        Auth first;
        const ConnectionId here = m_chat->newPerson(ana, &first);
        m_chat->clock.pass(std::chrono::minutes(1));
        AccountLogin phone = ChatUnderTest::login(ana);
        phone.device = QStringLiteral("Phone");
        Auth second;
        signedIn(phone, &second);
        const auto list = m_chat->ask(here, SessionList{});
        QVERIFY(list);
        QCOMPARE(list->sessions.size(), 2);
        const DeviceSession& other = list->sessions[0];
        QCOMPARE(other.id, sessionOf(second));
        QCOMPARE(other.device, QStringLiteral("Phone"));
        QCOMPARE(other.createdAt, m_chat->clock.now());
        QCOMPARE(other.lastUsedAt, m_chat->clock.now());
        QCOMPARE(other.address, std::optional(QStringLiteral("198.51.100.7")));
        QVERIFY(!other.current);
        QVERIFY(list->sessions[1].current);
        QCOMPARE(list->sessions[1].id, sessionOf(first));
    }

    void aRenewalSaysWhenAndFromWhereADeviceWasUsed() {
        Auth auth;
        const ConnectionId here = m_chat->newPerson(ana, &auth);
        const UtcTime signedInAt = m_chat->clock.now();
        m_chat->clock.pass(std::chrono::hours(1));
        const ConnectionId elsewhere = m_chat->open(QStringLiteral("203.0.113.5"));
        QCOMPARE(m_chat->outcome(elsewhere, AccountRefresh{auth.refreshToken}), ok);
        const auto list = m_chat->ask(here, SessionList{});
        QVERIFY(list);
        QCOMPARE(list->sessions.size(), 1);
        QCOMPARE(list->sessions[0].createdAt, signedInAt);
        QCOMPARE(list->sessions[0].lastUsedAt, m_chat->clock.now());
        QCOMPARE(list->sessions[0].address, std::optional(QStringLiteral("203.0.113.5")));
    }

    void anEndedDeviceIsOutAtOnce() {
        Auth lost;
        const ConnectionId here = m_chat->newPerson(ana);
        const ConnectionId there = signedIn(ChatUnderTest::login(ana), &lost);
        QCOMPARE(m_chat->outcome(here, SessionEnd{sessionOf(lost)}), ok);
        QVERIFY(isClosed(there));
        QCOMPARE(m_chat->outcome(there, RoomList{}), QStringLiteral("auth.required"));
        QCOMPARE(tryAccess(lost), QStringLiteral("auth.expired"));
        QCOMPARE(tryRefresh(lost), QStringLiteral("auth.expired"));
        QCOMPARE(m_chat->ask(here, SessionList{})->sessions.size(), 1);
        QCOMPARE(m_chat->outcome(here, SessionEnd{sessionOf(lost)}), ok); // it is so already
    }

    void anothersDeviceStays() {
        Auth bens;
        const ConnectionId there = m_chat->newPerson(ben, &bens);
        const ConnectionId here = m_chat->newPerson(ana);
        for (const SessionId session : {sessionOf(bens), SessionId{limits::maxId}}) {
            const auto refused = m_chat->ask(here, SessionEnd{session});
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, ErrorKind::InputInvalid);
            QCOMPARE(refused.error().path, QStringLiteral("params.id"));
        }
        QCOMPARE(m_chat->outcome(there, RoomList{}), ok);
        QCOMPARE(tryRefresh(bens), ok);
    }

    /// As by account.logout: the caller hears of it, and may sign in again.
    void onesOwnDeviceEndsToo() {
        Auth auth;
        const ConnectionId here = m_chat->newPerson(ana, &auth);
        const ConnectionId second = m_chat->open();
        QVERIFY(m_chat->ask(second, SessionResume{auth.accessToken}));
        QCOMPARE(m_chat->outcome(here, SessionEnd{sessionOf(auth)}), ok);
        QVERIFY(isClosed(second));
        QVERIFY(!isClosed(here));
        QCOMPARE(m_chat->outcome(here, RoomList{}), QStringLiteral("auth.required"));
        QCOMPARE(m_chat->outcome(here, ChatUnderTest::login(ana)), ok);
    }

    void aNewPasswordEndsAllOtherDevices() {
        Auth own;
        Auth other;
        Auth bens;
        const ConnectionId here = m_chat->newPerson(ana, &own);
        const ConnectionId there = signedIn(ChatUnderTest::login(ana), &other);
        const ConnectionId bensPlace = m_chat->newPerson(ben, &bens);
        QCOMPARE(m_chat->outcome(here, AccountChangePassword{oldPassword, newPassword}), ok);
        QVERIFY(isClosed(there));
        QCOMPARE(tryAccess(other), QStringLiteral("auth.expired"));
        QCOMPARE(tryRefresh(other), QStringLiteral("auth.expired"));
        QVERIFY(!isClosed(here));
        QCOMPARE(m_chat->outcome(here, RoomList{}), ok);
        QCOMPARE(tryRefresh(own), ok);
        QVERIFY(!isClosed(bensPlace));
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::login(ana)), QStringLiteral("auth.invalid"));
        AccountLogin anew = ChatUnderTest::login(ana);
        anew.password = newPassword;
        QCOMPARE(m_chat->outcome(m_chat->open(), anew), ok);
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::login(ben)), ok);
    }

    void aWrongOldPasswordChangesNothing() {
        Auth other;
        const ConnectionId here = m_chat->newPerson(ana);
        signedIn(ChatUnderTest::login(ana), &other);
        QCOMPARE(m_chat->outcome(here, AccountChangePassword{newPassword, newPassword}),
                 QStringLiteral("auth.invalid"));
        QCOMPARE(tryAccess(other), ok);
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::login(ana)), ok);
        QCOMPARE(m_chat->outcome(here, RoomList{}), ok);
    }

    void aNewPasswordHasTheRulesOfARegistration() {
        const ConnectionId here = m_chat->newPerson(ana);
        const QString tooLong(limits::passwordBytes, QChar(0xe9)); // two bytes each
        for (const QString& bad : {QStringLiteral("1234567"), tooLong}) {
            const auto refused = m_chat->ask(here, AccountChangePassword{oldPassword, Secret{bad}});
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, ErrorKind::InputInvalid);
            QCOMPARE(refused.error().path, QStringLiteral("params.new"));
        }
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::login(ana)), ok);
    }

    /// Whoever holds a token of the person does not guess on, from no address; signing in is not kept from the owner.
    void guessingTheOldPasswordIsThrottled() {
        Auth auth;
        m_chat->newPerson(ana, &auth);
        for (int i = 0; i < 5; ++i) {
            const ConnectionId elsewhere = m_chat->open(QStringLiteral("203.0.113.%1").arg(i));
            QVERIFY(m_chat->ask(elsewhere, SessionResume{auth.accessToken}));
            QCOMPARE(m_chat->outcome(elsewhere, AccountChangePassword{newPassword, newPassword}),
                     QStringLiteral("auth.invalid"));
        }
        const ConnectionId here = m_chat->open();
        QVERIFY(m_chat->ask(here, SessionResume{auth.accessToken}));
        const auto refused = m_chat->ask(here, AccountChangePassword{oldPassword, newPassword});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::AuthThrottled);
        QVERIFY(refused.error().retryAfterMs.has_value());
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::login(ana)), ok);
        m_chat->clock.pass(std::chrono::minutes(5));
        QCOMPARE(m_chat->outcome(here, AccountChangePassword{oldPassword, newPassword}), ok);
    }

    /// The password was right a moment ago.
    void aSignInOnItsWayIsRefused() {
        Auth auth;
        m_chat->newPerson(ana, &auth);
        std::promise<void> letGo;
        hold(m_chat->storage->writer(), letGo.get_future().share());
        QTRY_COMPARE(m_chat->storage->counts().queues.writer.length, size_t(0)); // the writer has begun to wait
        change(m_chat->storage->users(), auth.user.id, sessionOf(auth), m_chat->clock.now());
        const ConnectionId late = m_chat->open();
        const qint64 login = m_chat->post(late, ChatUnderTest::login(ana));
        QTRY_COMPARE(m_chat->storage->counts().queues.writer.length, size_t(2)); // the change, and the new session
        letGo.set_value();
        const Result<Answer> answer = m_chat->answerTo(late, login);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::AuthInvalid);
        QCOMPARE(m_chat->outcome(late, RoomList{}), QStringLiteral("auth.required"));
    }

    void itCountsForTheRateOfSignIns() {
        Rates rates = Rates::unlimited();
        rates.set(Family::SignIns, {0.001, 2});
        m_chat = std::make_unique<ChatUnderTest>(rates);
        const ConnectionId here = m_chat->newPerson(ana);
        const AccountChangePassword wrong{newPassword, newPassword};
        QCOMPARE(m_chat->outcome(here, wrong), QStringLiteral("auth.invalid"));
        QCOMPARE(m_chat->outcome(here, wrong), QStringLiteral("auth.invalid"));
        QCOMPARE(m_chat->outcome(here, wrong), QStringLiteral("rate.limited"));
    }
};

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
