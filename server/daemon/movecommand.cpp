// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/movecommand.h"

#include "server/auth/signingkey.h"
#include "server/backup/restore.h"
#include "server/daemon/databaseplace.h"
#include "server/daemon/datafolder.h"
#include "server/daemon/secretfile.h"
#include "server/files/folderblobs.h"
#include "server/ops/privatefile.h"
#include "server/storage/sql/move/databasemove.h"
#include "server/storage/sql/sqlblobs.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSaveFile>

#include <cstdio>

namespace confab {

namespace {

// Of a line for a table; a longer value makes its line longer.
constexpr int nameColumns = 20;
constexpr int numberColumns = 12;

void say(const QString& line) {
    std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout); // who waits for a line is waiting for this one
}

Result<DatabaseAddress> targetAddress(const QString& to, const QString& passwordFile) {
    if (!to.startsWith(u"postgresql:") && !to.startsWith(u"postgres:")) {
        if (Status made = makeDataFolder(to); !made)
            return fail(std::move(made.error()));
        if (isRestoreUnfinished(to))
            return fail(Error(ErrorKind::Unavailable,
                              QStringLiteral("A backup was being restored into %1. Name another folder.").arg(to)));
        return DatabaseAddress::inFolder(to);
    }
    Result<DatabaseAddress> address = DatabaseAddress::parse(to);
    if (!address || passwordFile.isEmpty())
        return address;
    Result<Secret> password = readSecretFile(passwordFile);
    if (!password)
        return fail(std::move(password.error()));
    address->password = std::move(*password);
    return address;
}

Result<std::unique_ptr<BlobStore>> blobsAt(const DatabaseAddress& address) {
    if (address.isPostgres())
        return SqlBlobs::open(address);
    return FolderBlobs::open(QDir(address.folder).filePath(QStringLiteral("files")));
}

Status writeKey(const QString& path, const QByteArray& key) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(key) != key.size() || !file.commit())
        return fail(Error(ErrorKind::Unavailable, fileTrouble(path, QStringLiteral("written"), file.errorString())));
    return giveToFolderOwner(path);
}

/// The key of access tokens, so that nobody has to sign in again.
Result<DatabaseMove::SigningKey> keyFor(const DatabaseAddress& from, const DatabaseAddress& to) {
    DatabaseMove::SigningKey key;
    if (!to.isPostgres()) {
        key.keep = [file = signingKeyFile(to.folder)](const QByteArray& bytes) { return writeKey(file, bytes); };
        return key;
    }
    const QString file = signingKeyFile(from.folder);
    if (!QFileInfo::exists(file))
        return key;
    Result<QByteArray> known = loadOrMakeKey(file);
    if (!known)
        return fail(std::move(known.error()));
    key.known = std::move(*known);
    return key;
}

Status moveFiles(DatabaseMove& move, const DatabaseAddress& from, const DatabaseAddress& to) {
    const Result<std::unique_ptr<BlobStore>> source = blobsAt(from);
    if (!source)
        return fail(source.error());
    const Result<std::unique_ptr<BlobStore>> target = blobsAt(to);
    if (!target)
        return fail(target.error());
    const Result<CopiedBlobs> copied = move.copyFiles(**source, **target, [](const CopiedBlobs& done) {
        std::fprintf(stderr, "confabd: %lld files, %lld bytes\n", static_cast<long long>(done.blobs),
                     static_cast<long long>(done.bytes));
    });
    if (!copied)
        return fail(copied.error());
    say(QStringLiteral("%1 files, %2 bytes copied")
            .arg(QString::number(copied->blobs), QString::number(copied->bytes)));
    if (copied->unreadable > 0)
        std::fprintf(stderr,
                     "confabd: %lld files are missing or have other bytes than were stored, so they are not moved: "
                     "%s\n",
                     static_cast<long long>(copied->unreadable),
                     qUtf8Printable(copied->named.join(QStringLiteral(", "))));
    return {};
}

Status moveRows(DatabaseMove& move, const DatabaseMove::SigningKey& key) {
    const auto tables = move.copyRows(key, [](const QString& table, qint64 rows) {
        std::fprintf(stderr, "confabd: %s, %lld rows\n", qUtf8Printable(table), static_cast<long long>(rows));
    });
    if (!tables)
        return fail(tables.error());
    qint64 rows = 0;
    for (const auto& [name, digest] : *tables) {
        say(QStringLiteral("%1 %2 rows  %3")
                .arg(name.leftJustified(nameColumns), QString::number(digest.rows()).rightJustified(numberColumns),
                     QString::fromLatin1(digest.sum())));
        rows += digest.rows();
    }
    say(QStringLiteral("%1 rows in %2 tables, each compared after it was copied")
            .arg(QString::number(rows), QString::number(tables->size())));
    return {};
}

} // namespace

Status runMove(const Config& config, const QString& to, const QString& passwordFile) {
    QElapsedTimer timer;
    timer.start();
    const Result<DatabaseAddress> source = existingDatabase(config);
    if (!source)
        return fail(source.error());
    const Result<DatabaseAddress> target = targetAddress(to, passwordFile);
    if (!target)
        return fail(target.error());
    const Result<DatabaseMove::SigningKey> key = keyFor(*source, *target);
    if (!key)
        return fail(key.error());
    const Result<std::unique_ptr<DatabaseMove>> move = DatabaseMove::open(*source, *target);
    if (!move)
        return fail(move.error());
    const bool hasOwnFolder = !config.filesFolder.isEmpty();
    if (Status moved = hasOwnFolder ? Status() : moveFiles(**move, *source, *target); !moved)
        return moved;
    if (Status moved = moveRows(**move, *key); !moved)
        return moved;
    constexpr double second = 1000;
    say(QStringLiteral("Moved to %1 in %2 s. Both databases hold the same installation: start servers on the new one "
                       "only.")
            .arg(to, QString::number(double(timer.elapsed()) / second, 'f', 1)));
    if (hasOwnFolder)
        say(QStringLiteral("The bytes of files stay in %1: keep --files-dir.").arg(config.filesFolder));
    return {};
}

} // namespace confab
