// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/session.h"
#include "tests/support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace confab;
using namespace confab::client;
using namespace std::chrono_literals;

namespace {

/// A store that counts its calls, and can answer later on request.
class WatchedStore final : public SecretStore {
public:
    void read(const QString& key, Then<std::optional<Secret>> then) override { m_real.read(key, std::move(then)); }
    void write(const QString& key, const Secret& secret, Then<void> then) override {
        written.append(secret.value);
        if (hold)
            held.append([this, key, secret, then] { m_real.write(key, secret, then); });
        else
            m_real.write(key, secret, std::move(then));
    }
    void remove(const QString& key, Then<void> then) override {
        removed.append(key);
        m_real.remove(key, std::move(then));
    }
    bool isPersistent() const override { return false; }
    QString whyNotPersistent() const override { return {}; }

    QStringList written;
    QStringList removed;
    bool hold = false;
    QList<std::function<void()>> held;

private:
    MemorySecretStore m_real;
};

struct SetClock final : Clock {
    UtcTime time{1'000'000'000'000};
    UtcTime now() const override { return time; }
};

} // namespace

class TestSession : public QObject {
    Q_OBJECT

private:
    /// A server with one account whose refresh tokens are r1, r2, … and whose access tokens are a1, a2, …
    struct Server : test::ScriptedServer {
        int pair = 0;
        bool loseNextRefresh = false;
        bool accessExpired = false;
        qint64 ahead = 0; // of the client's clock
        std::optional<Error> refuseRefresh;
        const Clock& clock;
        QStringList log;

        explicit Server(const Clock& clock) : clock(clock) {
            setScript([this](const Request& request) { return reply(request); });
        }
        Auth auth() {
            ++pair;
            return Auth{{UserId{1}, QStringLiteral("Ana"), {}},
                        Secret{QStringLiteral("a%1").arg(pair)},
                        Secret{QStringLiteral("r%1").arg(pair)},
                        UtcTime{clock.now().ms + ahead + 600'000},
                        {},
                        {}};
        }
        std::optional<Result<Answer>> reply(const Request& request) {
            log.append(methodName(request));
            if (const auto* login = std::get_if<AccountLogin>(&request)) {
                if (login->password.value != u"right")
                    return fail(ErrorKind::AuthInvalid);
                return Answer(auth());
            }
            if (std::holds_alternative<AccountRegister>(request))
                return fail(ErrorKind::EmailTaken);
            if (const auto* resume = std::get_if<SessionResume>(&request)) {
                log.append(resume->accessToken.value);
                if (accessExpired) {
                    accessExpired = false;
                    return fail(ErrorKind::AuthExpired);
                }
                return Answer(Resumed{{UserId{1}, QStringLiteral("Ana"), {}}, {}, {}});
            }
            if (const auto* refresh = std::get_if<AccountRefresh>(&request)) {
                log.append(refresh->refreshToken.value);
                if (refuseRefresh)
                    return fail(*refuseRefresh);
                const Auth fresh = auth();
                if (std::exchange(loseNextRefresh, false)) {
                    abortAll(); // executed, but the answer is lost
                    return std::nullopt;
                }
                return Answer(fresh);
            }
            return Answer(Empty());
        }
    };

    /// Everything that a session needs, with quick retries.
    struct Side {
        SetClock clock;
        Server server{clock};
        WatchedStore store;
        Connection connection{Codec::Cbor, {10s, 10s, 30s}};
        double random = 0.5;
        Session session{
            connection, store, Backoff({2ms, 10ms}, [this] { return random; }), clock, {QStringLiteral("test"), 30s}};
        Account account{server.url(), QStringLiteral("ana@example.org")};
    };

    static bool signIn(Side& side) {
        std::optional<Status> done;
        side.session.signIn(side.account, Secret{QStringLiteral("right")},
                            {&side.session, [&](const Status& result) { done = result; }});
        return test::holdsSoon([&] { return done.has_value(); }) && done->has_value();
    }

private Q_SLOTS:
    void signsIn() {
        Side side;
        QSignalSpy online(&side.session, &Session::online);
        QSignalSpy began(&side.session, &Session::began);
        QVERIFY(signIn(side));
        QCOMPARE(side.session.phase(), Session::Phase::Online);
        QCOMPARE(side.session.user().name, QStringLiteral("Ana"));
        QCOMPARE(online.size(), 1);
        QCOMPARE(began.size(), 1);
        QCOMPARE(side.store.written, QStringList{QStringLiteral("r1")});
    }

