// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/commandrun.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/writtenexport.h"
#include "tests/support/postgresprocess.h"

#include <QCryptographicHash>
#include <QMap>
#include <QTest>

#include <random>

using namespace confab;
using namespace confab::test;

namespace {

constexpr int rooms = 10;
constexpr double mostMebibytes = 256; // of one command, however many messages there are

QString q(const char* text) {
    return QString::fromLatin1(text);
}

/// What `confabd export` wrote, but for the time of it; empty: it is not whole.
QByteArray hashOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray head = file.readLine();
    const qsizetype at = head.indexOf("\"at\":\"");
    head.remove(at, head.indexOf('"', at + 6) + 1 - at);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(head);
    QByteArray line;
    while (!file.atEnd()) {
        line = file.readLine();
        hash.addData(line);
    }
    return line.startsWith("{\"end\":") && line.endsWith("\n") ? hash.result().toHex() : QByteArray();
}

using Hashes = QMap<int, QByteArray>; // by room

} // namespace

/// All rooms on each way that data go: import, export, backup and restore, to PostgreSQL and back. The short form is in
/// the suite; `tst_volume --messages 1000000` prints the figures, `--kills 50` kills more often.
class TestVolume : public QObject {
    Q_OBJECT

public:
    TestVolume(int messages, int kills, quint64 seed) : m_messages(messages), m_kills(kills), m_random(seed) {}

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// An SQLite database without anything, or that of a server.
    QStringList at(const QString& folder) const { return {q("--data"), path(folder)}; }
    QStringList onServer(const QString& database) const { return {q("--database"), m_server.url(database)}; }
    QString newDatabase();
    bool makeEmpty(const QStringList& place);
    CommandRun step(const QString& name, const QStringList& arguments);
    Hashes hashesOf(const QStringList& place, const QString& exports, const QString& name = {});
    bool fill(const QString& folder, int messages);
    double after(double seconds);
    void killImports(const QStringList& place, const Hashes& whole);
    void killExports(const Hashes& whole);
    void killBackups();
    void killRestores(const Hashes& whole);
    void killMoves(bool isToServer, const Hashes& whole);

    const int m_messages;
    const int m_kills;
    std::mt19937_64 m_random;
    PostgresProcess m_server;
    QTemporaryDir m_folder;
    int m_databases = 0;
    QMap<QString, double> m_seconds; // of each command, without a kill

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }
    void everyWayKeepsEveryRoom();
    void killsLeaveNothingHalf();
};

QString TestVolume::newDatabase() {
    const QString name = QStringLiteral("volume%1").arg(++m_databases);
    return m_server.createDatabase(name) ? name : QString();
}

