// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/appendstrategy.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/storagelimits.h"
#include "server/storage/sql/textarray.h"

#include <unordered_map>

/// Many messages in two statements. A statement costs a database server more than the rows that it writes: a third of
/// its CPU time for a message is the way to the executor and back.
namespace confab {

namespace {

/// Takes the numbers of each room at once; in slow mode each message is looked at by itself. Rooms are locked in the
/// order of the list, which is that of a batch: the OFFSET keeps the planner from turning the joins round. A row that
/// another session changes meanwhile is waited for, and taken in its new version, or left out.
const QString& takeNumbers() {
    static const QString text = QStringLiteral(
        "UPDATE rooms r SET last_seq = r.last_seq + c.many, last_message_seq = r.last_seq + c.many "
        "FROM unnest(CAST(? AS BIGINT[]), CAST(? AS BIGINT[])) AS c (room_id, many) "
        "CROSS JOIN LATERAL (SELECT s.ctid AS place FROM rooms s WHERE s.id = c.room_id OFFSET 0) AS seen "
        "WHERE r.ctid = seen.place AND r.deleted_at IS NULL AND r.archived_at IS NULL "
        "AND r.slow_mode_ms IS NULL "
        "RETURNING r.id, r.last_seq");
    return text;
}

/// A statement of its own, so that it sees the memberships as they are now that the rooms are locked.
const QString& insertMessages() {
    static const QString text =
        QStringLiteral("INSERT INTO messages (seq, at, body, client_id, room_id, by_user) "
                       "SELECT f.seq, f.at, f.body, f.client_id, m.room_id, m.user_id "
                       "FROM unnest(CAST(? AS BIGINT[]), CAST(? AS BIGINT[]), CAST(? AS TEXT[]), CAST(? AS TEXT[]), "
                       "CAST(? AS BIGINT[]), CAST(? AS BIGINT[])) AS f (seq, at, body, client_id, room_id, by_user) "
                       "JOIN members m ON m.room_id = f.room_id AND m.user_id = f.by_user "
                       "AND m.silent_until <= f.at "
                       "ON CONFLICT (client_id, by_user) DO NOTHING");
    return text;
}

using LastSeqs = std::unordered_map<qint64, Seq>;

/// The numbers of the rooms that were found, so many for each of its messages: the last of each room.
Result<LastSeqs> takeSeqs(SqlConnection& db, std::span<const NewEvent* const> messages) {
    QList<qint64> rooms;
    QList<qint64> counts;
    for (const NewEvent* message : messages) {
        if (rooms.isEmpty() || rooms.last() != message->room.value) {
            rooms.append(message->room.value);
            counts.append(0);
        }
        ++counts.last();
    }
    Result<SqlRows> rows =
        db.run(takeNumbers(), db.dialect().list(rooms).toString(), db.dialect().list(counts).toString());
    if (!rows)
        return fail(std::move(rows.error()));
    LastSeqs last;
    while (rows->next())
        last.emplace(rows->integer(0), rows->integer(1));
    return last;
}

} // namespace

size_t LockingAppend::mostTogether() const {
    return limits::writesPerCommit;
}

Result<std::vector<Seq>> LockingAppend::appendTogether(SqlConnection& db,
                                                       std::span<const NewEvent* const> messages) const {
    const Result<LastSeqs> last = takeSeqs(db, messages);
    if (!last)
        return fail(last.error());
    std::vector<Seq> seqs(messages.size(), 0);
    Seq behind = 0; // messages of the same room that follow
    for (size_t i = messages.size(); i-- > 0;) {
        const qint64 room = messages[i]->room.value;
        const bool isLast = i + 1 == messages.size() || messages[i + 1]->room.value != room;
        behind = isLast ? 0 : behind + 1;
        if (const auto found = last->find(room); found != last->end())
            seqs[i] = found->second - behind;
    }
    QList<qint64> numbers, times, rooms, authors;
    TextArray bodies(db.dialect()), clientIds(db.dialect());
    for (size_t i = 0; i < messages.size(); ++i) {
        if (seqs[i] == 0)
            continue;
        const auto& posted = std::get<MessagePosted>(messages[i]->data);
        numbers.append(seqs[i]);
        times.append(messages[i]->at.ms);
        rooms.append(messages[i]->room.value);
        authors.append(messages[i]->by.value);
        bodies.append(posted.body);
        clientIds.append(posted.clientId);
    }
    const auto list = [&db](const QList<qint64>& values) { return db.dialect().list(values).toString(); };
    const Result<int> inserted = db.change(insertMessages(), list(numbers), list(times), bodies.text(),
                                           clientIds.text(), list(rooms), list(authors));
    if (!inserted)
        return fail(inserted.error());
    if (*inserted != numbers.size())
        return fail(Error(ErrorKind::Internal, QStringLiteral("One of several messages can't be appended")));
    return seqs;
}

} // namespace confab
