// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/closecodes.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// confabd as a program: start, configuration, stop, and what it never prints.
class TestDaemon : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stopsOn_data();
    void stopsOn();
    void answersWhatWasAskedBeforeTheStop();
    void outlivesItsLogsReader();
    void keepsEverythingOverARestart();
    void listensTwice();
    void refusesASecondOnTheFolder();
    void refusesATakenPort();
    void checksConfiguration_data();
    void checksConfiguration();
    void refusesASecretThatOthersCanRead_data();
    void refusesASecretThatOthersCanRead();
    void neverEchoesAPassword_data();
    void neverEchoesAPassword();
    void flagWeighsMoreThanVariableThanFile();
    void closedRegistration();
    void addsUsers();
    void refusesUsers_data();
    void refusesUsers();
    void saysNoSecret();
    void keepsItsFolderPrivate();

private:
    QString writeConfig(const QByteArray& text);

    QTemporaryDir m_folder;
    int m_files = 0;
};

QString TestDaemon::writeConfig(const QByteArray& text) {
    const QString path = m_folder.filePath(QStringLiteral("config%1.toml").arg(++m_files));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return {};
    return path;
}

void TestDaemon::stopsOn_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestDaemon::stopsOn() {
    QFETCH(int, signal);
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    const Person ben = newPerson(daemon, q("Ben"), Codec::Cbor);
    QVERIFY(ana && ben);
    TestClient nobody(daemon.url(), Codec::Json);
    QVERIFY(nobody.open());
    QCOMPARE(daemon.stop(signal), 0);
    QVERIFY(waitUntil([&] { return !ana->isOpen() && !ben->isOpen() && !nobody.isOpen(); }));
    QCOMPARE(ana->closeCode(), quint16(CloseCode::Draining));
    QCOMPARE(ben->closeCode(), quint16(CloseCode::Draining));
    QCOMPARE(nobody.closeCode(), quint16(CloseCode::Draining));
    TestClient late(daemon.url(), Codec::Json);
    QVERIFY(!late.open());
}

/// A pipe whose reader has gone, as in `confabd 2>&1 | head -c 1`: lines are lost, and nothing else.
void TestDaemon::outlivesItsLogsReader() {
    DaemonProcess daemon; // which has something to say at once: limits are off
    const QString withoutReader = q("exec 3> >(:); wait $!; exec \"$@\" 2>&3 3>&-");
    daemon.runUnder({q("/bin/bash"), q("-c"), withoutReader, q("bash")});
    QVERIFY(daemon.start());
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    VERIFY_DONE(ana->call(RoomList{}));
    QCOMPARE(daemon.stop(), 0);
}

/// Messages acknowledged before the stop are stored, and the daemon ends although much is in flight.
void TestDaemon::answersWhatWasAskedBeforeTheStop() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    const Room room = newRoom(ana);
    QMap<Seq, QString> acked;
    for (int i = 0; i < 500; ++i) {
        const MessageSend message = messageFor(room.id, QString::number(i));
        ana->ask<MessageSend>(message, [&acked, id = message.clientId](const Result<Sent>& sent) {
            if (sent)
                acked.insert(sent->seq, id);
        });
    }
    QVERIFY(waitUntil([&] { return !acked.isEmpty(); }));
    QCOMPARE(daemon.stop(), 0);
    QVERIFY(waitUntil([&] { return !ana->isOpen(); }));
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person again = againAs(daemon, ana, Codec::Json);
    QVERIFY(again);
    VERIFY_OK(page, again->call(RoomEvents{room.id, 2, limits::eventsPerPage}));
    QVERIFY(page.events.size() >= acked.size());
    for (auto it = acked.constBegin(); it != acked.constEnd(); ++it)
        QCOMPARE(std::get<MessagePosted>(page.events.at(it.key() - 3).data).clientId, it.value());
}

void TestDaemon::keepsEverythingOverARestart() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const quint16 port = daemon.port();
    Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    const Room room = newRoom(ana, RoomCreate{q("Kept"), q("topic"), Secret{q("sesame")}, 5, 6, Visibility::Private});
    VERIFY_OK(sent, ana->call(messageFor(room.id, q("before"))));
    QCOMPARE(daemon.stop(), 0);
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QCOMPARE(daemon.port(), port);
    TestClient client(daemon.url(), Codec::Cbor);
    QVERIFY(client.open());
    VERIFY_OK(resumed, client.call(SessionResume{ana.auth.accessToken})); // the signing key is kept
    QCOMPARE(resumed.rooms.size(), 1);
    const Room kept = resumed.rooms.first();
    QCOMPARE(kept.id, room.id);
    QCOMPARE(kept.name, q("Kept"));
    QCOMPARE(kept.topic, q("topic"));
    QCOMPARE(kept.capacity, 5);
    QCOMPARE(kept.maxMembers, 6);
    QVERIFY(kept.hasPassword);
    QCOMPARE(kept.lastSeq, sent.seq);
    QCOMPARE(kept.lastMessage->body, q("before"));
    VERIFY_DONE(client.call(AccountRefresh{ana.auth.refreshToken}));
}

