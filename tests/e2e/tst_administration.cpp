// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QProcess>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

const Secret otherPassword{QStringLiteral("battery staple")};

QString socketOf(const DaemonProcess& daemon) {
    return QString(daemon.folder() % u"/confabd.sock");
}

} // namespace

/// The operator's commands while the server runs.
class TestAdministration : public QObject {
    Q_OBJECT

private:
    static DaemonProcess::Ended run(const DaemonProcess& daemon, const QStringList& words,
                                    const QStringList& options = {}, const QByteArray& input = {}) {
        return DaemonProcess::run(words + QStringList{q("--data"), daemon.folder()} + options, input);
    }
    static bool signsIn(const DaemonProcess& daemon, const Person& person, const Secret& with) {
        TestClient client(daemon.url(), Codec::Json);
        return client.open() && client.call(AccountLogin{person.email, with, {}}).has_value();
    }

private Q_SLOTS:
    void anAccountIsMade();
    void aNewPasswordSignsOutAtOnce();
    void aDisabledAccountIsOut();
    void disabledStaysSoOverAStart();
    void devicesAreListed();
    void roomsAreListed();
    void removingNeedsAStop();
    void figures();
    void checkSaysWhatIsWrong();
    void onlyTheOwnerIsHeard();
    void badRequestsDoNoHarm();
    void aDeadServersSocketIsNoServer();
};

void TestAdministration::anAccountIsMade() {
    DaemonProcess daemon({q("--registration"), q("closed")});
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const auto added = daemon.addUser(q("Ana"), q("ana@example.org"), otherPassword);
    QVERIFY2(added.exitCode == 0, added.errors.constData());
    QVERIFY2(added.output.contains("Ana <ana@example.org>"), added.output.constData());
    TestClient client(daemon.url(), Codec::Json);
    QVERIFY(client.open());
    VERIFY_DONE(client.call(AccountLogin{q("ana@example.org"), otherPassword, {}}));
    const auto again = daemon.addUser(q("Ana"), q("ANA@example.org"), otherPassword);
    QCOMPARE(again.exitCode, 1);
    QVERIFY2(again.errors.contains("already"), again.errors.constData());
    QCOMPARE(daemon.addUser(q("Ben"), q("ben@example.org"), Secret{q("short")}).exitCode, 1);
    const auto listed = run(daemon, {q("user"), q("list")});
    QVERIFY2(listed.output.contains("Ana <ana@example.org>") && !listed.output.contains("Ben"),
             listed.output.constData());
}

void TestAdministration::aNewPasswordSignsOutAtOnce() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    const Person ben = newPerson(daemon, q("Ben"), Codec::Json);
    QVERIFY(ana && ben);
    const auto changed =
        run(daemon, {q("user"), q("password")}, {q("--email"), ana.email}, otherPassword.value.toUtf8() + '\n');
    QVERIFY2(changed.exitCode == 0, changed.errors.constData());
    QVERIFY(waitUntil([&] { return !ana->isOpen(); }, std::chrono::seconds(10))); // not by the next comparison
    QVERIFY(signsIn(daemon, ana, otherPassword));
    QVERIFY(!signsIn(daemon, ana, ana.password));
    VERIFY_DONE(ben->call(UserGet{{ana.id()}}));
}

void TestAdministration::aDisabledAccountIsOut() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    const Room room = newRoom(ana);
    const auto disabled = run(daemon, {q("user"), q("disable")}, {q("--email"), ana.email});
    QVERIFY2(disabled.exitCode == 0, disabled.errors.constData());
    QVERIFY(waitUntil([&] { return !ana->isOpen(); }, std::chrono::seconds(10)));
    QVERIFY(!signsIn(daemon, ana, ana.password));
    QVERIFY(!againAs(daemon, ana, Codec::Json, true)); // nor by her tokens
    QVERIFY(run(daemon, {q("user"), q("list")}).output.contains("(disabled)"));
    const auto changed = run(daemon, {q("user"), q("password")}, {q("--email"), ana.email}, "battery staple\n");
    QCOMPARE(changed.exitCode, 1);
    QVERIFY2(changed.errors.contains("user enable"), changed.errors.constData());
    QCOMPARE(run(daemon, {q("user"), q("disable")}, {q("--email"), ana.email}).exitCode, 0); // twice is once
    QCOMPARE(run(daemon, {q("user"), q("enable")}, {q("--email"), ana.email}).exitCode, 0);
    QVERIFY(!run(daemon, {q("user"), q("list")}).output.contains("(disabled)"));
    const Person again = againAs(daemon, ana, Codec::Json);
    QVERIFY(again);
    QCOMPARE(again.auth.rooms.size(), 1);
    QCOMPARE(again.auth.rooms.first().id, room.id);
}

