// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/support/results.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>

#include <algorithm>
#include <functional>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

/// The rows of a database that no server uses.
QList<QVariantList> rowsOf(const QString& file, const QString& sql) {
    const QString name = QUuid::createUuid().toString();
    QList<QVariantList> rows;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(q("QSQLITE"), name);
        database.setDatabaseName(file);
        QSqlQuery query(database);
        if (!database.open() || !(query = QSqlQuery(database)).exec(sql))
            qWarning("%s", qPrintable(sql));
        while (query.next()) {
            QVariantList row;
            for (int column = 0; query.value(column).isValid(); ++column)
                row.append(query.value(column));
            rows.append(row);
        }
    }
    QSqlDatabase::removeDatabase(name);
    return rows;
}

/// The room's log: messages are in a table of their own.
QList<QVariantList> logOf(const QString& file, RoomId room) {
    return rowsOf(file, QStringLiteral("SELECT seq, type, by_user, at, data FROM events WHERE room_id = %1 UNION ALL "
                                       "SELECT seq, 'message', by_user, at, client_id || body FROM messages "
                                       "WHERE room_id = %1 ORDER BY seq")
                            .arg(room.value));
}

/// A confabd that ends by itself, while the test goes on.
class Running {
public:
    explicit Running(const QStringList& arguments) {
        m_process.setProcessEnvironment(DaemonProcess::cleanEnvironment());
        m_process.start(q(CONFABD_PATH), arguments);
    }
    ~Running() { kill(); }
    bool hasEnded() { return m_process.waitForFinished(0); }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    void kill() {
        m_process.kill();
        m_process.waitForFinished(-1);
    }
    int exitCode() const { return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1; }
    QByteArray errors() { return m_process.readAllStandardError(); }

private:
    QProcess m_process;
};

/// Kills such a confabd when `sign` appears. On a busy machine it can have ended by then: `isInTheMiddle` says so and
/// clears what it made, and it runs again.
bool killInTheMiddle(const QStringList& arguments, const QString& sign, const std::function<bool()>& isInTheMiddle) {
    for (int attempt = 0; attempt < 20; ++attempt) {
        Running running(arguments);
        const QDeadlineTimer deadline(patience);
        while (!QFile::exists(sign) && !running.hasEnded() && !deadline.hasExpired()) {
            // an event loop would look too seldom
        }
        running.kill();
        if (running.exitCode() == -1 && isInTheMiddle())
            return true;
        isInTheMiddle();
    }
    return false;
}

/// Someone who writes into several rooms in turn, the next message when the one before is stored.
class Writer {
public:
    Writer(TestClient& client, QList<RoomId> rooms) : m_client(client), m_rooms(std::move(rooms)) {}
    void begin() { send(); }
    void stop() { m_isStopped = true; }
    int stored() const { return m_stored; }

private:
    void send() {
        const RoomId room = m_rooms[m_stored % m_rooms.size()];
        m_client.ask(messageFor(room, QStringLiteral("message %1").arg(m_stored)), [this](const Result<Sent>& sent) {
            m_stored += sent ? 1 : 0;
            if (!m_isStopped && sent)
                send();
        });
    }

    TestClient& m_client;
    const QList<RoomId> m_rooms;
    int m_stored = 0;
    bool m_isStopped = false;
};

} // namespace

/// What an operator does with `confabd backup` and `confabd restore`.
class TestBackups : public QObject {
    Q_OBJECT

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    static DaemonProcess::Ended backUp(const DaemonProcess& daemon, const QString& file) {
        return DaemonProcess::run({q("backup"), file, q("--data"), daemon.folder()});
    }
    static DaemonProcess::Ended verify(const QString& file) {
        return DaemonProcess::run({q("backup"), q("verify"), file});
    }
    static DaemonProcess::Ended restore(const QString& file, const QString& folder) {
        return DaemonProcess::run({q("restore"), file, q("--into"), folder});
    }
    bool sendFile(const FileServer& server, RoomId room, const QByteArray& content);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_fileId; // of sendFile()

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void underLoadItIsABeginningOfEveryLog();
    void ofAStoppedServer();
    void damageIsFound();
    void anotherOneIsNotReplaced();
    void killedOnesAreNone();
    void aFullFolderIsRefused();
    void aServerStaysOffAnUnfinishedRestore();
    void postgresHasItsOwn();
};

