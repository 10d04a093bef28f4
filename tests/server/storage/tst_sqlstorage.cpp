// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/appendstrategy.h"
#include "server/storage/sql/readerpool.h"
#include "server/storage/sql/sqlitedialect.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/sqlmessages.h"
#include "server/storage/sql/sqlnodes.h"
#include "server/storage/sql/sqlroomlog.h"
#include "server/storage/sql/sqlrooms.h"
#include "server/storage/sql/sqlsessions.h"
#include "server/storage/sql/sqlusers.h"
#include "server/storage/sql/storagelimits.h"
#include "tests/server/storage/sqltesting.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QThread>

#include <semaphore>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace confab;

using Appending = QCoro::Task<Result<RoomLog::Appended>>;

/// How SqlStorage shares, refuses and ends transactions, and what its statements cost.
class TestSqlStorage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void waitingWritesShareACommit();
    void loneWriteDoesNotWait();
    void failingJobHurtsNoOther();
    void failedCommitRefusesItsBatch();
    void fullDatabaseAcknowledgesNothing();
    void fullDatabaseRefusesTheWholeBatch();
    void failingDiskAcknowledgesNothing();
    void errorsAreJudgedByTheirCode();
    void fullQueueSaysWhenToReturn();
    void stopFinishesWhatWaits();
    void destroyedStorageLeavesNobodyAsleep();
    void readersCannotWrite();
    void readersServeEachInTurn();
    void logFileStaysSmall();
    void moderatorInheritsFirst();
    void statementsSeek();

private:
    QString file(const QString& name) const { return QDir(m_folder->path()).filePath(name); }
    Appending appending(const QString& clientId) {
        return m_storage->log().append(newMessage(m_room, m_ana, clientId));
    }
    void leaveRoomFor(int pages);
    QStringList bodies();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlStorage> m_storage;
    UserId m_ana;
    RoomId m_room; // ana's; the log is at 2
};

void TestSqlStorage::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_storage = openIn(m_folder->path());
    m_ana = makeUser(*m_storage, QStringLiteral("Ana"));
    m_room = makeRoom(*m_storage, m_ana);
}

void TestSqlStorage::cleanup() {
    m_storage.reset();
    m_folder.reset();
}

void TestSqlStorage::waitingWritesShareACommit() {
    Gate gate(*m_storage);
    std::vector<Appending> tasks;
    for (int i = 0; i < 100; ++i)
        tasks.push_back(appending(QString::number(i)));
    const StorageCounts before = m_storage->counts();
    gate.open();
    for (const auto& result : askAll(std::move(tasks)))
        QCOMPARE(outcome(result), QStringLiteral("ok"));
    const StorageCounts after = m_storage->counts();
    QCOMPARE(after.commits - before.commits, quint64(2)); // the gate's, and one for all
    QCOMPARE(after.writes - before.writes, quint64(100));
}

void TestSqlStorage::loneWriteDoesNotWait() {
    const StorageCounts before = m_storage->counts();
    for (int i = 0; i < 10; ++i)
        QCOMPARE(outcome(appending(QString::number(i))), QStringLiteral("ok"));
    QCOMPARE(m_storage->counts().commits - before.commits, quint64(10));
}

void TestSqlStorage::failingJobHurtsNoOther() {
    const RoomId room = m_room;
    Gate gate(*m_storage);
    const quint64 commits = m_storage->counts().commits;
    auto first = appending(QStringLiteral("1"));
    // Takes the next number, then fails: by itself, and by a statement that the database refuses.
    auto changedItsMind = onWriter<void>(m_storage->writer(), [room](SqlConnection& db) -> Status {
        const Result<Seq> seq = nextSeq(db, room);
        return fail(seq ? ErrorKind::RoomForbidden : ErrorKind::Internal);
    });
    auto refused = onWriter<void>(m_storage->writer(), [room](SqlConnection& db) -> Status {
        const Result<Seq> seq = nextSeq(db, room);
        const Status ignored = db.exec(QStringLiteral("INSERT INTO rooms (id) VALUES (?)"), room);
        return seq ? Status() : ignored; // even when it does not report it itself
    });
    auto last = appending(QStringLiteral("2"));
    gate.open();
    QCOMPARE(outcome(std::move(changedItsMind)), named(ErrorKind::RoomForbidden));
    QCOMPARE(outcome(std::move(refused)), named(ErrorKind::Unavailable));
    QCOMPARE(need(std::move(first)).event.seq, 3);
    QCOMPARE(need(std::move(last)).event.seq, 4);
    QCOMPARE(m_storage->counts().commits - commits, quint64(2));
    QCOMPARE(need(m_storage->log().enter(m_room, m_ana, {}, 1)).lastSeq, 4);
}

