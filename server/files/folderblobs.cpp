// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/files/folderblobs.h"

#include "server/files/limits.h"
#include "server/ops/disksync.h"
#include "server/ops/privatefile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace confab {

namespace {

constexpr QFile::Permissions forOwner = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions folderForOwner = forOwner | QFile::ExeOwner;

Error trouble(const QString& path, const char* what, const QString& reason) {
    return Error(ErrorKind::Unavailable, fileTrouble(path, QString::fromLatin1(what), reason));
}

Status makeFolder(const QString& path) {
    if (QFileInfo(path).isDir())
        return {};
    std::error_code failed;
    std::filesystem::create_directories(QFile::encodeName(path).toStdString(), failed);
    if (failed)
        return fail(trouble(path, "created", QString::fromStdString(failed.message())));
    if (Status given = giveToFolderOwner(path); !given)
        return given;
    QFile::setPermissions(path, folderForOwner);
    return {};
}

Result<QByteArray> readFrom(const QString& path, qint64 offset, qsizetype most) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(offset))
        return fail(trouble(path, "read", file.errorString()));
    QByteArray bytes(qsizetype(std::clamp<qint64>(file.size() - offset, 0, most)), Qt::Uninitialized);
    const qint64 count = file.read(bytes.data(), bytes.size());
    if (count != bytes.size())
        return fail(trouble(path, "read", file.errorString()));
    return bytes;
}

Status removeFile(const QString& path) {
    QFile file(path);
    if (!file.exists() || file.remove())
        return {};
    return fail(trouble(path, "removed", file.errorString()));
}

BlobStore::Age ageOf(const QFileInfo& info) {
    return BlobStore::Age(std::max<qint64>(0, info.lastModified().msecsTo(QDateTime::currentDateTimeUtc())));
}

Error unknownName() {
    return Error(ErrorKind::Unavailable, QStringLiteral("This is not the name of a blob"));
}

} // namespace

Result<std::unique_ptr<BlobStore>> FolderBlobs::open(const QString& folder) {
    for (const QString& path : {folder, QString(folder % u"/partial")}) {
        if (Status made = makeFolder(path); !made)
            return fail(std::move(made.error()));
    }
    return std::unique_ptr<BlobStore>(new FolderBlobs(folder));
}

Result<QString> FolderBlobs::partialPath(const QString& upload) const {
    if (!isUploadId(upload))
        return fail(unknownName());
    return QString(m_folder % u"/partial/" % upload);
}

Result<QString> FolderBlobs::blobPath(const BlobHash& hash) const {
    if (!isBlobHash(hash))
        return fail(unknownName());
    return QString(m_folder % u'/' % hash.left(2) % u'/' % hash.mid(2, 2) % u'/' % hash);
}

Status FolderBlobs::checkRoom(qint64 bytes) const {
    std::error_code failed;
    const std::filesystem::space_info disk = std::filesystem::space(QFile::encodeName(m_folder).toStdString(), failed);
    const qint64 left = std::min(limits::diskLeft, qint64(disk.capacity) / limits::diskLeftPart);
    if (failed || qint64(disk.available) - bytes >= left) // a disk that does not say is asked by the write
        return {};
    return fail(Error(ErrorKind::Unavailable, QStringLiteral("The disk of %1 is almost full").arg(m_folder)));
}

Status FolderBlobs::append(const QString& upload, qint64 offset, QByteArrayView piece) {
    const Result<QString> path = partialPath(upload);
    if (!path)
        return fail(path.error());
    if (Status room = checkRoom(piece.size()); !room)
        return room;
    QFile file(*path);
    const bool isNew = !file.exists();
    if (!file.open(QIODevice::ReadWrite | QIODevice::Unbuffered) || (isNew && !file.setPermissions(forOwner)))
        return fail(trouble(*path, "written", file.errorString()));
    if (file.size() != offset)
        return fail(Error::invalid(QStringLiteral("offset"), QStringLiteral("%1 bytes are here").arg(file.size())));
    if (!file.seek(offset) || file.write(piece.data(), piece.size()) != piece.size()) {
        const Error error = trouble(*path, "written", file.errorString());
        file.resize(offset);
        return fail(error);
    }
    return {};
}

