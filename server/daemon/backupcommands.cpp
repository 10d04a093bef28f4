// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/backupcommands.h"

#include "server/backup/backupreader.h"
#include "server/backup/backupwriter.h"
#include "server/backup/progressfile.h"
#include "server/backup/restore.h"
#include "server/daemon/datafolder.h"
#include "server/ops/background.h"
#include "server/ops/disksync.h"
#include "server/ops/privatefile.h"
#include "server/storage/sql/migrations.h"
#include "server/storage/sql/sqlitefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <cstdio>

namespace confab {

namespace {

Error unavailable(const QString& sentence) {
    return Error(ErrorKind::Unavailable, sentence);
}

void say(const QString& line) {
    std::printf("%s\n", qUtf8Printable(line));
}

QString megabytes(qint64 bytes) {
    constexpr double megabyte = 1e6;
    return QStringLiteral("%1 MB").arg(double(bytes) / megabyte, 0, 'f', 1);
}

/// On the standard error, for who waits.
void tell(const QString& line) {
    std::fprintf(stderr, "confabd: %s\n", qUtf8Printable(line));
}

void tellOfBytes(const char* what, qint64 done, qint64 all) {
    tell(QStringLiteral("%1 %2 of %3").arg(QString::fromLatin1(what), megabytes(done), megabytes(all)));
}

QString summary(const Manifest& manifest) {
    const QMap<QString, qint64>& rows = manifest.database.rows;
    return QStringLiteral("%1 accounts, %2 rooms, %3 messages, %4 files with %5, as of %6")
        .arg(QString::number(rows.value(QStringLiteral("users"))), QString::number(rows.value(QStringLiteral("rooms"))),
             QString::number(rows.value(QStringLiteral("messages"))), QString::number(manifest.files),
             megabytes(manifest.fileBytes), manifest.madeAt);
}

/// The names under which a backup comes about. What is left of one that was interrupted has them too, and goes when the
/// next one to the same file is made.
/// Owned by: runBackup().
class Unfinished {
public:
    explicit Unfinished(const QString& file) : m_archive(file + u".part"), m_database(file + u".part.db") { remove(); }
    ~Unfinished() { remove(); }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    const QString& archive() const { return m_archive; }
    const QString& database() const { return m_database; }

private:
    void remove() const {
        for (const QString& path : {m_archive, m_database})
            QFile::remove(path);
    }

