// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/stage.h"

namespace confab::test {

void Stage::putOut(RoomId room, UserId user, Departure how, const std::optional<QString>& note) {
    MemberLeft left{user, m_users[user.value - 1].name};
    left.by = me();
    left.reason = how;
    left.note = note;
    happen(room, me(), std::move(left), UtcTime::now());
}

void Stage::setBlocked(UserId user, bool on) {
    m_blocked.removeIf([user](const User& one) { return one.id == user; });
    if (on)
        m_blocked.append(m_users[user.value - 1]);
}

/// Without rules: they are the server's.
std::optional<Result<Answer>> Stage::moderate(const Request& request) {
    if (const auto* given = std::get_if<RoomSetRole>(&request)) {
        m_roles.insert({given->room, given->user}, given->role);
        happen(given->room, me(), MemberRole{given->user, given->role, me()}, UtcTime::now());
        return Empty{};
    }
    if (const auto* kick = std::get_if<RoomKick>(&request)) {
        putOut(kick->room, kick->user, Departure::Kicked, kick->reason);
        return Empty{};
    }
    if (const auto* ban = std::get_if<RoomBan>(&request)) {
        m_bans[ban->room].append({m_users[ban->user.value - 1], me(), UtcTime::now(), ban->until, ban->reason});
        putOut(ban->room, ban->user, Departure::Banned, ban->reason);
        return Empty{};
    }
    if (const auto* lifted = std::get_if<RoomUnban>(&request)) {
        m_bans[lifted->room].removeIf([lifted](const Ban& ban) { return ban.user.id == lifted->user; });
        return Empty{};
    }
    if (const auto* mute = std::get_if<RoomMute>(&request)) {
        MemberMuted muted{mute->user, m_users[mute->user.value - 1].name};
        muted.on = !mute->until || mute->until->value;
        muted.until = mute->until ? mute->until->value : std::nullopt;
        m_mutes.insert({mute->room, mute->user}, muted);
        happen(mute->room, me(), std::move(muted), UtcTime::now());
        return Empty{};
    }
    if (const auto* block = std::get_if<UserBlock>(&request)) {
        setBlocked(block->user, block->on);
        return Empty{};
    }
    if (std::holds_alternative<UserBlocks>(request))
        return UsersAnswer{m_blocked};
    if (const auto* asked = std::get_if<RoomBans>(&request))
        return BansAnswer{m_bans.value(asked->room), {}};
    return {};
}

} // namespace confab::test
