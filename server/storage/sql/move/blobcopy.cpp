// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/move/blobcopy.h"

#include <QCryptographicHash>

#include <optional>

namespace confab {

namespace {

constexpr qsizetype pieceBytes = 64 * 1024; // as uploads have them
const QString upload = QStringLiteral("move");

/// How many bytes it has; nothing when they can't be read or are others.
Result<std::optional<qint64>> copyBlob(BlobStore& from, BlobStore& to, const BlobHash& hash) {
    if (Status dropped = to.drop(upload); !dropped) // what an interrupted copy has left
        return fail(std::move(dropped.error()));
    QCryptographicHash sum(QCryptographicHash::Sha256);
    qint64 at = 0;
    for (;;) {
        const Result<QByteArray> piece = from.read(hash, at, pieceBytes);
        if (!piece)
            return std::nullopt;
        if (!piece->isEmpty()) {
            if (Status appended = to.append(upload, at, *piece); !appended)
                return fail(std::move(appended.error()));
        }
        sum.addData(*piece);
        at += piece->size();
        if (piece->size() < pieceBytes)
            break;
    }
    if (QString::fromLatin1(sum.result().toHex()) != hash)
        return std::nullopt;
    return to.keep(upload, hash).map([at] { return std::optional(at); });
}

} // namespace

Result<CopiedBlobs> copyBlobs(BlobStore& from, BlobStore& to, const BlobNames& names, const BlobProgress& progress) {
    CopiedBlobs copied;
    BlobHash last;
    for (;;) {
        const Result<QStringList> page = names(last);
        if (!page)
            return fail(page.error());
        if (page->isEmpty())
            break;
        for (const QString& hash : *page) {
            const bool isThere = to.read(hash, 0, 1).has_value();
            const auto bytes =
                isThere ? Result<std::optional<qint64>>(std::optional<qint64>(0)) : copyBlob(from, to, hash);
            if (!bytes)
                return fail(bytes.error());
            copied.blobs += *bytes ? 1 : 0;
            copied.bytes += bytes->value_or(0);
            copied.unreadable += *bytes ? 0 : 1;
            if (!*bytes && copied.named.size() < unreadableNamed)
                copied.named.append(hash);
        }
        last = page->last();
        if (progress)
            progress(copied);
    }
    if (Status dropped = to.drop(upload); !dropped)
        return fail(std::move(dropped.error()));
    return copied;
}

} // namespace confab
