// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/totp.h"
#include "tests/e2e/coretest.h"
#include "tests/e2e/filesclient.h"

#include <algorithm>

using namespace confab;
using namespace confab::test;

/// Second factors, another address and the end of an account, over the wire and over HTTP. Codes are those of the
/// present step and of the one behind it, which the window takes; so no test waits for a step to end.
class TestCoreSecondFactor : public CoreTest {
    Q_OBJECT

private Q_SLOTS:
    void aSignInNeedsACode();
    void httpHasASecondStep();
    void browsersHaveASecondStep();
    void theOperatorHelpsWhoLostAll();
    void anAddressIsChanged();
    void anExportIsItsOwnersAlone();
    void anEndedAccountIsGoneAlsoAfterAKill();

private:
    struct Factor {
        QByteArray secret;
        QList<Secret> recovery;
    };
    static QByteArray bytesOf(const QString& base32);
    static Secret code(const Factor& factor, qint64 later) {
        return Secret{totp::codeAt(factor.secret, totp::stepAt(UtcTime::now()) + later)};
    }
    static bool switchOn(const Person& person, Factor* factor);
    Response post(const QByteArray& path, const QByteArray& body, const QByteArray& fields = {}) const;
};

QByteArray TestCoreSecondFactor::bytesOf(const QString& base32) {
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

bool TestCoreSecondFactor::switchOn(const Person& person, Factor* factor) {
    const auto offer = person->call(MfaBegin{person.password});
    if (!offer)
        return false;
    factor->secret = bytesOf(offer->secret.value);
    const auto codes = person->call(MfaConfirm{code(*factor, 0)});
    if (codes)
        factor->recovery = codes->recoveryCodes;
    return codes.has_value();
}

Response TestCoreSecondFactor::post(const QByteArray& path, const QByteArray& body, const QByteArray& fields) const {
    RawSocket socket;
    const QByteArray request =
        "POST " + path +
        " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
        "\r\n" + fields + "\r\n" + body;
    return socket.connectTo(doorOf(m_daemon)) ? responseOf(socket.http(request)) : Response();
}

void TestCoreSecondFactor::aSignInNeedsACode() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    Factor factor;
    QVERIFY(switchOn(ana, &factor));
    VERIFY_DONE(ana->call(RoomList{})); // no session ends
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    const auto asked = client.call(AccountLogin{ana.email, ana.password, text("Phone")});
    VERIFY_REFUSED(asked, AuthCodeRequired);
    QVERIFY(!asked.error().challenge.isEmpty());
    VERIFY_REFUSED(client.call(RoomList{}), AuthRequired);
    const Secret challenge{asked.error().challenge};
    VERIFY_REFUSED(client.call(AccountCode{challenge, Secret{text("000000")}}), AuthWrongCode);
    VERIFY_OK(auth, client.call(AccountCode{challenge, factor.recovery[0]}));
    QCOMPARE(auth.user.mfa, std::optional(true));
    VERIFY_DONE(client.call(RoomList{}));
    VERIFY_DONE(client.call(AccountRefresh{auth.refreshToken}));
    VERIFY_REFUSED(ana->call(MfaDisable{ana.password, factor.recovery[0]}), AuthWrongCode); // it is used
    VERIFY_DONE(ana->call(MfaDisable{ana.password, factor.recovery[1]}));
    VERIFY_DONE(ana->call(AccountLogin{ana.email, ana.password, {}}));
}

void TestCoreSecondFactor::httpHasASecondStep() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    Factor factor;
    QVERIFY(switchOn(ana, &factor));
    const QByteArray login = QByteArray(R"({"email":"MAIL","password":"WORD"})")
                                 .replace("MAIL", ana.email.toUtf8())
                                 .replace("WORD", ana.password.value.toUtf8());
    const Response asked = post("/api/users/login", login);
    QCOMPARE(asked.status, 401);
    QCOMPARE(asked.kind(), text("auth.codeRequired"));
    const QByteArray second =
        QByteArray(R"({"challenge":"CHALLENGE","code":"CODE"})").replace("CHALLENGE", asked.text("challenge").toUtf8());
    const Response wrong = post("/api/users/login/code", QByteArray(second).replace("CODE", "000000"));
    QCOMPARE(wrong.kind(), text("auth.wrongCode"));
    const Response right =
        post("/api/users/login/code", QByteArray(second).replace("CODE", factor.recovery[0].value.toUtf8()));
    QVERIFY2(right.status == 200, right.body.constData());
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    VERIFY_DONE(client.call(SessionResume{Secret{right.text("token")}}));
}