    void aWrongPasswordIsSaidAndNotRetried() {
        Side side;
        std::optional<Status> done;
        side.session.signIn(side.account, Secret{QStringLiteral("wrong")},
                            {this, [&](const Status& result) { done = result; }});
        QCOMPARE(side.session.phase(), Session::Phase::SigningIn);
        QTRY_VERIFY(done);
        QCOMPARE(done->error().kind, ErrorKind::AuthInvalid);
        QCOMPARE(side.session.phase(), Session::Phase::SignedOut);
        QCOMPARE(side.session.trouble()->kind, ErrorKind::AuthInvalid);
        QTRY_COMPARE(side.server.connections(), 0);
        QCOMPARE(side.server.log, QStringList{QStringLiteral("account.login")});
    }

    void anAccountThatExistsAlready() {
        Side side;
        std::optional<Status> done;
        side.session.createAccount(side.account, QStringLiteral("Ana"), Secret{QStringLiteral("long enough")},
                                   {this, [&](const Status& result) { done = result; }});
        QTRY_VERIFY(done);
        QCOMPARE(done->error().kind, ErrorKind::EmailTaken);
    }

    void nobodyThereEndsTheSignIn() {
        Side side;
        side.server.stop();
        std::optional<Status> done;
        side.session.signIn(side.account, Secret{QStringLiteral("right")},
                            {this, [&](const Status& result) { done = result; }});
        QTRY_VERIFY(done);
        QCOMPARE(done->error().kind, ErrorKind::Disconnected);
        QCOMPARE(side.session.phase(), Session::Phase::SignedOut);
    }

    void aSecondSignInReplacesTheFirst() {
        Side side;
        QList<QString> outcomes;
        const auto note = [&](const char* which) {
            return Then<void>(this, [&outcomes, which](const Status& result) {
                outcomes.append(QLatin1String(which) + (result ? QLatin1String(" ok") : QLatin1String(" not")));
            });
        };
        side.session.signIn(side.account, Secret{QStringLiteral("wrong")}, note("first"));
        side.session.signIn(side.account, Secret{QStringLiteral("right")}, note("second"));
        QTRY_COMPARE(outcomes, (QStringList{QStringLiteral("first not"), QStringLiteral("second ok")}));
        QCOMPARE(side.session.phase(), Session::Phase::Online);
    }

    void comesBackWithTheAccessToken() {
        Side side;
        QVERIFY(signIn(side));
        QSignalSpy online(&side.session, &Session::online);
        side.server.abortAll();
        QTRY_COMPARE(side.session.phase(), Session::Phase::Offline);
        QTRY_COMPARE(online.size(), 1);
        QCOMPARE(side.server.log.mid(1), (QStringList{QStringLiteral("session.resume"), QStringLiteral("a1")}));
    }

    void goesOnTryingWhileTheServerIsAway() {
        Side side;
        QVERIFY(signIn(side));
        QSignalSpy phases(&side.session, &Session::phaseChanged);
        side.server.stop();
        QTRY_VERIFY(phases.size() >= 6); // Offline, Connecting, Offline, …
        QVERIFY(side.session.trouble());
        side.server.listen();
        QTRY_COMPARE(side.session.phase(), Session::Phase::Online);
        QVERIFY(!side.session.trouble());
    }

