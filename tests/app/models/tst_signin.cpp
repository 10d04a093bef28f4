// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/fixture.h"

#include <QSignalSpy>

namespace confab::models {

class SignInTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wrongPasswordIsSaidBesideIt() {
        Fixture f;
        SignIn& signIn = *f.workspace.signIn();
        QSignalSpy failed(&signIn, &SignIn::failed);
        signIn.signIn(f.stage.url().toString(), QStringLiteral("ana@example.org"), QStringLiteral("wrong"));
        QVERIFY(signIn.isBusy());
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!signIn.passwordError().isEmpty());
        QCOMPARE(signIn.emailError() + signIn.serverError() + signIn.error(), QString());
        QCOMPARE(signIn.state(), SignIn::SignedOut);
        QVERIFY(!signIn.isBusy());
        signIn.clearErrors();
        QCOMPARE(signIn.passwordError(), QString());
    }

    void addressThatIsNoneIsSaidAtOnce() {
        Fixture f;
        f.workspace.signIn()->signIn(QStringLiteral("not an address"), QStringLiteral("a@b.c"), QStringLiteral("x"));
        QVERIFY(!f.workspace.signIn()->serverError().isEmpty());
        QVERIFY(!f.workspace.signIn()->isBusy());
    }

    void serverThatIsNotThereIsSaid() {
        Fixture f;
        f.stage.server().stop();
        f.workspace.signIn()->signIn(f.stage.url().toString(), QStringLiteral("a@b.c"), QStringLiteral("x"));
        QTRY_VERIFY_WITH_TIMEOUT(!f.workspace.signIn()->serverError().isEmpty(), 30000);
    }

    void takenAddressIsSaidBesideIt() {
        Fixture f;
        SignIn& signIn = *f.workspace.signIn();
        signIn.createAccount(f.stage.url().toString(), QStringLiteral("Ana"), QStringLiteral("a@b.c"),
                             QStringLiteral("long enough"));
        QTRY_VERIFY(!signIn.emailError().isEmpty());
        signIn.createAccount(f.stage.url().toString(), QStringLiteral("Ana"), QStringLiteral("a@b.c"),
                             QStringLiteral("short"));
        QVERIFY(!signIn.passwordError().isEmpty());
        QVERIFY(!signIn.isBusy());
    }

    void theNextRunGoesOn() {
        Fixture f;
        QVERIFY(f.signIn());
        QCOMPARE(f.workspace.signIn()->state(), SignIn::SignedIn);
        client::Client again({}, f.store);
        Workspace next(again, f.store, f.settings);
        QCOMPARE(next.signIn()->email(), QStringLiteral("ana@example.org"));
        next.signIn()->restore();
        QCOMPARE(next.signIn()->state(), SignIn::Restoring);
        QTRY_COMPARE(next.signIn()->state(), SignIn::SignedIn);
        QTRY_VERIFY(next.connection()->isOnline());
        QCOMPARE(next.me()->name(), QStringLiteral("Ana"));
    }

    void afterSigningOutNothingIsRestored() {
        Fixture f;
        QVERIFY(f.signIn());
        f.workspace.signIn()->signOut();
        QCOMPARE(f.workspace.signIn()->state(), SignIn::SignedOut);
        QCOMPARE(f.workspace.signIn()->email(), QStringLiteral("ana@example.org")); // still in the form
        client::Client again({}, f.store);
        Workspace next(again, f.store, f.settings);
        next.signIn()->restore();
        QCOMPARE(next.signIn()->state(), SignIn::SignedOut);
    }

    void thePasswordIsNotKept() {
        Fixture f;
        QVERIFY(f.signIn(QStringLiteral("canary-password")));
        f.settings.sync();
        QFile file(f.settings.fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray kept = file.readAll();
        QVERIFY(kept.contains("ana@example.org"));
        QVERIFY(!kept.contains("canary-password"));
        QVERIFY(!kept.contains("refresh"));
    }

    void connectionIsDescribed() {
        Fixture f;
        QVERIFY(f.signIn());
        ConnectionState& connection = *f.workspace.connection();
        QCOMPARE(connection.shortText(), QStringLiteral("Connected"));
        f.stage.server().stop();
        QTRY_VERIFY(connection.canTryNow());
        QVERIFY(connection.description().startsWith(QStringLiteral("Offline")));
        f.stage.server().listen();
        connection.tryNow();
        QTRY_VERIFY(connection.isOnline());
    }

    void aShortBreakIsNotShown() {
        Fixture f;
        ConnectionState patient(f.client.session(), std::chrono::hours(1));
        ConnectionState strict(f.client.session(), std::chrono::milliseconds(0));
        QVERIFY(!patient.isOnline()); // not before the first time
        QVERIFY(f.signIn());
        QStringList shown;
        connect(&patient, &ConnectionState::changed, this, [&] { shown << patient.description(); });
        f.stage.server().stop();
        QTRY_VERIFY(strict.canTryNow());
        QVERIFY(patient.isOnline());
        QVERIFY(!patient.canTryNow());
        f.stage.server().listen();
        f.client.session().tryNow();
        QTRY_VERIFY(strict.isOnline());
        QVERIFY(shown.size() >= 3);
        shown.removeDuplicates();
        QCOMPARE(shown, QStringList{QStringLiteral("Connected.")});
        f.workspace.signIn()->signOut();
        QVERIFY(!patient.isOnline());
    }

    void appearanceIsRemembered() {
        Fixture f;
        Appearance& appearance = *f.workspace.appearance();
        QSignalSpy changed(&appearance, &Appearance::changed);
        appearance.setScheme(Appearance::Dark);
        QVERIFY(appearance.isDark());
        appearance.setTextScale(7);
        QCOMPARE(appearance.textScale(), 2.0);
        QCOMPARE(changed.size(), 2);
        const Appearance again(f.settings);
        QVERIFY(again.isDark());
        QCOMPARE(again.textScale(), 2.0);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::SignInTest)
#include "tst_signin.moc"
