// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/projections/files.h"

#include "server/storage/sql/columns.h"
#include "server/storage/sql/filerows.h"

#include <algorithm>

namespace confab {

namespace {

/// Behind the message's seq.
constexpr auto carriedColumns =
    std::tuple{column("file_id", &File::id),         column("name", &File::name),   column("type", &File::type),
               column("bytes", &File::bytes),        column("width", &File::width), column("height", &File::height),
               column("thumbnail", &File::thumbnail)};

Status carryThumbnail(SqlConnection& db, UserId by, const QString& id) {
    const Result<StoredFile> thumbnail = readableFile(db, id, by);
    return thumbnail ? holdFile(db, id) : fail(thumbnail.error());
}

Status carryFile(SqlConnection& db, RoomId room, Seq seq, UserId by, qsizetype position, File& file) {
    const Result<StoredFile> stored = readableFile(db, file.id, by);
    if (!stored)
        return fail(stored.error());
    file.name = stored->name;
    file.type = stored->type;
    file.bytes = stored->bytes;
    Status done = holdFile(db, file.id);
    if (done && file.thumbnail)
        done = carryThumbnail(db, by, *file.thumbnail);
    return done ? insertCarried(db, room, seq, position, file) : done;
}

} // namespace

Status insertCarried(SqlConnection& db, RoomId room, Seq seq, qsizetype position, const File& file) {
    static const QString sql = QString(u"INSERT INTO message_files (room_id, seq, position, " %
                                       selectList(carriedColumns) % u") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    return db.exec(sql, room, seq, qint64(position), file.id, file.name, file.type, file.bytes, file.width, file.height,
                   file.thumbnail);
}

Status carryFiles(SqlConnection& db, RoomId room, Seq seq, UserId by, MessagePosted& posted) {
    if (!posted.files)
        return {};
    for (qsizetype i = 0; i < posted.files->size(); ++i) {
        if (Status carried = carryFile(db, room, seq, by, i, (*posted.files)[i]); !carried)
            return carried;
    }
    return {};
}

Status loosenFiles(SqlConnection& db, RoomId room, Seq seq) {
    QStringList carried;
    {
        Result<SqlRows> rows = db.run(
            QStringLiteral("SELECT file_id, thumbnail FROM message_files WHERE room_id = ? AND seq = ?"), room, seq);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next())
            carried << rows->text(0) << rows->text(1);
    }
    if (carried.isEmpty())
        return {};
    Status done = db.exec(QStringLiteral("DELETE FROM message_files WHERE room_id = ? AND seq = ?"), room, seq);
    for (const QString& file : std::as_const(carried)) {
        if (done)
            done = loosenFile(db, file);
    }
    return done;
}

const QString& filesBetween() {
    static const QString sql = filesWhere(QStringLiteral("seq >= ? AND seq <= ?"));
    return sql;
}

QString filesWhere(const QString& condition) {
    return QString(u"SELECT seq, " % selectList(carriedColumns) % u" FROM message_files WHERE room_id = ? AND " %
                   condition % u" ORDER BY seq, position");
}

void addFile(MessageContent& content, const SqlRows& row) {
    if (!content.files)
        content.files.emplace();
    content.files->append(readRow<File>(row, carriedColumns, 1));
}

Status addFiles(SqlConnection& db, RoomId room, const std::vector<MentioningText>& texts) {
    if (texts.empty())
        return {};
    const auto [first, last] = std::minmax(texts.front().seq, texts.back().seq);
    Result<SqlRows> rows = db.run(filesBetween(), room, first, last);
    if (!rows)
        return fail(std::move(rows.error()));
    while (rows->next()) {
        const auto text = std::ranges::find(texts, rows->integer(0), &MentioningText::seq);
        if (text != texts.end())
            addFile(*text->content, *rows);
    }
    return {};
}

} // namespace confab
