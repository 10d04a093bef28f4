// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/roomsettings.h"

#include "server/storage/sql/append.h"
#include "server/storage/sql/filerows.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqlconnection.h"

namespace confab {

namespace {

/// Leaves out what is as wanted already. A new password is always a change: its hash does not tell.
RoomUpdated difference(const Room& now, const RoomSettings& settings) {
    RoomUpdated changes = settings.changes;
    const auto drop = [](auto& wanted, const auto& present) {
        if (wanted && *wanted == present)
            wanted.reset();
    };
    drop(changes.name, now.name);
    drop(changes.topic, now.topic);
    drop(changes.visibility, now.visibility);
    drop(changes.capacity, OrNull<int>{now.capacity});
    drop(changes.maxMembers, OrNull<int>{now.maxMembers});
    drop(changes.archived, now.archived.value_or(false));
    drop(changes.slowModeMs, OrNull<qint64>{now.slowModeMs});
    drop(changes.picture, OrNull<QString>{now.picture});
    changes.hasPassword.reset();
    if (settings.passwordHash && (now.hasPassword || !settings.passwordHash->isEmpty()))
        changes.hasPassword = !settings.passwordHash->isEmpty();
    return changes;
}

/// Writes each column that changes.
Status write(SqlConnection& db, RoomId room, UtcTime at, const RoomUpdated& changes, const RoomSettings& settings) {
    Status done;
    const auto set = [&](const char* column, const auto& value) {
        if (done)
            done =
                db.exec(QStringLiteral("UPDATE rooms SET %1 = ? WHERE id = ?").arg(QLatin1String(column)), value, room);
    };
    if (changes.name) {
        set("name", *changes.name);
        set("folded_name", changes.name->toCaseFolded());
    }
    if (changes.topic)
        set("topic", *changes.topic);
    if (changes.visibility)
        set("visibility", *changes.visibility);
    if (changes.capacity)
        set("capacity", changes.capacity->value);
    if (changes.maxMembers)
        set("max_members", changes.maxMembers->value);
    if (changes.archived)
        set("archived_at", *changes.archived ? std::optional(at) : std::nullopt);
    if (changes.hasPassword)
        set("password_hash", *settings.passwordHash);
    if (changes.picture)
        set("picture", changes.picture->value);
    if (changes.slowModeMs)
        set("slow_mode_ms", changes.slowModeMs->value);
    if (done && changes.slowModeMs && !changes.slowModeMs->value)
        done = db.exec(QStringLiteral("DELETE FROM slow_messages WHERE room_id = ?"), room);
    return done;
}

/// The caller may show only what they may read, and do so before the room shows it.
Status checkPicture(SqlConnection& db, UserId by, const RoomUpdated& changes) {
    if (!changes.picture || !changes.picture->value)
        return {};
    const Result<StoredFile> readable = readableFile(db, *changes.picture->value, by);
    return readable ? holdFile(db, readable->id) : fail(readable.error());
}

} // namespace

Result<RoomChange> updateRoom(SqlConnection& db, RoomId room, UserId by, UtcTime at, const RoomSettings& settings,
                              RoleRule may) {
    if (Status locked = lockRoom(db, room); !locked)
        return fail(std::move(locked.error()));
    if (Status allowed = checkMay(db, room, by, may); !allowed)
        return fail(std::move(allowed.error()));
    Result<Room> now = roomFor(db, room, by);
    if (!now)
        return fail(std::move(now.error()));
    const RoomUpdated changes = difference(*now, settings);
    if (changes == RoomUpdated{})
        return RoomChange{std::move(*now), {}};
    Status written = checkPicture(db, by, changes);
    if (written)
        written = write(db, room, at, changes, settings);
    if (written && changes.picture && now->picture)
        written = loosenFile(db, *now->picture);
    if (!written)
        return fail(std::move(written.error()));
    Result<Event> updated = appendChecked(db, {room, by, at, changes});
    if (!updated)
        return fail(std::move(updated.error()));
    return roomFor(db, room, by).map([&](Room seen) { return RoomChange{std::move(seen), {std::move(*updated)}}; });
}

} // namespace confab
