// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/fixture.h"

#include <QSignalSpy>

namespace confab::models {

/// The user's own password and devices: what is shown, what is asked, each error beside its field.
class CredentialsTest : public QObject {
    Q_OBJECT
private:
    static bool isDone(const PasswordChanger& changer) {
        return QTest::qWaitFor([&changer] { return !changer.isBusy(); });
    }
    static bool isListed(const DevicesModel& devices) {
        return QTest::qWaitFor([&devices] { return devices.isListed(); });
    }

private Q_SLOTS:
    void devicesAreListedThisOneFirst() {
        Fixture f;
        f.stage.programs().devices().add(QStringLiteral("Phone"), std::chrono::minutes(0),
                                         QStringLiteral("198.51.100.4"));
        f.stage.programs().devices().add(QStringLiteral("Old tablet"), std::chrono::hours(24 * 40), {});
        QVERIFY(f.signIn());
        DevicesModel& devices = *f.workspace.me()->devices();
        const QAbstractItemModelTester tester(&devices);
        devices.begin();
        QVERIFY(devices.isLoading());
        QVERIFY(isListed(devices));
        QCOMPARE(devices.rowCount(), 3);
        QCOMPARE(devices.others(), 2);
        QVERIFY(f.at(devices, 0, "current").toBool());
        QCOMPARE(f.at(devices, 0, "name").toString(), QStringLiteral("confab on ana-laptop"));
        QCOMPARE(f.at(devices, 0, "detail").toString(), QStringLiteral("192.0.2.7"));
        QVERIFY(!f.at(devices, 1, "current").toBool());
        const QString tablet = f.at(devices, 2, "detail").toString();
        QVERIFY2(tablet.startsWith(QStringLiteral("Last used: ")) && !tablet.contains(u'·'), qPrintable(tablet));
        QCOMPARE(f.at(devices, 1, "detail").toString(),
                 QStringLiteral("Used within the last quarter of an hour · 198.51.100.4"));
        devices.end();
        QCOMPARE(devices.rowCount(), 0);
    }

    void oneIsSignedOut() {
        Fixture f;
        const SessionId phone = f.stage.programs().devices().add(QStringLiteral("Phone"), std::chrono::hours(3), {});
        f.stage.programs().devices().add(QStringLiteral("Desk"), std::chrono::hours(2), {});
        QVERIFY(f.signIn());
        DevicesModel& devices = *f.workspace.me()->devices();
        const QAbstractItemModelTester tester(&devices);
        QSignalSpy signedOut(&devices, &DevicesModel::signedOut);
        devices.begin();
        QVERIFY(isListed(devices));
        devices.signOut(double(phone.value));
        QVERIFY(devices.isBusy());
        QVERIFY(signedOut.wait());
        QVERIFY(!devices.isBusy());
        QCOMPARE(f.stage.server().requestsOf<SessionEnd>().back().id, phone);
        QCOMPARE(devices.rowCount(), 2);
        QCOMPARE(devices.others(), 1);
        f.stage.setFailing<SessionEnd>(Error(ErrorKind::ServerBusy));
        devices.signOutOthers();
        QTRY_VERIFY(!devices.error().isEmpty() && !devices.isBusy());
        QCOMPARE(devices.rowCount(), 2);
    }

    /// One after the other, as fast as the server lets it.
    void allOthersAreSignedOut() {
        Fixture f;
        for (int i = 0; i < 4; ++i)
            f.stage.programs().devices().add(QStringLiteral("Device %1").arg(i), std::chrono::hours(i + 1), {});
        QVERIFY(f.signIn());
        int refusals = 2;
        f.stage.setExceptions([&refusals](const Request& request) -> std::optional<Result<Answer>> {
            if (std::holds_alternative<SessionEnd>(request) && refusals-- > 0)
                return fail(Error::retryLater(ErrorKind::RateLimited, 1));
            return std::nullopt;
        });
        DevicesModel& devices = *f.workspace.me()->devices();
        QSignalSpy signedOut(&devices, &DevicesModel::signedOut);
        devices.begin();
        QVERIFY(isListed(devices));
        devices.signOutOthers();
        devices.end(); // the dialog is closed: it goes on
        QVERIFY(signedOut.wait());
        devices.begin();
        QVERIFY(isListed(devices));
        QCOMPARE(devices.rowCount(), 1);
        QVERIFY(f.at(devices, 0, "current").toBool());
    }

