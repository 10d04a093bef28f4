// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

constexpr uid_t serviceUser = 65534; // which every system has

bool giveTo(const QString& path, uid_t user) {
    return ::chown(QFile::encodeName(path).constData(), user, user) == 0;
}

/// Names of those files in the folder that another user than `owner` has.
QStringList othersFiles(const QString& folder, uid_t owner) {
    QStringList others;
    for (const QFileInfo& file : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden)) {
        if (file.ownerId() != owner)
            others.append(file.fileName());
    }
    return others;
}

} // namespace

/// The operator's view: files of the data folder, error sentences with their remedies, and the help.
class TestOperator : public QObject {
    Q_OBJECT

private:
    QString file(const QString& name, const QByteArray& content, QFile::Permissions more = {}) const {
        QFile file(m_folder.filePath(name));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
        const bool set = file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | more);
        return written && set ? file.fileName() : QString();
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void rootLeavesTheFolderToItsOwner();
    void filesArePrivate();
    void aCopyOfTheDatabaseOfAQuietServerIsWhole();
    void refusalsSayWhatToDo_data();
    void refusalsSayWhatToDo();
    void aTakenPort();
    void aForeignFile();
    void helpFitsATerminal();
};

/// With files that an earlier version's root has left behind, too.
void TestOperator::rootLeavesTheFolderToItsOwner() {
    if (::geteuid() != 0)
        QSKIP("only root can give files away");
    for (const bool isFresh : {true, false}) {
        DaemonProcess daemon;
        QVERIFY(QDir().mkpath(daemon.folder()));
        if (!isFresh)
            QCOMPARE(daemon.addUser(q("Ana"), q("ana@example.org"), Secret{q("correct horse")}).exitCode, 0);
        QVERIFY(giveTo(daemon.folder(), serviceUser));
        const auto added = daemon.addUser(q("Ben"), q("ben@example.org"), Secret{q("correct horse")});
        QVERIFY2(added.exitCode == 0, added.errors.constData());
        QVERIFY(QFile::exists(daemon.databaseFile()));
        QCOMPARE(othersFiles(daemon.folder(), serviceUser), QStringList());
        QVERIFY2(daemon.start(), daemon.errors().constData());
        QVERIFY(newPerson(daemon, q("Chi"), Codec::Json)); // which writes
        QVERIFY(QFile::exists(daemon.folder() % u"/token.key"));
        QVERIFY(QFile::exists(daemon.folder() % u"/confab.db-wal"));
        QCOMPARE(othersFiles(daemon.folder(), serviceUser), QStringList());
    }
}

void TestOperator::filesArePrivate() {
    const mode_t before = ::umask(0); // the least careful one
    DaemonProcess daemon;
    QVERIFY(QDir().mkpath(daemon.folder()));
    QFile lock(daemon.folder() % u"/confabd.lock"); // as an earlier version has left it
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.close();
    QVERIFY(lock.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
    const bool started = daemon.start();
    ::umask(before);
    QVERIFY2(started, daemon.errors().constData());
    QVERIFY(newPerson(daemon, q("Ana"), Codec::Json));
    const QFileInfoList files = QDir(daemon.folder()).entryInfoList(QDir::Files | QDir::Hidden);
    QVERIFY(files.size() >= 4);
    for (const QFileInfo& each : files) {
        struct stat status {};
        QCOMPARE(::stat(QFile::encodeName(each.filePath()).constData(), &status), 0);
        QVERIFY2((status.st_mode & 0077) == 0, qPrintable(each.fileName()));
    }
}

void TestOperator::aCopyOfTheDatabaseOfAQuietServerIsWhole() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    const Room room = newRoom(ana);
    VERIFY_OK(sent, ana->call(messageFor(room.id, q("marked-for-the-copy"))));
    // Only the upkeep of an idle writer brings it there; 2,000 writes, which also would, do not come.
    QVERIFY(waitUntil([&] {
        QFile database(daemon.databaseFile());
        return database.open(QIODevice::ReadOnly) && database.readAll().contains("marked-for-the-copy");
    }));
    DaemonProcess copy;
    QVERIFY(QDir().mkpath(copy.folder()));
    QVERIFY(QFile::copy(daemon.databaseFile(), copy.databaseFile()));
    QVERIFY2(copy.start(), copy.errors().constData());
    const Person again = againAs(copy, ana, Codec::Json);
    QVERIFY(again);
    VERIFY_OK(history, again->call(RoomHistory{room.id, {}, {}}));
    QCOMPARE(history.messages.size(), 1);
}

