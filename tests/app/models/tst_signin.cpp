// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"
#include "tests/app/models/fixture.h"

#include <QSignalSpy>

namespace confab::models {

/// A keychain that can't be used, with a library's error message.
class BrokenStore final : public client::SecretStore {
public:
    void read(const QString&, client::Then<std::optional<Secret>> then) override { then(fail(error())); }
    void write(const QString&, const Secret&, client::Then<void> then) override { then(fail(error())); }
    void remove(const QString&, client::Then<void> then) override { then(fail(error())); }
    bool isPersistent() const override { return false; }
    QString whyNotPersistent() const override { return error().message; }

private:
    static Error error() {
        return Error(ErrorKind::Unavailable, QStringLiteral("org.freedesktop: the given address is empty"));
    }
};

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
        QVERIFY(f.workspace.signIn()->serverError().startsWith(QStringLiteral("No server is running at ")));
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

    /// Shown before the form is filled in, and not applied to another address.
    void aClosedRegistrationIsSaidBefore() {
        Fixture f;
        f.stage.setAbout(About{QStringLiteral("id"), QStringLiteral("The office"), {}, Registration::Closed, {}, {}});
        ServerFacts& server = *f.workspace.signIn()->server();
        QSignalSpy changed(&server, &ServerFacts::changed);
        QCOMPARE(server.noRegistration(), QString());
        server.setAddress(f.stage.url().toString());
        QTRY_VERIFY(!server.noRegistration().isEmpty());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(server.name(), QStringLiteral("The office"));
        QTRY_COMPARE(f.stage.server().connections(), 0); // nothing is kept
        QVERIFY(!server.isInviteOnly());
        server.setAddress(QStringLiteral("elsewhere.example.org"));
        QCOMPARE(changed.size(), 2);
        QCOMPARE(server.noRegistration(), QString());

        f.stage.setAbout(About{QStringLiteral("id"), {}, {}, Registration::Invite, {}, {}});
        server.setAddress(f.stage.url().toString());
        QTRY_VERIFY(server.isInviteOnly());
        QCOMPARE(server.noRegistration(), QString()); // for who has an invitation
    }

    void aServerWithoutTheQuestionIsTreatedAsOpen() {
        Fixture f;
        ServerFacts& server = *f.workspace.signIn()->server();
        server.setAddress(f.stage.url().toString());
        QTRY_COMPARE(f.stage.server().requests().size(), size_t(1));
        QTRY_COMPARE(f.stage.server().connections(), 0);
        QCOMPARE(server.noRegistration(), QString());
        QVERIFY(!server.about());
        QVERIFY(f.signIn());
    }

