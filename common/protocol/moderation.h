// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/method.h"
#include "common/protocol/types.h"

/// Who owns a room keeps it in order: roles, and who may not be there.
namespace confab {

namespace limits {
inline constexpr int reasonChars = 200;    // of a notice in the timeline: one line
inline constexpr int bansPerPage = 200;    // in one answer
inline constexpr int bansPerRoom = 10'000; // nobody reads more of them
} // namespace limits

/// Somebody who may not join a room.
struct Ban {
    User user;
    UserId by;
    UtcTime at;
    std::optional<UtcTime> until = std::nullopt; ///< none: it does not end by itself
    std::optional<QString> reason = std::nullopt;
    template <class Self = Ban>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("by", &Self::by), field("at", &Self::at),
                          field("until", &Self::until), field("reason", &Self::reason)};
    }
};

struct BansAnswer {
    QList<Ban> bans;          ///< those that have not ended, by the id of the user
    std::optional<bool> more; ///< true: there are further ones
    template <class Self = BansAnswer>
    static constexpr auto fields() {
        return std::tuple{field("bans", &Self::bans), field("more", &Self::more)};
    }
};

// ---- requests ------------------------------------------------------------------------------------------------------

struct RoomSetRole {
    static constexpr std::string_view method = "room.setRole";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    UserId user;
    Role role = Role::Member;
    template <class Self = RoomSetRole>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("user", &Self::user), field("role", &Self::role)};
    }
};

/// The person is no longer a member; they may join again where others may.
struct RoomKick {
    static constexpr std::string_view method = "room.kick";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    UserId user;
    std::optional<QString> reason;
    template <class Self = RoomKick>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("user", &Self::user),
                          field("reason", &Self::reason, {0, limits::reasonChars})};
    }
};

/// The person may not join, and is no longer a member if they were one.
struct RoomBan {
    static constexpr std::string_view method = "room.ban";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    UserId user;
    std::optional<UtcTime> until;
    std::optional<QString> reason;
    template <class Self = RoomBan>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("user", &Self::user), field("until", &Self::until),
                          field("reason", &Self::reason, {0, limits::reasonChars})};
    }
};

/// The person may not write, and stays a member.
struct RoomMute {
    static constexpr std::string_view method = "room.mute";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    UserId user;
    std::optional<OrNull<UtcTime>> until = std::nullopt; ///< none: until it is lifted; null lifts it
    template <class Self = RoomMute>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("user", &Self::user), field("until", &Self::until)};
    }
};

struct RoomUnban {
    static constexpr std::string_view method = "room.unban";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    UserId user;
    template <class Self = RoomUnban>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("user", &Self::user)};
    }
};

struct RoomBans {
    static constexpr std::string_view method = "room.bans";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = BansAnswer;
    RoomId room;
    std::optional<UserId> after; ///< those of people with greater ids; none: from the first
    template <class Self = RoomBans>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("after", &Self::after)};
    }
};

} // namespace confab