/// Each sentence names the problem, its place, and the remedy.
void TestOperator::refusalsSayWhatToDo_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("said");
    const auto row = [](const char* name, const QStringList& arguments, const QStringList& said) {
        QTest::newRow(name) << arguments << said;
    };
    const QString plain = file(q("plain"), "no folder");
    const QString notText = file(q("latin1.toml"), "data = \"/d\xe4\"\n");
    const QString data = m_folder.filePath(q("data"));
    row("no data", {}, {q("data is not set"), q("--data /var/lib/confab")});
    row("no such configuration", {q("--config"), q("/nowhere.toml")},
        {q("/nowhere.toml"), q("No such file"), q("--config")});
    row("no UTF-8 configuration", {q("--config"), notText}, {notText, q("line 1")});
    const QString misspelt = file(q("misspelt.toml"), "datta = 1\n");
    row("no such setting", {q("--config"), misspelt}, {misspelt, q("line 1"), q("datta"), q("--help-all")});
    const QString wrong = file(q("wrong.toml"), "data = \"/tmp\"\nlisten = \"nowhere\"\n");
    row("no port in the file", {q("--config"), wrong},
        {wrong, q("nowhere"), q("port is missing"), q("127.0.0.1:7450")});
    row("no port", {q("--data"), data, q("--listen"), q("127.0.0.1")},
        {q("listen = \"127.0.0.1\""), q("command line, --listen"), q("port is missing"), q("127.0.0.1:7450")});
    row("no host", {q("--data"), data, q("--metrics-listen"), q("example.org:1")},
        {q("metrics-listen"), q("neither an IPv4"), q("host:port expected")});
    row("a name without a host", {q("--database"), q("postgresql://confab@/confab")},
        {q("--database"), q("needs a host"), q("/run/postgresql")});
    row("no user", {q("--database"), q("postgresql://host/confab")}, {q("--database"), q("needs a user")});
    row("no Redis", {q("--data"), data, q("--redis"), q("localhost")}, {q("--redis"), q("redis://127.0.0.1:6379")});
    row("a certificate alone", {q("--data"), data, q("--tls-cert"), plain}, {q("tls-key is not"), q("private key")});
    row("no such certificate", {q("--data"), data, q("--tls-cert"), q("/none.pem"), q("--tls-key"), plain},
        {q("/none.pem"), q("No such file")});
    row("no certificate", {q("--data"), data, q("--tls-cert"), plain, q("--tls-key"), plain},
        {plain, q("no certificate in PEM")});
    row("a file for a folder", {q("--data"), plain}, {plain, q("is not a folder"), q("--data")});
    row("no folder possible", {q("--data"), q("/proc/none")}, {q("/proc/none"), q("can't be created"), q("--data")});
    const QString damaged = m_folder.filePath(q("damaged"));
    QVERIFY(QDir().mkpath(damaged));
    file(q("damaged/confab.db"), QByteArray(8192, 'x'));
    row("no database", {q("--data"), damaged},
        {QString(damaged % u"/confab.db"), q("not a database"), q("backup"), q("--data")});
    const QString shortKey = m_folder.filePath(q("shortkey"));
    QVERIFY(QDir().mkpath(shortKey));
    file(q("shortkey/token.key"), "short");
    row("a short key", {q("--data"), shortKey}, {QString(shortKey % u"/token.key"), q("32 bytes"), q("delete it")});
    const QString openKey = m_folder.filePath(q("openkey"));
    QVERIFY(QDir().mkpath(openKey));
    file(q("openkey/token.key"), QByteArray(32, 'k'), QFile::ReadOther);
    row("an open key", {q("--data"), openKey}, {QString(openKey % u"/token.key"), q("chmod 600"), q("delete it")});
    const QStringList shared{q("--database"), q("postgresql://confab@127.0.0.1:1/rooms")};
    row("no PostgreSQL", shared, {q("127.0.0.1:1"), q("rooms"), q("user confab"), q("refused"), q("--database")});
    const QString empty = file(q("empty"), "\n");
    row("an empty password", shared + QStringList{q("--database-password-file"), empty}, {empty, q("is empty")});
    const QString latin1 = file(q("latin1"), "p\xe4ss\n");
    row("no UTF-8 password", shared + QStringList{q("--database-password-file"), latin1}, {latin1, q("UTF-8")});
    row("no password file", shared + QStringList{q("--database-password-file"), q("/none")},
        {q("/none"), q("No such")});
    row("no certificates for Redis", shared + QStringList{q("--check-config"), q("--redis-ca-file"), plain},
        {plain, q("PEM"), q("redis-ca-file")});
    row("a foreign address", {q("--data"), data, q("--listen"), q("192.0.2.1:7459")},
        {q("192.0.2.1:7459"), q("does not have that address"), q(":7459")});
    row("user add without a folder", {q("user"), q("add"), q("--name"), q("A"), q("--email"), q("a@b.example")},
        {q("data is not set"), q("--data")});
}

