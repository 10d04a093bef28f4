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

/// What takes the number: only what changes the room itself is possible in an archived one.
enum class Writes { Message, OtherByMember, Setting };

Result<Seq> numberOf(SqlConnection& db, RoomId room, Writes what) {
    const QString setting = QStringLiteral(
        "UPDATE rooms SET last_seq = last_seq + 1 WHERE id = ? AND deleted_at IS NULL RETURNING last_seq");
    const QString other =
        QStringLiteral("UPDATE rooms SET last_seq = last_seq + 1 "
                       "WHERE id = ? AND deleted_at IS NULL AND archived_at IS NULL RETURNING last_seq");
    const QString message =
        QStringLiteral("UPDATE rooms SET last_seq = last_seq + 1, last_message_seq = last_seq + 1 "
                       "WHERE id = ? AND deleted_at IS NULL AND archived_at IS NULL RETURNING last_seq");
    Result<SqlRows> rows = db.run(what == Writes::Message ? message : what == Writes::Setting ? setting : other, room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    return rows->integer(0);
}

/// Why the room took no event of a member.
Error whyNotWritable(SqlConnection& db, const NewEvent& event) {
    const Result<Membership> mine = membership(db, event.room, event.by);
    return mine ? Error(ErrorKind::RoomForbidden, QStringLiteral("The room is archived")) : mine.error();
}

} // namespace

Result<Seq> SingleWriterAppend::takeSeq(SqlConnection& db, const NewEvent& event) const {
    std::optional<Seq> last;
    {
        Result<SqlRows> rows = db.run(
            QStringLiteral("SELECT r.last_seq FROM rooms r JOIN members me ON me.room_id = r.id "
                           "WHERE r.id = ? AND me.user_id = ? AND r.deleted_at IS NULL AND r.archived_at IS NULL"),
            event.room, event.by);
        if (!rows)
            return fail(std::move(rows.error()));
        if (rows->next())
            last = rows->integer(0);
    }
    if (!last)
        return fail(whyNotWritable(db, event));
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
    const Result<Seq> seq = numberOf(db, event.room, isMessage(event) ? Writes::Message : Writes::OtherByMember);
    if (!seq)
        return fail(seq.error().kind == ErrorKind::RoomNotFound ? whyNotWritable(db, event) : seq.error());
    if (isMessage(event))
        return seq;
    return membership(db, event.room, event.by).map([&seq](const Membership&) { return *seq; });
}

const QString& LockingAppend::messageInsert() const {
    return messageInsertByMember();
}

Result<Seq> nextSeq(SqlConnection& db, RoomId room) {
    return numberOf(db, room, Writes::Setting);
}

} // namespace confab
