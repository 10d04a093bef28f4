// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/totp.h"
#include "server/storage/sql/sqlconnection.h"
#include "tests/server/chat/chatundertest.h"

#include <QTest>

using namespace confab;

namespace {

const QString ana = QStringLiteral("ana");
const QString ok = QStringLiteral("ok");
const QString wrongCode = QStringLiteral("auth.wrongCode");
const Secret password{QStringLiteral("password of ana")};

QByteArray bytesOf(const QString& base32) {
    QByteArray bytes;
    quint32 bits = 0;
    int count = 0;
    for (const QChar c : base32) {
        bits = bits << 5 | quint32(c.isDigit() ? c.unicode() - u'2' + 26 : c.unicode() - u'A');
        count += 5;
        if (count >= 8)
            bytes.append(char(bits >> (count -= 8) & 0xff));
    }
    return bytes;
}

} // namespace

/// Signing in with a second factor, over a real database. The clock stands, so that codes are those of its moment.
class TestSecondFactor : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ChatUnderTest> m_chat;
    QByteArray m_secret; // of Ana

    /// Of the present step; `later`: of one that the window still takes.
    Secret code(qint64 later = 0) const {
        return Secret{totp::codeAt(m_secret, totp::stepAt(m_chat->clock.now()) + later)};
    }
    void nextStep() { m_chat->clock.pass(std::chrono::seconds(30)); }

    /// A connection of Ana, whose second factor is on; its recovery codes.
    ConnectionId withFactor(QList<Secret>* recovery = nullptr) {
        const ConnectionId here = m_chat->newPerson(ana);
        m_secret = bytesOf(m_chat->ask(here, MfaBegin{password}).value().secret.value);
        const auto codes = m_chat->ask(here, MfaConfirm{code()});
        if (!codes)
            qFatal("%s", qPrintable(codes.error().message));
        if (recovery)
            *recovery = codes->recoveryCodes;
        nextStep();
        return here;
    }
    Secret challenge(const QString& address = QStringLiteral("192.0.2.1")) {
        const auto refused = m_chat->ask(m_chat->open(address), ChatUnderTest::login(ana));
        if (refused || refused.error().kind != ErrorKind::AuthCodeRequired)
            qFatal("no code is required");
        return Secret{refused.error().challenge};
    }
    QString answer(const Secret& challenge, const Secret& code) {
        return m_chat->outcome(m_chat->open(), AccountCode{challenge, code});
    }

