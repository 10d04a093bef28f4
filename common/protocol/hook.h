// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "common/protocol/message.h"
#include "common/protocol/method.h"

/// Webhooks of rooms: what programs elsewhere post into them.
namespace confab {

namespace limits {

inline constexpr int hooksPerRoom = 20;           // people read them as a list
inline constexpr qsizetype hookUrlChars = 2000;   // what servers and proxies take
inline constexpr qsizetype hookCommandChars = 32; // a word that people type

} // namespace limits

/// A webhook of a room. Programs that know its secret post into the room as the bot `user`.
struct Hook {
    qint64 id = 0;
    RoomId room;
    QString name; ///< the bot's
    UserId user;
    std::optional<UserId> by; ///< who made it; absent: the operator
    UtcTime createdAt;
    std::optional<QString> url = std::nullopt;        ///< of an outgoing one: where the room's events go
    std::optional<QString> command = std::nullopt;    ///< of an outgoing one: only messages that begin with it go there
    std::optional<UtcTime> disabledAt = std::nullopt; ///< since when it gets nothing more, because nobody answered

    template <class Self = Hook>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id, {1, limits::maxId}),
                          field("room", &Self::room),
                          field("name", &Self::name),
                          field("user", &Self::user),
                          field("by", &Self::by),
                          field("createdAt", &Self::createdAt),
                          field("url", &Self::url),
                          field("command", &Self::command),
                          field("disabledAt", &Self::disabledAt)};
    }
};

// ---- answers -------------------------------------------------------------------------------------------------------

/// A webhook with its new secret, which nobody is told again.
struct HookAdded {
    Hook hook;
    std::optional<Secret> path; ///< of an incoming one: where it is posted to, on this server
    std::optional<Secret> key;  ///< of an outgoing one: its requests are signed with it
    template <class Self = HookAdded>
    static constexpr auto fields() {
        return std::tuple{field("hook", &Self::hook), field("path", &Self::path), field("key", &Self::key)};
    }
};

struct HooksAnswer {
    QList<Hook> hooks; ///< by id
    template <class Self = HooksAnswer>
    static constexpr auto fields() {
        return std::tuple{field("hooks", &Self::hooks)};
    }
};

// ---- requests ------------------------------------------------------------------------------------------------------

struct HookAdd {
    static constexpr std::string_view method = "hook.add";
    static constexpr Access access = Access::SignedIn;
    using Answer = HookAdded;
    RoomId room;
    QString name;
    std::optional<QString> url;     ///< an outgoing one
    std::optional<QString> command; ///< likewise
    template <class Self = HookAdd>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("name", &Self::name, {1, limits::nameChars}),
                          field("url", &Self::url, {1, limits::hookUrlChars}),
                          field("command", &Self::command, {1, limits::hookCommandChars})};
    }
};

struct HookList {
    static constexpr std::string_view method = "hook.list";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = HooksAnswer;
    RoomId room;
    template <class Self = HookList>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room)};
    }
};

struct HookRemove {
    static constexpr std::string_view method = "hook.remove";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    qint64 hook = 1;
    template <class Self = HookRemove>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("hook", &Self::hook, {1, limits::maxId})};
    }
};

/// Another secret, or another key; the old one ends.
struct HookRenew {
    static constexpr std::string_view method = "hook.renew";
    static constexpr Access access = Access::SignedIn;
    using Answer = HookAdded;
    RoomId room;
    qint64 hook = 1;
    template <class Self = HookRenew>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("hook", &Self::hook, {1, limits::maxId})};
    }
};

/// A message of the webhook that calls, into its room.
struct HookPost {
    static constexpr std::string_view method = "hook.post";
    static constexpr Access access = Access::SignedIn;
    using Answer = Sent;
    QString clientId;
    QString text;
    template <class Self = HookPost>
    static constexpr auto fields() {
        return std::tuple{field("clientId", &Self::clientId, {1, limits::clientIdChars}),
                          field("text", &Self::text, {0, limits::frameBytes})};
    }
};

} // namespace confab
