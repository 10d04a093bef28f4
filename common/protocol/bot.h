// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "common/core/time.h"
#include "common/protocol/botscope.h"
#include "common/protocol/method.h"
#include "common/protocol/types.h"

/// Bots of people: accounts of programs, in rooms of whom made them.
namespace confab {

/// What a bot's token is good for in one room.
struct BotRoom {
    RoomId room;
    QList<BotRight> rights;
    template <class Self = BotRoom>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("rights", &Self::rights, {1, 3})};
    }
};

struct Bot {
    UserId id;
    QString name;
    UtcTime createdAt;
    QList<BotRoom> rooms;                  ///< by id
    std::optional<User> by = std::nullopt; ///< of another one's: who made it; absent: the operator
    template <class Self = Bot>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id), field("name", &Self::name), field("createdAt", &Self::createdAt),
                          field("rooms", &Self::rooms), field("by", &Self::by)};
    }
};

// ---- answers -------------------------------------------------------------------------------------------------------

/// A bot with its token, which nobody is told again.
struct BotAdded {
    Bot bot;
    Secret token;
    template <class Self = BotAdded>
    static constexpr auto fields() {
        return std::tuple{field("bot", &Self::bot), field("token", &Self::token)};
    }
};

struct BotsAnswer {
    QList<Bot> bots; ///< the caller's, by id
    /// Those of others in rooms that the caller owns, each with these rooms only, by id; absent: of an earlier server.
    std::optional<QList<Bot>> others = std::nullopt;
    template <class Self = BotsAnswer>
    static constexpr auto fields() {
        return std::tuple{field("bots", &Self::bots), field("others", &Self::others)};
    }
};

// ---- requests ------------------------------------------------------------------------------------------------------

struct BotAdd {
    static constexpr std::string_view method = "bot.add";
    static constexpr Access access = Access::SignedIn;
    using Answer = BotAdded;
    QString name;
    QList<BotRoom> rooms;
    template <class Self = BotAdd>
    static constexpr auto fields() {
        return std::tuple{field("name", &Self::name, {1, limits::nameChars}),
                          field("rooms", &Self::rooms, {1, limits::roomsPerBot})};
    }
};

struct BotList {
    static constexpr std::string_view method = "bot.list";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = BotsAnswer;
    template <class Self = BotList>
    static constexpr auto fields() {
        return std::tuple<>{};
    }
};

/// Another token; the old one ends.
struct BotRenew {
    static constexpr std::string_view method = "bot.renew";
    static constexpr Access access = Access::SignedIn;
    using Answer = BotAdded;
    UserId bot;
    template <class Self = BotRenew>
    static constexpr auto fields() {
        return std::tuple{field("bot", &Self::bot)};
    }
};

struct BotRemove {
    static constexpr std::string_view method = "bot.remove";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    UserId bot;
    std::optional<RoomId> room = std::nullopt; ///< from this one only, which the caller owns, whoever made the bot
    template <class Self = BotRemove>
    static constexpr auto fields() {
        return std::tuple{field("bot", &Self::bot), field("room", &Self::room)};
    }
};

} // namespace confab