private Q_SLOTS:
    void init() { m_chat = std::make_unique<ChatUnderTest>(); }
    void cleanup() { m_chat.reset(); }

    void itIsSwitchedOnWithThePasswordAndAFirstCode() {
        Auth auth;
        const ConnectionId here = m_chat->newPerson(ana, &auth);
        QVERIFY(!auth.user.mfa);
        QCOMPARE(m_chat->outcome(here, MfaConfirm{Secret{QStringLiteral("000000")}}), QStringLiteral("input.invalid"));
        QCOMPARE(m_chat->outcome(here, MfaBegin{Secret{QStringLiteral("wrong")}}), QStringLiteral("auth.invalid"));
        const auto offer = m_chat->ask(here, MfaBegin{password});
        QVERIFY(offer);
        QVERIFY(offer->uri.value.contains(offer->secret.value));
        QVERIFY(!offer->qr.isEmpty());
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::login(ana)), ok); // not before the first code
        m_secret = bytesOf(offer->secret.value);
        QCOMPARE(m_chat->outcome(here, MfaConfirm{code(-2)}), wrongCode);
        const auto codes = m_chat->ask(here, MfaConfirm{code()});
        QVERIFY(codes);
        QCOMPARE(codes->recoveryCodes.size(), 10);
        QCOMPARE(m_chat->outcome(here, RoomList{}), ok); // no session has ended
        QCOMPARE(m_chat->outcome(m_chat->open(), AccountRefresh{auth.refreshToken}), ok);
        const auto resumed = m_chat->ask(m_chat->open(), SessionResume{auth.accessToken});
        QCOMPARE(m_chat->outcome(here, MfaBegin{password}), QStringLiteral("input.invalid")); // it is on
        Q_UNUSED(resumed)
    }

    void aSignInAsksForACode() {
        withFactor();
        const Secret first = challenge();
        const ConnectionId there = m_chat->open();
        QCOMPARE(m_chat->outcome(there, AccountCode{first, Secret{QStringLiteral("000000")}}), wrongCode);
        QCOMPARE(m_chat->outcome(there, RoomList{}), QStringLiteral("auth.required"));
        const auto auth = m_chat->ask(there, AccountCode{first, code()});
        QVERIFY(auth);
        QCOMPARE(auth->user.mfa, std::optional(true));
        QCOMPARE(auth->user.email, std::optional(QStringLiteral("ana@example.org")));
        QCOMPARE(m_chat->outcome(there, RoomList{}), ok);
        QVERIFY(m_chat->tokens.verify(auth->accessToken, m_chat->clock.now()));
        QCOMPARE(m_chat->outcome(m_chat->open(), AccountRefresh{auth->refreshToken}), ok); // which asks for none
    }

    void theDeviceIsThatOfThePassword() {
        const ConnectionId here = withFactor();
        AccountLogin phone = ChatUnderTest::login(ana);
        phone.device = QStringLiteral("Phone");
        const auto refused = m_chat->ask(m_chat->open(), phone);
        QCOMPARE(answer(Secret{refused.error().challenge}, code()), ok);
        QCOMPARE(m_chat->ask(here, SessionList{})->sessions.first().device, QStringLiteral("Phone"));
    }

    void aWrongPasswordSaysNothingOfIt() {
        withFactor();
        AccountLogin login = ChatUnderTest::login(ana);
        login.password = Secret{QStringLiteral("wrong one")};
        QCOMPARE(m_chat->outcome(m_chat->open(), login), QStringLiteral("auth.invalid"));
    }

    /// Who looks over a shoulder gets nothing by it.
    void aCodeWorksOnce() {
        withFactor();
        const Secret used = code();
        QCOMPARE(answer(challenge(), used), ok);
        QCOMPARE(answer(challenge(), used), wrongCode);
        nextStep();
        QCOMPARE(answer(challenge(), used), wrongCode); // the window still has it
        QCOMPARE(answer(challenge(), code()), ok);
    }

    void aChallengeWorksOnce() {
        withFactor();
        const Secret once = challenge();
        QCOMPARE(answer(once, code()), ok);
        nextStep();
        QCOMPARE(answer(once, code()), QStringLiteral("auth.expired"));
    }

    void aChallengeIsOverAfterFiveMinutes() {
        withFactor();
        const Secret late = challenge();
        m_chat->clock.pass(std::chrono::minutes(5));
        QCOMPARE(answer(late, code()), QStringLiteral("auth.expired"));
    }

    void aRecoveryCodeSignsInOnce() {
        QList<Secret> recovery;
        withFactor(&recovery);
        QCOMPARE(answer(challenge(), recovery[3]), ok);
        QCOMPARE(answer(challenge(), recovery[3]), wrongCode);
        const Secret typed{recovery[4].value.toLower().replace(u'-', u' ')};
        QCOMPARE(answer(challenge(), typed), ok);
    }

    /// Neither more challenges nor more addresses give more guesses.
    void guessesAreFew() {
        withFactor();
        const Secret one = challenge();
        const Secret two = challenge(QStringLiteral("203.0.113.5"));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(answer(one, Secret{QStringLiteral("00000%1").arg(i)}), wrongCode);
        for (int i = 0; i < 2; ++i)
            QCOMPARE(answer(two, Secret{QStringLiteral("00001%1").arg(i)}), wrongCode);
        const auto refused = m_chat->ask(m_chat->open(QStringLiteral("198.51.100.9")), AccountCode{one, code()});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::AuthThrottled);
        QVERIFY(refused.error().retryAfterMs);
        m_chat->clock.pass(std::chrono::minutes(5));
        QCOMPARE(answer(challenge(), code()), ok);
    }

    void aNewPasswordVoidsAChallenge() {
        const ConnectionId here = withFactor();
        const Secret old = challenge();
        QCOMPARE(m_chat->outcome(here, AccountChangePassword{password, Secret{QStringLiteral("another one")}}), ok);
        QCOMPARE(answer(old, code()), QStringLiteral("auth.expired"));
    }

    void switchingItOffNeedsBoth() {
        const ConnectionId here = withFactor();
        const Secret waiting = challenge();
        QCOMPARE(m_chat->outcome(here, MfaDisable{Secret{QStringLiteral("wrong")}, code()}),
                 QStringLiteral("auth.invalid"));
        QCOMPARE(m_chat->outcome(here, MfaDisable{password, Secret{QStringLiteral("000000")}}), wrongCode);
        QCOMPARE(m_chat->outcome(here, MfaDisable{password, code()}), ok);
        QCOMPARE(m_chat->outcome(here, RoomList{}), ok);
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::login(ana)), ok);
        QCOMPARE(answer(waiting, code(1)), QStringLiteral("auth.expired"));
        QCOMPARE(m_chat->outcome(here, MfaDisable{password, code(1)}), QStringLiteral("input.invalid"));
    }

    void theDatabaseHasNoSecret() {
        withFactor();
        const auto user = QCoro::waitFor(m_chat->storage->users().byEmail(QStringLiteral("ana@example.org")));
        const auto factor = QCoro::waitFor(m_chat->storage->secondFactors().of((*user)->user.id));
        QVERIFY(!(*factor)->secret.contains(m_secret));
        QVERIFY(!(*factor)->secret.contains(totp::base32(m_secret).toLatin1()));
    }

    void othersAreNotTold() {
        const ConnectionId here = withFactor();
        const ConnectionId ben = m_chat->newPerson(QStringLiteral("ben"));
        const auto found = m_chat->ask(ben, UserFind{ana, {}});
        QCOMPARE(found->users.size(), 1);
        QVERIFY(!found->users.first().mfa);
        Q_UNUSED(here)
    }
};

QTEST_GUILESS_MAIN(TestSecondFactor)
#include "tst_secondfactor.moc"
