// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlfiles.h"

#include "server/storage/sql/columns.h"
#include "server/storage/sql/filerows.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/storagelimits.h"

#include <map>

namespace confab {

namespace {

/// Of a row of files: a message carries it, as itself or as a thumbnail, or a room or a person has it as its picture.
QString fileIsShown() {
    return QStringLiteral("(EXISTS (SELECT 1 FROM message_files c WHERE c.file_id = files.id) "
                          "OR EXISTS (SELECT 1 FROM message_files c WHERE c.thumbnail = files.id) "
                          "OR EXISTS (SELECT 1 FROM rooms r WHERE r.picture = files.id) "
                          "OR EXISTS (SELECT 1 FROM users u WHERE u.picture = files.id))");
}

constexpr auto uploadColumns = std::tuple{column("id", &Upload::id),         column("user_id", &Upload::user),
                                          column("name", &Upload::name),     column("type", &Upload::type),
                                          column("bytes", &Upload::bytes),   column("resumable", &Upload::isResumable),
                                          column("created_at", &Upload::at), column("expires_at", &Upload::expiresAt)};
constexpr auto fileColumns = std::tuple{column("id", &StoredFile::id),        column("user_id", &StoredFile::user),
                                        column("name", &StoredFile::name),    column("type", &StoredFile::type),
                                        column("bytes", &StoredFile::bytes),  column("hash", &StoredFile::hash),
                                        column("created_at", &StoredFile::at)};

/// The row of file_usage that counts all.
constexpr UserId everybody{};

/// Counts bytes and files for one person, or for everybody. FileQuota when they are more than `most` then.
Status count(SqlConnection& db, UserId user, qint64 bytes, int files, qint64 most = 0) {
    Result<SqlRows> rows = db.run(QStringLiteral("INSERT INTO file_usage (user_id, bytes, files) VALUES (?, ?, ?) "
                                                 "ON CONFLICT (user_id) DO UPDATE SET "
                                                 "bytes = file_usage.bytes + excluded.bytes, "
                                                 "files = file_usage.files + excluded.files RETURNING bytes"),
                                  user, bytes, files);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::Internal);
    return most > 0 && bytes > 0 && rows->integer(0) > most ? fail(ErrorKind::FileQuota) : Status();
}

/// The row of all is locked first by every job, so no two of them wait for each other.
Status countBoth(SqlConnection& db, UserId user, qint64 bytes, int files, const FileQuota& quota = {}) {
    if (Status done = count(db, everybody, bytes, files, quota.total); !done)
        return done;
    return count(db, user, bytes, files, quota.perUser);
}

Status beginUpload(SqlConnection& db, const Upload& upload, const FileQuota& quota) {
    if (Status counted = countBoth(db, upload.user, upload.bytes, 0, quota); !counted)
        return counted;
    if (quota.uploadsPerUser > 0) {
        Result<SqlRows> rows = db.run(QStringLiteral("SELECT count(*) FROM uploads WHERE user_id = ?"), upload.user);
        if (!rows)
            return fail(std::move(rows.error()));
        if (rows->next() && rows->integer(0) >= quota.uploadsPerUser)
            return fail(Error(ErrorKind::FileQuota, QStringLiteral("Too many uploads are not finished")));
    }
    static const QString sql =
        QString(u"INSERT INTO uploads (" % selectList(uploadColumns) % u") VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    return db.exec(sql, upload.id, upload.user, upload.name, upload.type, upload.bytes, int(upload.isResumable),
                   upload.at, upload.expiresAt);
}

Result<Upload> findUpload(SqlConnection& db, const QString& id, UserId user, UtcTime now) {
    static const QString sql = QString(u"SELECT " % selectList(uploadColumns) %
                                       u" FROM uploads WHERE id = ? AND user_id = ? AND expires_at > ?");
    Result<SqlRows> rows = db.run(sql, id, user, now);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::FileNotFound);
    return readRow<Upload>(*rows, uploadColumns);
}

/// The row of the upload, which is gone then.
Result<Upload> takeUpload(SqlConnection& db, const QString& id, UserId user) {
    static const QString sql =
        QString(u"DELETE FROM uploads WHERE id = ? AND user_id = ? RETURNING " % selectList(uploadColumns));
    Result<SqlRows> rows = db.run(sql, id, user);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::FileNotFound);
    return readRow<Upload>(*rows, uploadColumns);
}

