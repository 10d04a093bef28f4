// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/storedatabase.h"

#include <QSqlError>
#include <QVariant>

#include <array>
#include <atomic>

namespace confab::store {

namespace {

// A larger file is not read through at its opening; what is broken in it shows where it is read.
constexpr qint64 mostChecked = 32 * 1024 * 1024;
constexpr int busyTimeoutMs = 2000;

/// The step from version N to N + 1 is the N-th list. A step that was released never changes.
const std::array<QStringList, StoreDatabase::version> migrations{{
    {
        QStringLiteral("CREATE TABLE account (id INTEGER PRIMARY KEY CHECK (id = 1), user BLOB NOT NULL)"),
        QStringLiteral("CREATE TABLE rooms (id INTEGER PRIMARY KEY, room BLOB NOT NULL, unsent_read INTEGER)"),
        QStringLiteral("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL)"),
        QStringLiteral("CREATE TABLE tails (room INTEGER PRIMARY KEY, as_of INTEGER NOT NULL, low INTEGER NOT NULL, "
                       "has_older INTEGER NOT NULL)"),
        QStringLiteral("CREATE TABLE tail_rows (room INTEGER NOT NULL, seq INTEGER NOT NULL, row BLOB NOT NULL, "
                       "PRIMARY KEY (room, seq)) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE actions (place INTEGER PRIMARY KEY, action BLOB NOT NULL)"),
    },
    {
        // All of the logs that was read, instead of their ends.
        QStringLiteral("CREATE TABLE logs (room INTEGER PRIMARY KEY, as_of INTEGER NOT NULL, opened INTEGER NOT NULL)"),
        QStringLiteral("CREATE TABLE log_ranges (room INTEGER NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, "
                       "PRIMARY KEY (room, low)) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE log_rows (room INTEGER NOT NULL, seq INTEGER NOT NULL, as_of INTEGER NOT NULL, "
                       "row BLOB NOT NULL, PRIMARY KEY (room, seq)) WITHOUT ROWID"),
        QStringLiteral("INSERT INTO logs (room, as_of, opened) SELECT room, as_of, 0 FROM tails"),
        QStringLiteral("INSERT INTO log_ranges (room, low, high) "
                       "SELECT room, CASE has_older WHEN 0 THEN 1 ELSE low END, as_of FROM tails WHERE low <= as_of"),
        QStringLiteral("INSERT INTO log_rows (room, seq, as_of, row) "
                       "SELECT room, seq, as_of, row FROM tail_rows JOIN tails USING (room) WHERE seq <= as_of"),
        QStringLiteral("DROP TABLE tails"),
        QStringLiteral("DROP TABLE tail_rows"),
    },
    {
        // Where a search looks (searchtables.h). What is there already is signed later: `newest` is null until then.
        QStringLiteral("CREATE TABLE log_signs (room INTEGER NOT NULL, segment INTEGER NOT NULL, oldest INTEGER, "
                       "newest INTEGER, signs BLOB, PRIMARY KEY (room, segment))"),
        QStringLiteral("CREATE INDEX log_signs_by_time ON log_signs (newest, oldest, room, segment)"),
        QStringLiteral("WITH RECURSIVE segments (room, segment, last) AS ("
                       "SELECT room, low / 128, high / 128 FROM log_ranges UNION "
                       "SELECT room, segment + 1, last FROM segments WHERE segment < last) "
                       "INSERT OR IGNORE INTO log_signs (room, segment) SELECT room, segment FROM segments"),
    },
}};

Error broken(const QString& why) {
    return Error(ErrorKind::InputInvalid, why);
}

} // namespace

Result<std::unique_ptr<StoreDatabase>> StoreDatabase::open(const QString& path, Access access) {
    static std::atomic<int> last = 0; // connections have names in the whole program
    std::unique_ptr<StoreDatabase> made(new StoreDatabase(QStringLiteral("store-%1").arg(++last)));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), made->m_name);
        database.setDatabaseName(path);
        QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMs);
        if (access == Access::Read)
            options += QStringLiteral(";QSQLITE_OPEN_READONLY");
        database.setConnectOptions(options);
        if (!database.open())
            return fail(Error(ErrorKind::Unavailable, database.lastError().text()));
    }
    if (Status ready = made->prepare(access); !ready)
        return fail(std::move(ready.error()));
    return made;
}

StoreDatabase::~StoreDatabase() {
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlQuery StoreDatabase::query() const {
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    return query;
}

Status StoreDatabase::run(const QString& sql, const QVariantList& values) const {
    QSqlQuery statement = query();
    if (!statement.prepare(sql))
        return fail(Error(ErrorKind::Unavailable, statement.lastError().text()));
    for (const QVariant& value : values)
        statement.addBindValue(value);
    if (!statement.exec())
        return fail(Error(ErrorKind::Unavailable, statement.lastError().text()));
    return {};
}

Result<QVariant> StoreDatabase::value(const QString& sql, const QVariantList& values) const {
    QSqlQuery statement = query();
    if (!statement.prepare(sql))
        return fail(broken(statement.lastError().text()));
    for (const QVariant& value : values)
        statement.addBindValue(value);
    if (!statement.exec() || !statement.next())
        return fail(broken(statement.lastError().text()));
    return statement.value(0);
}

/// NORMAL: what is lost with the power is fetched from the server again.
Status StoreDatabase::prepare(Access access) {
    if (access == Access::Read)
        return run(QStringLiteral("PRAGMA query_only = 1"));
    const Result<QVariant> size =
        value(QStringLiteral("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"));
    if (!size)
        return fail(size.error());
    if (size->toLongLong() <= mostChecked) {
        const Result<QVariant> check = value(QStringLiteral("PRAGMA quick_check(1)"));
        if (!check)
            return fail(check.error());
        if (check->toString() != u"ok")
            return fail(broken(check->toString()));
    }
    for (const QString& setting : {QStringLiteral("journal_mode = wal"), QStringLiteral("synchronous = 1"),
                                   QStringLiteral("secure_delete = 1")}) { // what was deleted is overwritten
        if (const Result<QVariant> set = value(QStringLiteral("PRAGMA ") + setting);
            !set && setting.startsWith(u"journal"))
            return fail(set.error());
    }
    return migrate();
}

Status StoreDatabase::migrate() {
    const Result<QVariant> present = value(QStringLiteral("PRAGMA user_version"));
    if (!present)
        return fail(present.error());
    const int from = present->toInt();
    if (from > version)
        return fail(broken(QStringLiteral("it is of a later version of Confab")));
    for (int step = from; step < version; ++step) {
        Status done = together([&]() -> Status {
            for (const QString& sql : migrations.at(size_t(step))) {
                if (Status run = this->run(sql); !run)
                    return run;
            }
            return run(QStringLiteral("PRAGMA user_version = %1").arg(step + 1));
        });
        if (!done)
            return done;
    }
    return {};
}

} // namespace confab::store
