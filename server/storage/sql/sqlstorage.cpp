// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlstorage.h"

#include "server/ops/privatefile.h"
#include "server/storage/sql/diskreserve.h"
#include "server/storage/sql/installationrow.h"
#include "server/storage/sql/migrationcopy.h"
#include "server/storage/sql/migrations.h"
#include "server/storage/sql/postgresdialect.h"
#include "server/storage/sql/readerpool.h"
#include "server/storage/sql/sqladministration.h"
#include "server/storage/sql/sqlblocks.h"
#include "server/storage/sql/sqlbots.h"
#include "server/storage/sql/sqldrafts.h"
#include "server/storage/sql/sqlfiles.h"
#include "server/storage/sql/sqlinvites.h"
#include "server/storage/sql/sqlitedialect.h"
#include "server/storage/sql/sqlmessages.h"
#include "server/storage/sql/sqlmoderation.h"
#include "server/storage/sql/sqlnodes.h"
#include "server/storage/sql/sqloperators.h"
#include "server/storage/sql/sqlownrecords.h"
#include "server/storage/sql/sqlretention.h"
#include "server/storage/sql/sqlroomlog.h"
#include "server/storage/sql/sqlrooms.h"
#include "server/storage/sql/sqlsearch.h"
#include "server/storage/sql/sqlsecondfactors.h"
#include "server/storage/sql/sqlsessions.h"
#include "server/storage/sql/sqlusers.h"
#include "server/storage/sql/storagelimits.h"
#include "server/storage/sql/writerthread.h"

#include <QDir>

namespace confab {

namespace {

/// Makes the folder, and the empty database in it, which only its owner can read: SQLite gives its other files the same
/// permissions and owner.
Status prepareFolder(const QString& folder) {
    if (!QDir().mkpath(folder))
        return fail(Error(ErrorKind::Unavailable, fileTrouble(folder, QStringLiteral("used"),
                                                              QStringLiteral("there is no right to, or a file is in "
                                                                             "the way"))));
    return makePrivateFile(QDir(folder).filePath(QStringLiteral("confab.db")));
}

Result<std::unique_ptr<Dialect>> makeDialect(const DatabaseAddress& address) {
    if (address.isPostgres())
        return std::make_unique<PostgresDialect>(address);
    if (Status prepared = prepareFolder(address.folder); !prepared)
        return fail(std::move(prepared.error()));
    return std::make_unique<SqliteDialect>(address.folder);
}

/// `folder`: of SQLite; empty for a database server, whose operator makes dumps.
Status prepare(SqlConnection& connection, const QString& folder, const QList<Migration>& migrations,
               Installation& into) {
    Status migrated = folder.isEmpty() ? Status() : copyBeforeMigration(connection, folder, qint64(migrations.size()));
    if (migrated)
        migrated = migrate(connection, migrations);
    if (!migrated)
        return migrated;
    Result<Installation> installation = readOrMakeInstallation(connection);
    if (!installation)
        return fail(std::move(installation.error()));
    into = std::move(*installation);
    return {};
}

} // namespace

struct SqlStorage::Parts {
    Parts(std::unique_ptr<Dialect> spoken, QObject* homeObject, std::function<void(bool)> stores)
        : dialect(std::move(spoken)), home(homeObject),
          waiting(dialect->isServer() ? std::make_unique<WriterThread>(*dialect, home) : nullptr),
          lease(dialect->isServer() ? std::make_unique<WriterThread>(*dialect, home) : nullptr),
          writer(*dialect, home, std::move(stores), waiting.get()) {}

