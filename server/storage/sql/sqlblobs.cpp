// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlblobs.h"

#include "server/storage/sql/postgresdialect.h"
#include "server/storage/sql/storagelimits.h"

namespace confab {

namespace {

/// No hash begins so.
const QString partialPrefix = QStringLiteral("upload:");

QString nameOf(const QString& upload) {
    return QString(partialPrefix % upload);
}

Error unknownName() {
    return Error(ErrorKind::Unavailable, QStringLiteral("This is not the name of a blob"));
}

/// Bytes that the blob has, and nothing when there is none.
Result<std::optional<qint64>> lengthOf(SqlConnection& db, const QString& name) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT bytes FROM blobs WHERE name = ?"), name);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(rows->integer(0)) : std::nullopt;
}

Result<int> touch(SqlConnection& db, const QString& name) {
    return db.change(QString(u"UPDATE blobs SET touched_at = " % db.dialect().now() % u" WHERE name = ?"), name);
}

/// False: there is one of this name.
Result<bool> insert(SqlConnection& db, const QString& name, qint64 bytes) {
    const QString sql = QString(u"INSERT INTO blobs (name, bytes, touched_at) VALUES (?, ?, " % db.dialect().now() %
                                u") ON CONFLICT DO NOTHING");
    return db.change(sql, name, bytes).map([](int rows) { return rows == 1; });
}

Status removeAll(SqlConnection& db, const QString& name) {
    Status done = db.exec(QStringLiteral("DELETE FROM blob_pieces WHERE blob = ?"), name);
    return done ? db.exec(QStringLiteral("DELETE FROM blobs WHERE name = ?"), name) : done;
}

Status appendPiece(SqlConnection& db, const QString& name, qint64 offset, const QByteArray& piece) {
    // The disk is waited for by sync() and keep(), once for all pieces.
    if (db.dialect().isServer()) {
        if (Result<QVariant> set = db.once(QStringLiteral("SET LOCAL synchronous_commit TO off")); !set)
            return fail(std::move(set.error()));
    }
    const QString grow = QString(u"UPDATE blobs SET bytes = bytes + ?, touched_at = " % db.dialect().now() %
                                 u" WHERE name = ? AND bytes = ?");
    const Result<int> grown = db.change(grow, qint64(piece.size()), name, offset);
    if (!grown)
        return fail(grown.error());
    if (*grown == 0) {
        const Result<bool> begun = offset == 0 ? insert(db, name, piece.size()) : Result<bool>(false);
        if (!begun)
            return fail(begun.error());
        if (!*begun)
            return fail(Error::invalid(QStringLiteral("offset"), QStringLiteral("The blob has another length")));
    }
    if (piece.isEmpty())
        return {};
    return db.exec(QStringLiteral("INSERT INTO blob_pieces (blob, at, bytes) VALUES (?, ?, ?)"), name, offset, piece);
}

Status keepPartial(SqlConnection& db, const QString& partial, const BlobHash& hash) {
    const Result<std::optional<qint64>> bytes = lengthOf(db, partial);
    if (!bytes)
        return fail(bytes.error());
    const Result<int> known = touch(db, hash);
    if (!known)
        return fail(known.error());
    const Result<bool> isNew = *known == 0 ? insert(db, hash, bytes->value_or(0)) : Result<bool>(false);
    if (!isNew)
        return fail(isNew.error());
    if (!*isNew)
        return removeAll(db, partial);
    Status moved = db.exec(QStringLiteral("UPDATE blob_pieces SET blob = ? WHERE blob = ?"), hash, partial);
    return moved ? db.exec(QStringLiteral("DELETE FROM blobs WHERE name = ?"), partial) : moved;
}

Result<QByteArray> readPieces(SqlConnection& db, const QString& name, qint64 offset, qsizetype most) {
    const Result<std::optional<qint64>> length = lengthOf(db, name);
    if (!length)
        return fail(length.error());
    if (!*length)
        return fail(unknownName());
    QByteArray bytes;
    if (offset >= **length)
        return bytes;
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT at, bytes FROM blob_pieces WHERE blob = ? AND at < ? AND at >= "
                              "(SELECT max(at) FROM blob_pieces WHERE blob = ? AND at <= ?) "
                              "ORDER BY at"),
               name, offset + most, name, offset);
    if (!rows)
        return fail(std::move(rows.error()));
    while (rows->next()) {
        const qint64 skipped = std::max<qint64>(0, offset - rows->integer(0));
        bytes += rows->bytes(1).mid(skipped, most - bytes.size());
    }
    if (bytes.size() != std::min<qint64>(most, **length - offset))
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("A piece of the blob %1 is missing").arg(name)));
    return bytes;
}