Result<StoredFile> finishUpload(SqlConnection& db, const QString& id, UserId user, const FileStore::Finished& finished,
                                UtcTime now) {
    const Result<Upload> upload = takeUpload(db, id, user);
    if (!upload)
        return fail(upload.error());
    if (Status counted = countBoth(db, user, finished.bytes - upload->bytes, 1); !counted)
        return fail(std::move(counted.error()));
    const StoredFile file{id, user, upload->name, finished.type, finished.bytes, finished.hash, now};
    static const QString sql =
        QString(u"INSERT INTO files (" % selectList(fileColumns) % u", loose_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    return db.exec(sql, file.id, file.user, file.name, file.type, file.bytes, file.hash, file.at, file.at).map([&] {
        return file;
    });
}

Status abandonUpload(SqlConnection& db, const QString& id, UserId user) {
    const Result<Upload> upload = takeUpload(db, id, user);
    return upload ? countBoth(db, user, -upload->bytes, 0) : fail(upload.error());
}

Result<FileStore::Usage> readUsage(SqlConnection& db) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT bytes, files FROM file_usage WHERE user_id = ?"), everybody);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? FileStore::Usage{rows->integer(0), rows->integer(1)} : FileStore::Usage();
}

/// Takes the deleted rows (user_id, bytes) off what is counted; how many they were.
Result<int> uncount(SqlConnection& db, Result<SqlRows> deleted, int filesOfOne) {
    if (!deleted)
        return fail(std::move(deleted.error()));
    struct Sum {
        qint64 bytes = 0;
        int rows = 0;
    };
    std::map<qint64, Sum> sums; // by user: rows are locked in one order, everybody's first
    int rows = 0;
    for (; deleted->next(); ++rows) {
        for (const qint64 user : {everybody.value, deleted->integer(0)}) {
            sums[user].bytes += deleted->integer(1);
            ++sums[user].rows;
        }
    }
    for (const auto& [user, sum] : sums) {
        if (Status done = count(db, UserId{user}, -sum.bytes, -sum.rows * filesOfOne); !done)
            return fail(std::move(done.error()));
    }
    return rows;
}

Result<int> forgetOldUploads(SqlConnection& db, UtcTime now, std::optional<UtcTime> wholeBefore) {
    return uncount(db,
                   db.run(QStringLiteral("DELETE FROM uploads WHERE id IN (SELECT id FROM uploads WHERE "
                                         "expires_at <= ? OR (resumable = 0 AND created_at < ?) LIMIT ?) "
                                         "RETURNING user_id, bytes"),
                          now, wholeBefore.value_or(UtcTime{}), limits::filesForgotten),
                   0);
}

Result<int> forgetLooseFiles(SqlConnection& db, UtcTime since) {
    return uncount(
        db,
        db.run(QString(u"DELETE FROM files WHERE id IN (SELECT id FROM files WHERE loose_since <= ? AND NOT " %
                       fileIsShown() % u" ORDER BY loose_since LIMIT ?) RETURNING user_id, bytes"),
               since, limits::filesForgotten),
        1);
}

/// Those of `names` for which the statement finds no row.
Status keepUnknown(SqlConnection& db, const QString& sql, const QStringList& names, QStringList& unknown) {
    for (const QString& name : names) {
        Result<SqlRows> rows = db.run(sql, name);
        if (!rows)
            return fail(std::move(rows.error()));
        if (!rows->next())
            unknown.append(name);
    }
    return {};
}

Result<FileStore::Names> unknownNames(SqlConnection& db, const FileStore::Names& names) {
    FileStore::Names unknown;
    Status done =
        keepUnknown(db, QStringLiteral("SELECT 1 FROM files WHERE hash = ? LIMIT 1"), names.blobs, unknown.blobs);
    if (done)
        done = keepUnknown(db, QStringLiteral("SELECT 1 FROM uploads WHERE id = ?"), names.uploads, unknown.uploads);
    return done.map([&] { return unknown; });
}

} // namespace

Result<StoredFile> readableFile(SqlConnection& db, const QString& id, UserId reader) {
    const auto carriedAs = [](const char* column) {
        return QStringLiteral(" OR EXISTS (SELECT 1 FROM message_files c JOIN members m ON m.room_id = c.room_id "
                              "JOIN rooms r ON r.id = c.room_id AND r.deleted_at IS NULL "
                              "WHERE c.%1 = f.id AND m.user_id = ?)")
            .arg(QLatin1String(column));
    };
    static const QString sql =
        QString(u"SELECT " % selectList(fileColumns) % u" FROM files f WHERE f.id = ? AND (f.user_id = ?" %
                carriedAs("file_id") % carriedAs("thumbnail") %
                u" OR EXISTS (SELECT 1 FROM rooms r WHERE r.picture = f.id AND r.deleted_at IS NULL AND "
                u"(r.visibility = 'public' OR EXISTS (SELECT 1 FROM members m WHERE m.room_id = r.id AND "
                u"m.user_id = ?))) OR EXISTS (SELECT 1 FROM users u WHERE u.picture = f.id))");
    Result<SqlRows> rows = db.run(sql, id, reader, reader, reader, reader);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::FileNotFound);
    return readRow<StoredFile>(*rows, fileColumns);
}

