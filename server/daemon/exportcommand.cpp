// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/exportcommand.h"

#include "server/daemon/database.h"
#include "server/daemon/databaseplace.h"
#include "server/ops/background.h"
#include "server/ops/disksync.h"
#include "server/ops/privatefile.h"
#include "server/storage/sql/export/roomexport.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace confab {

namespace {

constexpr qsizetype pieceBytes = 256 * 1024;
constexpr qint64 linesPerReport = 100'000; // some seconds

Error unavailable(const QString& sentence) {
    return Error(ErrorKind::Unavailable, sentence);
}

Status checkTarget(const ExportRequest& request) {
    if (QFile::exists(request.file))
        return fail(
            unavailable(QStringLiteral("%1 is there already. An export replaces none: give it a name of its own.")
                            .arg(request.file)));
    if (const QString folder = QFileInfo(request.file).absolutePath(); !QFileInfo(folder).isDir())
        return fail(unavailable(QStringLiteral("There is no folder %1 for the export.").arg(folder)));
    if (request.filesFolder.isEmpty() || QDir().mkpath(request.filesFolder))
        return {};
    return fail(unavailable(fileTrouble(request.filesFolder, QStringLiteral("created"), qt_error_string())));
}

Status openNew(QFile& file) {
    if (Status made = makePrivateFile(file.fileName()); !made)
        return made;
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return {};
    return fail(unavailable(fileTrouble(file.fileName(), QStringLiteral("written"), file.errorString())));
}

Status put(QFile& file, const QByteArray& bytes) {
    if (file.write(bytes) == bytes.size())
        return {};
    return fail(unavailable(fileTrouble(file.fileName(), QStringLiteral("written"), file.errorString())));
}

/// The bytes of files, checked by their hash; what is missing or damaged is left out, and counted.
/// Owned by: runExport().
class FileBytesFolder {
public:
    FileBytesFolder(BlobStore& blobs, const QString& folder) : m_blobs(blobs), m_folder(folder) {}

    Status put(const exported::FileBytes& file) {
        if (!isUploadId(file.id)) // it becomes a path
            return fail(ErrorKind::Internal);
        QFile to(QDir(m_folder).filePath(file.id));
        if (Status opened = openNew(to); !opened)
            return opened;
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (qint64 at = 0; at < file.bytes;) {
            const Result<QByteArray> piece = m_blobs.read(file.sha256, at, pieceBytes);
            if (!piece || piece->isEmpty())
                break;
            if (Status written = confab::put(to, *piece); !written)
                return written;
            hash.addData(*piece);
            at += piece->size();
        }
        if (QString::fromLatin1(hash.result().toHex()) != file.sha256) {
            ++m_unreadable;
            to.remove();
        }
        return {};
    }
    qint64 unreadable() const { return m_unreadable; }

private:
    BlobStore& m_blobs;
    const QString m_folder;
    qint64 m_unreadable = 0;
};

/// The file gets its name when its bytes are on the disk.
Status publish(QFile& part, const QString& file) {
    if (!part.flush())
        return fail(unavailable(fileTrouble(part.fileName(), QStringLiteral("written"), part.errorString())));
    part.close();
    if (Status synced = syncToDisk(part.fileName()); !synced)
        return synced;
    if (!part.rename(file)) // which never replaces
        return fail(unavailable(fileTrouble(file, QStringLiteral("created"), part.errorString())));
    return syncToDisk(QFileInfo(file).absolutePath());
}

Result<exported::End> exportInto(const Config& config, const ExportRequest& request, ExportSink sink) {
    const Result<DatabaseAddress> address = existingDatabase(config);
    if (!address)
        return fail(address.error());
    const Result<std::unique_ptr<RoomExport>> from = RoomExport::open(*address);
    if (!from)
        return fail(from.error());
    const Result<RoomId> room = (*from)->find(request.room);
    if (!room)
        return fail(room.error());
    const QString program = QStringLiteral("confabd " CONFAB_VERSION);
    if (request.filesFolder.isEmpty())
        return (*from)->write(*room, program, sink);
    const Result<std::unique_ptr<BlobStore>> blobs = openBlobs(config);
    if (!blobs)
        return fail(blobs.error());
    FileBytesFolder folder(**blobs, request.filesFolder);
    sink.file = [&folder](const exported::FileBytes& file) { return folder.put(file); };
    Result<exported::End> written = (*from)->write(*room, program, sink);
    if (folder.unreadable() > 0)
        std::fprintf(stderr,
                     "confabd: %lld files are missing on the server's disk or have other bytes than it stored: their "
                     "lines are there, their bytes are not\n",
                     static_cast<long long>(folder.unreadable()));
    return written;
}

} // namespace

Status runExport(const Config& config, const ExportRequest& request) {
    if (Status target = checkTarget(request); !target)
        return target;
    yieldToOthers();
    QFile part(request.file + u".part");
    if (Status opened = openNew(part); !opened)
        return opened;
    const ExportSink sink{[&part, lines = qint64(0)](const QByteArray& line) mutable {
        if (++lines % linesPerReport == 0)
            std::fprintf(stderr, "confabd: %lld lines\n", static_cast<long long>(lines));
        return put(part, line);
    }};
    const Result<exported::End> written = exportInto(config, request, sink);
    Status done = written ? publish(part, request.file) : fail(written.error());
    if (!done) {
        part.remove();
        return done;
    }
    std::printf("%s: %lld people, %lld members, %lld events, %lld files\n", qUtf8Printable(request.file),
                static_cast<long long>(written->people), static_cast<long long>(written->members),
                static_cast<long long>(written->events), static_cast<long long>(written->files));
    return {};
}

} // namespace confab
