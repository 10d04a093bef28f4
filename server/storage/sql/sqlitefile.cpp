// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlitefile.h"

#include "server/ops/privatefile.h"
#include "server/storage/sql/sqlconnection.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace confab {

namespace {

// Only while a database is made or its log is recovered does somebody hold its lock.
constexpr int busyTimeoutMs = 5000;
constexpr int blobsPerPage = 1000;

} // namespace

SqliteFile::SqliteFile(QString file) : m_file(std::move(file)), m_name(uniqueConnectionName()) {}

SqliteFile::~SqliteFile() {
    if (QSqlDatabase::contains(m_name))
        QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<SqliteFile>> SqliteFile::open(const QString& file) {
    if (!QFileInfo(file).isFile()) // which SQLite would make
        return fail(Error(ErrorKind::Unavailable,
                          fileTrouble(file, QStringLiteral("read"), QStringLiteral("there is no such file"))));
    std::unique_ptr<SqliteFile> opened(new SqliteFile(file));
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), opened->m_name);
    database.setDatabaseName(file);
    database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMs));
    if (!database.open())
        return fail(Error(ErrorKind::Unavailable,
                          fileTrouble(file, QStringLiteral("opened"), database.lastError().databaseText())));
    return opened;
}

/// The first column of all rows.
Result<QVariantList> SqliteFile::column(const QString& sql, const QVariantList& values) {
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    bool done = query.prepare(sql);
    for (const QVariant& value : values)
        query.addBindValue(value);
    done = done && query.exec();
    QVariantList found;
    while (done && query.next())
        found.append(query.value(0));
    if (query.lastError().isValid())
        return fail(Error(ErrorKind::Unavailable,
                          fileTrouble(m_file, QStringLiteral("read"), query.lastError().databaseText())));
    return found;
}

Result<bool> SqliteFile::hasTable(const QString& name) {
    return column(QStringLiteral("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"), {name})
        .map([](const QVariantList& found) { return !found.isEmpty(); });
}

Status SqliteFile::copyTo(const QString& to) {
    if (Status made = makePrivateFile(to); !made) // SQLite takes a file that is there, when it is empty
        return made;
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.prepare(QStringLiteral("VACUUM INTO ?"));
    query.addBindValue(to);
    if (query.exec())
        return {};
    return fail(Error(ErrorKind::Unavailable, QStringLiteral("The database %1 can't be copied to %2: %3.")
                                                  .arg(m_file, to, query.lastError().databaseText())));
}

Result<qint64> SqliteFile::schema() {
    const Result<bool> any = hasTable(QStringLiteral("migrations"));
    if (!any || !*any)
        return any ? Result<qint64>(0) : fail(any.error());
    return column(QStringLiteral("SELECT coalesce(max(number), 0) FROM migrations")).map([](const QVariantList& found) {
        return found.value(0).toLongLong();
    });
}

Result<QString> SqliteFile::installation() {
    const Result<bool> any = hasTable(QStringLiteral("installation"));
    if (!any || !*any)
        return any ? Result<QString>(QString()) : fail(any.error());
    return column(QStringLiteral("SELECT id FROM installation WHERE slot = 1")).map([](const QVariantList& found) {
        return found.value(0).toString();
    });
}

Result<QMap<QString, qint64>> SqliteFile::rows() {
    QMap<QString, qint64> counts;
    for (const char* name : {"users", "rooms", "members", "events", "messages", "files"}) {
        const QString table = QString::fromLatin1(name);
        const Result<bool> any = hasTable(table);
        if (!any)
            return fail(any.error());
        if (!*any)
            continue;
        const Result<QVariantList> count = column(QString(u"SELECT count(*) FROM " % table));
        if (!count)
            return fail(count.error());
        counts.insert(table, count->value(0).toLongLong());
    }
    return counts;
}

Status SqliteFile::check() {
    const Result<QVariantList> said = column(QStringLiteral("PRAGMA quick_check(1)"));
    if (!said)
        return fail(said.error());
    const QString first = said->value(0).toString();
    if (first == u"ok")
        return {};
    return fail(Error(ErrorKind::Unavailable, QStringLiteral("The database %1 is damaged: %2.").arg(m_file, first)));
}

Result<QStringList> SqliteFile::blobs(const BlobHash& after) {
    const Result<bool> any = hasTable(QStringLiteral("files"));
    if (!any || !*any)
        return any ? Result<QStringList>(QStringList()) : fail(any.error());
    const Result<QVariantList> found =
        column(QStringLiteral("SELECT DISTINCT hash FROM files WHERE hash > ? ORDER BY hash LIMIT ?"),
               {after.isNull() ? QStringLiteral("") : after, blobsPerPage});
    return found.map([](const QVariantList& hashes) {
        QStringList names;
        for (const QVariant& hash : hashes)
            names.append(hash.toString());
        return names;
    });
}

Result<bool> SqliteFile::hasBlob(const BlobHash& blob) {
    return column(QStringLiteral("SELECT 1 FROM files WHERE hash = ? LIMIT 1"), {blob})
        .map([](const QVariantList& found) { return !found.isEmpty(); });
}

} // namespace confab