void TestAdministration::disabledStaysSoOverAStart() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    QCOMPARE(daemon.stop(), 0);
    QCOMPARE(run(daemon, {q("user"), q("disable")}, {q("--email"), ana.email}).exitCode, 0); // on its database
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QVERIFY(!signsIn(daemon, ana, ana.password));
    QCOMPARE(run(daemon, {q("user"), q("enable")}, {q("--email"), ana.email}).exitCode, 0);
    QVERIFY(signsIn(daemon, ana, ana.password));
}

void TestAdministration::devicesAreListed() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    TestClient client(daemon.url(), Codec::Json);
    QVERIFY(client.open());
    VERIFY_DONE(client.call(AccountLogin{ana.email, ana.password, QStringLiteral("Ana's \u202etelephone\x1b[2J")}));
    const auto listed = run(daemon, {q("user"), q("sessions")}, {q("--email"), ana.email});
    QVERIFY2(listed.exitCode == 0, listed.errors.constData());
    QCOMPARE(listed.output.count('\n'), 3);
    QVERIFY2(listed.output.contains("telephone"), listed.output.constData());
    QVERIFY2(!listed.output.contains('\x1b') && !listed.output.contains("\u202e"), listed.output.constData());
    QVERIFY(run(daemon, {q("user"), q("list")}).output.contains("      2  Ana <"));
    QCOMPARE(run(daemon, {q("user"), q("sessions")}, {q("--email"), q("nobody@example.org")}).exitCode, 1);
}

void TestAdministration::roomsAreListed() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QVERIFY(run(daemon, {q("room"), q("list")}).output.contains("no rooms"));
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    RoomCreate secret;
    secret.name = q("Board");
    secret.visibility = Visibility::Private;
    const Room room = newRoom(ana, secret);
    VERIFY_DONE(ana->call(messageFor(room.id, q("nobody else reads this"))));
    newRoom(ana, q("Garden"));
    const auto listed = run(daemon, {q("room"), q("list")});
    QVERIFY2(listed.exitCode == 0, listed.errors.constData());
    QVERIFY2(listed.output.contains("  private  Board\n"), listed.output.constData());
    QVERIFY2(listed.output.contains("  public   Garden\n"), listed.output.constData());
    QVERIFY(!listed.output.contains("reads this"));
    QCOMPARE(daemon.stop(), 0);
    QCOMPARE(run(daemon, {q("room"), q("list")}).output, listed.output);
}

void TestAdministration::removingNeedsAStop() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    const auto refused = run(daemon, {q("user"), q("remove")}, {q("--email"), ana.email, q("--yes")});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errors.contains("while the server is stopped"), refused.errors.constData());
    QVERIFY(signsIn(daemon, ana, ana.password));
}

void TestAdministration::figures() {
    DaemonProcess daemon;
    QCOMPARE(run(daemon, {q("stats")}).exitCode, 1);
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    const Room room = newRoom(ana);
    VERIFY_DONE(ana->call(messageFor(room.id, q("one"))));
    const auto stats = run(daemon, {q("stats")});
    QVERIFY2(stats.exitCode == 0, stats.errors.constData());
    QVERIFY2(stats.output.contains("People online            1, with 1 devices\n"), stats.output.constData());
    QVERIFY2(stats.output.contains("Messages since start     1\n"), stats.output.constData());
    QVERIFY(run(daemon, {q("stats")}, {q("--all")}).output.contains("# TYPE confab_ready gauge"));
}

