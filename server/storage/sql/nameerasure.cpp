// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/nameerasure.h"

#include "common/protocol/codec.h"
#include "server/storage/sql/append.h"
#include "server/storage/sql/appendstrategy.h"
#include "server/storage/sql/projections/projections.h"
#include "server/storage/sql/search/searchindex.h"
#include "server/storage/sql/storagelimits.h"

namespace confab {

namespace {

const QString& nobodysName() {
    static const QString name = QStringLiteral("Deleted user");
    return name;
}

/// A room with its log, deleted or not.
struct LoggedRoom {
    RoomId id;
    Seq lastSeq = 0;
    bool isDeleted = false;
};

Result<std::optional<LoggedRoom>> roomFrom(SqlConnection& db, RoomId from) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT id, last_seq, deleted_at FROM rooms WHERE id >= ? ORDER BY id LIMIT 1"), from);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return std::nullopt;
    return LoggedRoom{rows->id<RoomId>(0), rows->integer(1), !rows->isNull(2)};
}

/// Of a part of a log, which the key of messages finds without reading the texts.
Result<QList<Seq>> messagesOf(SqlConnection& db, RoomId room, UserId user, Seq after, Seq upTo) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT seq FROM messages WHERE room_id = ? AND seq > ? AND seq <= ? AND by_user = ? "
                              "AND deleted_at IS NULL ORDER BY seq LIMIT ?"),
               room, after, upTo, user, limits::forgottenMessages);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<Seq> seqs;
    while (rows->next())
        seqs.append(rows->integer(0));
    return seqs;
}

struct Rewritten {
    Seq seq = 0;
    QString data;
};

Result<QList<Rewritten>> namingEvents(SqlConnection& db, RoomId room, UserId user, Seq after, Seq upTo) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT seq, data FROM events WHERE room_id = ? AND seq > ? AND seq <= ? "
                              "AND type IN ('member.joined', 'member.left', 'member.muted') ORDER BY seq"),
               room, after, upTo);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<Rewritten> found;
    while (rows->next()) {
        const Result<QCborMap> json = decodeFrame(rows->text(1).toUtf8(), Codec::Json);
        if (!json)
            return fail(Error(ErrorKind::Internal, json.error().message));
        QCborMap data = *json;
        if (data.value(QLatin1String("user")).toInteger() != user.value ||
            data.value(QLatin1String("name")).toString() == nobodysName())
            continue;
        data.insert(QLatin1String("name"), nobodysName());
        data.remove(QLatin1String("note")); // what is said about them
        found.append({rows->integer(0), QString::fromUtf8(encodeFrame(data, Codec::Json))});
    }
    return found;
}

Status renameEvents(SqlConnection& db, RoomId room, UserId user, Seq after, Seq upTo) {
    const Result<QList<Rewritten>> events = namingEvents(db, room, user, after, upTo);
    if (!events)
        return fail(events.error());
    for (const Rewritten& event : *events) {
        if (Status done = db.exec(QStringLiteral("UPDATE events SET data = ? WHERE room_id = ? AND seq = ?"),
                                  event.data, room, event.seq);
            !done)
            return done;
    }
    return {};
}

/// So that clients forget them, too: these events.
Result<QList<Event>> appendDeletions(SqlConnection& db, RoomId room, UserId user, const QList<Seq>& seqs, UtcTime now) {
    QList<Event> events;
    for (const Seq target : seqs) {
        const Result<Seq> seq = nextSeq(db, room);
        if (!seq)
            return fail(seq.error());
        const Event event{room, *seq, user, now, MessageDeleted{target}};
        if (Status done = insertEvent(db, event); !done)
            return fail(std::move(done.error()));
        events.append(event);
    }
    return events;
}

} // namespace

Status forgetMessages(SqlConnection& db, RoomId room, const QList<Seq>& seqs, UtcTime at) {
    Status done = indexDeletions(db, room, seqs);
    for (const Seq seq : seqs) {
        if (done)
            done = forgetContent(db, room, seq, at);
    }
    return done;
}

Status eraseName(SqlConnection& db, UserId user) {
    return db
        .exec(QStringLiteral("UPDATE users SET name = ?, folded_name = ? WHERE id = ?"), nobodysName(),
              nobodysName().toCaseFolded(), user)
        .and_then([&] { return db.exec(QStringLiteral("UPDATE uploads SET expires_at = 0 WHERE user_id = ?"), user); })
        .and_then([&] {
            return db.exec(
                QStringLiteral("UPDATE files SET loose_since = 0 WHERE user_id = ? AND loose_since IS NOT NULL"), user);
        });
}

Result<RetentionStore::Erased> eraseSlice(SqlConnection& db, UserId user, RetentionStore::Place from, UtcTime now) {
    const Result<std::optional<LoggedRoom>> room = roomFrom(db, from.room);
    if (!room)
        return fail(room.error());
    RetentionStore::Erased erased;
    if (!*room)
        return erased;
    const Seq after = (*room)->id == from.room ? from.seq : 0;
    const Seq upTo = after + limits::erasedEvents;
    const Result<QList<Seq>> seqs = messagesOf(db, (*room)->id, user, after, upTo);
    if (!seqs)
        return fail(seqs.error());
    Result<QList<Event>> events = (*room)->isDeleted ? QList<Event>() // nobody reads its log any more
                                                     : appendDeletions(db, (*room)->id, user, *seqs, now);
    if (!events)
        return fail(std::move(events.error()));
    Status done = forgetMessages(db, (*room)->id, *seqs, now);
    if (!done)
        return fail(std::move(done.error()));
    erased.events = std::move(*events);
    erased.messages = int(seqs->size());
    const bool isPart = seqs->size() == limits::forgottenMessages;
    const Seq looked = isPart ? seqs->last() : upTo;
    done = renameEvents(db, (*room)->id, user, after, looked);
    if (!done)
        return fail(std::move(done.error()));
    const bool isEnd = looked >= (*room)->lastSeq; // behind it are only the events of this
    erased.next =
        isEnd ? RetentionStore::Place{RoomId{(*room)->id.value + 1}, 0} : RetentionStore::Place{(*room)->id, looked};
    return erased;
}

} // namespace confab
