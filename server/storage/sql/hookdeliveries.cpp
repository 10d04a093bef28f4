// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/hookdeliveries.h"

#include "server/storage/sql/columns.h"

namespace confab {

namespace {

constexpr auto workColumns = std::tuple{column("id", &HookWork::hook),
                                        column("room_id", &HookWork::room),
                                        column("user_id", &HookWork::user),
                                        column("url", &HookWork::url),
                                        column("command", &HookWork::command),
                                        column("signing_key", &HookWork::signingKey),
                                        column("delivered_seq", &HookWork::delivered),
                                        column("failures", &HookWork::failures)};

Result<QList<HookWork>> take(SqlConnection& db, std::chrono::milliseconds hold, int limit) {
    // The pause is asked for again for the row as it is: another node may have been quicker.
    const QString sql =
        QStringLiteral("UPDATE hooks SET retry_at = %1 + ? WHERE retry_at <= %1 AND id IN (SELECT h.id FROM hooks h "
                       "JOIN rooms r ON r.id = h.room_id AND r.deleted_at IS NULL WHERE h.url IS NOT NULL "
                       "AND h.disabled_at IS NULL AND h.retry_at <= %1 AND r.last_seq > h.delivered_seq "
                       "ORDER BY h.retry_at, h.id LIMIT ?) RETURNING %2")
            .arg(db.dialect().now(), selectList(workColumns));
    Result<SqlRows> rows = db.run(sql, qint64(hold.count()), limit);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<HookWork> work;
    while (rows->next())
        work.append(readRow<HookWork>(*rows, workColumns));
    return work;
}

} // namespace

Result<DueHooks> takeDueHooks(SqlConnection& db, std::chrono::milliseconds hold, int limit) {
    DueHooks due;
    {
        Result<QList<HookWork>> work = take(db, hold, limit);
        if (!work)
            return fail(std::move(work.error()));
        due.work = std::move(*work);
    }
    const QString sql = QStringLiteral("SELECT count(*), min(CASE WHEN r.last_seq > h.delivered_seq "
                                       "THEN h.retry_at END) - %1, count(CASE WHEN r.last_seq > h.delivered_seq "
                                       "THEN 1 END), count(CASE WHEN r.last_seq > h.delivered_seq "
                                       "THEN h.failing_since END) FROM hooks h JOIN rooms r ON r.id = h.room_id "
                                       "AND r.deleted_at IS NULL WHERE h.url IS NOT NULL AND h.disabled_at IS NULL")
                            .arg(db.dialect().now());
    Result<SqlRows> rows = db.run(sql);
    if (!rows)
        return fail(std::move(rows.error()));
    if (rows->next()) {
        due.hasAny = rows->integer(0) > 0;
        due.waiting = int(rows->integer(2));
        due.failing = int(rows->integer(3));
        if (!rows->isNull(1))
            due.nextIn = std::chrono::milliseconds(std::max<qint64>(0, rows->integer(1)));
    }
    return due;
}

Status noteDelivered(SqlConnection& db, qint64 hook, Seq seq) {
    return db.exec(QStringLiteral("UPDATE hooks SET delivered_seq = ?, failures = 0, failing_since = NULL, "
                                  "retry_at = 0 WHERE id = ? AND delivered_seq < ?"),
                   seq, hook, seq);
}

Status noteFailed(SqlConnection& db, qint64 hook, std::chrono::milliseconds pause,
                  std::chrono::milliseconds disableAfter) {
    const QString sql =
        QStringLiteral("UPDATE hooks SET failures = failures + 1, failing_since = COALESCE(failing_since, %1), "
                       "retry_at = %1 + ?, disabled_at = CASE WHEN %1 - COALESCE(failing_since, %1) >= ? THEN %1 END "
                       "WHERE id = ?")
            .arg(db.dialect().now());
    return db.exec(sql, qint64(pause.count()), qint64(disableAfter.count()), hook);
}

} // namespace confab
