// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/searchtables.h"

#include "app/store/storedvalues.h"

#include <QSqlError>
#include <QVariant>

#include <algorithm>
#include <limits>

namespace confab::store {

namespace {

constexpr int segmentsAtOnce = 8; // a thousand messages: some milliseconds, for which others wait

} // namespace

Status SearchTables::sign(RoomId room, Seq segment) const {
    QSqlQuery query = m_database.query();
    query.prepare(QStringLiteral("SELECT row FROM log_rows WHERE room = ? AND seq BETWEEN ? AND ? ORDER BY seq"));
    for (const qint64 value : {room.value, segment * segmentSeqs, (segment + 1) * segmentSeqs - 1})
        query.addBindValue(value);
    if (!query.exec())
        return fail(Error(ErrorKind::Unavailable, query.lastError().text()));
    QByteArray signs;
    UtcTime oldest{std::numeric_limits<qint64>::max()};
    UtcTime newest{std::numeric_limits<qint64>::min()};
    while (query.next()) {
        const std::optional<LogRow> row = rowFrom(query.value(0).toByteArray());
        if (!row || !row->message)
            continue;
        addSign(*row->message, signs);
        oldest = std::min(oldest, row->message->at);
        newest = std::max(newest, row->message->at);
    }
    query.finish();
    if (signs.isEmpty())
        return m_database.run(QStringLiteral("DELETE FROM log_signs WHERE room = ? AND segment = ?"),
                              {room.value, segment});
    return m_database.run(QStringLiteral("INSERT INTO log_signs (room, segment, oldest, newest, signs) "
                                         "VALUES (?, ?, ?, ?, ?) ON CONFLICT (room, segment) DO UPDATE SET "
                                         "oldest = excluded.oldest, newest = excluded.newest, signs = excluded.signs"),
                          {room.value, segment, oldest.ms, newest.ms, signs});
}

Status SearchTables::letGo(RoomId room, Seq last) const {
    const Status gone = m_database.run(QStringLiteral("DELETE FROM log_signs WHERE room = ? AND segment < ?"),
                                       {room.value, segmentOf(last)});
    return gone ? sign(room, segmentOf(last)) : gone;
}

Result<bool> SearchTables::signSome() const {
    QList<std::pair<RoomId, Seq>> missing;
    QSqlQuery query = m_database.query();
    query.prepare(QStringLiteral("SELECT room, segment FROM log_signs WHERE newest IS NULL LIMIT ?"));
    query.addBindValue(segmentsAtOnce);
    if (!query.exec())
        return fail(Error(ErrorKind::Unavailable, query.lastError().text()));
    while (query.next())
        missing.append({RoomId{query.value(0).toLongLong()}, query.value(1).toLongLong()});
    query.finish();
    for (const auto& [room, segment] : missing) {
        if (Status done = sign(room, segment); !done)
            return fail(std::move(done.error()));
    }
    return missing.size() == segmentsAtOnce;
}

} // namespace confab::store
