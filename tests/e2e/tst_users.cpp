// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/terminalprocess.h"
#include "tests/support/waiting.h"

#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

const Secret password{QStringLiteral("correct horse")};
const Secret otherPassword{QStringLiteral("battery staple")};

} // namespace

/// The operator's account commands: confabd user add, password, list and remove.
class TestUsers : public QObject {
    Q_OBJECT

private:
    static DaemonProcess::Ended user(const DaemonProcess& daemon, const QStringList& arguments,
                                     const QByteArray& input = {}) {
        return DaemonProcess::run(
            QStringList{q("user"), arguments.first(), q("--data"), daemon.folder()} + arguments.mid(1), input);
    }
    static DaemonProcess::Ended addAna(const DaemonProcess& daemon, const QByteArray& input = "correct horse\n") {
        return user(daemon, {q("add"), q("--name"), q("Ana"), q("--email"), q("ana@example.org")}, input);
    }
    static bool signsIn(const DaemonProcess& daemon, const QString& email, const Secret& with) {
        TestClient client(daemon.url(), Codec::Json);
        return client.open() && client.call(AccountLogin{email, with, {}}).has_value();
    }

private Q_SLOTS:
    void aTerminalIsAskedTwiceAndShowsNothing();
    void aWrongAddressIsSaidBeforeTheQuestion();
    void linesOfAFile_data();
    void linesOfAFile();
    void bytesThatAreNoTextMakeNoAccount();
    void listsAccounts();
    void aNewPasswordSignsDevicesOut();
    void removalLeavesRoomsAndFreesTheAddress();
    void removalIsConfirmed();
    void unknownAddresses();
    void saysThatThereIsNoAccountYet();
};

void TestUsers::aTerminalIsAskedTwiceAndShowsNothing() {
    DaemonProcess daemon;
    TerminalProcess terminal;
    QVERIFY(terminal.start(q(CONFABD_PATH), {q("user"), q("add"), q("--data"), daemon.folder(), q("--name"), q("Ana"),
                                             q("--email"), q("ana@example.org")}));
    QVERIFY2(terminal.shows("New password: "), terminal.screen());
    QVERIFY(!terminal.echoes());
    terminal.type("correct horse\n");
    QVERIFY2(terminal.shows("The same again: "), terminal.screen());
    QVERIFY(!terminal.echoes());
    terminal.type("correct horse\n");
    QVERIFY2(terminal.shows("Ana <ana@example.org>"), terminal.screen());
    QCOMPARE(terminal.end().exitCode, 0);
    QVERIFY(terminal.echoes());
    QVERIFY2(!terminal.screen().contains("horse"), terminal.screen());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QVERIFY(signsIn(daemon, q("ana@example.org"), password));
}

void TestUsers::aWrongAddressIsSaidBeforeTheQuestion() {
    DaemonProcess daemon;
    QCOMPARE(addAna(daemon).exitCode, 0);
    TerminalProcess terminal;
    QVERIFY(terminal.start(q(CONFABD_PATH), {q("user"), q("add"), q("--data"), daemon.folder(), q("--name"), q("Ana"),
                                             q("--email"), q("ANA@example.org")}));
    QVERIFY2(terminal.shows("ANA@example.org already"), terminal.screen());
    QCOMPARE(terminal.end().exitCode, 1);
    QVERIFY2(!terminal.screen().contains("New password"), terminal.screen());
}

void TestUsers::linesOfAFile_data() {
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("LF") << QByteArray("correct horse\n");
    QTest::newRow("CR LF") << QByteArray("correct horse\r\n");
    QTest::newRow("no end") << QByteArray("correct horse");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                   "correct horse\n");
    QTest::newRow("more lines") << QByteArray("correct horse\nanother\n");
}

void TestUsers::linesOfAFile() {
    QFETCH(QByteArray, input);
    DaemonProcess daemon;
    const auto added = addAna(daemon, input);
    QVERIFY2(added.exitCode == 0, added.errors.constData());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QVERIFY(signsIn(daemon, q("ana@example.org"), password));
}

void TestUsers::bytesThatAreNoTextMakeNoAccount() {
    DaemonProcess daemon;
    const auto refused = addAna(daemon, "p\xe4sswort in Latin-1\n");
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errors.contains("UTF-8"), refused.errors.constData());
    QVERIFY2(!refused.errors.contains("sswort"), refused.errors.constData());
    const auto listed = user(daemon, {q("list")});
    QVERIFY2(listed.output.contains("no accounts"), listed.output.constData());
}

void TestUsers::listsAccounts() {
    DaemonProcess daemon;
    QCOMPARE(addAna(daemon).exitCode, 0);
    QCOMPARE(daemon.addUser(q("Ben"), q("ben@example.org"), password).exitCode, 0);
    const auto listed = user(daemon, {q("list")});
    QCOMPARE(listed.exitCode, 0);
    const QList<QByteArray> lines = listed.output.trimmed().split('\n');
    QCOMPARE(lines.size(), 3); // with the heading
    QVERIFY2(lines[1].contains("Ana <ana@example.org>"), lines[1]);
    QVERIFY2(lines[2].contains("Ben <ben@example.org>"), lines[2]);
    QVERIFY(!listed.output.contains("argon2"));
}

