// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/localstore.h"

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
    static TailRow said(Seq seq, const QString& body) {
        Message message;
        message.room = general;
        message.seq = seq;
        message.by = UserId{2};
        message.at = UtcTime{1000 + seq};
        message.body = body;
        return {message, std::nullopt};
    }
    static TailRow joined(Seq seq) {
        return {std::nullopt,
                Event{general, seq, UserId{3}, UtcTime{5}, MemberJoined{UserId{3}, QStringLiteral("Chi")}}};
    }
    static Changes tailOf(RoomId room, const Tail& tail) {
        Changes changes;
        changes.tails.insert(room, tail);
        return changes;
    }
    static QStringList bodies(const std::optional<Tail>& tail) {
        QStringList bodies;
        for (const TailRow& row : tail ? tail->rows : QList<TailRow>())
            bodies << (row.message ? row.message->body : QStringLiteral("notice"));
        return bodies;
    }

private Q_SLOTS:
    void whatIsPutComesBack() {
        QTemporaryDir folder;
        Changes changes;
        changes.user = User{UserId{1}, QStringLiteral("Ana"), {}};
        changes.rooms = {room(general, QStringLiteral("General ✓")), room(garden, QStringLiteral("Garden"))};
        changes.unsentReads.insert(garden, 5);
        changes.people = {User{UserId{2}, QStringLiteral("Ben"), {}}};
        changes.tails.insert(general,
                             {9, 3, true, {said(9, QStringLiteral("two")), joined(8), said(3, QStringLiteral("one"))}});
        {
            LocalStore store(folder.path());
            const Snapshot nothing = store.open(account);
            QVERIFY(!nothing.user && nothing.rooms.isEmpty() && !store.tail(general));
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
        const std::optional<Tail> tail = store.tail(general);
        QVERIFY(tail);
        QCOMPARE(bodies(tail), QStringList({QStringLiteral("two"), QStringLiteral("notice"), QStringLiteral("one")}));
        QVERIFY(tail->asOf == 9 && tail->low == 3 && tail->hasOlder);
        QCOMPARE(tail->rows[0].message->asOf, 9);
        QVERIFY(std::holds_alternative<MemberJoined>(tail->rows[1].notice->data));
        QVERIFY(!store.tail(garden));
        QCOMPARE(QFile::permissions(store.path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    /// Rows that are changed, come and go from one writing to the next, in one run and in another.
    void aTailMovesOn() {
        QTemporaryDir folder;
        {
            LocalStore store(folder.path());
            store.open(account);
            store.put(tailOf(general, {2, 1, false, {said(2, QStringLiteral("b")), said(1, QStringLiteral("a"))}}));
            store.put(tailOf(general, {4, 2, true, {said(3, QStringLiteral("c")), said(2, QStringLiteral("B"))}}));
            store.close();
            store.open(account);
            QCOMPARE(bodies(store.tail(general)), QStringList({QStringLiteral("c"), QStringLiteral("B")}));
            QCOMPARE(store.tail(general)->asOf, 4);
        }
        LocalStore store(folder.path());
        store.open(account);
        store.put(tailOf(general, {90, 90, true, {said(90, QStringLiteral("much later"))}}));
        store.close();
        store.open(account);
        QCOMPARE(bodies(store.tail(general)), QStringList(QStringLiteral("much later")));
    }

    void roomsGoWithTheirTails() {
        QTemporaryDir folder;
        LocalStore store(folder.path());
        store.open(account);
        Changes changes = tailOf(general, {2, 2, false, {said(2, QStringLiteral("a secret"))}});
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
        QVERIFY(!store.tail(general));
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
        QVERIFY(!store.tail(general));
    }

private:
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