void TestOperator::refusalsSayWhatToDo() {
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, said);
    const auto refused = DaemonProcess::run(arguments, "a good password\n");
    QVERIFY(refused.exitCode > 0);
    for (const QString& part : std::as_const(said))
        QVERIFY2(refused.errors.contains(part.toUtf8()),
                 QByteArray(part.toUtf8() + " is not in " + refused.errors).constData());
    QCOMPARE(refused.errors.trimmed().count("confabd: "), 1);
    QVERIFY2(!refused.errors.contains("Unable to"), refused.errors.constData()); // QtSql's own words
}

void TestOperator::aTakenPort() {
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString address = QStringLiteral("127.0.0.1:%1").arg(taken.serverPort());
    const auto refused = DaemonProcess::run({q("--data"), m_folder.filePath(q("taken")), q("--listen"), address});
    QVERIFY(refused.exitCode > 0);
    for (const QString& part : {address, q("another program uses this port"), q("ss -ltnp")})
        QVERIFY2(refused.errors.contains(part.toUtf8()), refused.errors.constData());
}

/// Another user than the folder's owner is told whose account to use.
void TestOperator::aForeignFile() {
    if (::geteuid() != 0)
        QSKIP("only root can become another user");
    DaemonProcess daemon;
    QVERIFY(QDir().mkpath(daemon.folder()));
    QCOMPARE(daemon.addUser(q("Ana"), q("ana@example.org"), Secret{q("correct horse")}).exitCode, 0);
    const QString above = QFileInfo(daemon.folder()).path();
    for (const QString& folder : {above, daemon.folder()})
        QVERIFY(QFile::setPermissions(folder, QFile::Permissions(0x7755)));
    QProcess process;
    process.setChildProcessModifier([] {
        if (::setgid(serviceUser) != 0 || ::setuid(serviceUser) != 0)
            ::_exit(99);
    });
    process.start(q(CONFABD_PATH), {q("user"), q("list"), q("--data"), daemon.folder()});
    QVERIFY(process.waitForFinished());
    const QByteArray said = process.readAllStandardError();
    QCOMPARE(process.exitCode(), 1);
    for (const QString& part : {daemon.databaseFile(), q("Permission denied"), q("belongs to the user root")})
        QVERIFY2(said.contains(part.toUtf8()), said.constData());
}

void TestOperator::helpFitsATerminal() {
    const QList<QStringList> helps{{q("--help")},
                                   {q("--help-all")},
                                   {q("user"), q("--help")},
                                   {q("user"), q("add"), q("--help")},
                                   {q("user"), q("password"), q("--help")},
                                   {q("user"), q("list"), q("--help")},
                                   {q("user"), q("remove"), q("--help")},
                                   {q("user"), q("disable"), q("--help")},
                                   {q("room"), q("list"), q("--help")},
                                   {q("stats"), q("--help")},
                                   {q("check"), q("--help")},
                                   {q("backup"), q("--help")},
                                   {q("backup"), q("verify"), q("--help")},
                                   {q("restore"), q("--help")},
                                   {q("move"), q("--help")},
                                   {q("export"), q("--help")},
                                   {q("import"), q("--help")},
                                   {q("room"), q("keep"), q("--help")},
                                   {q("user"), q("erase"), q("--help")},
                                   {q("bot"), q("add"), q("--help")},
                                   {q("bot"), q("hook"), q("add"), q("--help")}};
    for (const QStringList& arguments : helps) {
        const auto help = DaemonProcess::run(arguments);
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.output.size() > 200);
        for (const QByteArray& line : help.output.split('\n'))
            QVERIFY2(QString::fromUtf8(line).size() <= 80, line.constData());
    }
    const QByteArray help = DaemonProcess::run({q("--help")}).output;
    for (const char* part :
         {"Storage:", "Several nodes:", "--listen ADDRESS", "[127.0.0.1:7450]", "[open]", "--help-all"})
        QVERIFY2(help.contains(part), part);
    QVERIFY2(help.count('\n') <= 115, "it is short");
    QVERIFY(!help.contains("--rate-messages"));
    QVERIFY2(DaemonProcess::run({q("--help-all")}).output.contains("--rate-messages"), "all of it");
}

QTEST_GUILESS_MAIN(TestOperator)
#include "tst_operator.moc"
