// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/support/postgresprocess.h"
#include "tests/support/results.h"
#include "tests/support/zipwriter.h"

#include <QProcess>
#include <QRegularExpression>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

/// Lines that another test runs, or that need another machine; by what they have in them.
const QMap<QString, QString>& ranElsewhere() {
    static const QMap<QString, QString> lines{{q("--acme"), q("tst_acme, packaging/test/acme.sh")},
                                              {q("--redis"), q("tst_nodes")},
                                              {QStringLiteral("…"), q("tst_nodes")}};
    return lines;
}

/// The commands of a page, as somebody copies them: without what follows them in the line.
QStringList commandsOf(const QString& page) {
    QFile file(QStringLiteral(CONFAB_DOCS "/%1").arg(page));
    QStringList commands;
    if (!file.open(QIODevice::ReadOnly))
        return commands;
    static const QRegularExpression line(q("^ {4,}(?:sudo )?(confabd .*?)(?: +#.*| && .*)?$"));
    for (const QString& each : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (const auto match = line.match(each); match.hasMatch())
            commands.append(match.captured(1));
    }
    return commands;
}

} // namespace

/// The commands of the handbook, run as they are written: each has to do what the page says, on a server with what the
/// page takes for granted. A command that is new in a page is run by itself.
class TestHandbook : public QObject {
    Q_OBJECT

private:
    QString home(const char* name) const { return m_home.filePath(q(name)); }
    QString placed(QString command) const;
    void runAll(const QString& page);
    bool serves(QStringList arguments);
    void prepare();

    PostgresProcess m_postgres{{.password = true}};
    QTemporaryDir m_home;
    FileServer m_server;
    QMap<QString, QString> m_places; // what stands in a page, and what it is here

private Q_SLOTS:
    void initTestCase();
    void everyCommand();
};

void TestHandbook::initTestCase() {
    QVERIFY2(m_postgres.start(), m_postgres.log().constData());
    QVERIFY2(m_server.start(), m_server.daemon.errors().constData());
    prepare();
    QCOMPARE(m_server.daemon.stop(), 0);
}

/// Rooms, of which the seventeenth and "General" are named, a person who is erased, and what others exported.
void TestHandbook::prepare() {
    QVERIFY(newRoom(m_server.ana, q("General")).id == RoomId{1});
    for (int room = 2; room <= 17; ++room)
        QVERIFY(newRoom(m_server.ana, QString::number(room)).id);
    const QString file = m_server.files().post("the plan").text("id");
    MessageSend message = messageFor(RoomId{1}, q("hello"));
    message.files = QList<SentFile>{File{file, q("plan.pdf"), q("application/pdf")}};
    VERIFY_DONE(m_server.ana->call(message));
    const Secret password{q("a password of Ben")};
    QCOMPARE(m_server.daemon.addUser(q("Ben"), q("ben@example.org"), password).exitCode, 0);
    QVERIFY(QDir().mkpath(home("backups")) && QDir().mkpath(home("exports")));
    for (const char* from : {"slack", "mattermost"}) {
        ZipWriter zip;
        zip.addFolder(QStringLiteral(CONFAB_FIXTURES "/") + QLatin1String(from));
        QVERIFY(zip.write(home(qPrintable(QLatin1String(from) + QStringLiteral("-export.zip")))));
    }
    QVERIFY(QFile::link(QStringLiteral(CONFAB_FIXTURES "/slack"), home("slack-export")));
    QVERIFY(QFile::link(QStringLiteral(CONFAB_FIXTURES "/mattermost"), home("mattermost-export")));
    QFile toml(home("confabd.toml"));
    QVERIFY(toml.open(QIODevice::WriteOnly));
    toml.write("data = \"" + home("service").toUtf8() + "\"\nlisten = [\"127.0.0.1:0\"]\n");
    QFile secret(home("secret"));
    QVERIFY(secret.open(QIODevice::WriteOnly) && secret.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(secret.write(m_postgres.password().value.toUtf8() + '\n') > 1);
    QVERIFY(m_postgres.createDatabase(q("handbook")));
    m_places = {{q("/etc/confab/confabd.toml"), home("confabd.toml")},
                {q("/backups/"), home("backups/")},
                {q("postgresql://confab@db.example.org/confab"), m_postgres.url(q("handbook"))},
                {q("password-file FILE"), QString(u"password-file " % home("secret"))},
                {q("restore FILE"), QString(u"restore " % home("backups/confab-2026-11-29.tar"))},
                {q("/var/lib/private/confab"), home("private")},
                {q("127.0.0.1:7450"), q("127.0.0.1:0")}};
}

QString TestHandbook::placed(QString command) const {
    for (auto place = m_places.constBegin(); place != m_places.constEnd(); ++place)
        command.replace(place.key(), place.value());
    static const QRegularExpression data(q("~/confab(?![\\w-])"));
    command.replace(data, m_server.daemon.folder());
    return command.replace(q("~/"), QString(m_home.path() % u'/'));
}

/// A server that is started, is ready and stops.
bool TestHandbook::serves(QStringList arguments) {
    QProcess server;
    server.setProcessEnvironment(DaemonProcess::cleanEnvironment());
    server.start(q(CONFABD_PATH), arguments);
    QByteArray said;
    while (!said.contains("is listening") && server.waitForReadyRead(60'000))
        said += server.readAllStandardOutput();
    server.terminate();
    return server.waitForFinished(60'000) && server.exitCode() == 0 && said.contains("is listening");
}

void TestHandbook::runAll(const QString& page) {
    const QStringList commands = commandsOf(page);
    QVERIFY2(!commands.isEmpty(), qPrintable(page));
    for (const QString& command : commands) {
        const auto isHere = [&command](const QString& part) { return command.contains(part); };
        if (std::ranges::any_of(ranElsewhere().keys(), isHere))
            continue;
        QStringList arguments = QProcess::splitCommand(placed(command)).mid(1);
        if (arguments.value(0).startsWith(u"--") && !arguments.contains(q("--check-config"))) {
            QVERIFY2(serves(arguments), qPrintable(command));
            continue;
        }
        if (arguments.value(1) == u"erase") // which asks on a terminal
            arguments.append(q("--yes"));
        const bool needsServer = arguments.value(0) == u"stats";
        if (needsServer)
            QVERIFY2(m_server.daemon.start(), m_server.daemon.errors().constData());
        QProcess process;
        process.setWorkingDirectory(m_home.path());
        process.setProcessEnvironment(DaemonProcess::cleanEnvironment());
        process.start(q(CONFABD_PATH), arguments);
        process.write("a password of somebody\n");
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60'000));
        const QByteArray said =
            command.toUtf8() + "\n" + process.readAllStandardOutput() + process.readAllStandardError();
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, said.constData());
        if (needsServer)
            QCOMPARE(m_server.daemon.stop(), 0);
    }
}

/// In an order in which the pages can be followed on one machine.
void TestHandbook::everyCommand() {
    for (const char* page : {"handbook.md", "installing.md", "operating.md", "monitoring.md", "export.md"}) {
        runAll(q(page));
        if (QTest::currentTestFailed())
            return;
        QDir(home("service")).removeRecursively(); // each page makes its first account
    }
    QVERIFY(QFile::copy(home("general.jsonl"), home("exports/general.jsonl")));
    runAll(q("import.md"));
    if (QTest::currentTestFailed())
        return;
    runAll(q("backup.md"));
}

QTEST_GUILESS_MAIN(TestHandbook)
#include "tst_handbook.moc"
