// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/files/folderblobs.h"
#include "server/storage/sql/migrations.h"
#include "server/storage/sql/move/databasemove.h"
#include "server/storage/sql/postgresdialect.h"
#include "server/storage/sql/sqlblobs.h"
#include "tests/server/storage/postgrestesting.h"
#include "tests/support/exportedroom.h"
#include "tests/support/results.h"

#include <QCryptographicHash>

using namespace confab;

namespace {

constexpr int manyMessages = 700; // several pages, and inserts of both lengths
const QByteArray key(32, 'k');

/// What databases and QtSql like to change: marks at the beginning, quotes, signs beyond the first plane, nothing.
QStringList strangeTexts() {
    return {QString(QChar(0xFEFF) % QStringLiteral("begins with a mark")),
            QStringLiteral("it's \"quoted\" \\ and ? :v0 $1"), QStringLiteral("\U0001F600 ä 中文 e\u0301"),
            QStringLiteral("line\nline\ttab ")};
}

QString sha256(const QByteArray& content) {
    return QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

/// By table.
QMap<QString, QByteArray> sums(const QList<DatabaseMove::Table>& tables) {
    QMap<QString, QByteArray> found;
    for (const DatabaseMove::Table& table : tables)
        found.insert(table.name, QByteArray::number(table.digest.rows()) + ' ' + table.digest.sum());
    return found;
}

Result<QList<DatabaseMove::Table>> moveRows(const DatabaseAddress& from, const DatabaseAddress& to,
                                            const DatabaseMove::SigningKey& signingKey = {}) {
    const auto move = DatabaseMove::open(from, to);
    return move ? (*move)->copyRows(signingKey) : fail(move.error());
}

QString whyNot(const DatabaseAddress& from, const DatabaseAddress& to) {
    const auto moved = moveRows(from, to);
    return moved ? QStringLiteral("it moved") : moved.error().message;
}

} // namespace

/// DatabaseMove, between SQLite and a real PostgreSQL.
class TestDatabaseMove : public QObject {
    Q_OBJECT

private:
    DatabaseAddress folder(const QString& name) const { return test::folderIn(*m_folder, name); }
    /// A fresh one.
    DatabaseAddress onServer() {
        m_database = freshDatabase(m_server);
        return addressOn(m_server, m_database);
    }
    qint64 rowsOf(const QString& table) {
        const auto count = m_server.query(QString(u"SELECT count(*) FROM " % table), m_database);
        return count ? count->trimmed().toLongLong() : -1;
    }
    DatabaseAddress inhabited();
    void verifyInhabited(SqlStorage& storage);