void TestAdministration::checkSaysWhatIsWrong() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const auto fine = run(daemon, {q("check")});
    QVERIFY2(fine.exitCode == 0, fine.output.constData());
    QVERIFY2(fine.output.contains("is ready") && fine.output.contains("pages fit together"), fine.output.constData());
    const auto many = run(daemon, {q("check")}, {q("--max-connections"), q("1000000")});
    QVERIFY2(many.output.contains("LimitNOFILE"), many.output.constData());
    const auto key = run(daemon, {q("check")}, {q("--tls-cert"), q("/none"), q("--tls-key"), q("/none")});
    QCOMPARE(key.exitCode, 1);
    QVERIFY2(key.output.contains("BAD   /none can't be read"), key.output.constData());
    const auto open = run(daemon, {q("check")}, {q("--listen"), q("0.0.0.0:7450")});
    QVERIFY2(open.output.contains("nothing is encrypted"), open.output.constData());

    QCOMPARE(daemon.stop(), 0);
    QFile database(daemon.databaseFile());
    QVERIFY(database.open(QIODevice::ReadWrite) && database.seek(4096) &&
            database.write(QByteArray(8192, '\xff')) == 8192);
    database.close();
    const auto damaged = run(daemon, {q("check")});
    QCOMPARE(damaged.exitCode, 1);
    QVERIFY2(damaged.output.contains("BAD ") && damaged.output.contains("confab.db"), damaged.output.constData());
}

/// Others can't come near it because of its folder; here they can.
void TestAdministration::onlyTheOwnerIsHeard() {
    if (::geteuid() != 0)
        QSKIP("only root can be somebody else for a while");
    constexpr uid_t nobody = 65534;
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    struct stat status {};
    QCOMPARE(::stat(QFile::encodeName(socketOf(daemon)).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0077, mode_t(0));
    for (const QString& path : {QFileInfo(daemon.folder()).path(), daemon.folder(), socketOf(daemon)})
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0777), 0);
    QLocalSocket socket;
    QCOMPARE(::seteuid(nobody), 0);
    socket.connectToServer(socketOf(daemon));
    const bool connected = socket.waitForConnected();
    QCOMPARE(::seteuid(0), 0);
    QVERIFY(connected);
    socket.write("{\"do\":\"user.list\"}\n");
    QVERIFY(waitUntil([&] { return socket.canReadLine() || socket.state() == QLocalSocket::UnconnectedState; }));
    const QByteArray said = socket.readAll(); // a sentence at best: the system may drop it with the connection
    QVERIFY2(!said.contains("\"users\""), said.constData());
    QVERIFY(waitUntil([&] { return socket.state() == QLocalSocket::UnconnectedState; }));
}

void TestAdministration::badRequestsDoNoHarm() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    for (const QByteArray& line : {QByteArray("nonsense\n"), QByteArray("{\"do\":\"user.erase\"}\n"),
                                   QByteArray("{\"do\":7}\n"), QByteArray("[]\n")}) {
        QLocalSocket socket;
        socket.connectToServer(socketOf(daemon));
        QVERIFY(socket.waitForConnected());
        socket.write(line);
        QVERIFY(waitUntil([&] { return socket.canReadLine(); }));
        QVERIFY(QJsonDocument::fromJson(socket.readLine()).object().contains(q("error")));
    }
    QLocalSocket endless;
    endless.connectToServer(socketOf(daemon));
    QVERIFY(endless.waitForConnected());
    endless.write(QByteArray(200'000, 'x'));
    QVERIFY(waitUntil([&] { return endless.state() == QLocalSocket::UnconnectedState; }));
    QCOMPARE(run(daemon, {q("user"), q("list")}).exitCode, 0);
}

void TestAdministration::aDeadServersSocketIsNoServer() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    daemon.kill();
    QVERIFY(QFile::exists(socketOf(daemon)));
    QCOMPARE(run(daemon, {q("user"), q("list")}).exitCode, 0); // on its database
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QCOMPARE(run(daemon, {q("stats")}).exitCode, 0);
    QCOMPARE(daemon.stop(), 0);
    QVERIFY(!QFile::exists(socketOf(daemon)));
}

QTEST_GUILESS_MAIN(TestAdministration)
#include "tst_administration.moc"