void TestDaemon::listensTwice() {
    DaemonProcess daemon({q("--listen"), q("127.0.0.2:0")});
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const QRegularExpression second(q("confabd is listening on 127\\.0\\.0\\.2:(\\d+)\\n"));
    QVERIFY(waitUntil([&] { return second.match(QString::fromUtf8(daemon.output())).hasMatch(); }));
    const QString port = second.match(QString::fromUtf8(daemon.output())).captured(1);
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    TestClient other(QUrl(QString(u"ws://127.0.0.2:" % port % u"/rt")), Codec::Json);
    QVERIFY(other.open());
    VERIFY_DONE(other.call(SessionResume{ana.auth.accessToken}));
}

void TestDaemon::refusesASecondOnTheFolder() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const auto second = DaemonProcess::run({q("--data"), daemon.folder(), q("--listen"), q("127.0.0.1:0")});
    QVERIFY(second.exitCode > 0);
    QVERIFY2(second.errors.contains(daemon.folder().toUtf8()), second.errors.constData());
    QVERIFY2(second.errors.toLower().contains("another"), second.errors.constData());
    QVERIFY(second.output.isEmpty());
    QVERIFY(newPerson(daemon, q("Ana"), Codec::Json));
}

void TestDaemon::refusesATakenPort() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const QString address = QStringLiteral("127.0.0.1:%1").arg(daemon.port());
    const auto second = DaemonProcess::run({q("--data"), m_folder.filePath(q("other")), q("--listen"), address});
    QVERIFY(second.exitCode > 0);
    QVERIFY2(second.errors.contains(address.toUtf8()), second.errors.constData());
}

void TestDaemon::checksConfiguration_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QStringList>("flags");
    QTest::addColumn<QStringList>("said"); // on stderr; none: it is right
    const QStringList none;
    QTest::newRow("right") << QByteArray("data = \"/tmp\"\nlisten = [\"127.0.0.1:1\", \"[::1]:1\"]\nio_threads = 4\n")
                           << none << none;
    QTest::newRow("only flags") << QByteArray() << QStringList{q("--data"), q("/tmp")} << none;
    QTest::newRow("no data") << QByteArray("io_threads = 2\n") << none << QStringList{q("data")};
    QTest::newRow("number too large") << QByteArray("data = \"/tmp\"\nio_threads = 65\n") << none
                                      << QStringList{q("io-threads"), q("65"), q("1 to 64"), q("file")};
    QTest::newRow("no number") << QByteArray("data = \"/tmp\"\n") << QStringList{q("--io-threads"), q("two")}
                               << QStringList{q("io-threads"), q("two"), q("1 to 64"), q("command line")};
    QTest::newRow("no address") << QByteArray("data = \"/tmp\"\nlisten = [\"nowhere\"]\n") << none
                                << QStringList{q("listen"), q("nowhere"), q("host:port")};
    QTest::newRow("registration") << QByteArray("data = \"/tmp\"\nregistration = \"maybe\"\n") << none
                                  << QStringList{q("registration"), q("maybe"), q("open, invite or closed")};
    QTest::newRow("unknown setting") << QByteArray("data = \"/tmp\"\ndatta = 1\n") << none << QStringList{q("datta")};
    const QByteArray shared = "database = \"postgresql://confab@127.0.0.1/confab\"\n";
    QTest::newRow("several nodes") << QByteArray(shared + "redis = \"redis://127.0.0.1:6379\"\nnode = \"north-1\"\n")
                                   << none << none;
    QTest::newRow("several nodes by flags")
        << QByteArray() << QStringList{q("--database"),      q("postgresql://confab@127.0.0.1/confab"),
                                       q("--redis"),         q("rediss://confab@127.0.0.1"),
                                       q("--node"),          QString(64, u'n'),
                                       q("--drain-seconds"), q("0"),
                                       q("--redis-cluster")}
        << none;
    QTest::newRow("without redis") << shared << none << none;
    QTest::newRow("redis without a database") << QByteArray("data = \"/tmp\"\nredis = \"redis://127.0.0.1\"\n") << none
                                              << QStringList{q("redis"), q("PostgreSQL"), q("--database")};
    QTest::newRow("another database") << QByteArray("database = \"mysql://confab@127.0.0.1/confab\"\n") << none
                                      << QStringList{q("database"), q("mysql:"), q("postgresql://")};
    QTest::newRow("another broker") << shared << QStringList{q("--redis"), q("http://127.0.0.1")}
                                    << QStringList{q("redis"), q("http:"), q("redis://"), q("command line")};
    QTest::newRow("name with a space") << shared << QStringList{q("--node"), q("north 1")}
                                       << QStringList{q("node"), q("north 1")};
    QTest::newRow("name with a line end")
        << QByteArray(shared + "node = \"north\\n\"\n") << none << QStringList{q("node")};
    QTest::newRow("name too long") << shared << QStringList{q("--node"), QString(65, u'n')} << QStringList{q("node")};
    QTest::newRow("no name") << QByteArray(shared + "node = \"\"\n") << none << QStringList{q("node")};
    QTest::newRow("drains too long") << shared << QStringList{q("--drain-seconds"), q("9")}
                                     << QStringList{q("drain-seconds"), q("9")};
    QTest::newRow("cluster perhaps") << QByteArray(shared + "redis_cluster = \"maybe\"\n") << none
                                     << QStringList{q("redis-cluster"), q("maybe"), q("on or off")};
    QTest::newRow("no TOML") << QByteArray("data = \n") << none << QStringList{q(".toml"), q("line 1")};
}