bool TestBackups::sendFile(const FileServer& server, RoomId room, const QByteArray& content) {
    m_fileId = server.files().post(content, "plan.pdf").text("id");
    MessageSend message = messageFor(room, q("with a file"));
    message.files = QList<SentFile>{File{m_fileId, q("plan.pdf"), q("application/pdf")}};
    return server.ana->call(message).has_value();
}

void TestBackups::underLoadItIsABeginningOfEveryLog() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const QByteArray content = someBytes(100'000);
    QList<RoomId> rooms;
    for (const char* name : {"one", "two", "three"})
        rooms.append(newRoom(server.ana, q(name)).id);
    QVERIFY(sendFile(server, rooms.first(), content));
    Writer writer(*server.ana.client, rooms);
    writer.begin();
    QVERIFY(waitUntil([&] { return writer.stored() > 50; }));
    const int before = writer.stored();
    Running backup({q("backup"), path(q("b.tar")), q("--data"), server.daemon.folder()});
    QVERIFY(waitUntil([&] { return !backup.isRunning(); }));
    const int after = writer.stored();
    QVERIFY2(backup.exitCode() == 0, backup.errors().constData());
    QVERIFY2(after > before, "there was no load");
    QVERIFY(waitUntil([&] { return writer.stored() > after + 50; }));
    writer.stop();
    QCOMPARE(verify(path(q("b.tar"))).exitCode, 0);

    DaemonProcess copy;
    const auto restored = restore(path(q("b.tar")), copy.folder());
    QVERIFY2(restored.exitCode == 0, restored.errors.constData());
    QVERIFY(waitUntil([&] { return server.ana->unanswered() == 0; }));
    QCOMPARE(server.daemon.stop(), 0);
    qsizetype messages = 0;
    for (const RoomId room : std::as_const(rooms)) {
        const QList<QVariantList> all = logOf(server.daemon.databaseFile(), room);
        const QList<QVariantList> some = logOf(copy.databaseFile(), room);
        QVERIFY2(some.size() > 10 && some.size() < all.size(), qPrintable(QString::number(some.size())));
        QCOMPARE(some, all.first(some.size()));
        messages += std::ranges::count(some, q("message"), [](const QVariantList& row) { return row[1].toString(); });
    }
    QVERIFY2(messages >= before, "what was stored before is missing"); // with the one that has the file
    QVERIFY2(copy.start(), copy.errors().constData());
    const Person ana = againAs(copy, server.ana, Codec::Json, true); // by her tokens: the key is there, too
    QVERIFY(ana);
    const Response got = Files(copy, server.ana).get(m_fileId);
    const QByteArray said = got.head + got.body.left(500) + copy.errors();
    QVERIFY2(got.status == 200, said.constData());
    QVERIFY(got.body == content);
    VERIFY_DONE(ana->call(messageFor(rooms.first(), q("goes on"))));
}

void TestBackups::ofAStoppedServer() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const RoomId room = newRoom(server.ana).id;
    VERIFY_DONE(server.ana->call(messageFor(room, q("stays"))));
    server.daemon.kill(); // the log beside the database has it
    const auto made = backUp(server.daemon, path(q("b.tar")));
    QVERIFY2(made.exitCode == 0, made.errors.constData());
    QVERIFY2(made.output.contains("1 accounts, 1 rooms, 1 messages, 0 files"), made.output.constData());
    DaemonProcess copy;
    QCOMPARE(restore(path(q("b.tar")), copy.folder()).exitCode, 0);
    QCOMPARE(logOf(copy.databaseFile(), room), logOf(server.daemon.databaseFile(), room));
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY2(!(QFile::permissions(path(q("b.tar"))) & others), "it has the key");
}

