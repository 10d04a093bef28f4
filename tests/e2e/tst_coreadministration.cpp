// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/coretest.h"
#include "tests/support/rawsocket.h"
#include "tests/support/waiting.h"

using namespace confab;
using namespace confab::test;

/// Administration over the wire, from the operator's shell to what becomes of people.
class TestCoreAdministration : public CoreTest {
    Q_OBJECT

private Q_SLOTS:
    void theShellAppointsTheFirstOne();
    void whoIsDisabledIsOut();
    void aLinkSetsAPassword();
    void anInvitationMakesAnAccount();
    void settingsHoldAtOnce();
    void theLinkIsAPage();

private:
    DaemonProcess::Ended appoint(const Person& person, const QString& state = text("on")) {
        return DaemonProcess::run(
            {text("user"), text("admin"), person.email, state, text("--data"), m_daemon.folder()});
    }
    std::unique_ptr<TestClient> stranger() {
        auto client = std::make_unique<TestClient>(m_daemon.url(), m_codec);
        return client->open() ? std::move(client) : nullptr;
    }
};

void TestCoreAdministration::theShellAppointsTheFirstOne() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    VERIFY_REFUSED(ana->call(AdminStats{}), AdminForbidden);
    const auto done = appoint(ana);
    QVERIFY2(done.exitCode == 0, done.errors.constData());
    VERIFY_OK(stats, ana->call(AdminStats{})); // on the connection that was there
    QVERIFY(stats.users >= 1 && stats.online >= 1);
    const auto listed = DaemonProcess::run({text("user"), text("list"), text("--data"), m_daemon.folder()});
    QVERIFY2(listed.output.contains("(administrator)"), listed.output.constData());
    VERIFY_OK(log, ana->call(AdminAudit{{}, {}, {}}));
    QCOMPARE(log.entries.last().action, text("user.admin"));
    QVERIFY(!log.entries.last().by);
    QCOMPARE(appoint(ana, text("off")).exitCode, 0);
    VERIFY_REFUSED(ana->call(AdminStats{}), AdminForbidden);
    QVERIFY(appoint(ana, text("perhaps")).exitCode != 0);
}

void TestCoreAdministration::whoIsDisabledIsOut() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    QCOMPARE(appoint(ana).exitCode, 0);
    VERIFY_DONE(ana->call(AdminSetUser{ben.id(), true, {}, {}}));
    QVERIFY(waitUntil([&] { return !ben->isOpen(); }, std::chrono::seconds(10)));
    const auto guest = stranger();
    QVERIFY(guest);
    VERIFY_REFUSED(guest->call(AccountLogin{ben.email, ben.password, {}}), AuthInvalid);
    VERIFY_OK(found, ana->call(AdminUsers{ben.email, {}, {}}));
    QVERIFY(found.users.size() == 1 && found.users[0].disabled && found.users[0].sessions == 0);
    VERIFY_DONE(ana->call(AdminSetUser{ben.id(), false, {}, {}}));
    VERIFY_DONE(guest->call(AccountLogin{ben.email, ben.password, {}}));
}

void TestCoreAdministration::aLinkSetsAPassword() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    QCOMPARE(appoint(ana).exitCode, 0);
    VERIFY_OK(made, ana->call(AdminResetPassword{ben.id()}));
    QVERIFY(made.link.value.startsWith(u"/reset/")); // the server does not know its address
    const Secret token{made.link.value.section(u'/', -1)};
    const Secret next{text("battery staple")};
    const auto guest = stranger();
    QVERIFY(guest);
    VERIFY_DONE(guest->call(AccountReset{token, next}));
    QVERIFY(waitUntil([&] { return !ben->isOpen(); }, std::chrono::seconds(10)));
    VERIFY_REFUSED(guest->call(AccountReset{token, next}), AuthExpired);
    VERIFY_REFUSED(guest->call(RoomList{}), AuthRequired); // it signs nobody in
    VERIFY_REFUSED(guest->call(AccountLogin{ben.email, ben.password, {}}), AuthInvalid);
    VERIFY_DONE(guest->call(AccountLogin{ben.email, next, {}}));
}

void TestCoreAdministration::anInvitationMakesAnAccount() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    QCOMPARE(appoint(ana).exitCode, 0);
    VERIFY_OK(made, ana->call(AdminInvite{{}}));
    const auto guest = stranger();
    QVERIFY(guest);
    VERIFY_OK(seen, guest->call(InviteLook{made.code}));
    QVERIFY(!seen.room);
    VERIFY_REFUSED(ana->call(InviteAccept{made.code}), InputInvalid);
    const QString address = QString(u"guest." % made.code.value % u"@example.org");
    VERIFY_DONE(guest->call(AccountRegister{text("Guest"), address, Secret{text("battery staple")}, {}, made.code}));
    const auto second = stranger();
    QVERIFY(second);
    VERIFY_REFUSED(second->call(InviteLook{made.code}), InviteNotFound);
}

void TestCoreAdministration::settingsHoldAtOnce() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    QCOMPARE(appoint(ana).exitCode, 0);
    AdminUpdate closed;
    closed.name = text("The office");
    closed.registration = Registration::Closed;
    VERIFY_DONE(ana->call(closed));
    const auto guest = stranger();
    QVERIFY(guest);
    VERIFY_REFUSED(
        guest->call(AccountRegister{text("Eve"), text("eve.closed@example.org"), Secret{text("battery staple")}, {}}),
        RegistrationClosed);
    VERIFY_OK(about, guest->call(ServerAbout{}));
    QCOMPARE(about.name, text("The office"));
    QCOMPARE(about.registration, Registration::Closed);
    AdminUpdate open; // for the functions that follow
    open.registration = Registration::Open;
    VERIFY_DONE(ana->call(open));
}

void TestCoreAdministration::theLinkIsAPage() {
    RawSocket socket;
    QVERIFY(socket.connectTo(m_daemon.port()));
    const QByteArray answer = socket.http("GET /reset/abc HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 200"), answer.left(200).constData());
    QVERIFY(answer.toLower().contains("referrer-policy: no-referrer"));
    QVERIFY(answer.contains("/web/app.js"));
}

QTEST_GUILESS_MAIN(TestCoreAdministration)
#include "tst_coreadministration.moc"