void TestSqlStorage::failedCommitRefusesItsBatch() {
    const RoomId room = m_room;
    Gate gate(*m_storage);
    auto before = appending(QStringLiteral("1"));
    // A foreign key that leads nowhere and is looked at only by COMMIT, which fails.
    auto poison = onWriter<void>(m_storage->writer(), [room](SqlConnection& db) -> Status {
        const Result<QVariant> deferred = db.once(QStringLiteral("PRAGMA defer_foreign_keys = ON"));
        return deferred ? db.exec(QStringLiteral("UPDATE members SET user_id = 999 WHERE room_id = ?"), room)
                        : fail(deferred.error());
    });
    auto after = appending(QStringLiteral("2"));
    gate.open();
    const QString unavailable = named(ErrorKind::Unavailable);
    QCOMPARE(outcome(std::move(before)), unavailable);
    QCOMPARE(outcome(std::move(poison)), unavailable);
    QCOMPARE(outcome(std::move(after)), unavailable);
    QCOMPARE(m_storage->counts().refusedBatches, quint64(1));
    QCOMPARE(need(m_storage->log().enter(m_room, m_ana, {}, 1)).lastSeq, 2);

    const RoomLog::Appended again = need(appending(QStringLiteral("1")));
    QVERIFY(!again.repeated);
    QCOMPARE(again.event.seq, 3);
}

QStringList TestSqlStorage::bodies() {
    QStringList list;
    for (const Message& message :
         need(m_storage->messages().history(m_room, m_ana, {}, limits::messagesPerPage)).messages)
        list.prepend(message.body);
    return list;
}

/// From now on the database may grow by so much, until the connection is opened anew.
void TestSqlStorage::leaveRoomFor(int pages) {
    need(onWriterOf<void>(*m_storage, [pages](SqlConnection& db) -> Status {
        // The trial write of the start has left free pages, which are used before the file grows.
        const Result<QVariant> unused = db.once(QStringLiteral("PRAGMA freelist_count"));
        const Result<QVariant> filled = db.once(QStringLiteral("CREATE TABLE filler (bytes BLOB)"));
        const Result<QVariant> inserted = db.once(
            QStringLiteral("INSERT INTO filler VALUES (zeroblob(%1))").arg((unused ? unused->toInt() : 0) * 4096));
        if (!filled || !inserted)
            return fail(ErrorKind::Internal);
        const Result<QVariant> used = db.once(QStringLiteral("PRAGMA page_count"));
        const Result<QVariant> limit =
            db.once(QStringLiteral("PRAGMA max_page_count = %1").arg(used ? used->toInt() + pages : 0));
        return limit ? Status() : fail(limit.error());
    }));
}

void TestSqlStorage::fullDatabaseAcknowledgesNothing() {
    leaveRoomFor(20);
    QStringList acknowledged;
    Result<RoomLog::Appended> result;
    for (int i = 0; i < 50 && result; ++i) {
        const QString body = QString(QString::number(i) % QString(8000, u'x'));
        result = ask(m_storage->log().append(newMessage(m_room, m_ana, QString::number(i), body)));
        if (result)
            acknowledged.append(body);
    }
    QCOMPARE(outcome(result), named(ErrorKind::Unavailable));
    QVERIFY(!acknowledged.isEmpty());
    QCOMPARE(bodies(), acknowledged);
    // The connection was opened anew, without the limit; so there is room again.
    QCOMPARE(outcome(appending(QStringLiteral("after"))), QStringLiteral("ok"));
    QCOMPARE(need(m_storage->log().enter(m_room, m_ana, {}, 1)).lastSeq, Seq(2 + acknowledged.size() + 1));
}

