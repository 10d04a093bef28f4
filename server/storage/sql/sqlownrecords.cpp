// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlownrecords.h"

#include "common/protocol/codec.h"
#include "common/protocol/fieldwriting.h"
#include "server/storage/sql/columns.h"
#include "server/storage/sql/sqljobs.h"

namespace confab {

namespace {

// Of the longest messages a page has a mebibyte.
constexpr int rowsPerPage = 64;

struct OwnMessage {
    RoomId room;
    Seq seq = 0;
    UtcTime at;
    QString body;
    std::optional<UtcTime> editedAt;
    std::optional<Seq> replyTo;
    template <class Self = OwnMessage>
    static constexpr auto fields() {
        return std::tuple{
            field("room", &Self::room), field("seq", &Self::seq),           field("at", &Self::at),
            field("body", &Self::body), field("editedAt", &Self::editedAt), field("replyTo", &Self::replyTo)};
    }
};
constexpr auto messageColumns = std::tuple{column("room_id", &OwnMessage::room),
                                           column("seq", &OwnMessage::seq),
                                           column("at", &OwnMessage::at),
                                           column("body", &OwnMessage::body),
                                           column("edited_at", &OwnMessage::editedAt),
                                           column("reply_to", &OwnMessage::replyTo)};

struct OwnFile {
    QString id;
    QString name;
    QString type;
    qint64 bytes = 0;
    UtcTime at;
    template <class Self = OwnFile>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id), field("name", &Self::name), field("type", &Self::type),
                          field("bytes", &Self::bytes), field("at", &Self::at)};
    }
};
constexpr auto fileColumns =
    std::tuple{column("id", &OwnFile::id), column("name", &OwnFile::name), column("type", &OwnFile::type),
               column("bytes", &OwnFile::bytes), column("created_at", &OwnFile::at)};

/// `sql`: the columns of S, then the key of the page, by which it is ordered.
template <class S, class... C>
Result<OwnRecordStore::Page> pageOf(SqlConnection& db, const QString& sql, const char* member,
                                    const std::tuple<C...>& columns, UserId user, const QString& from) {
    Result<SqlRows> rows = db.run(sql, user, from, rowsPerPage);
    if (!rows)
        return fail(std::move(rows.error()));
    OwnRecordStore::Page page;
    int count = 0;
    for (QString last; rows->next();) {
        page.lines += QByteArray("{\"") + member + "\":" + encodeFrame(readRow<S>(*rows, columns), Codec::Json) + "}\n";
        last = rows->text(columnCount(columns));
        page.next = ++count == rowsPerPage ? last : QString();
    }
    return page;
}

// By the key of client ids, which has all messages of one person.
Result<OwnRecordStore::Page> messagesFrom(SqlConnection& db, UserId user, const QString& from) {
    static const QString sql = QString(u"SELECT " % selectList(messageColumns) %
                                       u", client_id FROM messages WHERE by_user = ? AND client_id > ? "
                                       u"AND deleted_at IS NULL ORDER BY client_id LIMIT ?");
    return pageOf<OwnMessage>(db, sql, "message", messageColumns, user, from);
}

Result<OwnRecordStore::Page> filesFrom(SqlConnection& db, UserId user, const QString& from) {
    static const QString sql = QString(u"SELECT " % selectList(fileColumns) %
                                       u", id FROM files WHERE user_id = ? AND id > ? ORDER BY id LIMIT ?");
    return pageOf<OwnFile>(db, sql, "file", fileColumns, user, from);
}

} // namespace

QCoro::Task<Result<OwnRecordStore::Page>> SqlOwnRecords::messages(UserId user, QString from) {
    return onReader<Page>(m_reader, lineOf(user),
                          [user, from = std::move(from)](SqlConnection& db) { return messagesFrom(db, user, from); });
}

QCoro::Task<Result<OwnRecordStore::Page>> SqlOwnRecords::files(UserId user, QString from) {
    return onReader<Page>(m_reader, lineOf(user),
                          [user, from = std::move(from)](SqlConnection& db) { return filesFrom(db, user, from); });
}

} // namespace confab