void TestUsers::aNewPasswordSignsDevicesOut() {
    DaemonProcess daemon;
    QCOMPARE(addAna(daemon).exitCode, 0);
    QVERIFY2(daemon.start(), daemon.errors().constData());
    TestClient before(daemon.url(), Codec::Json);
    QVERIFY(before.open());
    VERIFY_OK(auth, before.call(AccountLogin{q("ana@example.org"), password, {}}));
    QCOMPARE(daemon.stop(), 0);

    const auto tooShort = user(daemon, {q("password"), q("--email"), q("ana@example.org")}, "short\n");
    QVERIFY2(tooShort.exitCode == 1 && tooShort.errors.contains("password"), tooShort.errors.constData());
    const auto changed = user(daemon, {q("password"), q("--email"), q("ANA@example.org")}, "battery staple\n");
    QVERIFY2(changed.exitCode == 0, changed.errors.constData());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    TestClient after(daemon.url(), Codec::Json);
    QVERIFY(after.open());
    VERIFY_REFUSED(after.call(SessionResume{auth.accessToken}), AuthExpired);
    VERIFY_REFUSED(after.call(AccountRefresh{auth.refreshToken}), AuthExpired);
    QVERIFY(!signsIn(daemon, q("ana@example.org"), password));
    QVERIFY(signsIn(daemon, q("ana@example.org"), otherPassword));
}

void TestUsers::removalLeavesRoomsAndFreesTheAddress() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    Person ben = newPerson(daemon, q("Ben"), Codec::Json);
    QVERIFY(ana && ben);
    const Room shared = newRoom(ana, q("Shared"));
    VERIFY_DONE(ben->call(RoomJoin{shared.id, {}}));
    VERIFY_OK(sent, ana->call(messageFor(shared.id, q("from Ana"))));
    const Room alone = newRoom(ana, RoomCreate{q("Diary"), {}, {}, {}, {}, Visibility::Private});
    QVERIFY(alone.id);
    QCOMPARE(daemon.stop(), 0);

    const auto removed = user(daemon, {q("remove"), q("--email"), ana.email, q("--yes")});
    QVERIFY2(removed.exitCode == 0, removed.errors.constData());
    QVERIFY2(removed.output.contains("left 1 room.") && removed.output.contains("1 room without other members"),
             removed.output.constData());
    QVERIFY(!user(daemon, {q("list")}).output.contains(ana.email.toUtf8()));

    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person again = againAs(daemon, ben, Codec::Json);
    QVERIFY(again);
    VERIFY_OK(members, again->call(RoomMembers{shared.id, {}, {}}));
    QCOMPARE(members.members.size(), 1);
    QCOMPARE(members.members.first().role, Role::Owner); // the room has passed to Ben
    VERIFY_OK(history, again->call(RoomHistory{shared.id, {}, {}}));
    QCOMPARE(history.messages.size(), 1);
    QCOMPARE(history.messages.first().body, q("from Ana"));
    TestClient client(daemon.url(), Codec::Json);
    QVERIFY(client.open());
    VERIFY_REFUSED(client.call(SessionResume{ana.auth.accessToken}), AuthExpired);
    VERIFY_REFUSED(client.call(AccountLogin{ana.email, ana.password, {}}), AuthInvalid);
    const QString nobodys =
        QStringLiteral("removed %1").arg(ana.id().value); // what the row has in place of the address
    VERIFY_REFUSED(client.call(AccountLogin{nobodys, ana.password, {}}), AuthInvalid);
    VERIFY_REFUSED(client.call(AccountLogin{nobodys, Secret{q("x")}, {}}), AuthInvalid);
    VERIFY_OK(second, client.call(AccountRegister{q("Another Ana"), ana.email, password, {}}));
    QVERIFY(second.user.id.value != ana.id().value);
}

void TestUsers::removalIsConfirmed() {
    DaemonProcess daemon;
    QCOMPARE(addAna(daemon).exitCode, 0);
    const QStringList arguments{q("remove"), q("--email"), q("ana@example.org")};
    const auto script = user(daemon, arguments);
    QVERIFY2(script.exitCode == 1 && script.errors.contains("--yes"), script.errors.constData());
    for (const bool yes : {false, true}) {
        TerminalProcess terminal;
        QVERIFY(terminal.start(q(CONFABD_PATH),
                               QStringList{q("user"), q("remove"), q("--data"), daemon.folder()} + arguments.mid(1)));
        QVERIFY2(terminal.shows("Type yes to confirm: "), terminal.screen());
        terminal.type(yes ? "yes\n" : "\n");
        QCOMPARE(terminal.end().exitCode, yes ? 0 : 1);
        QCOMPARE(user(daemon, {q("list")}).output.contains("ana@"), !yes);
    }
}

void TestUsers::unknownAddresses() {
    DaemonProcess daemon;
    QCOMPARE(addAna(daemon).exitCode, 0);
    for (const char* verb : {"password", "remove"}) {
        for (const char* email : {"ben@example.org", "", "removed 1"}) {
            const auto refused = user(daemon, {q(verb), q("--email"), q(email)}, "a password\n");
            QVERIFY2(refused.exitCode > 0, verb);
            QVERIFY2(*email == '\0' || refused.errors.contains(email), refused.errors.constData());
        }
    }
}

void TestUsers::saysThatThereIsNoAccountYet() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QVERIFY2(daemon.errors().contains("no accounts yet"), daemon.errors().constData());
    QVERIFY2(daemon.errors().contains(QByteArray("confabd user add --data " + daemon.folder().toUtf8())),
             daemon.errors());
    QCOMPARE(daemon.stop(), 0);
    QCOMPARE(addAna(daemon).exitCode, 0);
    const auto before = daemon.errors().size();
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QVERIFY2(!daemon.errors().mid(before).contains("no accounts yet"), daemon.errors().constData());
}

QTEST_GUILESS_MAIN(TestUsers)
#include "tst_users.moc"
