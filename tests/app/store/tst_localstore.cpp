// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/localstore.h"
#include "app/store/storedvalues.h"

#include <QDir>
#include <QSignalSpy>
#include <QSqlError>
#include <QTemporaryDir>
#include <QTest>

namespace confab::store {

class LocalStoreTest : public QObject {
    Q_OBJECT
private:
    static inline const QString account = QStringLiteral("ana@example.org wss://chat.example.org");
    static constexpr RoomId general{1}, garden{2};

    static Room room(RoomId id, const QString& name) {
        Room room;
        room.id = id;
        room.name = name;
        room.lastSeq = 7;
        return room;
    }
    static LogRow said(Seq seq, const QString& body) {
        Message message;
        message.room = general;
        message.seq = seq;
        message.by = UserId{2};
        message.at = UtcTime{1000 + seq};
        message.body = body;
        return {message, std::nullopt};
    }
    static LogRow joined(Seq seq) {
        return {std::nullopt,
                Event{general, seq, UserId{3}, UtcTime{5}, MemberJoined{UserId{3}, QStringLiteral("Chi")}}};
    }
    /// The room's log begins before `page`, which is its end.
    static Changes logOf(RoomId room, const LogPage& page) {
        Changes changes;
        changes.log = {{LogBegun{room, page.asOf, UtcTime{1}}}, {LogRead{room, page}}};
        return changes;
    }
    static QStringList bodies(const std::optional<LogPage>& page) {
        QStringList bodies;
        for (const LogRow& row : page ? page->rows : QList<LogRow>())
            bodies << (row.message ? row.message->body : QStringLiteral("notice"));
        return bodies;
    }
    static constexpr int most = 200;

private Q_SLOTS:
    void whatIsPutComesBack() {
        QTemporaryDir folder;
        Changes changes;
        changes.user = User{UserId{1}, QStringLiteral("Ana"), {}};
        changes.rooms = {room(general, QStringLiteral("General ✓")), room(garden, QStringLiteral("Garden"))};
        changes.unsentReads.insert(garden, 5);
        changes.people = {User{UserId{2}, QStringLiteral("Ben"), {}}};
        changes.log =
            logOf(general, {3, 9, 9, {said(9, QStringLiteral("two")), joined(8), said(3, QStringLiteral("one"))}}).log;
        {
            LocalStore store(folder.path());
            const Snapshot nothing = store.open(account);
            QVERIFY(!nothing.user && nothing.rooms.isEmpty() && !store.end(general, most));
            store.put(changes);
        }
        LocalStore store(folder.path());
        const Snapshot found = store.open(account);
        QCOMPARE(found.user->name, QStringLiteral("Ana"));
        QCOMPARE(found.rooms.size(), 2);
        QCOMPARE(found.rooms[0].name, QStringLiteral("General ✓"));
        QCOMPARE(found.rooms[0].lastSeq, 7);
        QCOMPARE(found.unsentReads, (QHash<RoomId, Seq>{{garden, 5}}));
        QCOMPARE(found.people.size(), 1);
        const std::optional<LogPage> end = store.end(general, most);
        QVERIFY(end);
        QCOMPARE(bodies(end), QStringList({QStringLiteral("two"), QStringLiteral("notice"), QStringLiteral("one")}));
        QVERIFY(end->asOf == 9 && end->low == 3 && end->high == 9);
        QCOMPARE(end->rows[0].message->asOf, 9);
        QVERIFY(std::holds_alternative<MemberJoined>(end->rows[1].notice->data));
        QVERIFY(!store.end(garden, most));
        QCOMPARE(QFile::permissions(store.path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    /// Pages are asked for on the store's thread, behind what was put.
    void aPageHasWhatWasPutBefore() {
        QTemporaryDir folder;
        LocalStore store(folder.path());
        store.open(account);
        store.put(logOf(general, {1, 3, 3, {said(3, QStringLiteral("c")), said(1, QStringLiteral("a"))}}));
        RoomHistory wanted{general, 3, 50};
        std::optional<std::optional<LogPage>> answer;
        store.page(wanted, [&](std::optional<LogPage> page) { answer = std::move(page); });
        QTRY_VERIFY(answer);
        QCOMPARE(bodies(*answer), QStringList(QStringLiteral("a")));
        QVERIFY(store.has(general, 2) && !store.has(general, 4) && !store.has(garden, 1));
        wanted = {garden, 3, 50};
        answer.reset();
        store.page(wanted, [&](std::optional<LogPage> page) { answer = std::move(page); });
        QTRY_VERIFY(answer);
        QVERIFY(!*answer);
    }

    /// What the version before has kept is there.
    void theEndsOfBeforeAreRanges() {
        QTemporaryDir folder;
        QString path;
        {
            LocalStore store(folder.path());
            store.open(account);
            path = store.path();
        }
        QVERIFY(QFile::remove(path));
        makeVersion1(path);
        LocalStore store(folder.path());
        QSignalSpy notKept(&store, &LocalStore::notKept);
        QCOMPARE(store.open(account).rooms.size(), 1);
        QCOMPARE(notKept.size(), 0);
        const std::optional<LogPage> end = store.end(general, most);
        QVERIFY(end && end->asOf == 9 && end->low == 3 && end->high == 9);
        QCOMPARE(bodies(end), QStringList({QStringLiteral("two"), QStringLiteral("one")}));
        QVERIFY(store.has(garden, 1)); // there was nothing before
    }

    void roomsGoWithTheirLogs() {
        QTemporaryDir folder;
        LocalStore store(folder.path());
        store.open(account);
        Changes changes = logOf(general, {1, 2, 2, {said(2, QStringLiteral("a secret"))}});
        changes.rooms = {room(general, QStringLiteral("General")), room(garden, QStringLiteral("Garden"))};
        store.put(changes);
        Changes list;
        list.isWholeList = true;
        list.rooms = {room(garden, QStringLiteral("Garden beds"))};
        store.put(list);
        store.close();
        const Snapshot found = store.open(account);
        QCOMPARE(found.rooms.size(), 1);
        QCOMPARE(found.rooms[0].name, QStringLiteral("Garden beds"));
        QVERIFY(!store.end(general, most));
        Changes dropped;
        dropped.dropped = {garden};
        store.put(dropped);
        store.close();
        QVERIFY(store.open(account).rooms.isEmpty());
        QFile file(store.path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("a secret"));
    }

    void accountsAreApart() {
        QTemporaryDir folder;
        LocalStore store(folder.path());
        store.open(account);
        Changes changes;
        changes.rooms = {room(general, QStringLiteral("General"))};
        store.put(changes);
        QVERIFY(store.open(QStringLiteral("ben@example.org wss://chat.example.org")).rooms.isEmpty());
        QCOMPARE(store.open(account).rooms.size(), 1);
        store.remove();
        QVERIFY(!QFile::exists(store.path()) && !QFile::exists(store.path() + QStringLiteral("-wal")));
        QVERIFY(store.open(account).rooms.isEmpty());
    }

    void whatIsNoStoreIsKeptAside_data() {
        QTest::addColumn<int>("harm");
        QTest::newRow("no database") << 0;
        QTest::newRow("cut short") << 1;
        QTest::newRow("bits flipped") << 2;
        QTest::newRow("a later version") << 3;
    }
    void whatIsNoStoreIsKeptAside() {
        QFETCH(int, harm);
        QTemporaryDir folder;
        QString path;
        {
            LocalStore store(folder.path());
            store.open(account);
            Changes changes;
            for (int id = 1; id <= 200; ++id)
                changes.rooms.append(room(RoomId{id}, QString(200, u'x')));
            store.put(changes);
            path = store.path();
        }
        hurt(path, harm);
        LocalStore store(folder.path());
        QSignalSpy notKept(&store, &LocalStore::notKept);
        const Snapshot found = store.open(account);
        QVERIFY(found.rooms.isEmpty());
        QCOMPARE(notKept.size(), 1);
        QVERIFY(QFile::exists(path + QStringLiteral(".unreadable")));
        Changes changes;
        changes.rooms = {room(general, QStringLiteral("General"))};
        store.put(changes);
        QCOMPARE(store.open(account).rooms.size(), 1); // the new one works
    }

    /// No folder: the app goes on without a store.
    void withoutAFolderItSaysSo() {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        LocalStore store(folder.filePath(QStringLiteral("file/below")));
        QSignalSpy notKept(&store, &LocalStore::notKept);
        QVERIFY(store.open(account).rooms.isEmpty());
        QVERIFY(!store.isOpen());
        QCOMPARE(notKept.size(), 1);
        Changes changes;
        changes.rooms = {room(general, QStringLiteral("General"))};
        store.put(changes);
        QVERIFY(!store.end(general, most));
    }

private:
    static void makeVersion1(const QString& path) {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("version 1"));
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QSqlQuery query(database);
        for (const char* sql :
             {"CREATE TABLE account (id INTEGER PRIMARY KEY CHECK (id = 1), user BLOB NOT NULL)",
              "CREATE TABLE rooms (id INTEGER PRIMARY KEY, room BLOB NOT NULL, unsent_read INTEGER)",
              "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
              "CREATE TABLE tails (room INTEGER PRIMARY KEY, as_of INTEGER NOT NULL, low INTEGER NOT NULL, "
              "has_older INTEGER NOT NULL)",
              "CREATE TABLE tail_rows (room INTEGER NOT NULL, seq INTEGER NOT NULL, row BLOB NOT NULL, "
              "PRIMARY KEY (room, seq)) WITHOUT ROWID",
              "CREATE TABLE actions (place INTEGER PRIMARY KEY, action BLOB NOT NULL)", "PRAGMA user_version = 1",
              "INSERT INTO tails VALUES (1, 9, 3, 1), (2, 4, 2, 0)"})
            QVERIFY2(query.exec(QString::fromLatin1(sql)), sql);
        query.prepare(QStringLiteral("INSERT INTO rooms VALUES (1, ?, NULL)"));
        query.addBindValue(stored(room(general, QStringLiteral("General"))));
        QVERIFY(query.exec());
        for (const LogRow& row : {said(9, QStringLiteral("two")), said(3, QStringLiteral("one"))}) {
            query.prepare(QStringLiteral("INSERT INTO tail_rows VALUES (1, ?, ?)"));
            query.addBindValue(row.seq());
            query.addBindValue(stored(row));
            QVERIFY(query.exec());
        }
        query.clear();
        database.close();
        database = {};
        QSqlDatabase::removeDatabase(QStringLiteral("version 1"));
    }
    static void hurt(const QString& path, int harm) {
        if (harm == 3) {
            const auto database = StoreDatabase::open(path, StoreDatabase::Access::Write);
            QVERIFY((*database)->run(QStringLiteral("PRAGMA user_version = 1000")));
            return;
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (harm == 0) {
            file.resize(0);
            file.write(QByteArray(5000, 'x'));
        } else if (harm == 1) {
            file.resize(file.size() / 2);
        } else {
            for (qint64 at = 4096; at < file.size(); at += 512) {
                file.seek(at);
                file.write(QByteArray(64, char(0xA5)));
            }
        }
    }
};

} // namespace confab::store

QTEST_GUILESS_MAIN(confab::store::LocalStoreTest)
#include "tst_localstore.moc"