void TestCoreSecondFactor::browsersHaveASecondStep() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    Factor factor;
    QVERIFY(switchOn(ana, &factor));
    const QByteArray own = "Origin: http://a\r\n";
    const QByteArray login = QByteArray(R"({"email":"MAIL","password":"WORD"})")
                                 .replace("MAIL", ana.email.toUtf8())
                                 .replace("WORD", ana.password.value.toUtf8());
    const Response asked = post("/api/v1/session", login, own);
    QCOMPARE(asked.kind(), text("auth.codeRequired"));
    QVERIFY(!asked.head.toLower().contains("set-cookie"));
    const QByteArray second = QByteArray(R"({"challenge":"CHALLENGE","code":"CODE"})")
                                  .replace("CHALLENGE", asked.text("challenge").toUtf8())
                                  .replace("CODE", factor.recovery[0].value.toUtf8());
    QCOMPARE(post("/api/v1/session/code", second, "Origin: http://b\r\n").status, 403);
    const Response begun = post("/api/v1/session/code", second, own);
    QVERIFY2(begun.status == 200 && !begun.body.contains("oken"), begun.body.constData());
    QVERIFY(begun.head.contains("confab="));
}

void TestCoreSecondFactor::theOperatorHelpsWhoLostAll() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    Factor factor;
    QVERIFY(switchOn(ana, &factor));
    const auto user = [this](const QStringList& arguments) {
        return DaemonProcess::run(QStringList{text("user"), arguments.first(), text("--data"), m_daemon.folder()} +
                                  arguments.mid(1));
    };
    const QByteArray row = ana.email.toUtf8() + "> (second factor)";
    QVERIFY(user({text("list")}).output.contains(row));
    const auto helped = user({text("no-second-factor"), text("--email"), ana.email});
    QVERIFY2(helped.exitCode == 0, helped.errors.constData());
    QVERIFY(!user({text("list")}).output.contains(row));
    VERIFY_DONE(ana->call(AccountLogin{ana.email, ana.password, {}}));
    QVERIFY(user({text("no-second-factor"), text("--email"), ana.email}).exitCode != 0);
}

void TestCoreSecondFactor::anAddressIsChanged() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    VERIFY_REFUSED(ana->call(AccountChangeEmail{ben.email, ana.password}), EmailTaken);
    VERIFY_REFUSED(ana->call(AccountChangeEmail{text("new@example.org"), Secret{text("wrong")}}), AuthInvalid);
    const QString next = QString(u"new-" % ana.email);
    VERIFY_DONE(ana->call(AccountChangeEmail{next, ana.password}));
    VERIFY_REFUSED(ana->call(AccountLogin{ana.email, ana.password, {}}), AuthInvalid);
    VERIFY_DONE(ana->call(AccountLogin{next, ana.password, {}}));
}

void TestCoreSecondFactor::anExportIsItsOwnersAlone() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana, text("Mine"));
    VERIFY_DONE(ana->call(messageFor(room.id, text("what I wrote"))));
    VERIFY_OK(answer, ana->call(AccountExport{}));
    const auto get = [&](const Person& reader) {
        RawSocket socket;
        const QByteArray request = "GET /files/" + answer.file.id.toLatin1() +
                                   " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " +
                                   reader.auth.accessToken.value.toLatin1() + "\r\n\r\n";
        return socket.connectTo(doorOf(m_daemon)) ? responseOf(socket.http(request)) : Response();
    };
    const Response own = get(ana);
    QCOMPARE(own.status, 200);
    QCOMPARE(own.body.size(), answer.file.bytes);
    QVERIFY(own.body.startsWith("{\"account\":") && own.body.contains("what I wrote"));
    QCOMPARE(get(ben).status, 404);
}

/// The rest of it is done after the next start.
void TestCoreSecondFactor::anEndedAccountIsGoneAlsoAfterAKill() {
    const Person ana = person("Ana");
    Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana, text("Shared"));
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    for (int i = 0; i < 20; ++i)
        VERIFY_DONE(ana->callUntilServed(messageFor(room.id, text("secret"))));
    VERIFY_DONE(ana->call(AccountDelete{ana.password}));
    m_daemon.kill();
    QVERIFY2(m_daemon.start(), m_daemon.errors().constData());
    const Person again = againAs(m_daemon, ben, m_codec);
    QVERIFY(again);
    VERIFY_REFUSED(again->call(AccountLogin{ana.email, ana.password, {}}), AuthInvalid);
    const Person reader = againAs(m_daemon, ben, m_codec);
    QVERIFY(waitUntil([&] {
        const auto history = reader->call(RoomHistory{room.id, {}, 200});
        return history && std::all_of(history->messages.begin(), history->messages.end(),
                                      [](const Message& message) { return message.deletedAt.has_value(); });
    }));
    QVERIFY(waitUntil([&] {
        const auto members = reader->call(RoomMembers{room.id, {}, {}});
        return members && members->members.size() == 1 && members->members.first().role == Role::Owner;
    }));
}

QTEST_GUILESS_MAIN(TestCoreSecondFactor)
#include "tst_coresecondfactor.moc"