Result<BlobStore::Listing> listNames(SqlConnection& db, const QString& after) {
    const QString sql = QString(u"SELECT name, " % db.dialect().now() %
                                u" - touched_at FROM blobs WHERE name > ? ORDER BY name LIMIT ?");
    Result<SqlRows> rows = db.run(sql, after, limits::blobsListed);
    if (!rows)
        return fail(std::move(rows.error()));
    BlobStore::Listing listing;
    int count = 0;
    QString last;
    for (; rows->next(); ++count) {
        last = rows->text(0);
        if (last.startsWith(partialPrefix))
            listing.partials.append({last.mid(partialPrefix.size()), BlobStore::Age(rows->integer(1))});
        else
            listing.blobs.append(last);
    }
    if (count == limits::blobsListed)
        listing.next = last;
    return listing;
}

} // namespace

Result<std::unique_ptr<BlobStore>> SqlBlobs::open(const DatabaseAddress& address) {
    auto blobs = std::make_unique<SqlBlobs>(std::make_unique<PostgresDialect>(address));
    if (Status opened = blobs->m_connection.open(); !opened)
        return fail(std::move(opened.error()));
    return blobs;
}

SqlBlobs::SqlBlobs(std::unique_ptr<Dialect> dialect)
    : m_dialect(std::move(dialect)), m_connection(*m_dialect, SqlAccess::WriteWaiting) {}

template <class T, class F>
Result<T> SqlBlobs::inTransaction(const F& work) {
    Status ready = m_connection.open();
    if (ready)
        ready = m_connection.begin();
    if (!ready) {
        m_connection.close();
        return fail(std::move(ready.error()));
    }
    Result<T> result = m_connection.atomically<T>(work);
    const Status ended = m_connection.isBroken() || result ? m_connection.commit() : m_connection.rollback();
    if (ended)
        return result;
    m_connection.close();
    return fail(ended.error());
}

Status SqlBlobs::append(const QString& upload, qint64 offset, QByteArrayView piece) {
    if (!isUploadId(upload))
        return fail(unknownName());
    const QByteArray bytes = piece.toByteArray();
    return inTransaction<void>([&](SqlConnection& db) { return appendPiece(db, nameOf(upload), offset, bytes); });
}

/// A commit that waits for the disk takes all before it along.
Status SqlBlobs::sync(const QString& upload) {
    return inTransaction<void>([&](SqlConnection& db) { return touch(db, nameOf(upload)).map([](int) {}); });
}

Result<qint64> SqlBlobs::length(const QString& upload) {
    return inTransaction<qint64>([&](SqlConnection& db) {
        return lengthOf(db, nameOf(upload)).map([](const std::optional<qint64>& bytes) { return bytes.value_or(0); });
    });
}

Result<QByteArray> SqlBlobs::readNamed(const QString& name, qint64 offset, qsizetype most) {
    return inTransaction<QByteArray>([&](SqlConnection& db) { return readPieces(db, name, offset, most); });
}

Result<QByteArray> SqlBlobs::readPartial(const QString& upload, qint64 offset, qsizetype most) {
    return readNamed(nameOf(upload), offset, most);
}

Status SqlBlobs::keep(const QString& upload, const BlobHash& hash) {
    if (!isUploadId(upload) || !isBlobHash(hash))
        return fail(unknownName());
    return inTransaction<void>([&](SqlConnection& db) { return keepPartial(db, nameOf(upload), hash); });
}

Status SqlBlobs::drop(const QString& upload) {
    return inTransaction<void>([&](SqlConnection& db) { return removeAll(db, nameOf(upload)); });
}

Result<QByteArray> SqlBlobs::read(const BlobHash& hash, qint64 offset, qsizetype most) {
    return isBlobHash(hash) ? readNamed(hash, offset, most) : fail(unknownName());
}

Status SqlBlobs::remove(const BlobHash& hash, Age age) {
    if (!isBlobHash(hash))
        return fail(unknownName());
    return inTransaction<void>([&](SqlConnection& db) -> Status {
        const QString sql =
            QString(u"DELETE FROM blobs WHERE name = ? AND touched_at <= " % db.dialect().now() % u" - ?");
        const Result<int> gone = db.change(sql, hash, qint64(age.count()));
        if (!gone)
            return fail(gone.error());
        return *gone == 0 ? Status() : db.exec(QStringLiteral("DELETE FROM blob_pieces WHERE blob = ?"), hash);
    });
}

Result<BlobStore::Listing> SqlBlobs::list(const QString& after) {
    return inTransaction<Listing>([&](SqlConnection& db) { return listNames(db, after); });
}

} // namespace confab
