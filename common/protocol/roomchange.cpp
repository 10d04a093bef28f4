// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/roomchange.h"

#include "common/protocol/text.h"

namespace confab {

std::optional<ChangedPreview> changedPreviewOf(const EventData& data) {
    if (const auto* edited = std::get_if<MessageEdited>(&data); edited && !edited->deleted)
        return ChangedPreview{edited->target, previewOf(edited->body), edited->mentions};
    if (const auto* deleted = std::get_if<MessageDeleted>(&data))
        return ChangedPreview{deleted->target, {}, {}};
    return std::nullopt;
}

void applyTo(Room& room, const ChangedPreview& changed) {
    if (!room.lastMessage || room.lastMessage->seq != changed.target || room.lastMessage->deletedAt)
        return;
    room.lastMessage->body = changed.body.value_or(QString());
    room.lastMessage->mentions = changed.mentions;
    if (!changed.body)
        room.lastMessage->deletedAt = room.lastMessage->at;
}

void applyTo(Room& room, const RoomUpdated& updated) {
    const auto take = [](auto& into, const auto& value) {
        if (value)
            into = *value;
    };
    take(room.name, updated.name);
    take(room.topic, updated.topic);
    take(room.visibility, updated.visibility);
    take(room.hasPassword, updated.hasPassword);
    if (updated.capacity)
        room.capacity = updated.capacity->value;
    if (updated.maxMembers)
        room.maxMembers = updated.maxMembers->value;
    if (updated.picture)
        room.picture = updated.picture->value;
    if (updated.slowModeMs)
        room.slowModeMs = updated.slowModeMs->value;
    if (updated.archived)
        room.archived = *updated.archived ? std::optional(true) : std::nullopt;
}

void applyTo(Room& room, const MemberRole& changed, UserId reader) {
    if (changed.user != reader)
        return;
    room.role = changed.role;
    if (changed.role == Role::Owner) { // nobody could lift their mute
        room.muted.reset();
        room.mutedUntil.reset();
    }
}

void applyTo(Room& room, const MemberMuted& changed, UserId reader) {
    if (changed.user != reader)
        return;
    room.muted = changed.on ? std::optional(true) : std::nullopt;
    room.mutedUntil = changed.on ? changed.until : std::nullopt;
}

void applyTo(Room& room, const RoomActivity& activity, UserId reader) {
    room.lastSeq = activity.lastSeq;
    if (activity.role)
        applyTo(room, *activity.role, reader);
    if (activity.muted)
        applyTo(room, *activity.muted, reader);
    if (activity.changed)
        applyTo(room, *activity.changed);
    if (activity.updated)
        applyTo(room, *activity.updated);
    if (!activity.message)
        return;
    room.lastMessage = activity.message;
    room.lastMessageName = activity.name;
}

} // namespace confab