void TestDaemon::checksConfiguration() {
    QFETCH(QByteArray, file);
    QFETCH(QStringList, flags);
    QFETCH(QStringList, said);
    const QStringList arguments = QStringList{q("--check-config"), q("--config"), writeConfig(file)} + flags;
    const auto checked = DaemonProcess::run(arguments);
    QVERIFY2((checked.exitCode == 0) == said.isEmpty(), checked.errors.constData());
    QVERIFY2(checked.exitCode >= 0, "it crashed");
    for (const QString& part : std::as_const(said))
        QVERIFY2(checked.errors.contains(part.toUtf8()), checked.errors.constData());
    if (said.isEmpty())
        return;
    const QStringList serving = QStringList{q("--config"), arguments.at(2)} + flags;
    QVERIFY(DaemonProcess::run(serving).exitCode > 0); // and it does not start with it
}

void TestDaemon::refusesASecretThatOthersCanRead_data() {
    QTest::addColumn<int>("more"); // permissions
    QTest::newRow("the group writes") << int(QFile::WriteGroup);
    QTest::newRow("all read") << int(QFile::ReadOther);
    QTest::newRow("all write") << int(QFile::WriteOther);
}

void TestDaemon::refusesASecretThatOthersCanRead() {
    QFETCH(int, more);
    const QString path = writeConfig("canary-secret-line\n");
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::Permissions(more)));
    const QStringList arguments{q("--database"),
                                q("postgresql://confab@127.0.0.1:1/confab"),
                                q("--database-password-file"),
                                path,
                                q("--listen"),
                                q("127.0.0.1:0")};
    const auto refused = DaemonProcess::run(arguments);
    QVERIFY(refused.exitCode > 0);
    QVERIFY2(refused.errors.contains(path.toUtf8()) && refused.errors.contains("chmod 600"), refused.errors);
    QVERIFY(!refused.errors.contains("canary"));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    const auto unreachable = DaemonProcess::run(arguments); // now it is the database that is missing
    QVERIFY(unreachable.exitCode > 0);
    QVERIFY2(!unreachable.errors.contains("chmod"), unreachable.errors);
    QVERIFY(!unreachable.errors.contains("canary"));
    QVERIFY(QFile::remove(path));
    const auto missing = DaemonProcess::run(arguments);
    QVERIFY(missing.exitCode > 0);
    QVERIFY2(missing.errors.contains(path.toUtf8()), missing.errors);
}

void TestDaemon::neverEchoesAPassword_data() {
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("url");
    const QString database = q("database");
    const QString redis = q("redis");
    QTest::newRow("database") << database << q("postgresql://confab:canary@127.0.0.1/confab");
    QTest::newRow("database, in the query") << database << q("postgresql://confab@127.0.0.1/confab?password=canary");
    QTest::newRow("database, a slash in it") << database << q("postgresql://confab:12/canary@127.0.0.1/confab");
    QTest::newRow("database, an @ in it") << database << q("postgresql://confab:at@canary@127.0.0.1/confab");
    QTest::newRow("database, without a scheme") << database << q("confab:canary@127.0.0.1/confab");
    QTest::newRow("redis") << redis << q("redis://:canary@127.0.0.1");
    QTest::newRow("redis, with a user") << redis << q("rediss://confab:canary@127.0.0.1:6379");
    QTest::newRow("redis, a hash in it") << redis << q("redis://confab:#canary@127.0.0.1");
    QTest::newRow("redis, without a scheme") << redis << q("confab:canary@127.0.0.1:6379");
}