void TestBackups::damageIsFound() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    QVERIFY(sendFile(server, newRoom(server.ana).id, someBytes(100'000)));
    QCOMPARE(backUp(server.daemon, path(q("b.tar"))).exitCode, 0);
    QFile whole(path(q("b.tar")));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    const auto isFound = [&](const QByteArray& other) {
        QFile file(path(q("damaged.tar")));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(other) == other.size() && file.flush();
        const auto checked = verify(file.fileName());
        const auto restored = restore(file.fileName(), path(q("new")));
        return written && checked.exitCode == 1 && checked.errors.contains("damaged") && restored.exitCode == 1 &&
               !QDir(path(q("new"))).exists();
    };
    for (const qsizetype at : {qsizetype(9000), bytes.size() / 2, bytes.size() - 5000}) {
        QByteArray flipped = bytes;
        flipped[at] = char(flipped[at] ^ 0x10);
        QVERIFY2(isFound(flipped), qPrintable(QString::number(at)));
    }
    QVERIFY(isFound(bytes.first(bytes.size() - 1024)));
    QVERIFY(isFound(bytes.first(bytes.size() / 3)));
}

void TestBackups::anotherOneIsNotReplaced() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QFile other(path(q("b.tar")));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("mine") == 4 && other.flush());
    const auto refused = backUp(daemon, path(q("b.tar")));
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errors.contains("is there already"), refused.errors.constData());
    QCOMPARE(other.size(), 4);
    QCOMPARE(backUp(daemon, path(q("none/b.tar"))).exitCode, 1);
}

/// At each of its steps: while the database is copied, and while the archive is written.
void TestBackups::killedOnesAreNone() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    QVERIFY(sendFile(server, newRoom(server.ana).id, someBytes(40'000'000)));
    const QString file = path(q("b.tar"));
    for (const char* step : {".lock", ".part.db", ".part"}) {
        QVERIFY2(killInTheMiddle({q("backup"), file, q("--data"), server.daemon.folder()}, file + q(step),
                                 [&] { return !QFile::exists(file) || !QFile::remove(file); }),
                 step);
    }
    const auto made = backUp(server.daemon, file);
    QVERIFY2(made.exitCode == 0, made.errors.constData());
    QCOMPARE(verify(file).exitCode, 0);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{q("b.tar")});
}

void TestBackups::aFullFolderIsRefused() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QVERIFY(newPerson(daemon, q("Ana"), Codec::Json));
    QCOMPARE(backUp(daemon, path(q("b.tar"))).exitCode, 0);
    const auto refused = restore(path(q("b.tar")), daemon.folder());
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errors.contains("is not empty"), refused.errors.constData());
    QVERIFY(newPerson(daemon, q("Ben"), Codec::Json)); // it was left alone
}

void TestBackups::aServerStaysOffAnUnfinishedRestore() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    QVERIFY(sendFile(server, newRoom(server.ana).id, someBytes(40'000'000)));
    QCOMPARE(backUp(server.daemon, path(q("b.tar"))).exitCode, 0);
    DaemonProcess copy;
    const QString mark = QString(copy.folder() % u"/restore.unfinished");
    QVERIFY(killInTheMiddle({q("restore"), path(q("b.tar")), q("--into"), copy.folder()}, copy.databaseFile(),
                            [&] { return QFile::exists(mark) || !QDir(copy.folder()).removeRecursively(); }));
    QVERIFY(!copy.start());
    QVERIFY2(copy.errors().contains("did not end"), copy.errors().constData());
    const auto restored = restore(path(q("b.tar")), copy.folder());
    QVERIFY2(restored.exitCode == 0, restored.errors.constData());
    QVERIFY2(copy.start(), copy.errors().constData());
    QVERIFY(againAs(copy, server.ana, Codec::Json));
}

void TestBackups::postgresHasItsOwn() {
    const auto refused =
        DaemonProcess::run({q("backup"), path(q("b.tar")), q("--database"), q("postgresql://confab@localhost/confab")});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errors.contains("pg_dump"), refused.errors.constData());
}

QTEST_GUILESS_MAIN(TestBackups)
#include "tst_backups.moc"
