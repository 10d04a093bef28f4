// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "common/core/time.h"
#include "common/protocol/method.h"
#include "common/protocol/room.h"

/// Invitations: a code, mostly sent as a link, that lets people into a room.
namespace confab {

namespace limits {
inline constexpr int invitesPerRoom = 100; // those that have not ended; people read them as a list
inline constexpr int inviteUses = 10'000;
inline constexpr qint64 inviteMs = qint64(366) * 24 * 60 * 60 * 1000;
} // namespace limits

/// An invitation as those see it who may end it.
struct Invite {
    Secret code;
    Secret url; ///< absolute when the server knows its own address, else a path on it
    User by;
    UtcTime createdAt;
    std::optional<UtcTime> expiresAt = std::nullopt; ///< absent: it does not end by itself
    std::optional<int> usesLeft = std::nullopt;      ///< absent: any number
    template <class Self = Invite>
    static constexpr auto fields() {
        return std::tuple{field("code", &Self::code),
                          field("url", &Self::url),
                          field("by", &Self::by),
                          field("createdAt", &Self::createdAt),
                          field("expiresAt", &Self::expiresAt),
                          field("usesLeft", &Self::usesLeft)};
    }
};

// ---- answers -------------------------------------------------------------------------------------------------------

struct InvitesAnswer {
    QList<Invite> invites; ///< those that have not ended, the latest first
    template <class Self = InvitesAnswer>
    static constexpr auto fields() {
        return std::tuple{field("invites", &Self::invites)};
    }
};

/// What an invitation leads to, for who has its code.
struct InvitedTo {
    struct Place {
        RoomId id;
        QString name;
        QString topic;
        int members = 0;
        bool hasPassword = false; ///< others need one; the invited don't
        template <class Self = Place>
        static constexpr auto fields() {
            return std::tuple{field("id", &Self::id), field("name", &Self::name), field("topic", &Self::topic),
                              field("members", &Self::members), field("hasPassword", &Self::hasPassword)};
        }
    };
    std::optional<Place> room; ///< absent: to the server, into no room
    User by;
    template <class Self = InvitedTo>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("by", &Self::by)};
    }
};

// ---- requests ------------------------------------------------------------------------------------------------------

struct RoomInvite {
    static constexpr std::string_view method = "room.invite";
    static constexpr Access access = Access::SignedIn;
    using Answer = Invite;
    RoomId room;
    std::optional<qint64> expiresInMs; ///< none: it does not end by itself
    std::optional<int> uses;           ///< none: any number
    template <class Self = RoomInvite>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("expiresInMs", &Self::expiresInMs, {1, limits::inviteMs}),
                          field("uses", &Self::uses, {1, limits::inviteUses})};
    }
};

struct RoomInvites {
    static constexpr std::string_view method = "room.invites";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = InvitesAnswer;
    RoomId room;
    template <class Self = RoomInvites>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room)};
    }
};

struct RoomRevokeInvite {
    static constexpr std::string_view method = "room.revokeInvite";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    Secret code;
    template <class Self = RoomRevokeInvite>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("code", &Self::code, {1, limits::inviteChars})};
    }
};

/// Signs nobody in, and changes nothing.
struct InviteLook {
    static constexpr std::string_view method = "invite.look";
    static constexpr Access access = Access::Anyone;
    using Answer = InvitedTo;
    Secret code;
    template <class Self = InviteLook>
    static constexpr auto fields() {
        return std::tuple{field("code", &Self::code, {1, limits::inviteChars})};
    }
};

/// The caller becomes a member, also of a room that has a password or is private.
struct InviteAccept {
    static constexpr std::string_view method = "invite.accept";
    static constexpr Access access = Access::SignedIn;
    using Answer = RoomAnswer;
    Secret code;
    template <class Self = InviteAccept>
    static constexpr auto fields() {
        return std::tuple{field("code", &Self::code, {1, limits::inviteChars})};
    }
};

} // namespace confab
