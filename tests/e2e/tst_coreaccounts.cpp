// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/jsonrpc.h"
#include "tests/e2e/coretest.h"

#include <QUuid>

#include <algorithm>

using namespace confab;
using namespace confab::test;

/// Accounts and sessions.
class TestCoreAccounts : public CoreTest {
    Q_OBJECT

private Q_SLOTS:
    void registers();
    void emailIsUnique();
    void signsIn();
    void failuresLookAlike();
    void throttles();
    void throttlesUnknownAddressesAlike();
    void resumes();
    void refusesBadTokens();
    void rotates();
    void rotationSurvivesALostReply();
    void superseededTokenEndsTheSession();
    void signOutEndsAllConnectionsOfTheSession();
    void anEndedDeviceIsOut();
    void aNewPasswordEndsOtherDevices();
    void anotherPersonOnTheSameConnection();
    void namesPeople();

private:
    static QString freshEmail() { return QUuid::createUuid().toString(QUuid::WithoutBraces) % u"@Example.org"; }
};

void TestCoreAccounts::registers() {
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    const QString email = freshEmail();
    const UtcTime before = UtcTime::now();
    VERIFY_OK(auth, client.call(AccountRegister{text("  Ana \xe2\x80\xae Lísa\xcc\x81 "), email,
                                                Secret{text("12345678")}, text("Laptop")}));
    QCOMPARE(auth.user.name, text("Ana  Lísá"));
    QCOMPARE(auth.user.email, email);
    QVERIFY(auth.user.id);
    QVERIFY(auth.rooms.isEmpty());
    QVERIFY(auth.expiresAt > before && auth.expiresAt.ms < before.ms + 3'600'000);
    QVERIFY(!auth.accessToken.isEmpty() && !auth.refreshToken.isEmpty());
    VERIFY_DONE(client.call(RoomList{}));
}

void TestCoreAccounts::emailIsUnique() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    const AccountRegister again{text("Other"), QString(u" " % ana.email.toUpper()), Secret{text("12345678")}, {}};
    VERIFY_REFUSED(client.call(again), EmailTaken);
    VERIFY_REFUSED(client.call(RoomList{}), AuthRequired);
    const AccountRegister own{text("Other"), freshEmail(), Secret{text("12345678")}, {}};
    VERIFY_DONE(client.call(own)); // on the same connection
}

void TestCoreAccounts::signsIn() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Room room = newRoom(ana, text("Mine"));
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    VERIFY_OK(auth, client.call(AccountLogin{ana.email.toUpper(), ana.password, text("Phone")}));
    QCOMPARE(auth.user, ana.auth.user);
    QCOMPARE(auth.rooms.size(), 1);
    QCOMPARE(auth.rooms.first().id, room.id);
    QVERIFY(auth.refreshToken != ana.auth.refreshToken);
}

/// A failure does not reveal whether the account exists.
void TestCoreAccounts::failuresLookAlike() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    const auto known = client.call(AccountLogin{ana.email, Secret{text("wrong")}, {}});
    const auto unknown = client.call(AccountLogin{freshEmail(), Secret{text("wrong")}, {}});
    const auto empty = client.call(AccountLogin{QString(), Secret{}, {}});
    for (const auto& answer : {known, unknown, empty}) {
        QVERIFY(!answer);
        QCOMPARE(jsonrpc::writeError(1, answer.error(), Codec::Json),
                 jsonrpc::writeError(1, known.error(), Codec::Json));
    }
    VERIFY_REFUSED(known, AuthInvalid);
    VERIFY_DONE(client.call(AccountLogin{ana.email, ana.password, {}}));
}

void TestCoreAccounts::throttles() {
    const Person ana = person("Ana");
    const Person ben = person("Ben");
    QVERIFY(ana && ben);
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    for (int i = 0; i < 5; ++i)
        VERIFY_REFUSED(client.call(AccountLogin{ana.email, Secret{text("wrong")}, {}}), AuthInvalid);
    const auto throttled = client.call(AccountLogin{ana.email, ana.password, {}});
    VERIFY_REFUSED(throttled, AuthThrottled);
    QVERIFY(throttled.error().retryAfterMs.value_or(0) > 0);
    VERIFY_DONE(ana->call(RoomList{})); // existing sessions stay
    VERIFY_DONE(client.call(SessionResume{ana.auth.accessToken}));
    VERIFY_DONE(client.call(AccountLogin{ben.email, ben.password, {}})); // and others are not affected
}

