// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/backup/restore.h"

#include "server/backup/backupreader.h"
#include "server/backup/progressfile.h"
#include "server/ops/disksync.h"
#include "server/ops/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace confab {

namespace {

constexpr QFile::Permissions folderForOwner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

QString markOf(const QString& folder) {
    return QDir(folder).filePath(QStringLiteral("restore.unfinished"));
}

tl::unexpected<Error> trouble(const QString& path, const char* what, const QString& why) {
    return fail(Error(ErrorKind::Unavailable, fileTrouble(path, QString::fromLatin1(what), why)));
}

/// Makes it, and those above it that are missing, up to `top`.
Status makeFolder(const QString& path, const QString& top) {
    if (QFileInfo(path).isDir())
        return {};
    if (path != top) {
        if (Status above = makeFolder(QFileInfo(path).path(), top); !above)
            return above;
    }
    const bool made = path == top ? QDir().mkpath(path) : QDir().mkdir(path);
    if (!made)
        return trouble(path, "created", qt_error_string());
    QFile::setPermissions(path, folderForOwner);
    return giveToFolderOwner(path);
}

/// Lays the files of a backup out below a folder.
class FolderSink final : public BackupSink {
public:
    explicit FolderSink(const QString& folder) : m_folder(folder) {}

    Status begin(const QString& name) override {
        m_file.setFileName(QDir(m_folder).filePath(name));
        if (Status made = makeFolder(QFileInfo(m_file.fileName()).path(), m_folder); !made)
            return made;
        if (Status made = makePrivateFile(m_file.fileName()); !made)
            return made;
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return trouble(m_file.fileName(), "written", m_file.errorString());
        return {};
    }
    Status put(const QByteArray& piece) override {
        if (m_file.write(piece) != piece.size())
            return trouble(m_file.fileName(), "written", m_file.errorString());
        return {};
    }
    Status end() override {
        if (!m_file.flush())
            return trouble(m_file.fileName(), "written", m_file.errorString());
        m_file.close();
        Status synced = syncToDisk(m_file.fileName());
        return synced ? syncToDisk(QFileInfo(m_file.fileName()).path()) : synced;
    }

private:
    const QString m_folder;
    QFile m_file;
};

/// Of a restore that was interrupted or failed; nothing else is touched.
void removeRest(const QString& folder) {
    const QDir dir(folder);
    for (const QString& name : {backupnames::database, backupnames::key})
        QFile::remove(dir.filePath(name));
    QDir(dir.filePath(backupnames::files)).removeRecursively();
}

Status prepare(const QString& folder) {
    if (Status made = makeFolder(folder, folder); !made)
        return made;
    if (isRestoreUnfinished(folder))
        removeRest(folder);
    QStringList there = QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    there.removeOne(QFileInfo(markOf(folder)).fileName());
    if (!there.isEmpty())
        return fail(Error(ErrorKind::Unavailable,
                          QStringLiteral("%1 is not empty (%2). A backup is restored into an empty folder: name "
                                         "another one, or move this one away.")
                              .arg(folder, there.first())));
    if (Status marked = makePrivateFile(markOf(folder)); !marked)
        return marked;
    return syncToDisk(folder);
}

Result<Manifest> readFrom(const QString& path, BackupSink* sink, const RestoreProgress& progress) {
    ProgressFile file(path, [&, all = QFileInfo(path).size()](qint64 done) {
        if (progress)
            progress(sink != nullptr, done, all);
    });
    if (!file.open(QIODevice::ReadOnly))
        return trouble(path, "read", file.errorString());
    return readBackup(file, sink);
}

Status finish(const QString& folder) {
#ifdef Q_OS_UNIX
    ::sync(); // the names of all folders between
#endif
    if (!QFile::remove(markOf(folder)))
        return trouble(markOf(folder), "removed", qt_error_string());
    return syncToDisk(folder);
}

} // namespace

bool isRestoreUnfinished(const QString& folder) {
    return QFile::exists(markOf(folder));
}

Result<Manifest> restoreBackup(const QString& file, const QString& folder, qint64 knownSchema,
                               const RestoreProgress& progress) {
    Result<Manifest> whole = readFrom(file, nullptr, progress);
    if (!whole)
        return whole;
    if (whole->database.schema > knownSchema)
        return fail(
            Error(ErrorKind::InputInvalid,
                  QStringLiteral("The backup's database has version %1, but this program knows only %2. It was "
                                 "made by %3: install that version, or a later one.")
                      .arg(QString::number(whole->database.schema), QString::number(knownSchema), whole->program)));
    if (Status prepared = prepare(folder); !prepared)
        return fail(std::move(prepared.error()));
    FolderSink sink(folder);
    Result<Manifest> restored = readFrom(file, &sink, progress);
    if (!restored)
        removeRest(folder);
    if (Status finished = finish(folder); !finished && restored)
        return fail(std::move(finished.error()));
    return restored;
}

} // namespace confab
