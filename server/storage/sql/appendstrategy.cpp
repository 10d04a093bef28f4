// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/appendstrategy.h"

#include "server/storage/sql/projections/projections.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/writability.h"

namespace confab {

namespace {

bool isMessage(const NewEvent& event) {
    return std::holds_alternative<MessagePosted>(event.data);
}

/// What takes the number: only what changes the room itself is possible in an archived one.
enum class Writes { Message, OtherByMember, Setting };

/// A number that was taken.
struct Taken {
    Seq seq = 0;
    std::optional<qint64> slowModeMs; ///< of the room, for a message
};

Result<Taken> numberOf(SqlConnection& db, RoomId room, Writes what) {
    const QString setting = QStringLiteral("UPDATE rooms SET last_seq = last_seq + 1 WHERE id = ? AND deleted_at IS "
                                           "NULL RETURNING last_seq, CAST(NULL AS BIGINT)");
    const QString other = QStringLiteral(
        "UPDATE rooms SET last_seq = last_seq + 1 "
        "WHERE id = ? AND deleted_at IS NULL AND archived_at IS NULL RETURNING last_seq, CAST(NULL AS BIGINT)");
    const QString message =
        QStringLiteral("UPDATE rooms SET last_seq = last_seq + 1, last_message_seq = last_seq + 1 "
                       "WHERE id = ? AND deleted_at IS NULL AND archived_at IS NULL RETURNING last_seq, slow_mode_ms");
    Result<SqlRows> rows = db.run(what == Writes::Message ? message : what == Writes::Setting ? setting : other, room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    return Taken{rows->integer(0), rows->isNull(1) ? std::nullopt : std::optional(rows->integer(1))};
}

/// Why the room took no event of a member.
Error whyNotWritable(SqlConnection& db, const NewEvent& event) {
    const Result<Membership> mine = membership(db, event.room, event.by);
    if (!mine)
        return mine.error();
    if (isSilenced(*mine, silenceLimit(event)))
        return whySilenced(*mine);
    return Error(ErrorKind::RoomForbidden, QStringLiteral("The room is archived"));
}

} // namespace

Result<Seq> SingleWriterAppend::takeSeq(SqlConnection& db, const NewEvent& event) const {
    std::optional<Seq> last;
    std::optional<qint64> slowModeMs;
    {
        Result<SqlRows> rows =
            db.run(QStringLiteral("SELECT r.last_seq, r.slow_mode_ms FROM rooms r JOIN members me ON me.room_id = r.id "
                                  "WHERE r.id = ? AND me.user_id = ? AND me.silent_until <= ? AND r.deleted_at IS NULL "
                                  "AND r.archived_at IS NULL"),
                   event.room, event.by, silenceLimit(event));
        if (!rows)
            return fail(std::move(rows.error()));
        if (rows->next()) {
            last = rows->integer(0);
            if (!rows->isNull(1))
                slowModeMs = rows->integer(1);
        }
    }
    if (!last)
        return fail(whyNotWritable(db, event));
    if (slowModeMs && isMessage(event)) {
        if (Status inTime = keepSlow(db, event, *slowModeMs); !inTime)
            return fail(std::move(inTime.error()));
    }
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
    const Result<Taken> taken = numberOf(db, event.room, isMessage(event) ? Writes::Message : Writes::OtherByMember);
    if (!taken)
        return fail(taken.error().kind == ErrorKind::RoomNotFound ? whyNotWritable(db, event) : taken.error());
    if (isMessage(event)) {
        Status inTime = taken->slowModeMs ? keepSlow(db, event, *taken->slowModeMs) : Status();
        return inTime.map([&taken] { return taken->seq; });
    }
    return membership(db, event.room, event.by).and_then([&](const Membership& mine) -> Result<Seq> {
        if (isSilenced(mine, silenceLimit(event)))
            return fail(whySilenced(mine));
        return taken->seq;
    });
}

const QString& LockingAppend::messageInsert() const {
    return messageInsertByMember();
}

Result<Seq> nextSeq(SqlConnection& db, RoomId room) {
    return numberOf(db, room, Writes::Setting).map([](const Taken& taken) { return taken.seq; });
}

} // namespace confab