void TestCoreAccounts::throttlesUnknownAddressesAlike() {
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    const QString email = freshEmail();
    for (int i = 0; i < 5; ++i)
        VERIFY_REFUSED(client.call(AccountLogin{email, Secret{text("wrong")}, {}}), AuthInvalid);
    VERIFY_REFUSED(client.call(AccountLogin{email, Secret{text("wrong")}, {}}), AuthThrottled);
}

void TestCoreAccounts::resumes() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Room room = newRoom(ana, text("Mine"));
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    VERIFY_OK(resumed, client.call(SessionResume{ana.auth.accessToken}));
    QCOMPARE(resumed.user, ana.auth.user);
    QCOMPARE(resumed.rooms.size(), 1);
    QCOMPARE(resumed.rooms.first().id, room.id);
}

void TestCoreAccounts::refusesBadTokens() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    const QString good = ana.auth.accessToken.value;
    QString tampered = good;
    const qsizetype at = tampered.indexOf(u'.') + 5; // in the claims
    tampered[at] = tampered[at] == u'A' ? u'B' : u'A';
    // {"alg":"none"}, the same claims, no signature
    const QString unsignedToken = text("eyJhbGciOiJub25lIn0.") % good.section(u'.', 1, 1) % u".";
    for (const QString& bad : {text("x"), tampered, good.left(good.size() - 3), unsignedToken, QString(good % u"x")})
        VERIFY_REFUSED(client.call(SessionResume{Secret{bad}}), AuthInvalid);
    VERIFY_REFUSED(client.call(AccountRefresh{Secret{good.left(200)}}), AuthExpired);
    VERIFY_REFUSED(client.call(SessionResume{ana.auth.refreshToken}), AuthInvalid);
    VERIFY_REFUSED(client.call(RoomList{}), AuthRequired);
}

void TestCoreAccounts::rotates() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    Secret token = ana.auth.refreshToken;
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    for (int i = 0; i < 5; ++i) {
        VERIFY_OK(auth, client.call(AccountRefresh{token}));
        QVERIFY(auth.refreshToken != token);
        QCOMPARE(auth.user, ana.auth.user);
        token = auth.refreshToken;
        VERIFY_DONE(client.call(RoomList{}));
    }
}

/// The new pair got lost on its way: the one presented is good until the new one was used.
void TestCoreAccounts::rotationSurvivesALostReply() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    for (int i = 0; i < 3; ++i) {
        TestClient client(m_daemon.url(), m_codec);
        QVERIFY(client.open());
        VERIFY_DONE(client.call(AccountRefresh{ana.auth.refreshToken})); // and forgotten
    }
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    VERIFY_OK(auth, client.call(AccountRefresh{ana.auth.refreshToken}));
    VERIFY_DONE(client.call(AccountRefresh{auth.refreshToken}));
    VERIFY_DONE(ana->call(RoomList{})); // the session was never in doubt
}

void TestCoreAccounts::superseededTokenEndsTheSession() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    TestClient thief(m_daemon.url(), m_codec);
    QVERIFY(thief.open());
    VERIFY_OK(first, thief.call(AccountRefresh{ana.auth.refreshToken}));
    VERIFY_OK(second, thief.call(AccountRefresh{first.refreshToken})); // confirms the first
    TestClient owner(m_daemon.url(), m_codec);
    QVERIFY(owner.open());
    VERIFY_REFUSED(owner.call(AccountRefresh{ana.auth.refreshToken}), AuthExpired);
    QVERIFY(waitUntil([&] { return !thief.isOpen() && !ana->isOpen(); }));
    QCOMPARE(thief.closeCode(), quint16(CloseCode::SessionRevoked));
    QCOMPARE(ana->closeCode(), quint16(CloseCode::SessionRevoked));
    VERIFY_REFUSED(owner.call(AccountRefresh{second.refreshToken}), AuthExpired);
    VERIFY_REFUSED(owner.call(SessionResume{second.accessToken}), AuthExpired);
    VERIFY_DONE(owner.call(AccountLogin{ana.email, ana.password, {}}));
}

