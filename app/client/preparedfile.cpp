// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/preparedfile.h"

#include "app/client/filewords.h"
#include "app/client/picturefacts.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>

namespace confab::client {

namespace {

// The head of a JPEG may have a preview, a colour profile and an editor's notes before its size.
constexpr qint64 headBytes = 1024 * 1024;

Error unreadable(const QString& name) {
    return Error(ErrorKind::Unavailable, QStringLiteral("%1 can't be read").arg(name));
}

/// The bytes of a file without its metadata, when it is a picture that may have some; else the file as it is.
Status takePicture(PreparedFile& prepared, const QByteArray& bytes, const PictureFacts& facts) {
    Result<QByteArray> clean = withoutMetadata(bytes);
    if (!clean)
        return fail(std::move(clean.error()));
    prepared.content.path.clear();
    prepared.content.bytes = std::move(*clean);
    prepared.content.type = QString::fromLatin1(facts.type);
    if (facts.width <= limits::pictureEdge && facts.height <= limits::pictureEdge) {
        prepared.width = facts.width;
        prepared.height = facts.height;
    }
    return {};
}

Result<PreparedFile> preparePath(const QString& path) {
    const QFileInfo info(path);
    PreparedFile prepared;
    prepared.content.name = safeFileName(info.fileName());
    QFile file(path);
    if (!info.isFile())
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("%1 is not a file").arg(prepared.content.name)));
    if (!file.open(QIODevice::ReadOnly))
        return fail(unreadable(prepared.content.name));
    prepared.content.path = info.absoluteFilePath();
    const QByteArray head = file.read(headBytes);
    prepared.content.type = QMimeDatabase().mimeTypeForFileNameAndData(info.fileName(), head).name();
    const std::optional<PictureFacts> facts = pictureFacts(head);
    const bool isPicture = facts || head.startsWith("\xFF\xD8\xFF");
    if (!isPicture)
        return prepared;
    if (file.size() > pictureBytesMost)
        return fail(Error(ErrorKind::FileTooLarge, QStringLiteral("This picture is too large to be sent")));
    const QByteArray all = head + file.readAll();
    if (file.error() != QFile::NoError)
        return fail(unreadable(prepared.content.name));
    if (const Status taken = takePicture(prepared, all, facts.value_or(PictureFacts{"image/jpeg", 0, 0})); !taken)
        return fail(taken.error());
    if (!facts)
        prepared.width = prepared.height = std::nullopt;
    return prepared;
}

} // namespace

Result<PreparedFile> prepareFile(const FileSource& source) {
    if (!source.path.isEmpty())
        return preparePath(source.path);
    PreparedFile prepared;
    prepared.content.name = safeFileName(source.name);
    prepared.content.bytes = source.bytes;
    prepared.content.type = QStringLiteral("application/octet-stream");
    const std::optional<PictureFacts> facts = pictureFacts(source.bytes);
    if (facts) {
        if (const Status taken = takePicture(prepared, source.bytes, *facts); !taken)
            return fail(taken.error());
    }
    return prepared;
}

} // namespace confab::client