    test::PostgresProcess m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_database;
    UserId m_ana;
    UserId m_ben;
    RoomId m_room;
    Seq m_last = 0;

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void thereAndBack();
    void filesGoAlong();
    void everyTableIsMoved();
    void fullTargetsAreRefused();
    void usedSourcesAreRefused();
    void otherSourcesAreRefused();
    void aFailureLeavesNothing();
    void aDifferenceIsFound();
};

/// People, rooms, and what becomes of messages; the folder is closed again.
DatabaseAddress TestDatabaseMove::inhabited() {
    const DatabaseAddress address = folder(QStringLiteral("data"));
    const auto storage = openAt(address);
    m_ana = makeUser(*storage, QStringLiteral("Ana"));
    m_ben = makeUser(*storage, QStringLiteral("Ben"));
    m_room = makeRoom(*storage, m_ana);
    need(storage->rooms().join(m_room, m_ben, at(1)));
    need(storage->sessions().create(
        {m_ana, QStringLiteral("laptop"), QByteArray("\0\xff refresh", 10), at(0), at(9), at(9)}));
    for (int i = 0; i < manyMessages; ++i)
        m_last = send(*storage, m_room, i % 2 ? m_ana : m_ben, QStringLiteral("id%1").arg(i));
    for (const QString& text : strangeTexts())
        m_last = send(*storage, m_room, m_ana, text.left(8), text);
    m_last = need(storage->log().append({m_room, m_ben, at(2), ReactionAdded{m_last, QStringLiteral("👍")}})).event.seq;
    // An account that was given a number and went, whose number is never given again.
    need(onWriterOf<void>(*storage, [](SqlConnection& db) -> Status {
        return db.exec(QStringLiteral("UPDATE sqlite_sequence SET seq = 1000 WHERE name = 'users'"));
    }));
    return address;
}

void TestDatabaseMove::verifyInhabited(SqlStorage& storage) {
    verifyWithoutHoles(storage, m_room, m_ana, m_last);
    const LogPage page = need(storage.log().events(m_room, m_ana, m_last - 1 - strangeTexts().size(), 100));
    QStringList texts;
    for (const Event& event : page.events) {
        if (std::holds_alternative<MessagePosted>(event.data))
            texts.append(posted(event).body);
    }
    QCOMPARE(texts, strangeTexts());
    QVERIFY2(makeUser(storage, QStringLiteral("Chi")).value > 1000, "a number was given twice");
    QVERIFY(makeRoom(storage, m_ana, QStringLiteral("Another")).value > m_room.value);
    QVERIFY(send(storage, m_room, m_ben, QStringLiteral("goes on")) == m_last + 1);
}

void TestDatabaseMove::thereAndBack() {
    const DatabaseAddress data = inhabited();
    const DatabaseAddress server = onServer();
    VERIFY_OK(there, moveRows(data, server, {key}));
    const DatabaseAddress again = folder(QStringLiteral("again"));
    QByteArray kept;
    VERIFY_OK(back, moveRows(server, again, {{}, [&kept](const QByteArray& bytes) -> Status {
                                                 kept = bytes;
                                                 return {};
                                             }}));
    QCOMPARE(kept, key);
    VERIFY_OK(atFirst, test::exportedLines(data, m_room));
    QCOMPARE(atFirst.size(), 1 + 2 + 2 + m_last + 1); // the head, people, members, the log, and the end
    for (const DatabaseAddress& copy : {server, again}) {
        VERIFY_OK(lines, test::exportedLines(copy, m_room));
        QCOMPARE(lines, atFirst);
    }
    QMap<QString, QByteArray> before = sums(there);
    QMap<QString, QByteArray> after = sums(back);
    QVERIFY(
        before.value(QStringLiteral("messages")).startsWith(QByteArray::number(manyMessages + strangeTexts().size())));
    QVERIFY(before.take(QStringLiteral("keys")) != after.take(QStringLiteral("keys"))); // it has one more now
    QCOMPARE(after, before);
    const auto onPostgres = openAt(server);
    QCOMPARE(need(onPostgres->sessions().signingKey("another")), key);
    verifyInhabited(*onPostgres);
    const auto onSqlite = openAt(again);
    QCOMPARE(onSqlite->installation().id, onPostgres->installation().id);
    verifyInhabited(*onSqlite);
}

/// A damaged one is left out, and counted; one that is there is not copied again.
void TestDatabaseMove::filesGoAlong() {
    const DatabaseAddress data = inhabited();
    const QByteArray content(200'000, 'c');
    const QStringList hashes{sha256(content), sha256(QByteArray(65'536, 'e')), sha256({}), sha256("gone"),
                             sha256("wrong")};
    {
        const auto storage = openAt(data);
        for (const QString& hash : hashes) {
            need(storage->files().begin(
                {hash.left(20), m_ana, hash.left(5), QStringLiteral("a/b"), 9, false, at(0), at(9)}, {}));
            need(storage->files().finish(hash.left(20), m_ana, {hash, 9, QStringLiteral("a/b")}, at(1)));
        }
    }
    VERIFY_OK(folderBlobs, FolderBlobs::open(m_folder->filePath(QStringLiteral("files"))));
    const auto put = [&](const QString& hash, const QByteArray& bytes) {
        return folderBlobs->append(QStringLiteral("u"), 0, bytes) && folderBlobs->keep(QStringLiteral("u"), hash);
    };
    QVERIFY(put(hashes[0], content) && put(hashes[1], QByteArray(65'536, 'e')) && put(hashes[2], {}) &&
            put(hashes[4], "other bytes"));
    const DatabaseAddress server = onServer();
    VERIFY_OK(move, DatabaseMove::open(data, server));
    VERIFY_OK(serverBlobs, SqlBlobs::open(server));
    VERIFY_OK(copied, move->copyFiles(*folderBlobs, *serverBlobs));
    QCOMPARE(copied.blobs, 3);
    QCOMPARE(copied.bytes, content.size() + 65'536);
    QCOMPARE(copied.unreadable, 2);
    QVERIFY(copied.named.contains(hashes[3]) && copied.named.contains(hashes[4]));
    VERIFY_OK(read, serverBlobs->read(hashes[0], 0, 1'000'000));
    QVERIFY(read == content);
    VERIFY_OK(empty, serverBlobs->read(hashes[2], 0, 10));
    QVERIFY(empty.isEmpty());
    VERIFY_REFUSED(serverBlobs->read(hashes[4], 0, 10), Unavailable);
    VERIFY_OK(repeated, move->copyFiles(*folderBlobs, *serverBlobs));
    QCOMPARE(repeated.blobs, 3);
    QCOMPARE(repeated.bytes, 0);
}

/// A table of a later migration is among them by itself; what a move leaves out is named here.
void TestDatabaseMove::everyTableIsMoved() {
    const DatabaseAddress server = onServer();
    VERIFY_OK(tables, moveRows(inhabited(), server));
    QStringList expected =
        QString::fromUtf8(
            *m_server.query(QStringLiteral("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"), m_database))
            .split(u'\n', Qt::SkipEmptyParts);
    for (const char* leftOut : {"migrations", "blobs", "blob_pieces"})
        QVERIFY(expected.removeOne(QLatin1String(leftOut)));
    expected.sort();
    QStringList moved;
    for (const DatabaseMove::Table& table : tables)
        moved.append(table.name);
    moved.sort();
    QCOMPARE(moved, expected);
}

void TestDatabaseMove::fullTargetsAreRefused() {
    const DatabaseAddress data = inhabited();
    const DatabaseAddress server = onServer();
    openAt(server)->stop(); // a server was started there once
    QVERIFY2(whyNot(data, server).contains(QStringLiteral("is not empty")), qPrintable(whyNot(data, server)));
    const DatabaseAddress others = onServer();
    QVERIFY(m_server.query(QStringLiteral("CREATE TABLE others (id BIGINT)"), m_database));
    QVERIFY2(whyNot(data, others).contains(QStringLiteral("another program (others)")),
             qPrintable(whyNot(data, others)));
    QCOMPARE(m_server.query(QStringLiteral("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), m_database)
                 ->trimmed(),
             QByteArray("1"));
    const DatabaseAddress moved = onServer();
    VERIFY_DONE(moveRows(data, moved));
    QVERIFY(whyNot(moved, data).contains(QStringLiteral("is not empty")));
    QVERIFY(whyNot(data, moved).contains(QStringLiteral("is not empty")));
    QVERIFY(whyNot(data, folder(QStringLiteral("new"))).contains(QStringLiteral("backup")));
}

void TestDatabaseMove::usedSourcesAreRefused() {
    const DatabaseAddress data = inhabited();
    const DatabaseAddress server = onServer();
    {
        const auto running = openAt(data);
        QVERIFY(whyNot(data, server).contains(QStringLiteral("Another confabd uses")));
    }
    VERIFY_DONE(moveRows(data, server));
    QVERIFY(m_server.query(QStringLiteral("INSERT INTO nodes VALUES ('far', 1, 9000000000000)"), m_database));
    const DatabaseAddress back = folder(QStringLiteral("back"));
    QVERIFY2(whyNot(server, back).contains(QStringLiteral("The node \"far\" uses it")),
             qPrintable(whyNot(server, back)));
    QVERIFY(m_server.query(QStringLiteral("UPDATE nodes SET lease_until = 0"), m_database));
    VERIFY_DONE(moveRows(server, back));
}

void TestDatabaseMove::otherSourcesAreRefused() {
    const DatabaseAddress server = onServer();
    QVERIFY(whyNot(folder(QStringLiteral("empty")), server).contains(QStringLiteral("There is no file")));
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("empty/confab.db"))));
    QVERIFY(whyNot(server, folder(QStringLiteral("target"))).contains(QStringLiteral("no database of confabd")));
    const DatabaseAddress data = inhabited();
    need(onWriterOf<void>(*openAt(data), [](SqlConnection& db) -> Status {
        return db.exec(QStringLiteral("DELETE FROM migrations WHERE number = (SELECT max(number) FROM migrations)"));
    }));
    QVERIFY2(whyNot(data, server).contains(QStringLiteral("start this program on it once")),
             qPrintable(whyNot(data, server)));
}

void TestDatabaseMove::aFailureLeavesNothing() {
    const DatabaseAddress data = inhabited();
    const DatabaseAddress server = onServer();
    {
        const PostgresDialect dialect(server);
        SqlConnection connection(dialect, SqlAccess::WriteWaiting);
        VERIFY_DONE(connection.open());
        VERIFY_DONE(migrate(connection, *knownMigrations()));
    }
    QVERIFY(m_server.query(QStringLiteral("REVOKE INSERT ON messages FROM confab"), m_database));
    QVERIFY2(whyNot(data, server).contains(QStringLiteral("permission denied")), qPrintable(whyNot(data, server)));
    QCOMPARE(rowsOf(QStringLiteral("users")), 0);
    QCOMPARE(rowsOf(QStringLiteral("installation")), 0);
    QVERIFY(m_server.query(QStringLiteral("GRANT INSERT ON messages TO confab"), m_database));
    VERIFY_DONE(moveRows(data, server)); // the same again
    QCOMPARE(rowsOf(QStringLiteral("users")), 2);
}

/// The target stores something else than it was given.
void TestDatabaseMove::aDifferenceIsFound() {
    const DatabaseAddress data = inhabited();
    const DatabaseAddress server = onServer();
    {
        const PostgresDialect dialect(server);
        SqlConnection connection(dialect, SqlAccess::WriteWaiting);
        VERIFY_DONE(connection.open());
        VERIFY_DONE(migrate(connection, *knownMigrations()));
    }
    const QString spoils = QStringLiteral(
        "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.seq = 500 THEN %1; END IF; "
        "RETURN NEW; END $$; CREATE TRIGGER spoil BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION spoil()");
    for (const char* how : {"NEW.body := NEW.body || ' '", "RETURN NULL", "NEW.edited_at := 0"}) {
        QVERIFY2(m_server.query(spoils.arg(QLatin1String(how)), m_database), m_server.log().constData());
        const QString why = whyNot(data, server);
        QVERIFY2(why.contains(QStringLiteral("The table messages has")), qPrintable(why));
        QCOMPARE(rowsOf(QStringLiteral("users")), 0);
        QVERIFY(m_server.query(QStringLiteral("DROP FUNCTION spoil CASCADE"), m_database));
    }
    VERIFY_DONE(moveRows(data, server));
}

QTEST_GUILESS_MAIN(TestDatabaseMove)
#include "tst_databasemove.moc"