    void triesNowWhenAsked() {
        Side side;
        QVERIFY(signIn(side));
        side.random = 1e7; // the next wait is hours
        side.server.abortAll();
        QTRY_COMPARE(side.session.phase(), Session::Phase::Offline);
        QVERIFY(side.session.retryIn() > 60'000);
        side.session.tryNow();
        QTRY_COMPARE(side.session.phase(), Session::Phase::Online);
        QCOMPARE(side.session.retryIn(), 0);
    }

    void waitsAsLongAsADrainingServerAsks() {
        Side side;
        QVERIFY(signIn(side));
        side.server.notify(ServerDrainingNotice{3'600'000});
        side.server.closeAll(CloseCode::Draining);
        QTRY_COMPARE(side.session.phase(), Session::Phase::Offline);
        QVERIFY(side.session.retryIn() > 3'500'000);
    }

    /// A server that is too busy for a sign-in determines when the next attempt is made.
    void waitsAsLongAsABusyServerAsks() {
        Side side;
        QVERIFY(signIn(side));
        side.server.accessExpired = true;
        side.server.refuseRefresh = Error::retryLater(ErrorKind::ServerBusy, 3'600'000);
        side.server.abortAll();
        QTRY_VERIFY(side.session.phase() == Session::Phase::Offline && side.server.log.contains(QStringLiteral("r1")));
        QVERIFY(side.session.retryIn() > 3'500'000);
    }

    /// The wait grows with consecutive failures, not with the number of breaks in a session.
    void eachBreakBeginsWithAShortWait() {
        Side side;
        QVERIFY(signIn(side));
        side.random = 1e7; // of 2 ms, then 4 ms: more than the test takes
        for (int breaks = 0; breaks < 3; ++breaks) {
            side.server.abortAll();
            QTRY_COMPARE(side.session.phase(), Session::Phase::Offline);
            QVERIFY(side.session.retryIn() < 30'000'000); // a long timer is imprecise
            side.session.tryNow();
            QTRY_COMPARE(side.session.phase(), Session::Phase::Online);
        }
    }

    void anExpiredAccessTokenIsRenewed() {
        Side side;
        QVERIFY(signIn(side));
        side.server.accessExpired = true;
        QSignalSpy online(&side.session, &Session::online);
        side.server.abortAll();
        QTRY_COMPARE(online.size(), 1);
        QCOMPARE(side.server.log.mid(1),
                 (QStringList{QStringLiteral("session.resume"), QStringLiteral("a1"), QStringLiteral("account.refresh"),
                              QStringLiteral("r1"), QStringLiteral("session.resume"), QStringLiteral("a2")}));
        QCOMPARE(side.store.written, (QStringList{QStringLiteral("r1"), QStringLiteral("r2")}));
    }

    void aTokenKnownToBeOverIsNotTried() {
        Side side;
        QVERIFY(signIn(side));
        side.clock.time.ms += 3'600'000;
        QSignalSpy online(&side.session, &Session::online);
        side.server.abortAll();
        QTRY_COMPARE(online.size(), 1);
        QCOMPARE(side.server.log.at(1), QStringLiteral("account.refresh"));
    }

    void aLostRefreshReplyIsAskedForAgainWithTheSameToken() {
        Side side;
        QVERIFY(signIn(side));
        side.server.accessExpired = true;
        side.server.loseNextRefresh = true;
        QSignalSpy online(&side.session, &Session::online);
        side.server.abortAll();
        QTRY_COMPARE(online.size(), 1);
        QCOMPARE(side.server.log.filter(QRegularExpression(QStringLiteral("^r"))),
                 (QStringList{QStringLiteral("r1"), QStringLiteral("r1")}));
        // r2 never arrived; r3 was stored, and only then a3 used.
        QCOMPARE(side.store.written, (QStringList{QStringLiteral("r1"), QStringLiteral("r3")}));
        QCOMPARE(side.server.log.constLast(), QStringLiteral("a3"));
    }

    void newTokensAreStoredBeforeTheyAreUsed() {
        Side side;
        QVERIFY(signIn(side));
        side.store.hold = true;
        side.server.accessExpired = true;
        side.server.abortAll();
        QTRY_COMPARE(side.store.held.size(), 1);
        // The connection even breaks and comes back before the store is done: the new pair is still unused.
        side.server.abortAll();
        QTRY_VERIFY(side.connection.isOpen() == false);
        QTRY_VERIFY(side.connection.isOpen());
        QVERIFY(!side.server.log.contains(QStringLiteral("a2")));
        QVERIFY(side.session.phase() != Session::Phase::Online);
        side.store.held.takeFirst()();
        QTRY_COMPARE(side.session.phase(), Session::Phase::Online);
        QCOMPARE(side.server.log.constLast(), QStringLiteral("a2"));
    }

    void aRefusedRefreshTokenSignsOut() {
        Side side;
        QVERIFY(signIn(side));
        QSignalSpy ended(&side.session, &Session::ended);
        side.server.accessExpired = true;
        side.server.refuseRefresh = Error(ErrorKind::AuthExpired);
        side.server.abortAll();
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(side.session.phase(), Session::Phase::SignedOut);
        QVERIFY(side.session.trouble());
        QCOMPARE(side.store.removed, QStringList{side.account.key()});
    }

    /// A server that refuses the token that it has just issued would be asked for ever.
    void aFreshTokenThatIsRefusedSignsOut() {
        Side side;
        QVERIFY(signIn(side));
        QSignalSpy ended(&side.session, &Session::ended);
        int refreshes = 0;
        side.server.setScript([&](const Request& request) -> std::optional<Result<Answer>> {
            if (std::holds_alternative<SessionResume>(request))
                return fail(ErrorKind::AuthExpired);
            if (std::holds_alternative<AccountRefresh>(request) && ++refreshes > 3)
                return std::nullopt; // which ends a loop, and so this test
            return side.server.reply(request);
        });
        side.server.abortAll();
        QTRY_VERIFY(ended.size() == 1 || refreshes > 3);
        QCOMPARE(refreshes, 1);
        QCOMPARE(side.session.phase(), Session::Phase::SignedOut);
        QCOMPARE(side.store.removed, QStringList{side.account.key()});
    }

    /// The answer to a renewal is lost with the line that it was requested on.
    void aRenewalThatAMoveInterruptsIsRepeated() {
        Side side;
        Connection connection(Codec::Cbor, {10s, 10s, 30s}); // a move has it to itself
        Session session(connection, side.store, Backoff({2ms, 10ms}), side.clock, {QStringLiteral("test"), 5ms});
        QSignalSpy moved(&session, &Session::moved);
        side.server.setScript([&](const Request& request) -> std::optional<Result<Answer>> {
            if (std::holds_alternative<AccountRefresh>(request) && moved.isEmpty()) {
                side.server.notify(ServerDrainingNotice{0});
                return std::nullopt;
            }
            return side.server.reply(request);
        });
        // So that the first token is to be renewed at once.
        connect(&session, &Session::began, &session, [&] { side.clock.time.ms += 600'000; });
        session.signIn(side.account, Secret{QStringLiteral("right")});
        QTRY_COMPARE(moved.size(), 1);
        QTRY_COMPARE(side.store.written, (QStringList{QStringLiteral("r1"), QStringLiteral("r2")}));
        const auto refreshes = side.server.requestsOf<AccountRefresh>();
        QCOMPARE(refreshes.size(), size_t(2));
        QCOMPARE(refreshes.front().refreshToken, refreshes.back().refreshToken);
    }

    void aBusyServerIsNoReasonToSignOut() {
        Side side;
        QVERIFY(signIn(side));
        side.server.accessExpired = true;
        side.server.refuseRefresh = Error::retryLater(ErrorKind::ServerBusy, 1);
        side.server.abortAll();
        QTRY_VERIFY(side.server.log.count(QStringLiteral("r1")) >= 2);
        side.server.refuseRefresh.reset();
        QTRY_COMPARE(side.session.phase(), Session::Phase::Online);
        QVERIFY(side.store.removed.isEmpty());
    }

    void renewsBeforeTheAccessTokenIsOver() {
        Side side;
        Session session(side.connection, side.store, Backoff({2ms, 10ms}), side.clock, {QStringLiteral("test"), 5ms});
        // Ten minutes go by between a token's receipt and the moment when its renewal is planned.
        connect(&session, &Session::began, &session, [&] { side.clock.time.ms += 600'000; });
        session.signIn(side.account, Secret{QStringLiteral("right")});
        QTRY_VERIFY(side.server.log.contains(QStringLiteral("r1")));
        QCOMPARE(session.phase(), Session::Phase::Online);
        QCOMPARE(side.server.log.mid(1, 2), (QStringList{QStringLiteral("account.refresh"), QStringLiteral("r1")}));
    }

    /// Also while connected: otherwise the access token expires, and a day later the user is signed out.
    void aRenewalThatIsRefusedForNowIsTriedAgain() {
        Side side;
        Session session(side.connection, side.store, Backoff({2ms, 10ms}), side.clock, {QStringLiteral("test"), 5ms});
        connect(&session, &Session::began, &session, [&] { side.clock.time.ms += 600'000; });
        side.server.refuseRefresh = Error::retryLater(ErrorKind::ServerBusy, 1);
        session.signIn(side.account, Secret{QStringLiteral("right")});
        QTRY_VERIFY(side.server.log.count(QStringLiteral("r1")) >= 2);
        QCOMPARE(session.phase(), Session::Phase::Online);
        side.server.refuseRefresh.reset();
        QTRY_COMPARE(side.store.written, (QStringList{QStringLiteral("r1"), QStringLiteral("r2")}));
    }

    /// Whatever the clocks of the two machines say, the token's lifetime counts from its receipt.
    void clocksMayDiffer_data() {
        QTest::addColumn<qint64>("ahead"); // the server's, of the client's
        constexpr qint64 minute = 60'000;
        for (const qint64 minutes : {-600'000, -60, -11, -10, 0, 10, 60, 600'000})
            QTest::addRow("%lld minutes", static_cast<long long>(minutes)) << minutes * minute;
    }
    void clocksMayDiffer() {
        QFETCH(qint64, ahead);
        Side side;
        side.server.ahead = ahead;
        Session session(side.connection, side.store, Backoff({2ms, 10ms}), side.clock, {QStringLiteral("test"), 1ms});
        session.signIn(side.account, Secret{QStringLiteral("right")});
        QTRY_COMPARE(session.phase(), Session::Phase::Online);
        // A renewal after 1 ms would be requested before the second of these sign-ins by token, or instead of it.
        for (int resumes = 1; resumes <= 2; ++resumes) {
            side.server.abortAll();
            QTRY_COMPARE(side.server.log.count(QStringLiteral("session.resume")), resumes);
            QTRY_COMPARE(session.phase(), Session::Phase::Online);
        }
        QVERIFY2(!side.server.log.contains(QStringLiteral("account.refresh")), qPrintable(side.server.log.join(u' ')));
        // An expired token is renewed, by the client's clock alone.
        side.clock.time.ms += 3'600'000;
        side.server.abortAll();
        QTRY_VERIFY(side.server.log.contains(QStringLiteral("account.refresh")));
    }

    void resumesFromTheStore() {
        Side side;
        QVERIFY(signIn(side));
        Connection connection(Codec::Json, {10s, 10s, 30s});
        Session next(connection, side.store, Backoff({2ms, 10ms}), side.clock, {QStringLiteral("next"), 30s});
        QSignalSpy began(&next, &Session::began);
        std::optional<Status> done;
        next.resume(side.account, {this, [&](const Status& result) { done = result; }});
        QTRY_VERIFY(done);
        QVERIFY(*done);
        QCOMPARE(began.size(), 1);
        QTRY_COMPARE(next.phase(), Session::Phase::Online);
    }

    void resumesLaterWhenThereIsNoNetwork() {
        Side side;
        side.store.write(side.account.key(), Secret{QStringLiteral("r0")}, {});
        side.server.stop();
        side.session.resume(side.account);
        QTRY_COMPARE(side.session.phase(), Session::Phase::Offline);
        side.server.listen();
        QTRY_COMPARE(side.session.phase(), Session::Phase::Online);
        QCOMPARE(side.server.log.mid(0, 2), (QStringList{QStringLiteral("account.refresh"), QStringLiteral("r0")}));
    }

    void nothingToResume() {
        Side side;
        std::optional<Status> done;
        side.session.resume(side.account, {this, [&](const Status& result) { done = result; }});
        QTRY_VERIFY(done);
        QCOMPARE(done->error().kind, ErrorKind::AuthRequired);
        QCOMPARE(side.session.phase(), Session::Phase::SignedOut);
    }

    void signsOut() {
        Side side;
        QVERIFY(signIn(side));
        QSignalSpy ended(&side.session, &Session::ended);
        side.session.signOut();
        QCOMPARE(ended.size(), 1);
        QCOMPARE(side.session.phase(), Session::Phase::SignedOut);
        QVERIFY(!side.session.trouble());
        QTRY_COMPARE(side.server.log.constLast(), QStringLiteral("account.logout"));
        QTRY_COMPARE(side.server.connections(), 0);
        QCOMPARE(side.store.removed, QStringList{side.account.key()});
    }

    void signingOutOfflineForgetsTheTokenToo() {
        Side side;
        QVERIFY(signIn(side));
        side.server.stop();
        QTRY_COMPARE(side.session.phase(), Session::Phase::Offline);
        side.session.signOut();
        QCOMPARE(side.store.removed, QStringList{side.account.key()});
    }

    void aRevokedSessionDoesNotComeBack() {
        Side side;
        QVERIFY(signIn(side));
        QSignalSpy ended(&side.session, &Session::ended);
        side.server.closeAll(CloseCode::SessionRevoked);
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(side.session.phase(), Session::Phase::SignedOut);
        QVERIFY(!side.session.trouble()->message.isEmpty());
        QCOMPARE(side.store.removed, QStringList{side.account.key()});
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
