// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/audit.h"

#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/storagelimits.h"

namespace confab {

namespace {

template <class Id>
std::optional<Id> orNull(Id id) {
    return id == Id{} ? std::nullopt : std::optional(id);
}

} // namespace

Status writeAudit(SqlConnection& db, const AuditNote& note) {
    qint64 id = 0;
    {
        Result<SqlRows> rows =
            db.run(QStringLiteral("INSERT INTO audit (at, by_user, action, user_id, room_id, detail) "
                                  "VALUES (?, ?, ?, ?, ?, ?) RETURNING id"),
                   note.at, orNull(note.by), note.action, orNull(note.user), orNull(note.room),
                   note.detail.left(limits::auditChars));
        if (!rows)
            return fail(std::move(rows.error()));
        if (rows->next())
            id = rows->integer(0);
    }
    return db.exec(QStringLiteral("DELETE FROM audit WHERE id <= ? OR at < ?"), id - limits::auditEntries,
                   UtcTime{note.at.ms - std::chrono::milliseconds(limits::auditKept).count()});
}

} // namespace confab
