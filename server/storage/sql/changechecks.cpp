// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/changechecks.h"

#include "server/storage/sql/columns.h"
#include "server/storage/sql/roomrows.h"

namespace confab {

namespace {

using Outcome = Result<std::optional<RoomLog::Appended>>;

/// What the checks need to know of the message that is to be changed.
struct Target {
    UserId by;
    UtcTime at;
    QString body;
    std::optional<UtcTime> editedAt;
    std::optional<UtcTime> deletedAt;
};
constexpr auto targetColumns =
    std::tuple{column("by_user", &Target::by), column("at", &Target::at), column("body", &Target::body),
               column("edited_at", &Target::editedAt), column("deleted_at", &Target::deletedAt)};

tl::unexpected<Error> invalidTarget(const char* why) {
    return fail(Error::invalid(QStringLiteral("params.seq"), QString(u"params.seq: " % QLatin1String(why))));
}

Result<Target> findTarget(SqlConnection& db, RoomId room, Seq seq) {
    static const QString sql =
        QString(u"SELECT " % selectList(targetColumns) % u" FROM messages WHERE room_id = ? AND seq = ?");
    Result<SqlRows> rows = db.run(sql, room, seq);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return invalidTarget("a message of the room expected");
    return readRow<Target>(*rows, targetColumns);
}

Result<Target> findLivingTarget(SqlConnection& db, RoomId room, Seq seq) {
    Result<Target> target = findTarget(db, room, seq);
    if (target && target->deletedAt)
        return invalidTarget("the message was deleted");
    return target;
}

Result<bool> exists(SqlConnection& db, const QString& sql, const auto&... values) {
    Result<SqlRows> rows = db.run(sql, values...);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next();
}

Result<qint64> number(SqlConnection& db, const QString& sql, const auto&... values) {
    Result<SqlRows> rows = db.run(sql, values...);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? rows->integer(0) : 0;
}

/// For a change that would change nothing.
Outcome isSoAlready(const Event& event, Seq target, UtcTime at) {
    return RoomLog::Appended{Event{event.room, target, event.by, at, event.data}, true};
}

Status checkRole(SqlConnection& db, const NewEvent& fresh) {
    const Result<Membership> mine = membership(db, fresh.room, fresh.by);
    if (!mine)
        return fail(mine.error());
    if (!fresh.allows || !fresh.allows(mine->role, mine->kind))
        return fail(ErrorKind::RoomForbidden);
    return {};
}

/// The event that the same request led to before.
Outcome findEarlier(SqlConnection& db, const NewEvent& fresh, Seq target) {
    if (fresh.requestId.isEmpty())
        return std::nullopt;
    // `data` begins with the target, which is the first member of both kinds.
    static const QString sql = QStringLiteral(
        "SELECT r.room_id, r.seq, e.at, e.type, e.data FROM requests r "
        "JOIN events e ON e.room_id = r.room_id AND e.seq = r.seq WHERE r.client_id = ? AND r.by_user = ?");
    Result<SqlRows> rows = db.run(sql, fresh.requestId, fresh.by);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return std::nullopt;
    const QString start = QStringLiteral("{\"target\":%1").arg(target);
    const QString data = rows->text(4);
    const bool isSame = rows->id<RoomId>(0) == fresh.room && rows->text(3) == eventType(fresh.data) &&
                        data.startsWith(start) && !data.at(start.size()).isDigit();
    if (!isSame)
        return fail(Error::invalid(QStringLiteral("params.clientId"),
                                   QStringLiteral("params.clientId: it belongs to another request of yours")));
    return RoomLog::Appended{Event{fresh.room, rows->integer(1), fresh.by, rows->time(2), fresh.data}, true};
}

// ---- each kind

Outcome check(SqlConnection& db, const NewEvent& fresh, Event& event, const MessageEdited& edited) {
    Outcome earlier = findEarlier(db, fresh, edited.target);
    if (!earlier || *earlier)
        return earlier;
    const Result<Target> target = findLivingTarget(db, event.room, edited.target);
    if (!target)
        return fail(target.error());
    if (target->by != event.by)
        return fail(Error(ErrorKind::RoomForbidden, QStringLiteral("Only its author can edit a message")));
    if (target->body == edited.body)
        return isSoAlready(event, edited.target, target->editedAt.value_or(target->at));
    event.at = std::max(event.at, target->editedAt.value_or(target->at));
    const Result<qint64> versions =
        number(db, QStringLiteral("SELECT count(*) FROM message_versions WHERE room_id = ? AND seq = ?"), event.room,
               edited.target);
    if (!versions)
        return fail(versions.error());
    if (*versions >= limits::versionsPerMessage)
        return fail(Error(ErrorKind::RoomForbidden,
                          QStringLiteral("This message has had %1 versions, which is the limit").arg(*versions)));
    return std::nullopt;
}

Outcome check(SqlConnection& db, const NewEvent& fresh, const Event& event, const MessageDeleted& deleted) {
    Outcome earlier = findEarlier(db, fresh, deleted.target);
    if (!earlier || *earlier)
        return earlier;
    const Result<Target> target = findTarget(db, event.room, deleted.target);
    if (!target)
        return fail(target.error());
    if (Status may = target->by == event.by ? Status() : checkRole(db, fresh); !may)
        return fail(std::move(may.error()));
    if (target->deletedAt)
        return isSoAlready(event, deleted.target, *target->deletedAt);
    return std::nullopt;
}

Result<bool> hasReacted(SqlConnection& db, const Event& event, Seq target, const QString& emoji) {
    return exists(db,
                  QStringLiteral("SELECT 1 FROM reactions WHERE room_id = ? AND seq = ? AND emoji = ? AND user_id = ?"),
                  event.room, target, emoji, event.by);
}

Outcome check(SqlConnection& db, const NewEvent&, const Event& event, const ReactionAdded& added) {
    const Result<Target> target = findLivingTarget(db, event.room, added.target);
    if (!target)
        return fail(target.error());
    const Result<bool> isThere = hasReacted(db, event, added.target, added.emoji);
    if (!isThere)
        return fail(isThere.error());
    if (*isThere)
        return isSoAlready(event, added.target, event.at);
    const Result<qint64> others =
        number(db, QStringLiteral("SELECT count(*) FROM reaction_counts WHERE room_id = ? AND seq = ? AND emoji <> ?"),
               event.room, added.target, added.emoji);
    if (!others)
        return fail(others.error());
    if (*others >= limits::reactionsPerMessage)
        return fail(Error::invalid(
            QStringLiteral("params.emoji"),
            QStringLiteral("params.emoji: a message takes %1 different ones").arg(limits::reactionsPerMessage)));
    return std::nullopt;
}

Outcome check(SqlConnection& db, const NewEvent&, const Event& event, const ReactionRemoved& removed) {
    if (const Result<Target> target = findTarget(db, event.room, removed.target); !target)
        return fail(target.error());
    const Result<bool> isThere = hasReacted(db, event, removed.target, removed.emoji);
    if (!isThere)
        return fail(isThere.error());
    return *isThere ? Outcome(std::nullopt) : isSoAlready(event, removed.target, event.at);
}

Result<bool> isPinned(SqlConnection& db, RoomId room, Seq target) {
    return exists(db, QStringLiteral("SELECT 1 FROM pins WHERE room_id = ? AND seq = ?"), room, target);
}

Outcome check(SqlConnection& db, const NewEvent& fresh, const Event& event, const MessagePinned& pinned) {
    if (Status may = checkRole(db, fresh); !may)
        return fail(std::move(may.error()));
    if (const Result<Target> target = findLivingTarget(db, event.room, pinned.target); !target)
        return fail(target.error());
    const Result<bool> isThere = isPinned(db, event.room, pinned.target);
    if (!isThere)
        return fail(isThere.error());
    if (*isThere)
        return isSoAlready(event, pinned.target, event.at);
    const Result<qint64> pins = number(db, QStringLiteral("SELECT count(*) FROM pins WHERE room_id = ?"), event.room);
    if (!pins)
        return fail(pins.error());
    if (*pins >= limits::pinsPerRoom)
        return fail(Error(ErrorKind::RoomForbidden,
                          QStringLiteral("The room has %1 pinned messages, which is the limit").arg(*pins)));
    return std::nullopt;
}

Outcome check(SqlConnection& db, const NewEvent& fresh, const Event& event, const MessageUnpinned& unpinned) {
    if (Status may = checkRole(db, fresh); !may)
        return fail(std::move(may.error()));
    if (const Result<Target> target = findTarget(db, event.room, unpinned.target); !target)
        return fail(target.error());
    const Result<bool> isThere = isPinned(db, event.room, unpinned.target);
    if (!isThere)
        return fail(isThere.error());
    return *isThere ? Outcome(std::nullopt) : isSoAlready(event, unpinned.target, event.at);
}

} // namespace

Outcome checkChange(SqlConnection& db, const NewEvent& fresh, Event& event) {
    return std::visit(
        [&]<class E>(const E& data) -> Outcome {
            if constexpr (E::effect == EventEffect::Change)
                return check(db, fresh, event, data);
            else
                return std::nullopt;
        },
        event.data);
}

Status noteRequest(SqlConnection& db, const NewEvent& fresh, const Event& event) {
    if (fresh.requestId.isEmpty())
        return {};
    return db.exec(QStringLiteral("INSERT INTO requests (client_id, by_user, room_id, seq) VALUES (?, ?, ?, ?)"),
                   fresh.requestId, fresh.by, event.room, event.seq);
}

} // namespace confab