void TestCoreAccounts::signOutEndsAllConnectionsOfTheSession() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Person sameSession = againAs(m_daemon, ana, otherCodec(), true);
    const Person otherSession = againAs(m_daemon, ana, otherCodec());
    QVERIFY(sameSession && otherSession);
    VERIFY_DONE(ana->call(AccountLogout{}));
    QVERIFY(waitUntil([&] { return !sameSession->isOpen(); }));
    QCOMPARE(sameSession->closeCode(), quint16(CloseCode::SessionRevoked));
    VERIFY_REFUSED(ana->call(RoomList{}), AuthRequired);
    VERIFY_DONE(otherSession->call(RoomList{}));
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    VERIFY_REFUSED(client.call(SessionResume{ana.auth.accessToken}), AuthExpired);
    VERIFY_REFUSED(client.call(AccountRefresh{ana.auth.refreshToken}), AuthExpired);
}

void TestCoreAccounts::anEndedDeviceIsOut() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Person lost = againAs(m_daemon, ana, otherCodec());
    QVERIFY(lost);
    VERIFY_OK(list, ana->call(SessionList{}));
    QCOMPARE(list.sessions.size(), 2);
    const auto other = std::ranges::find(list.sessions, false, &DeviceSession::current);
    QVERIFY(other != list.sessions.end());
    QCOMPARE(other->address, std::optional(text("127.0.0.1")));
    VERIFY_DONE(ana->call(SessionEnd{other->id}));
    QVERIFY(waitUntil([&] { return !lost->isOpen(); }));
    QCOMPARE(lost->closeCode(), quint16(CloseCode::SessionRevoked));
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    VERIFY_REFUSED(client.call(SessionResume{lost.auth.accessToken}), AuthExpired);
    VERIFY_REFUSED(client.call(AccountRefresh{lost.auth.refreshToken}), AuthExpired);
    VERIFY_DONE(ana->call(RoomList{}));
}

void TestCoreAccounts::aNewPasswordEndsOtherDevices() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Person other = againAs(m_daemon, ana, otherCodec());
    QVERIFY(other);
    const Secret fresh{text("a new password")};
    VERIFY_REFUSED(ana->call(AccountChangePassword{fresh, fresh}), AuthInvalid);
    const auto tooShort = ana->call(AccountChangePassword{ana.password, Secret{text("1234567")}});
    VERIFY_REFUSED(tooShort, InputInvalid);
    QCOMPARE(tooShort.error().path, text("params.new"));
    VERIFY_DONE(other->call(RoomList{}));
    VERIFY_DONE(ana->call(AccountChangePassword{ana.password, fresh}));
    QVERIFY(waitUntil([&] { return !other->isOpen(); }));
    QCOMPARE(other->closeCode(), quint16(CloseCode::SessionRevoked));
    VERIFY_DONE(ana->call(RoomList{}));
    TestClient client(m_daemon.url(), m_codec);
    QVERIFY(client.open());
    VERIFY_REFUSED(client.call(AccountRefresh{other.auth.refreshToken}), AuthExpired);
    VERIFY_REFUSED(client.call(AccountLogin{ana.email, ana.password, {}}), AuthInvalid);
    VERIFY_DONE(client.call(AccountLogin{ana.email, fresh, {}}));
    for (const Secret& secret : {ana.password, fresh})
        QVERIFY(!m_daemon.errors().contains(secret.value.toUtf8()));
}

void TestCoreAccounts::anotherPersonOnTheSameConnection() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(ana->call(AccountLogin{ben.email, ben.password, {}}));
    VERIFY_OK(rooms, ana->call(RoomList{}));
    QVERIFY(rooms.rooms.isEmpty());
    VERIFY_REFUSED(ana->call(messageFor(room.id, text("as Ana?"))), RoomNotMember);
}

void TestCoreAccounts::namesPeople() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    VERIFY_OK(answer, ana->call(UserGet{{ben.id(), ana.id(), UserId{limits::maxId}}}));
    QCOMPARE(answer.users.size(), 2);
    for (const User& user : answer.users) {
        QCOMPARE(user.name, user.id == ana.id() ? text("Ana") : text("Ben"));
        QVERIFY(!user.email || user.id == ana.id());
    }
}

QTEST_GUILESS_MAIN(TestCoreAccounts)
#include "tst_coreaccounts.moc"