    const QString m_archive;
    const QString m_database;
};

/// What the copy has, which is looked through on the way.
Result<DatabaseFacts> factsOf(SqliteFile& copy) {
    if (Status whole = copy.check(); !whole)
        return fail(std::move(whole.error()));
    const Result<qint64> schema = copy.schema();
    if (!schema)
        return fail(schema.error());
    Result<QString> installation = copy.installation();
    if (!installation)
        return fail(std::move(installation.error()));
    const Result<QMap<QString, qint64>> rows = copy.rows();
    return rows.map([&](const QMap<QString, qint64>& counts) { return DatabaseFacts{*schema, *installation, counts}; });
}

Status checkTarget(const QString& file) {
    if (QFile::exists(file))
        return fail(unavailable(
            QStringLiteral("%1 is there already. A backup replaces none: give it a name of its own.").arg(file)));
    const QString folder = QFileInfo(file).absolutePath();
    if (!QFileInfo(folder).isDir())
        return fail(unavailable(QStringLiteral("There is no folder %1 for the backup.").arg(folder)));
    return {};
}

Result<WrittenBackup> writeArchive(const Config& config, SqliteFile& live, const Unfinished& unfinished) {
    const UtcTime at = UtcTime::now();
    tell(QStringLiteral("copies the database"));
    if (Status copied = live.copyTo(unfinished.database()); !copied)
        return fail(std::move(copied.error()));
    const Result<std::unique_ptr<SqliteFile>> copy = SqliteFile::open(unfinished.database());
    if (!copy)
        return fail(copy.error());
    tell(QStringLiteral("looks through the copy (%1)").arg(megabytes(QFileInfo(unfinished.database()).size())));
    const Result<DatabaseFacts> facts = factsOf(**copy);
    if (!facts)
        return fail(facts.error());
    const BackupSource source{unfinished.database(),
                              *facts,
                              signingKeyFile(config.data),
                              config.filesFolder.isEmpty() ? QDir(config.data).filePath(QStringLiteral("files"))
                                                           : config.filesFolder,
                              QStringLiteral("confabd " CONFAB_VERSION),
                              at,
                              [&copy](const BlobHash& after) { return (*copy)->blobs(after); },
                              [&live](const BlobHash& blob) { return live.hasBlob(blob); }};
    if (Status made = makePrivateFile(unfinished.archive()); !made)
        return fail(std::move(made.error()));
    ProgressFile archive(unfinished.archive(),
                         [](qint64 done) { tell(QStringLiteral("has written %1").arg(megabytes(done))); });
    if (!archive.open(QIODevice::WriteOnly))
        return fail(unavailable(fileTrouble(archive.fileName(), QStringLiteral("written"), archive.errorString())));
    Result<WrittenBackup> written = writeBackup(source, archive);
    if (written && !archive.flush())
        return fail(unavailable(fileTrouble(archive.fileName(), QStringLiteral("written"), archive.errorString())));
    return written;
}

/// The archive gets its name when its bytes are on the disk.
Status publish(const QString& archive, const QString& file) {
    if (Status synced = syncToDisk(archive); !synced)
        return synced;
    QFile part(archive);
    if (!part.rename(file)) // which never replaces
        return fail(unavailable(fileTrouble(file, QStringLiteral("created"), part.errorString())));
    return syncToDisk(QFileInfo(file).absolutePath());
}

void warnOf(const WrittenBackup& written) {
    const Manifest& manifest = written.manifest;
    if (manifest.filesUnreadable > 0)
        std::fprintf(stderr,
                     "confabd: %lld files are missing on the server's disk or have other bytes than it stored, so they "
                     "are not in the backup: %s\n",
                     static_cast<long long>(manifest.filesUnreadable),
                     qUtf8Printable(written.unreadable.join(QStringLiteral(", "))));
}

} // namespace

Status runBackup(const Config& config, const QString& file) {
    if (config.isShared())
        return fail(
            unavailable(QStringLiteral("The database is on a PostgreSQL server. Back it up by pg_dump, which has "
                                       "the files, too: docs/backup.md.")));
    if (Status target = checkTarget(file); !target)
        return target;
    QLockFile lock(file + u".lock");
    lock.setStaleLockTime(1); // a living one holds it natively, too
    if (!lock.tryLock())
        return fail(unavailable(QStringLiteral("Another confabd writes the backup %1.").arg(file)));
    yieldToOthers();
    const auto live = SqliteFile::open(QDir(config.data).filePath(QStringLiteral("confab.db")));
    if (!live)
        return fail(live.error());
    const Unfinished unfinished(file);
    const Result<WrittenBackup> written = writeArchive(config, **live, unfinished);
    if (!written)
        return fail(written.error());
    if (Status published = publish(unfinished.archive(), file); !published)
        return published;
    warnOf(*written);
    say(QStringLiteral("%1: %2 (%3)").arg(file, summary(written->manifest), megabytes(written->bytes)));
    return {};
}

Status verifyBackup(const QString& file) {
    ProgressFile archive(file, [all = QFileInfo(file).size()](qint64 done) { tellOfBytes("verified", done, all); });
    if (!archive.open(QIODevice::ReadOnly))
        return fail(unavailable(fileTrouble(file, QStringLiteral("read"), archive.errorString())));
    const Result<Manifest> manifest = readBackup(archive);
    if (!manifest)
        return fail(manifest.error());
    say(QStringLiteral("%1 is whole: %2, by %3").arg(file, summary(*manifest), manifest->program));
    return {};
}

Status runRestore(const QString& file, const QString& folder) {
    const Result<QList<Migration>> migrations = knownMigrations();
    if (!migrations)
        return fail(migrations.error());
    const Result<Manifest> restored =
        restoreBackup(file, folder, qint64(migrations->size()), [](bool isLaidOut, qint64 done, qint64 all) {
            tellOfBytes(isLaidOut ? "laid out" : "verified", done, all);
        });
    if (!restored)
        return fail(restored.error());
    say(QStringLiteral("Restored into %1: %2").arg(folder, summary(*restored)));
    return {};
}

} // namespace confab