Status FolderBlobs::sync(const QString& upload) {
    const Result<QString> path = partialPath(upload);
    if (!path)
        return fail(path.error());
    if (Status synced = QFile::exists(*path) ? syncToDisk(*path) : Status(); !synced)
        return synced;
    return syncToDisk(QString(m_folder % u"/partial"));
}

Result<qint64> FolderBlobs::length(const QString& upload) {
    return partialPath(upload).map([](const QString& path) { return QFileInfo(path).size(); });
}

Result<QByteArray> FolderBlobs::readPartial(const QString& upload, qint64 offset, qsizetype most) {
    const Result<QString> path = partialPath(upload);
    return path ? readFrom(*path, offset, most) : fail(path.error());
}

Status FolderBlobs::keep(const QString& upload, const BlobHash& hash) {
    const Result<QString> from = partialPath(upload);
    const Result<QString> to = blobPath(hash);
    if (!from || !to)
        return fail(unknownName());
    if (QFile blob(*to); blob.open(QIODevice::ReadWrite | QIODevice::ExistingOnly)) {
        if (!blob.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime))
            return fail(trouble(*to, "marked as new", blob.errorString()));
        return removeFile(*from);
    }
    const QString folder = QFileInfo(*to).path();
    for (const QString& path : {QFileInfo(folder).path(), folder}) {
        if (Status made = makeFolder(path); !made)
            return made;
    }
    QFile file(*from);
    if (!file.exists()) { // without bytes
        if (Status made = append(upload, 0, {}); !made)
            return made;
    }
    // A name that is on disk before its bytes could be that of a blob without content after a loss of power.
    if (Status synced = syncToDisk(*from); !synced)
        return synced;
    if (!file.rename(*to))
        return fail(trouble(*to, "created", file.errorString()));
    for (const QString& path : {folder, QFileInfo(folder).path(), m_folder}) {
        if (Status synced = syncToDisk(path); !synced)
            return synced;
    }
    return {};
}

Status FolderBlobs::drop(const QString& upload) {
    const Result<QString> path = partialPath(upload);
    return path ? removeFile(*path) : fail(path.error());
}

Result<QByteArray> FolderBlobs::read(const BlobHash& hash, qint64 offset, qsizetype most) {
    const Result<QString> path = blobPath(hash);
    return path ? readFrom(*path, offset, most) : fail(path.error());
}

Status FolderBlobs::remove(const BlobHash& hash, Age age) {
    const Result<QString> path = blobPath(hash);
    if (!path)
        return fail(path.error());
    const QFileInfo info(*path);
    return info.exists() && ageOf(info) >= age ? removeFile(*path) : Status();
}

BlobStore::Listing FolderBlobs::partials() const {
    Listing listing;
    const QFileInfoList files = QDir(QString(m_folder % u"/partial")).entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo& file : files) {
        if (isUploadId(file.fileName()))
            listing.partials.append({file.fileName(), ageOf(file)});
    }
    return listing;
}

Result<BlobStore::Listing> FolderBlobs::list(const QString& after) {
    constexpr int base = 16;
    constexpr int folders = 256;
    const int folder = after.isEmpty() ? 0 : after.toInt(nullptr, base);
    Listing listing = folder == 0 ? partials() : Listing();
    const QString name = QStringLiteral("%1").arg(folder, 2, base, QLatin1Char('0'));
    const QDir outer(QString(m_folder % u'/' % name));
    const QStringList inner = outer.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& one : inner) {
        const QStringList blobs = QDir(outer.filePath(one)).entryList(QDir::Files);
        std::ranges::copy_if(blobs, std::back_inserter(listing.blobs), isBlobHash);
    }
    if (folder + 1 < folders)
        listing.next = QStringLiteral("%1").arg(folder + 1, 2, base, QLatin1Char('0'));
    return listing;
}

} // namespace confab