    void withoutAConnectionTheListSaysSoAndComesLater() {
        Fixture f;
        QVERIFY(f.signIn());
        f.stage.server().stop();
        QTRY_VERIFY(!f.workspace.connection()->isOnline());
        DevicesModel& devices = *f.workspace.me()->devices();
        devices.begin();
        QTRY_VERIFY(!devices.error().isEmpty());
        QVERIFY(!devices.isListed());
        f.stage.server().listen();
        f.workspace.connection()->tryNow();
        QVERIFY(isListed(devices));
        QCOMPARE(devices.error(), QString());
    }

    void aPasswordIsChanged() {
        Fixture f;
        QVERIFY(f.signIn());
        PasswordChanger& changer = *f.workspace.me()->password();
        QSignalSpy done(&changer, &PasswordChanger::done);
        QSignalSpy failed(&changer, &PasswordChanger::failed);
        changer.change({}, QStringLiteral("1234567"));
        QVERIFY(!changer.presentError().isEmpty() && !changer.nextError().isEmpty());
        QCOMPARE(failed.size(), 1);
        QVERIFY(f.stage.server().requestsOf<AccountChangePassword>().empty());
        changer.change(QStringLiteral("wrong"), QStringLiteral("a new password"));
        QVERIFY(changer.isBusy());
        QVERIFY(isDone(changer));
        QCOMPARE(changer.presentError(), QStringLiteral("This is not your present password."));
        QVERIFY(changer.nextError().isEmpty() && changer.error().isEmpty());
        QVERIFY(f.workspace.connection()->isOnline()); // a wrong one signs nobody out
        f.stage.setFailing<AccountChangePassword>(Error::invalid(QStringLiteral("params.new"), QStringLiteral("no")));
        changer.change(QStringLiteral("right"), QStringLiteral("a new password"));
        QVERIFY(isDone(changer));
        QVERIFY(changer.presentError().isEmpty() && !changer.nextError().isEmpty());
        f.stage.setFailing<AccountChangePassword>(Error::retryLater(ErrorKind::AuthThrottled, 90'000));
        changer.change(QStringLiteral("right"), QStringLiteral("a new password"));
        QVERIFY(isDone(changer));
        QVERIFY2(changer.error().contains(QStringLiteral("90")), qPrintable(changer.error()));
        f.stage.setFailing<AccountChangePassword>({});
        changer.change(QStringLiteral("right"), QStringLiteral("a new password"));
        QVERIFY(isDone(changer));
        QCOMPARE(done.size(), 1);
        const AccountChangePassword sent = f.stage.server().requestsOf<AccountChangePassword>().back();
        QCOMPARE(sent.oldPassword.value, QStringLiteral("right"));
        QCOMPARE(sent.newPassword.value, QStringLiteral("a new password"));
        QVERIFY(f.workspace.announcement()->text().contains(QStringLiteral("changed")));
    }

    void aSignInAsksForTheCode() {
        Fixture f;
        SignIn& signIn = *f.workspace.signIn();
        QSignalSpy failed(&signIn, &SignIn::failed);
        signIn.signIn(f.stage.url().toString(), QStringLiteral("ana@example.org"), QStringLiteral("two-step"));
        QTRY_VERIFY(signIn.isCodeWanted());
        QVERIFY(!signIn.isBusy());
        QVERIFY(signIn.error().isEmpty() && signIn.passwordError().isEmpty());
        signIn.enterCode(QStringLiteral("000000"));
        QVERIFY(signIn.isBusy());
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(signIn.codeError(), QStringLiteral("The code is wrong or was used already."));
        QVERIFY(signIn.isCodeWanted()); // for another try
        signIn.enterCode(QStringLiteral(" 123456 "));
        QTRY_COMPARE(signIn.state(), SignIn::SignedIn);
        QVERIFY(!signIn.isCodeWanted());
        const AccountCode sent = f.stage.server().requestsOf<AccountCode>().back();
        QCOMPARE(sent.challenge.value, QStringLiteral("challenge"));
        QCOMPARE(sent.code.value, QStringLiteral("123456"));
        f.settings.sync();
        for (const QString& key : f.settings.allKeys())
            QVERIFY(!f.settings.value(key).toString().contains(QStringLiteral("challenge")));
    }

    void aSignInThatTookTooLongBeginsAnew() {
        Fixture f;
        SignIn& signIn = *f.workspace.signIn();
        signIn.signIn(f.stage.url().toString(), QStringLiteral("ana@example.org"), QStringLiteral("two-step"));
        QTRY_VERIFY(signIn.isCodeWanted());
        f.stage.setFailing<AccountCode>(Error(ErrorKind::AuthExpired));
        signIn.enterCode(QStringLiteral("123456"));
        QTRY_VERIFY(!signIn.isCodeWanted());
        QCOMPARE(signIn.passwordError(), QStringLiteral("That took too long. Enter the password again."));
        signIn.signIn(f.stage.url().toString(), QStringLiteral("ana@example.org"), QStringLiteral("two-step"));
        QTRY_VERIFY(signIn.isCodeWanted());
        signIn.forgetCode();
        QVERIFY(!signIn.isCodeWanted());
    }

    void twoStepSignInIsSwitchedOnAndOff() {
        Fixture f;
        QVERIFY(f.signIn());
        SecondFactor& factor = *f.workspace.me()->secondFactor();
        QVERIFY(!factor.isOn());
        factor.switchOn(QStringLiteral("wrong"));
        QTRY_COMPARE(factor.passwordError(), QStringLiteral("This is not your present password."));
        factor.switchOn(QStringLiteral("right"));
        QTRY_VERIFY(!factor.qrRows().isEmpty());
        QCOMPARE(factor.secret(), QStringLiteral("MZXW6YTBOI"));
        factor.confirm(QStringLiteral("000000"));
        QTRY_VERIFY(!factor.codeError().isEmpty());
        QVERIFY(!factor.qrRows().isEmpty()); // it is still there to be scanned
        factor.confirm(QStringLiteral("123456"));
        QTRY_VERIFY(factor.isOn());
        QCOMPARE(factor.recoveryCodes()->text().split(u'\n').size(), 10);
        QVERIFY(factor.qrRows().isEmpty() && factor.secret().isEmpty());
        factor.begin(); // the dialog is closed
        QVERIFY(factor.recoveryCodes()->text().isEmpty());
        QVERIFY(factor.isOn());
        factor.switchOff(QStringLiteral("right"), QStringLiteral("000000"));
        QTRY_VERIFY(!factor.codeError().isEmpty());
        factor.switchOff(QStringLiteral("right"), QStringLiteral("123456"));
        QTRY_VERIFY(!factor.isOn());
    }

    void theAddressIsChanged() {
        Fixture f;
        QVERIFY(f.signIn());
        AccountChanger& account = *f.workspace.me()->account();
        account.changeEmail(QStringLiteral("ben@example.org"), {});
        QVERIFY(!account.passwordError().isEmpty());
        account.changeEmail(QStringLiteral("ben@example.org"), QStringLiteral("right"));
        QTRY_COMPARE(account.emailError(), QStringLiteral("An account with this e-mail address already exists."));
        account.changeEmail(QStringLiteral(" new@example.org "), QStringLiteral("right"));
        QTRY_COMPARE(f.workspace.me()->email(), QStringLiteral("new@example.org"));
        QVERIFY(f.workspace.announcement()->text().contains(QStringLiteral("new@example.org")));
        f.workspace.signIn()->signOut();
        QCOMPARE(f.workspace.signIn()->email(), QStringLiteral("new@example.org")); // with which one signs in anew
    }

    void theAccountIsDeleted() {
        Fixture f;
        QVERIFY(f.signIn());
        AccountChanger& account = *f.workspace.me()->account();
        QSignalSpy deleted(&account, &AccountChanger::deleted);
        account.deleteAccount(QStringLiteral("wrong"));
        QTRY_COMPARE(account.passwordError(), QStringLiteral("This is not your present password."));
        QVERIFY(f.workspace.connection()->isOnline());
        account.deleteAccount(QStringLiteral("right"));
        QTRY_COMPARE(deleted.size(), 1);
        QTRY_COMPARE(f.workspace.signIn()->state(), SignIn::SignedOut);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::CredentialsTest)
#include "tst_credentials.moc"