/// After such an error SQLite may have taken back the transaction already, so that what follows would stand alone.
void TestSqlStorage::fullDatabaseRefusesTheWholeBatch() {
    leaveRoomFor(4);
    Gate gate(*m_storage);
    auto before = appending(QStringLiteral("1"));
    auto large = m_storage->log().append(newMessage(m_room, m_ana, QStringLiteral("2"), QString(60'000, u'x')));
    auto after = appending(QStringLiteral("3"));
    gate.open();
    const QString unavailable = named(ErrorKind::Unavailable);
    QCOMPARE(outcome(std::move(before)), unavailable);
    QCOMPARE(outcome(std::move(large)), unavailable);
    QCOMPARE(outcome(std::move(after)), unavailable);
    QCOMPARE(need(appending(QStringLiteral("3"))).event.seq, 3);
}

void TestSqlStorage::failingDiskAcknowledgesNothing() {
#ifdef Q_OS_UNIX
    QCOMPARE(outcome(appending(QStringLiteral("before"))), QStringLiteral("ok"));
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    rlimit was{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &was), 0);
    rlimit full = was;
    full.rlim_cur = rlim_t(QFileInfo(file(QStringLiteral("confab.db-wal"))).size());
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
    const QString during = outcome(appending(QStringLiteral("during")));
    setrlimit(RLIMIT_FSIZE, &was);
    std::signal(SIGXFSZ, ignored);
    QCOMPARE(during, named(ErrorKind::Unavailable));
    QCOMPARE(bodies().size(), 1);
    const RoomLog::Appended again = need(appending(QStringLiteral("during")));
    QVERIFY(!again.repeated);
    QCOMPARE(again.event.seq, 4);
#else
    QSKIP("needs a limit on file sizes");
#endif
}

void TestSqlStorage::errorsAreJudgedByTheirCode() {
    const SqliteDialect dialect(m_folder->path());
    const auto damage = [&dialect](int code) {
        return dialect.damage(QSqlError({}, {}, QSqlError::StatementError, QString::number(code)));
    };
    for (const int alone : {1 /*ERROR*/, 19 /*CONSTRAINT*/, 2067 /*CONSTRAINT_UNIQUE*/})
        QCOMPARE(damage(alone), SqlDamage::Statement);
    for (const int all : {5 /*BUSY*/, 10 /*IOERR*/, 1034 /*IOERR_FSYNC*/, 11 /*CORRUPT*/, 13 /*FULL*/, 9999})
        QCOMPARE(damage(all), SqlDamage::Connection);
    QCOMPARE(dialect.damage(QSqlError()), SqlDamage::Connection); // none known: expect the worst
}

void TestSqlStorage::fullQueueSaysWhenToReturn() {
    Gate gate(*m_storage);
    std::vector<QCoro::Task<Status>> tasks;
    for (size_t i = 0; i < limits::writesWaiting; ++i)
        tasks.push_back(onWriterOf<void>(*m_storage, [](SqlConnection&) { return Status(); }));
    const Status refused = ask(onWriterOf<void>(*m_storage, [](SqlConnection&) { return Status(); }));
    gate.open();
    QCOMPARE(outcome(refused), named(ErrorKind::ServerBusy));
    QCOMPARE(refused.error().retryAfterMs, std::optional(limits::storageRetryMs));
    for (const Status& done : askAll(std::move(tasks)))
        QCOMPARE(outcome(done), QStringLiteral("ok"));
}

void TestSqlStorage::stopFinishesWhatWaits() {
    std::vector<Appending> writes;
    std::vector<QCoro::Task<Result<RoomStore::Listing>>> reads;
    for (int i = 0; i < 500; ++i) {
        writes.push_back(appending(QString::number(i)));
        reads.push_back(m_storage->rooms().listFor(m_ana, RoomId{}));
    }
    m_storage->stop();
    for (size_t i = 0; i < writes.size(); ++i) {
        QVERIFY(writes[i].isReady());
        QVERIFY(reads[i].isReady());
    }
    for (const auto& result : askAll(std::move(writes)))
        QCOMPARE(outcome(result), QStringLiteral("ok"));
    QCOMPARE(outcome(appending(QStringLiteral("late"))), named(ErrorKind::ServerDraining));
    QCOMPARE(outcome(m_storage->rooms().listFor(m_ana, RoomId{})), named(ErrorKind::ServerDraining));
    m_storage = openIn(m_folder->path());
    QCOMPARE(need(m_storage->log().enter(m_room, m_ana, {}, 1)).lastSeq, 502);
}

void TestSqlStorage::destroyedStorageLeavesNobodyAsleep() {
    auto write = appending(QStringLiteral("1"));
    auto read = m_storage->users().byId(m_ana);
    m_storage.reset();
    QVERIFY(write.isReady());
    QVERIFY(read.isReady());
}

void TestSqlStorage::readersCannotWrite() {
    const SqliteDialect dialect(m_folder->path());
    SqlConnection reader(dialect, SqlAccess::Read);
    QVERIFY(reader.open());
    QVERIFY(reader.run(QStringLiteral("SELECT count(*) FROM users")));
    QVERIFY(!reader.exec(QStringLiteral("DELETE FROM users")));
}

void TestSqlStorage::logFileStaysSmall() {
    const qint64 before = QFileInfo(file(QStringLiteral("confab.db-wal"))).size();
    QCOMPARE(outcome(appending(QStringLiteral("first"))), QStringLiteral("ok"));
    const qint64 perWrite = QFileInfo(file(QStringLiteral("confab.db-wal"))).size() - before;
    QVERIFY(perWrite > 0);
    const int writes = SqliteDialect(m_folder->path()).tidyAfter() * 5 / 4; // it begins anew, and is cut
    for (int i = 0; i < writes; ++i)                                        // one by one: a commit each
        QCOMPARE(outcome(appending(QString::number(i))), QStringLiteral("ok"));
    QVERIFY(QFileInfo(file(QStringLiteral("confab.db-wal"))).size() < perWrite * writes / 2);
}

void TestSqlStorage::moderatorInheritsFirst() {
    const UserId ben = makeUser(*m_storage, QStringLiteral("Ben"));
    const UserId chi = makeUser(*m_storage, QStringLiteral("Chi"));
    need(m_storage->rooms().join(m_room, ben, at(1)));
    need(m_storage->rooms().join(m_room, chi, at(2)));
    need(onWriterOf<void>(*m_storage, [chi](SqlConnection& db) {
        return db.exec(QStringLiteral("UPDATE members SET role = ? WHERE user_id = ?"), Role::Moderator, chi);
    }));
    const QList<Event> events = need(m_storage->rooms().leave(m_room, m_ana, at(3)));
    QCOMPARE(std::get<MemberRole>(events.at(1).data).user.value, chi.value);
}

/// However many reads one person has queued, another waits for one of them at most.
void TestSqlStorage::readersServeEachInTurn() {
    const SqliteDialect dialect(m_folder->path());
    JobHome home(this);
    ReaderPool pool(dialect, home);
    QVERIFY(pool.start(1));
    std::binary_semaphore opened(0);
    std::vector<qint64> order;
    std::vector<QCoro::Task<Status>> tasks;
    tasks.push_back(onReader<void>(pool, ReadLine::Server, [&opened](SqlConnection&) -> Status {
        opened.acquire();
        return {};
    }));
    while (pool.queue().length > 0) // the reader has begun it
        QThread::yieldCurrentThread();
    for (const qint64 person : {1, 1, 1, 2}) {
        tasks.push_back(onReader<void>(pool, lineOf(UserId{person}), [&order, person](SqlConnection&) -> Status {
            order.push_back(person); // by the only reader
            return {};
        }));
    }
    opened.release();
    for (QCoro::Task<Status>& task : tasks)
        QVERIFY(QCoro::waitFor(task));
    pool.stop();
    QCOMPARE(order, (std::vector<qint64>{1, 2, 1, 1}));
}

/// All that MessageStore does.
static void readMessages(JobSink& reader, RoomId room, UserId user, Seq seq) {
    SqlMessages messages(reader);
    need(messages.history(room, user, {}, 10));
    need(messages.history(room, user, {HistoryPlace::Direction::Around, seq}, 10));
    need(messages.thread(room, user, seq, 0, 10));
    need(messages.pins(room, user));
    need(messages.bySeqs(room, user, {seq}));
    need(messages.versions(room, user, seq));
    need(messages.reactors(room, user, seq, QStringLiteral("x")));
    need(messages.readers(room, user, seq, {}, 10));
}

/// "Contains" has to look at names, but at no more than limits::searchedRooms. A list is given as a value.
static bool readsAll(const QString& step) {
    static const QRegularExpression bounded(
        QStringLiteral("^SCAN ((counted|looked|searched|CONSTANT ROW|rooms USING INDEX rooms_to_find)$|"
                       "json_each|text[0-9])"));
    return step.startsWith(QStringLiteral("SCAN")) && !step.contains(bounded);
}

/// Everything that clients can ask for finds its rows by an index: no statement reads a table, none sorts.
void TestSqlStorage::statementsSeek() {
    m_storage.reset();
    const SqliteDialect dialect(m_folder->path());
    SqlConnection connection(dialect, SqlAccess::Write);
    QVERIFY(connection.open());
    InlineSink writer(connection, true);
    InlineSink reader(connection, false);
    SqlUsers users(writer, reader);
    SqlSessions sessions(writer, reader);
    SqlRooms rooms(writer, reader);
    SqlRoomLog log(writer, reader);

    need(users.byEmail(QStringLiteral("x")));
    need(users.byIds({m_ana}, m_ana));
    const NewSession session{m_ana, {}, "A", at(0), at(10), at(10)};
    const SessionHandle handle = need(sessions.create(session)).session;
    need(sessions.rotate("A", "B", at(1), at(10), {}));
    need(sessions.confirm({handle.id, m_ana, 1, accessProof("B")}, at(2)));
    need(sessions.rotate("A", "B", at(3), at(10), {}));
    need(rooms.joinFacts(m_room, m_ana));
    need(rooms.markRead(m_room, m_ana, 1, false, at(4)));
    need(rooms.members(m_room, m_ana, {}, 10));
    NewEvent message = newMessage(m_room, m_ana, QStringLiteral("1"), QStringLiteral("@Ben @Ana"));
    const Seq seq = need(log.append(message)).event.seq;
    posted(message).clientId = QStringLiteral("2");
    posted(message).replyTo = seq;
    need(log.append(message));
    need(log.append(message));
    need(log.events(m_room, m_ana, 0, 10));
    readMessages(reader, m_room, m_ana, seq);
    need(log.enter(m_room, m_ana, Seq(0), 10));
    need(rooms.findPublic(m_ana, QStringLiteral("x"), 10));
    need(rooms.one(m_room, m_ana));
    need(rooms.belongings({m_ana}));
    need(sessions.ended({handle.id}, at(3)));
    need(log.heads({m_room}));
    need(log.replay(m_room, 0, 10));
    SqlNodes nodes(writer, writer);
    const NodeLease lease = need(nodes.begin(QStringLiteral("a"), std::chrono::hours(1)));
    need(nodes.renew(lease, std::chrono::hours(1)));
    NewRoom small = roomOf(m_ana);
    small.capacity = 1;
    const Seat seat{need(rooms.create(small)).room.id, m_ana};
    need(nodes.takeSeat(lease, seat));
    need(nodes.giveUpSeats(lease, {seat}));
    need(nodes.end(lease));
    const qsizetype beforeList = connection.statements().size();
    need(rooms.listFor(m_ana, RoomId{}));
    QCOMPARE(connection.statements().size(), beforeList + 1); // one for the whole list, however long

    int explained = 0;
    for (const QString& sql : connection.statements()) {
        Result<SqlRows> plan =
            connection.runWith(QString(u"EXPLAIN QUERY PLAN " % sql), QVariantList(sql.count(u'?'), QVariant()));
        if (!plan)
            continue; // BEGIN, SAVEPOINT and the like have none
        for (; plan->next(); ++explained) {
            const QString step = plan->text(3);
            // Of what was found, and of one person's sessions.
            const bool sortsFew =
                sql.contains(QStringLiteral("AS searched")) || sql.contains(QStringLiteral("ORDER BY rotations"));
            const bool slow = readsAll(step) || (!sortsFew && step.contains(QStringLiteral("TEMP B-TREE")));
            QVERIFY2(!slow, qPrintable(QString(step % u" in " % sql)));
        }
    }
    QVERIFY(explained > 20);
}

QTEST_GUILESS_MAIN(TestSqlStorage)
#include "tst_sqlstorage.moc"