    const std::unique_ptr<Dialect> dialect;
    JobHome home;
    const std::unique_ptr<WriterThread> waiting; // for rooms that other sessions have locked; null with a single writer
    const std::unique_ptr<WriterThread> lease;   // so that no other session's lock costs the node its lease; likewise
    WriterThread writer;
    ReaderPool readers{*dialect, home};
    SqlBots bots{writer, readers};
    SqlFiles files{writer, readers};
    SqlOperators operators{writer, readers};
    SqlRetention retention{writer, readers};
    SqlAdministration administration{writer, readers};
    SqlUsers users{writer, readers};
    SqlSessions sessions{writer, readers};
    SqlSecondFactors secondFactors{writer, readers};
    SqlRooms rooms{writer, readers};
    SqlModeration moderation{writer, readers};
    SqlBlocks blocks{writer, readers};
    SqlInvites invites{writer, readers};
    SqlSearch search{writer, readers};
    SqlRoomLog log{writer, readers, [this] { search.noteAppend(); }};
    SqlMessages messages{readers};
    SqlOwnRecords ownRecords{readers};
    SqlDrafts drafts{writer, readers};
    SqlNodes nodes{writer, lease ? *lease : writer};
    Installation installation; // written once, before open() returns
};

Result<std::unique_ptr<SqlStorage>> SqlStorage::open(const QString& folder, QObject* home) {
    return open(DatabaseAddress::inFolder(folder), home);
}

Result<std::unique_ptr<SqlStorage>> SqlStorage::open(const DatabaseAddress& address, QObject* home,
                                                     std::function<void(bool)> stores) {
    if (address.isPostgres())
        return openOnce(address, home, std::move(stores));
    const DiskReserve reserve(address.folder);
    const auto note = [reserve, stores = std::move(stores)](bool does) {
        if (does)
            reserve.keep();
        if (stores)
            stores(does);
    };
    Result<std::unique_ptr<SqlStorage>> storage = openOnce(address, home, note);
    if (!storage && reserve.release()) // reading needs some space, too
        storage = openOnce(address, home, note);
    if (storage)
        reserve.keep();
    return storage;
}

Result<std::unique_ptr<SqlStorage>> SqlStorage::openOnce(const DatabaseAddress& address, QObject* home,
                                                         std::function<void(bool)> stores) {
    Result<std::unique_ptr<Dialect>> dialect = makeDialect(address);
    if (!dialect)
        return fail(std::move(dialect.error()));
    const Result<QList<Migration>> migrations = knownMigrations();
    if (!migrations)
        return fail(migrations.error());
    auto parts = std::make_unique<Parts>(std::move(*dialect), home, std::move(stores));
    Status started = parts->writer.start(QStringLiteral("db-writer"), [&](SqlConnection& connection) {
        return prepare(connection, address.folder, *migrations, parts->installation);
    });
    if (started && parts->waiting)
        started = parts->waiting->start(QStringLiteral("db-waiting"));
    if (started && parts->lease)
        started = parts->lease->start(QStringLiteral("db-lease"));
    if (started)
        started = parts->readers.start(limits::readerThreads);
    if (!started)
        return fail(std::move(started.error()));
    return std::unique_ptr<SqlStorage>(new SqlStorage(std::move(parts)));
}

SqlStorage::SqlStorage(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

SqlStorage::~SqlStorage() {
    stop();
}

UserStore& SqlStorage::users() {
    return m_parts->users;
}

SessionStore& SqlStorage::sessions() {
    return m_parts->sessions;
}

SecondFactorStore& SqlStorage::secondFactors() {
    return m_parts->secondFactors;
}

RoomStore& SqlStorage::rooms() {
    return m_parts->rooms;
}

ModerationStore& SqlStorage::moderation() {
    return m_parts->moderation;
}

BlockStore& SqlStorage::blocks() {
    return m_parts->blocks;
}

InviteStore& SqlStorage::invites() {
    return m_parts->invites;
}

RoomLog& SqlStorage::log() {
    return m_parts->log;
}

MessageStore& SqlStorage::messages() {
    return m_parts->messages;
}

DraftStore& SqlStorage::drafts() {
    return m_parts->drafts;
}

SearchStore& SqlStorage::search() {
    return m_parts->search;
}

NodeStore& SqlStorage::nodes() {
    return m_parts->nodes;
}

BotStore& SqlStorage::bots() {
    return m_parts->bots;
}

const Installation& SqlStorage::installation() const {
    return m_parts->installation;
}

FileStore& SqlStorage::files() {
    return m_parts->files;
}

RetentionStore& SqlStorage::retention() {
    return m_parts->retention;
}

OwnRecordStore& SqlStorage::ownRecords() {
    return m_parts->ownRecords;
}

AdminStore& SqlStorage::administration() {
    return m_parts->administration;
}

OperatorStore& SqlStorage::operators() {
    return m_parts->operators;
}

void SqlStorage::stop() {
    m_parts->readers.stop(); // first: the last connection to close empties the write-ahead log, and readers can't
    m_parts->writer.stop();
    for (WriterThread* other : {m_parts->waiting.get(), m_parts->lease.get()}) {
        if (other)
            other->stop();
    }
    if (m_parts->home.isHere())
        m_parts->home.flush();
}

StorageCounts SqlStorage::counts() const {
    const WriterThread& writer = m_parts->writer;
    StorageCounts counts{writer.writes(), writer.commits(), writer.repeatedBatches(), writer.refusedBatches(),
                         m_parts->readers.reads()};
    if (const WriterThread* waiting = m_parts->waiting.get()) {
        counts.commits += waiting->commits();
        counts.repeatedBatches += waiting->repeatedBatches();
        counts.refusedBatches += waiting->refusedBatches();
        counts.waitedForLocks = waiting->takenAside();
    }
    counts.queues = {writer.queue(), m_parts->readers.queue(), m_parts->home.waiting(), writer.commitSeconds(),
                     writer.batchJobs()};
    return counts;
}

std::vector<WatchedThread> SqlStorage::threads() const {
    std::vector<WatchedThread> threads = m_parts->readers.threads();
    threads.push_back({"db-writer", nullptr, &m_parts->writer.noted()});
    if (m_parts->lease)
        threads.push_back({"db-lease", nullptr, &m_parts->lease->noted()});
    // Not db-waiting: its purpose is to wait for locks, and no other room waits with it.
    return threads;
}

JobSink& SqlStorage::writer() {
    return m_parts->writer;
}

} // namespace confab