void TestDaemon::neverEchoesAPassword() {
    QFETCH(QString, setting);
    QFETCH(QString, url);
    QStringList flags{q("--check-config"), QString(u"--" % setting), url};
    if (setting != u"database")
        flags << q("--database") << q("postgresql://confab@127.0.0.1/confab");
    const auto checked = DaemonProcess::run(flags);
    QVERIFY(checked.exitCode > 0);
    QVERIFY2(checked.errors.contains(setting.toUtf8()), checked.errors);
    QVERIFY2(checked.errors.contains("without a password"), checked.errors);
    QVERIFY2(!checked.errors.contains("canary"), checked.errors);
    QVERIFY(!checked.output.contains("canary"));
}

void TestDaemon::flagWeighsMoreThanVariableThanFile() {
    const QString file = writeConfig("data = \"/tmp\"\nio_threads = 65\n");
    const QStringList check{q("--check-config"), q("--config"), file};
    QProcessEnvironment environment = DaemonProcess::cleanEnvironment();
    QVERIFY(DaemonProcess::run(check, {}, environment).errors.contains("65"));

    // Each source is checked by itself, so what weighs more has to be seen at work: where it listens.
    const QString data = m_folder.filePath(q("weights"));
    const QString listening = writeConfig("listen = \"127.0.0.3:0\"\ndata = \"" + data.toUtf8() + "\"\n");
    DaemonProcess daemon({q("--config"), listening}); // with --listen 127.0.0.1 and --data of its own
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QVERIFY(!daemon.output().contains("127.0.0.3"));
    QVERIFY(!QFile::exists(data));

    environment.insert(q("CONFAB_LISTEN"), q("nowhere"));
    const auto variable = DaemonProcess::run({q("--check-config"), q("--data"), q("/tmp")}, {}, environment);
    QVERIFY(variable.exitCode > 0);
    QVERIFY2(variable.errors.contains("nowhere") && variable.errors.contains("environment"), variable.errors);
    environment.insert(q("CONFAB_LISTEN"), QStringLiteral("127.0.0.1:%1").arg(daemon.port())); // taken: it must fail
    const auto taken = DaemonProcess::run({q("--config"), listening}, {}, environment);
    QVERIFY(taken.exitCode > 0);
    QVERIFY2(taken.errors.contains(QByteArray::number(daemon.port())), taken.errors.constData());
}

void TestDaemon::closedRegistration() {
    DaemonProcess daemon({q("--registration"), q("closed"), q("--server-name"), q("The office")});
    const Secret password{q("correct horse")};
    QCOMPARE(daemon.addUser(q("Ana"), q("ana@example.org"), password).exitCode, 0);
    QVERIFY2(daemon.start(), daemon.errors().constData());
    TestClient client(daemon.url(), Codec::Json);
    QVERIFY(client.open());
    VERIFY_REFUSED(client.call(AccountRegister{q("Eve"), q("eve@example.org"), password, {}}), RegistrationClosed);
    VERIFY_OK(about, client.call(ServerAbout{}));
    QCOMPARE(about.registration, Registration::Closed);
    QCOMPARE(about.name, q("The office"));
    QVERIFY(!about.version.isEmpty());
    VERIFY_DONE(client.call(AccountLogin{q("ana@example.org"), password, {}}));
}

void TestDaemon::addsUsers() {
    DaemonProcess daemon;
    const Secret password{QStringLiteral("pässwörd with spaces ")};
    const auto added = daemon.addUser(QStringLiteral("Zoë"), q("Zoe@Example.org"), password);
    QVERIFY2(added.exitCode == 0, added.errors.constData());
    QVERIFY2(added.output.contains("Zoe@Example.org"), added.output.constData());
    const auto twice = daemon.addUser(q("Other"), q("zoe@example.ORG"), password);
    QVERIFY(twice.exitCode > 0);
    QVERIFY2(twice.errors.contains("e-mail"), twice.errors.constData());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const auto running = daemon.addUser(q("Late"), q("late@example.org"), password);
    QVERIFY2(running.exitCode == 0, running.errors.constData());
    TestClient client(daemon.url(), Codec::Json);
    QVERIFY(client.open());
    VERIFY_OK(auth, client.call(AccountLogin{q("zoe@example.org"), password, {}}));
    QCOMPARE(auth.user.name, QStringLiteral("Zoë"));
    TestClient late(daemon.url(), Codec::Json);
    QVERIFY(late.open());
    VERIFY_DONE(late.call(AccountLogin{q("late@example.org"), password, {}}));
    QCOMPARE(auth.user.email, q("Zoe@Example.org"));
}

