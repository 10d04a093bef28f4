// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/blocks.h"

#include "common/protocol/method.h"
#include "common/protocol/profile.h"
#include "server/storage/sql/directrooms.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/sqlusers.h"
#include "server/storage/sql/writability.h"

namespace confab {

namespace {

Status checkQuota(const QSet<UserId>& blocked) {
    if (blocked.size() < limits::blocksPerPerson)
        return {};
    return fail(Error(ErrorKind::RoomForbidden,
                      QStringLiteral("You block %1 people, which is the limit").arg(limits::blocksPerPerson)));
}

Status insertBlock(SqlConnection& db, UserId by, UserId whom) {
    return db.exec(QStringLiteral("INSERT INTO blocks (user_id, blocked_id) VALUES (?, ?) ON CONFLICT DO NOTHING"), by,
                   whom);
}

Status removeBlock(SqlConnection& db, UserId by, UserId whom) {
    return db.exec(QStringLiteral("DELETE FROM blocks WHERE user_id = ? AND blocked_id = ?"), by, whom);
}

/// In the direct room of the two, when there is one.
Status applyBlock(SqlConnection& db, UserId by, UserId whom, bool on) {
    const Result<std::optional<RoomId>> room = findDirect(db, peopleKey({by, whom}));
    if (!room || !*room)
        return room.map([](const auto&) {});
    if (on)
        return silenceBlocked(db, **room);
    return db.exec(QStringLiteral("UPDATE members SET silent_until = 0 WHERE room_id = ? AND user_id = ?"), **room,
                   whom);
}

} // namespace

Result<QSet<UserId>> blockedBy(SqlConnection& db, UserId user) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT blocked_id FROM blocks WHERE user_id = ?"), user);
    if (!rows)
        return fail(std::move(rows.error()));
    QSet<UserId> blocked;
    while (rows->next())
        blocked.insert(rows->id<UserId>(0));
    return blocked;
}

Status markBlocked(SqlConnection& db, UserId asker, QList<User>& users) {
    const Result<QSet<UserId>> blocked = blockedBy(db, asker);
    if (!blocked)
        return fail(blocked.error());
    for (User& user : users)
        user.blocked = onlyTrue(blocked->contains(user.id));
    return {};
}

Status checkNotBlocked(SqlConnection& db, UserId user, const QList<UserId>& people) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT user_id FROM blocks WHERE blocked_id = ?"), user);
    if (!rows)
        return fail(std::move(rows.error()));
    while (rows->next()) {
        if (people.contains(rows->id<UserId>(0)))
            return fail(ErrorKind::UserBlocked);
    }
    return {};
}

Status silenceBlocked(SqlConnection& db, RoomId room) {
    return db.exec(QStringLiteral("UPDATE members SET silent_until = ? WHERE room_id = ? AND user_id IN "
                                  "(SELECT k.blocked_id FROM blocks k JOIN members o ON o.user_id = k.user_id "
                                  "JOIN rooms r ON r.id = o.room_id WHERE o.room_id = ? AND r.kind = ? "
                                  "AND r.members = 2)"),
                   untilLifted, room, room, RoomKind::Direct);
}

Result<std::optional<User>> setBlocked(SqlConnection& db, UserId by, UserId whom, bool on) {
    Result<QList<User>> user = usersByIds(db, {whom});
    if (!user)
        return fail(std::move(user.error()));
    if (user->isEmpty() || whom == by)
        return fail(Error::invalid(QStringLiteral("params.user"),
                                   QStringLiteral("params.user: the id of another person expected")));
    const Result<QSet<UserId>> blocked = blockedBy(db, by);
    if (!blocked)
        return fail(blocked.error());
    const bool isNew = blocked->contains(whom) != on;
    Status done = isNew && on ? checkQuota(*blocked) : Status();
    if (done)
        done = on ? insertBlock(db, by, whom) : removeBlock(db, by, whom);
    if (done) // also when it is so already: nodes may have made the room and the block at once
        done = applyBlock(db, by, whom, on);
    if (!done)
        return fail(std::move(done.error()));
    if (!isNew)
        return std::nullopt;
    user->first().blocked = on;
    return user->first();
}

} // namespace confab
