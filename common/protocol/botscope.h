// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"
#include "common/protocol/fields.h"

#include <QFlags>
#include <QHash>

#include <array>

/// What a bot's token is good for: who makes the bot chooses it.
namespace confab {

namespace limits {

/// Its whole list of rooms fits into one answer, even with the longest names and topics.
inline constexpr int roomsPerBot = 20;
inline constexpr int botsPerPerson = 20; // people read them as a list
inline constexpr int othersBots =
    200; // an owner of rooms is told of: more than anybody reads; a removal shows the next

} // namespace limits

/// What a bot may do in a room. Values are those of the column bot_rooms.rights.
enum class BotRight {
    Read = 1,   ///< its log, its members and who is there
    Send = 2,   ///< messages of its own, changes of them, and reactions
    Manage = 4, ///< the room's settings, pins and others' messages: what a moderator may
};
template <>
struct EnumNames<BotRight> {
    static constexpr std::array<std::pair<BotRight, const char*>, 3> names{
        {{BotRight::Read, "read"}, {BotRight::Send, "send"}, {BotRight::Manage, "manage"}}};
};
Q_DECLARE_FLAGS(BotRights, BotRight)
Q_DECLARE_OPERATORS_FOR_FLAGS(BotRights)

/// The rooms that a bot's token is good for, and for what in each.
struct BotScope {
    QHash<RoomId, BotRights> rooms;
    RoomId hook = {}; ///< of an incoming webhook, whose secret is good for its posts and nothing else: its room

    bool allows(RoomId room, BotRight right) const { return rooms.value(room).testFlag(right); }
};

} // namespace confab