void TestDaemon::refusesUsers_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QByteArray>("said");
    const QString good = q("correct horse");
    QTest::newRow("short password") << q("Ana") << q("ana@example.org") << q("7 chars") << QByteArray("password");
    QTest::newRow("no password") << q("Ana") << q("ana@example.org") << QString() << QByteArray("password");
    QTest::newRow("no address") << q("Ana") << q("ana") << good << QByteArray("email");
    QTest::newRow("two addresses") << q("Ana") << q("a@b@c") << good << QByteArray("email");
    QTest::newRow("invisible name") << QStringLiteral("\u202e ") << q("ana@example.org") << good << QByteArray("name");
}

void TestDaemon::refusesUsers() {
    QFETCH(QString, name);
    QFETCH(QString, email);
    QFETCH(QString, password);
    QFETCH(QByteArray, said);
    DaemonProcess daemon;
    const auto refused = daemon.addUser(name, email, Secret{password});
    QVERIFY(refused.exitCode > 0);
    QVERIFY2(refused.errors.contains(said), refused.errors.constData());
    QVERIFY(refused.output.isEmpty());
}

/// Canaries through every path that has a secret in it: they are in no output, no argument and no file.
void TestDaemon::saysNoSecret() {
    DaemonProcess daemon({q("--log"), q("debug")});
    const Secret canary{q("canary-4f1c-password")};
    const auto added = daemon.addUser(q("Ana"), q("ana@example.org"), canary);
    QCOMPARE(added.exitCode, 0);
    const auto refused = daemon.addUser(q("Ana"), q("ana@example.org"), canary);
    QVERIFY(refused.exitCode > 0);
    const QByteArray said = added.output + added.errors + refused.output + refused.errors;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    TestClient client(daemon.url(), Codec::Json);
    QVERIFY(client.open());
    QList<QByteArray> secrets{canary.value.toUtf8(), "canary-wrong-password", "canary-room-password"};
    VERIFY_REFUSED(client.call(AccountLogin{q("ana@example.org"), Secret{q("canary-wrong-password")}, {}}),
                   AuthInvalid);
    VERIFY_REFUSED(client.call(SessionResume{Secret{q("canary-wrong-password")}}), AuthInvalid);
    VERIFY_REFUSED(client.call(AccountRefresh{Secret{q("canary-wrong-password")}}), AuthExpired);
    VERIFY_OK(auth, client.call(AccountLogin{q("ana@example.org"), canary, {}}));
    VERIFY_OK(renewed, client.call(AccountRefresh{auth.refreshToken}));
    for (const Auth& one : {auth, renewed})
        secrets << one.accessToken.value.toUtf8() << one.refreshToken.value.toUtf8();
    const RoomCreate create{q("Room"), {}, Secret{q("canary-room-password")}, {}, {}, {}};
    VERIFY_DONE(client.call(create));
    const QByteArray running = contentOf(QStringLiteral("/proc/%1/cmdline").arg(daemon.pid())) +
                               contentOf(QStringLiteral("/proc/%1/environ").arg(daemon.pid()));
    QVERIFY(running.contains("--data"));
    QCOMPARE(daemon.stop(), 0);

    QByteArray files;
    QDirIterator it(daemon.folder(), QDir::Files);
    while (it.hasNext())
        files += contentOf(it.next());
    QVERIFY(files.contains("ana@example.org"));
    for (const QByteArray& secret : std::as_const(secrets)) {
        QVERIFY(secret.size() > 10);
        QVERIFY2(!files.contains(secret), secret.constData());
        QVERIFY2(!running.contains(secret), secret.constData());
        QVERIFY2(!said.contains(secret), secret.constData());
        QVERIFY2(!daemon.output().contains(secret), secret.constData());
        QVERIFY2(!daemon.errors().contains(secret), secret.constData());
    }
}

void TestDaemon::keepsItsFolderPrivate() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    constexpr auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(daemon.folder()) & others));
    QVERIFY(!(QFile::permissions(daemon.folder() % u"/token.key") & others));
}

QTEST_GUILESS_MAIN(TestDaemon)
#include "tst_daemon.moc"
