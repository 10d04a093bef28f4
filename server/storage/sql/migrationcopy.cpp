// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/migrationcopy.h"

#include "server/ops/disksync.h"
#include "server/ops/privatefile.h"
#include "server/storage/sql/sqlconnection.h"

#include <QDir>
#include <QFile>

#include <filesystem>

namespace confab {

namespace {

Result<qint64> versionOf(SqlConnection& connection) {
    const Result<QVariant> any = connection.once(
        QStringLiteral("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'migrations'"));
    if (!any || any->toInt() == 0)
        return any ? Result<qint64>(0) : fail(any.error());
    return connection.once(QStringLiteral("SELECT coalesce(max(number), 0) FROM migrations"))
        .map([](const QVariant& number) { return number.toLongLong(); });
}

/// The program's own copies, the youngest first.
QFileInfoList copiesIn(const QString& folder) {
    return QDir(folder).entryInfoList({QStringLiteral("confab-version-*.db")}, QDir::Files, QDir::Time);
}

Status writeCopy(SqlConnection& connection, const QString& folder, const QString& name) {
    const QString part = QDir(folder).filePath(QStringLiteral("confab-version.part"));
    QFile::remove(part);
    if (Status made = makePrivateFile(part); !made)
        return made;
    const QString quoted = QString(part).replace(u'\'', QStringLiteral("''"));
    if (const Result<QVariant> done = connection.once(QStringLiteral("VACUUM INTO '%1'").arg(quoted)); !done)
        return fail(done.error());
    if (Status synced = syncToDisk(part); !synced)
        return synced;
    std::error_code failed; // unlike QFile's, this rename replaces
    std::filesystem::rename(QFile::encodeName(part).toStdString(),
                            QFile::encodeName(QDir(folder).filePath(name)).toStdString(), failed);
    if (failed)
        return fail(Error(ErrorKind::Unavailable, QString::fromStdString(failed.message())));
    return syncToDisk(folder);
}

} // namespace

Status copyBeforeMigration(SqlConnection& connection, const QString& folder, qint64 latest) {
    const Result<qint64> version = versionOf(connection);
    if (!version)
        return fail(version.error());
    if (*version == 0 || *version >= latest)
        return {};
    const QString name = QStringLiteral("confab-version-%1.db").arg(*version);
    if (const Status copied = writeCopy(connection, folder, name); !copied) {
        QFile::remove(QDir(folder).filePath(QStringLiteral("confab-version.part")));
        return fail(
            Error(ErrorKind::Unavailable,
                  QStringLiteral("Before the database is brought from version %1 to %2, a copy of it is made, "
                                 "which failed: %3 Make room for one more confab.db in %4; nothing was changed.")
                      .arg(QString::number(*version), QString::number(latest), copied.error().message, folder)));
    }
    const QFileInfoList copies = copiesIn(folder);
    for (const QFileInfo& old : copies.mid(std::min<qsizetype>(copies.size(), migrationCopiesKept)))
        QFile::remove(old.filePath());
    return {};
}

} // namespace confab