    void aRefusedRegistrationIsNoWrongPassword() {
        Fixture f;
        f.stage.server().setScript(
            [](const Request&) -> std::optional<Result<Answer>> { return fail(ErrorKind::RegistrationClosed); });
        SignIn& signIn = *f.workspace.signIn();
        signIn.createAccount(f.stage.url().toString(), QStringLiteral("Ana"), QStringLiteral("a@b.c"),
                             QStringLiteral("long enough"));
        QTRY_VERIFY(!signIn.error().isEmpty());
        QCOMPARE(signIn.passwordError() + signIn.emailError() + signIn.serverError(), QString());
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
        ConnectionState patient(f.client.session(), f.client.rooms(), std::chrono::hours(1));
        ConnectionState strict(f.client.session(), f.client.rooms(), std::chrono::milliseconds(0));
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

    void aFirstTryThatFailsSaysSinceWhen() {
        Fixture f;
        QVERIFY(f.signIn());
        QVERIFY(f.workspace.connection()->areRoomsKnown());
        f.stage.server().stop();
        client::Client again({}, f.store);
        Workspace next(again, f.store, f.settings);
        const ConnectionState& connection = *next.connection();
        next.signIn()->restore();
        QVERIFY(connection.isConnecting());
        QVERIFY(!connection.areRoomsKnown());
        QCOMPARE(connection.trouble(), QString());
        QTRY_VERIFY(connection.canTryNow());
        QVERIFY(!connection.isConnecting());
        const QString text = connection.trouble();
        QVERIFY2(text.startsWith(QStringLiteral("No server is running at ")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("No connection since ")), qPrintable(text));
        QVERIFY(connection.description().startsWith(QStringLiteral("Offline since ")));
        f.stage.server().listen();
        next.connection()->tryNow();
        QTRY_VERIFY(connection.areRoomsKnown());
        QCOMPARE(connection.trouble(), QString());
    }

    // A library's message is for the log; the screen shows a sentence.
    void aKeychainThatFailsIsSaidInWords() {
        Fixture f;
        QVERIFY(f.signIn());
        BrokenStore broken;
        client::Client again({}, broken);
        Workspace next(again, broken, f.settings);
        next.signIn()->restore();
        QTRY_COMPARE(next.signIn()->state(), SignIn::SignedOut);
        QCOMPARE(next.signIn()->error(),
                 QStringLiteral("Your last session can't be read from the keychain. Please sign in again."));
    }

    void theLastRoomOutlivesASignOut() {
        Fixture f;
        QVERIFY(f.signIn());
        f.workspace.room()->open(double(f.garden.value));
        QTRY_COMPARE(f.settings.value(QStringLiteral("account/lastRoom")).toDouble(), double(f.garden.value));
        f.workspace.signIn()->signOut();
        QCOMPARE(f.workspace.room()->roomId(), 0.0);
        QVERIFY(f.signIn());
        QTRY_COMPARE(f.workspace.room()->roomId(), double(f.garden.value));
        f.workspace.signIn()->signOut();
        f.workspace.signIn()->signIn(f.stage.url().toString(), QStringLiteral("ben@example.org"),
                                     QStringLiteral("right"));
        QTRY_VERIFY(f.workspace.connection()->isOnline());
        QTRY_VERIFY(f.workspace.connection()->areRoomsKnown());
        QCoreApplication::processEvents();           // LastRoom arrives by an event
        QCOMPARE(f.workspace.room()->roomId(), 0.0); // room numbers are another account's, or another server's
    }

    void aWindowIsNotLargerThanTheScreen() {
        Fixture f;
        Appearance appearance(f.settings);
        QCOMPARE(QSize(appearance.windowWidth(), appearance.windowHeight()),
                 QSize(1200, 780)); // the screen's size is unknown
        appearance.setScreenSize(QSize(1366, 740));
        QVERIFY(appearance.windowWidth() == 1200 && appearance.windowHeight() < 740);
        appearance.setScreenSize(QSize(960, 540)); // 1920 × 1080 at 200 %
        QVERIFY(appearance.windowWidth() < 960 && appearance.windowHeight() < 540);
        appearance.setScreenSize(QSize(480, 270));
        QVERIFY(appearance.leastWidth() <= appearance.windowWidth() && appearance.windowWidth() <= 480);
        QVERIFY(appearance.leastHeight() <= appearance.windowHeight() && appearance.windowHeight() <= 270);
        f.settings.setValue(QStringLiteral("window/width"), 5000);
        f.settings.setValue(QStringLiteral("window/height"), 2700);
        appearance.setScreenSize(QSize(1920, 1050));
        QVERIFY(appearance.windowWidth() <= 1920 && appearance.windowHeight() < 1050);
        QVERIFY(appearance.windowWidth() > 1800 && appearance.windowHeight() > 950);
    }

    void theSizeIsKeptBeforeTheEnd() {
        Fixture f;
        f.workspace.appearance()->rememberSize(901, 702);
        QTRY_COMPARE(f.settings.value(QStringLiteral("window/width")).toInt(), 901);
        QCOMPARE(f.settings.value(QStringLiteral("window/height")).toInt(), 702);
        { // an end right after a change
            Appearance other(f.settings);
            other.rememberSize(803, 604);
        }
        QCOMPARE(f.settings.value(QStringLiteral("window/width")).toInt(), 803);
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
        appearance.setTextScale(0.1);
        QCOMPARE(appearance.textScale(), 0.8);
        QCOMPARE(Appearance(f.settings).textScale(), 0.8);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::SignInTest)
#include "tst_signin.moc"