Status insertFile(SqlConnection& db, const StoredFile& file) {
    if (Status counted = countBoth(db, file.user, file.bytes, 1); !counted)
        return counted;
    static const QString sql =
        QString(u"INSERT INTO files (" % selectList(fileColumns) % u") VALUES (?, ?, ?, ?, ?, ?, ?)");
    return db.exec(sql, file.id, file.user, file.name, file.type, file.bytes, file.hash, file.at);
}

Status holdFile(SqlConnection& db, const QString& id) {
    return db.exec(QStringLiteral("UPDATE files SET loose_since = NULL WHERE id = ? AND loose_since IS NOT NULL"), id);
}

Status loosenFile(SqlConnection& db, const QString& id) {
    // 0: for longer than any file is kept that nothing shows
    static const QString sql = QString(u"UPDATE files SET loose_since = 0 WHERE id = ? AND NOT " % fileIsShown());
    return db.exec(sql, id);
}

Status loosenRoomFiles(SqlConnection& db, RoomId room) {
    QStringList files;
    {
        Result<SqlRows> rows =
            db.run(QStringLiteral("SELECT file_id FROM message_files WHERE room_id = ? "
                                  "UNION SELECT thumbnail FROM message_files WHERE room_id = ? "
                                  "AND thumbnail IS NOT NULL "
                                  "UNION SELECT picture FROM rooms WHERE id = ? AND picture IS NOT NULL"),
                   room, room, room);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next())
            files << rows->text(0);
    }
    Status done = db.exec(QStringLiteral("DELETE FROM message_files WHERE room_id = ?"), room);
    if (done)
        done = db.exec(QStringLiteral("UPDATE rooms SET picture = NULL WHERE id = ?"), room);
    for (const QString& file : std::as_const(files)) {
        if (done)
            done = loosenFile(db, file);
    }
    return done;
}

QCoro::Task<Status> SqlFiles::begin(Upload upload, FileQuota quota) {
    return onWriter<void>(
        m_writer, [upload = std::move(upload), quota](SqlConnection& db) { return beginUpload(db, upload, quota); });
}

QCoro::Task<Result<Upload>> SqlFiles::upload(QString id, UserId user, UtcTime now) {
    return onReader<Upload>(m_reader, lineOf(user), [id = std::move(id), user, now](SqlConnection& db) {
        return findUpload(db, id, user, now);
    });
}

QCoro::Task<Result<StoredFile>> SqlFiles::finish(QString id, UserId user, Finished finished, UtcTime now) {
    return onWriter<StoredFile>(m_writer, [id = std::move(id), user, finished = std::move(finished), now](
                                              SqlConnection& db) { return finishUpload(db, id, user, finished, now); });
}

QCoro::Task<Status> SqlFiles::abandon(QString id, UserId user) {
    return onWriter<void>(m_writer,
                          [id = std::move(id), user](SqlConnection& db) { return abandonUpload(db, id, user); });
}

QCoro::Task<Result<StoredFile>> SqlFiles::readable(QString id, UserId reader) {
    return onReader<StoredFile>(m_reader, lineOf(reader), [id = std::move(id), reader](SqlConnection& db) {
        return readableFile(db, id, reader);
    });
}

QCoro::Task<Result<FileStore::Usage>> SqlFiles::usage() {
    return onReader<Usage>(m_reader, ReadLine::Server, [](SqlConnection& db) { return readUsage(db); });
}

QCoro::Task<Result<int>> SqlFiles::forgetUploads(UtcTime now, std::optional<UtcTime> wholeBefore) {
    return onWriter<int>(m_writer,
                         [now, wholeBefore](SqlConnection& db) { return forgetOldUploads(db, now, wholeBefore); });
}

QCoro::Task<Result<int>> SqlFiles::forgetLoose(UtcTime since) {
    return onWriter<int>(m_writer, [since](SqlConnection& db) { return forgetLooseFiles(db, since); });
}

QCoro::Task<Result<FileStore::Names>> SqlFiles::unknown(Names names) {
    return onReader<Names>(m_reader, ReadLine::Server,
                           [names = std::move(names)](SqlConnection& db) { return unknownNames(db, names); });
}

} // namespace confab