/// A server makes the tables.
bool TestVolume::makeEmpty(const QStringList& place) {
    QStringList arguments = place + QStringList{q("--listen"), q("127.0.0.1:0")};
    if (place.first() == q("--database"))
        arguments += QStringList{q("--node"), q("a")};
    QProcess server;
    server.setProcessEnvironment(DaemonProcess::cleanEnvironment());
    server.start(q(CONFABD_PATH), arguments);
    QByteArray said;
    while (!said.contains("is listening") && server.waitForReadyRead(60'000))
        said += server.readAllStandardOutput();
    server.terminate();
    return server.waitForFinished(60'000) && server.exitCode() == 0 && said.contains("is listening");
}

/// A command that has to succeed, with its line of figures.
CommandRun TestVolume::step(const QString& name, const QStringList& arguments) {
    const CommandRun run = CommandRun::of(arguments);
    m_seconds[name] = run.seconds;
    qInfo("%-34s %8.1f s  %6.0f MiB  %3lld lines of progress", qPrintable(name), run.seconds, run.peakMebibytes,
          static_cast<long long>(run.errors.count('\n')));
    if (run.exitCode != 0)
        QTest::qFail(QByteArray(name.toUtf8() + ": " + run.errors.right(2000)).constData(), __FILE__, __LINE__);
    if (run.peakMebibytes > mostMebibytes)
        QTest::qFail(qPrintable(name + QStringLiteral(" takes too much memory")), __FILE__, __LINE__);
    return run;
}

Hashes TestVolume::hashesOf(const QStringList& place, const QString& exports, const QString& name) {
    Hashes hashes;
    double seconds = 0;
    double peak = 0;
    QDir().mkpath(path(exports));
    for (int room = 1; room <= rooms; ++room) {
        const QString file = path(QStringLiteral("%1/room-%2.jsonl").arg(exports).arg(room, 3, 10, QLatin1Char('0')));
        const CommandRun run = CommandRun::of(QStringList{q("export"), QString::number(room), file} + place);
        seconds += run.seconds;
        peak = std::max(peak, run.peakMebibytes);
        if (run.exitCode == 0)
            hashes[room] = hashOf(file);
    }
    if (name.isEmpty()) // only a look
        QDir(path(exports)).removeRecursively();
    else
        qInfo("%-34s %8.1f s  %6.0f MiB", qPrintable(name), seconds, peak);
    return hashes;
}

bool TestVolume::fill(const QString& folder, int messages) {
    const QString files = path(QString(folder % u".written"));
    if (!WrittenExport::write(files, rooms, messages) || !makeEmpty(at(folder)))
        return false;
    const CommandRun run = step(QStringLiteral("import"), QStringList{q("import"), files} + at(folder));
    QDir(files).removeRecursively();
    return run.exitCode == 0;
}

void TestVolume::everyWayKeepsEveryRoom() {
    qInfo("%d messages in %d rooms", m_messages, rooms);
    QVERIFY(fill(q("data"), m_messages));
    const Hashes whole = hashesOf(at(q("data")), q("exports"), q("export, each room"));
    QCOMPARE(whole.size(), rooms);
    QVERIFY(!whole.values().contains(QByteArray()));

    step(q("backup"), QStringList{q("backup"), path(q("b.tar"))} + at(q("data")));
    step(q("backup verify"), {q("backup"), q("verify"), path(q("b.tar"))});
    step(q("restore"), {q("restore"), path(q("b.tar")), q("--into"), path(q("restored"))});
    QCOMPARE(hashesOf(at(q("restored")), q("look")), whole);
    QVERIFY(QFile::remove(path(q("b.tar"))) && QDir(path(q("restored"))).removeRecursively());

    const QString database = newDatabase();
    step(q("move to PostgreSQL"), QStringList{q("move"), q("--to"), m_server.url(database)} + at(q("data")));
    QCOMPARE(hashesOf(onServer(database), q("look"), m_messages > 100'000 ? q("export from PostgreSQL") : QString()),
             whole);
    step(q("move back to SQLite"), QStringList{q("move"), q("--to"), path(q("back"))} + onServer(database));
    QCOMPARE(hashesOf(at(q("back")), q("look2")), whole);
    QVERIFY(QDir(path(q("back"))).removeRecursively());
    m_server.dropDatabase(database);

    QVERIFY(makeEmpty(at(q("again"))));
    step(q("import of the exports"), QStringList{q("import"), path(q("exports"))} + at(q("again")));
    QCOMPARE(hashesOf(at(q("again")), q("look3")), whole);
    QVERIFY(QDir(path(q("again"))).removeRecursively());
    const QString other = newDatabase();
    QVERIFY(makeEmpty(onServer(other)));
    step(q("import into PostgreSQL"), QStringList{q("import"), path(q("exports"))} + onServer(other));
    QCOMPARE(hashesOf(onServer(other), q("look4")), whole);
    m_server.dropDatabase(other);
}

/// Somewhere in what takes so long.
double TestVolume::after(double seconds) {
    return std::uniform_real_distribution<double>(0.02, std::max(0.04, seconds))(m_random);
}

/// Rooms are whole or not there, and the same command makes the rest.
void TestVolume::killImports(const QStringList& place, const Hashes& whole) {
    const QStringList import = QStringList{q("import"), path(q("exports"))} + place;
    int killed = 0;
    for (int kill = 0; kill < m_kills; ++kill) {
        killed += CommandRun::of(import, after(m_seconds[q("import")])).exitCode == -1 ? 1 : 0;
        const Hashes there = hashesOf(place, q("look"));
        for (auto room = there.constBegin(); room != there.constEnd(); ++room)
            QVERIFY2(room.value() == whole.value(room.key()), qPrintable(QStringLiteral("room %1").arg(room.key())));
    }
    const CommandRun rest = CommandRun::of(import);
    QVERIFY2(rest.exitCode == 0, rest.errors.right(2000).constData());
    QCOMPARE(hashesOf(place, q("look")), whole);
    qInfo("import: %d killed", killed);
}

void TestVolume::killExports(const Hashes& whole) {
    const QString file = path(q("killed.jsonl"));
    int killed = 0;
    for (int kill = 0; kill < m_kills; ++kill) {
        const CommandRun run =
            CommandRun::of(QStringList{q("export"), q("1"), file} + at(q("small")), after(m_seconds[q("export")]));
        killed += run.exitCode == -1 ? 1 : 0;
        QVERIFY2(!QFile::exists(file) || hashOf(file) == whole[1], "half an export");
        QFile::remove(file);
    }
    QCOMPARE(CommandRun::of(QStringList{q("export"), q("1"), file} + at(q("small"))).exitCode, 0);
    QCOMPARE(hashOf(file), whole[1]);
    qInfo("export: %d killed", killed);
}

void TestVolume::killBackups() {
    const QString file = path(q("killed.tar"));
    int killed = 0;
    for (int kill = 0; kill < m_kills; ++kill) {
        const CommandRun run =
            CommandRun::of(QStringList{q("backup"), file} + at(q("small")), after(m_seconds[q("backup")]));
        killed += run.exitCode == -1 ? 1 : 0;
        QVERIFY2(!QFile::exists(file) || CommandRun::of({q("backup"), q("verify"), file}).exitCode == 0,
                 "half a backup");
        QFile::remove(file);
    }
    QCOMPARE(CommandRun::of(QStringList{q("backup"), file} + at(q("small"))).exitCode, 0);
    QVERIFY(!QFile::exists(file + u".part") && !QFile::exists(file + u".part.db"));
    qInfo("backup: %d killed", killed);
}

/// No server starts on half of one.
void TestVolume::killRestores(const Hashes& whole) {
    const QString folder = path(q("restored"));
    const QStringList restore{q("restore"), path(q("killed.tar")), q("--into"), folder};
    int killed = 0;
    for (int kill = 0; kill < m_kills; ++kill) {
        killed += CommandRun::of(restore, after(m_seconds[q("restore")])).exitCode == -1 ? 1 : 0;
        const bool isMarked = QFile::exists(QString(folder % u"/restore.unfinished"));
        const bool isEmpty = !QFile::exists(QString(folder % u"/confab.db"));
        if (isMarked || isEmpty)
            QVERIFY2(isEmpty || !makeEmpty(at(q("restored"))), "a server starts on half a restore");
        else
            QCOMPARE(hashesOf(at(q("restored")), q("look")), whole);
        if (!isMarked)
            QVERIFY(!QDir(folder).exists() || QDir(folder).removeRecursively());
    }
    const CommandRun rest = CommandRun::of(restore);
    QVERIFY2(rest.exitCode == 0, rest.errors.constData());
    QCOMPARE(hashesOf(at(q("restored")), q("look")), whole);
    qInfo("restore: %d killed", killed);
}

/// The target has nothing, and the same command goes on; or it has all of it.
void TestVolume::killMoves(bool isToServer, const Hashes& whole) {
    const QString source = q("moved"); // of the way back
    QStringList target;
    QStringList move;
    const auto begin = [&] {
        const QString name = isToServer ? newDatabase() : QStringLiteral("target%1").arg(++m_databases);
        target = isToServer ? onServer(name) : at(name);
        move = isToServer ? QStringList{q("move"), q("--to"), m_server.url(name)} + at(q("small"))
                          : QStringList{q("move"), q("--to"), path(name)} + onServer(source);
    };
    int killed = 0;
    begin();
    for (int kill = 0; kill < m_kills; ++kill) {
        killed += CommandRun::of(move, after(m_seconds[q("move")])).exitCode == -1 ? 1 : 0;
        const Hashes there = hashesOf(target, q("look"));
        QVERIFY2(there.isEmpty() || there == whole, "half a move");
        if (there == whole)
            begin();
    }
    const CommandRun rest = CommandRun::of(move);
    QVERIFY2(rest.exitCode == 0, rest.errors.constData());
    QCOMPARE(hashesOf(target, q("look")), whole);
    qInfo("move %s: %d killed", isToServer ? "to PostgreSQL" : "to SQLite", killed);
}

/// Of some thousand messages, at moments that the seed chooses.
void TestVolume::killsLeaveNothingHalf() {
    QDir(path(q("exports"))).removeRecursively();
    QVERIFY(fill(q("small"), std::min(m_messages, 20'000)));
    const Hashes whole = hashesOf(at(q("small")), q("exports"), q("export, each room"));
    QCOMPARE(whole.size(), rooms);
    m_seconds[q("export")] = CommandRun::of(QStringList{q("export"), q("1"), path(q("one"))} + at(q("small"))).seconds;
    QVERIFY(makeEmpty(at(q("imported"))));
    if (!m_seconds.contains(q("restore"))) { // this function alone
        m_seconds[q("backup")] = CommandRun::of(QStringList{q("backup"), path(q("b.tar"))} + at(q("small"))).seconds;
        m_seconds[q("restore")] = CommandRun::of({q("restore"), path(q("b.tar")), q("--into"), path(q("r"))}).seconds;
    }
    killImports(at(q("imported")), whole);
    killExports(whole);
    killBackups();
    killRestores(whole);
    QVERIFY(m_server.createDatabase(q("moved")));
    m_seconds[q("move")] =
        CommandRun::of(QStringList{q("move"), q("--to"), m_server.url(q("moved"))} + at(q("small"))).seconds;
    killMoves(true, whole);
    killMoves(false, whole);
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    const int messages = arguments.number(QStringLiteral("messages"), 10'000);
    const int kills = arguments.number(QStringLiteral("kills"), 2);
    TestVolume test(messages, kills, arguments.seed());
    return arguments.run(test);
}

#include "tst_volume.moc"
