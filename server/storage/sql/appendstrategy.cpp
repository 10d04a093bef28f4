// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/appendstrategy.h"

#include "server/storage/sql/projections/projections.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqlconnection.h"

namespace confab {

namespace {

bool isMessage(const NewEvent& event) {
    return std::holds_alternative<MessagePosted>(event.data);
}

} // namespace

Result<Seq> SingleWriterAppend::takeSeq(SqlConnection& db, const NewEvent& event) const {
    std::optional<Seq> last;
    {
        Result<SqlRows> rows =
            db.run(QStringLiteral("SELECT r.last_seq FROM rooms r JOIN members me ON me.room_id = r.id "
                                  "WHERE r.id = ? AND me.user_id = ? AND r.deleted_at IS NULL"),
                   event.room, event.by);
        if (!rows)
            return fail(std::move(rows.error()));
        if (rows->next())
            last = rows->integer(0);
    }
    if (!last)
        return membership(db, event.room, event.by).and_then([](const Membership&) -> Result<Seq> {
            return fail(ErrorKind::Internal); // there is one, then
        });
    const Seq seq = *last + 1;
    const Status taken =
        isMessage(event) ? db.exec(QStringLiteral("UPDATE rooms SET last_seq = ?, last_message_seq = ? WHERE id = ?"),
                                   seq, seq, event.room)
                         : db.exec(QStringLiteral("UPDATE rooms SET last_seq = ? WHERE id = ?"), seq, event.room);
    return taken.map([seq] { return seq; });
}

const QString& SingleWriterAppend::messageInsert() const {
    return messageInsertByAnyone();
}

Result<Seq> LockingAppend::takeSeq(SqlConnection& db, const NewEvent& event) const {
    const Result<Seq> seq = nextSeq(db, event.room, isMessage(event));
    if (!seq || isMessage(event))
        return seq;
    return membership(db, event.room, event.by).map([&seq](const Membership&) { return *seq; });
}

const QString& LockingAppend::messageInsert() const {
    return messageInsertByMember();
}

Result<Seq> nextSeq(SqlConnection& db, RoomId room, bool forMessage) {
    const QString plain = QStringLiteral(
        "UPDATE rooms SET last_seq = last_seq + 1 WHERE id = ? AND deleted_at IS NULL RETURNING last_seq");
    const QString message = QStringLiteral("UPDATE rooms SET last_seq = last_seq + 1, last_message_seq = last_seq + 1 "
                                           "WHERE id = ? AND deleted_at IS NULL RETURNING last_seq");
    Result<SqlRows> rows = db.run(forMessage ? message : plain, room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    return rows->integer(0);
}

} // namespace confab
