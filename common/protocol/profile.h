// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/account.h"

/// What people tell others of themselves, and of whom they want to hear nothing.
namespace confab {

namespace limits {
inline constexpr int blocksPerPerson = 200; // they come in one answer
} // namespace limits

/// How somebody wants to be seen while they are connected.
enum class PresenceChoice { Online, Away, DoNotDisturb, Invisible };
template <>
struct EnumNames<PresenceChoice> {
    static constexpr std::array<std::pair<PresenceChoice, const char*>, 4> names{
        {{PresenceChoice::Online, "online"},
         {PresenceChoice::Away, "away"},
         {PresenceChoice::DoNotDisturb, "dnd"},
         {PresenceChoice::Invisible, "invisible"}}};
};

// ---- requests ------------------------------------------------------------------------------------------------------

/// Changes what is there; a member that is left out stays as it is.
struct ProfileUpdate {
    static constexpr std::string_view method = "profile.update";
    static constexpr Access access = Access::SignedIn;
    using Answer = UserAnswer;
    std::optional<QString> name;
    std::optional<OrNull<QString>> picture; ///< a picture that the caller uploaded
    std::optional<OrNull<UserStatus>> status;
    template <class Self = ProfileUpdate>
    static constexpr auto fields() {
        return std::tuple{field("name", &Self::name, {1, limits::nameChars}),
                          field("picture", &Self::picture, {1, limits::fileIdChars}), field("status", &Self::status)};
    }
};

/// On all devices of the caller, until it is called again.
struct PresenceSet {
    static constexpr std::string_view method = "presence.set";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    PresenceChoice state = PresenceChoice::Online;
    template <class Self = PresenceSet>
    static constexpr auto fields() {
        return std::tuple{field("state", &Self::state)};
    }
};

/// The person can't write to the caller directly.
struct UserBlock {
    static constexpr std::string_view method = "user.block";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    UserId user;
    bool on = true;
    template <class Self = UserBlock>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("on", &Self::on)};
    }
};

/// Whom the caller blocks.
struct UserBlocks {
    static constexpr std::string_view method = "user.blocks";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = UsersAnswer;
    template <class Self = UserBlocks>
    static constexpr auto fields() {
        return std::tuple<>{};
    }
};

// ---- notifications -------------------------------------------------------------------------------------------------

/// Somebody who shares a room with the receiver, or the receiver, has another name, picture, status or presence.
struct UserUpdated {
    static constexpr std::string_view method = "user.updated";
    static constexpr bool ephemeral = true;
    User user;
    template <class Self = UserUpdated>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user)};
    }
};

} // namespace confab
