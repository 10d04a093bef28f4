// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/projections/unread.h"

#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/storagelimits.h"

namespace confab {

namespace {

/// Counts up to limits::unreadCounted and no further. `%1` is the table, `%2` what makes a row count.
QString countSql(const char* table, const QString& condition) {
    return QStringLiteral("(SELECT count(*) FROM (SELECT 1 FROM %1 WHERE %2 LIMIT %3) AS counted)")
        .arg(QLatin1String(table), condition, QString::number(limits::unreadCounted));
}

/// Counts the messages of a room behind one, that are not by one person: up to limits::unreadCounted, among the next
/// limits::unreadLookedAt. Without the second bound, a member who writes and never reads makes each count longer.
QString unreadSql(const char* room, const char* seq, const char* user) {
    return QStringLiteral("(SELECT count(*) FROM (SELECT 1 FROM (SELECT m.by_user FROM messages m WHERE m.room_id = %1 "
                          "AND m.seq > %2 ORDER BY m.seq LIMIT %4) AS looked WHERE looked.by_user <> %3 LIMIT %5) "
                          "AS counted)")
        .arg(QLatin1String(room), QLatin1String(seq), QLatin1String(user), QString::number(limits::unreadLookedAt),
             QString::number(limits::unreadCounted));
}

/// Mentions of one person behind a place of one room, but those by people whom they block: a few rows, which most
/// people don't have, are looked at first.
QString mentionsSql(const char* room, const char* user, const char* seq) {
    const QString condition =
        QStringLiteral("n.room_id = %1 AND n.user_id = %2 AND n.seq > %3 AND NOT EXISTS (SELECT 1 FROM blocks k "
                       "CROSS JOIN messages w WHERE k.user_id = n.user_id AND w.room_id = n.room_id "
                       "AND w.seq = n.seq AND w.by_user = k.blocked_id)")
            .arg(QLatin1String(room), QLatin1String(user), QLatin1String(seq));
    return countSql("mentions n", condition);
}

} // namespace

QString unreadList() {
    const QString unread = unreadSql("me.room_id", "me.read_seq", "me.user_id");
    const QString mentions = mentionsSql("me.room_id", "me.user_id", "me.read_seq");
    return QString(unread % u", " % mentions);
}

Result<UnreadFigures> unreadAfter(SqlConnection& db, RoomId room, UserId user, Seq readSeq) {
    static const QString sql = QString(u"SELECT " % unreadSql("?", "?", "?") % u", " % mentionsSql("?", "?", "?"));
    Result<SqlRows> rows = db.run(sql, room, readSeq, user, room, user, readSeq);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::Internal);
    return readRow<UnreadFigures>(*rows, unreadColumns);
}

} // namespace confab
