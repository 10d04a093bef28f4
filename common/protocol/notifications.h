// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

/// What the server says without being asked. The first is the log itself; the others are ephemeral: they may be
/// dropped on the way to a slow reader, carry no seq of their own, and are all repaired by the next answer.
namespace confab {

/// `room.event`: the params are the Event itself. To those who entered the room.
struct RoomEventNotice {
    static constexpr std::string_view method = "room.event";
    static constexpr bool ephemeral = false;
    Event event;
};

/// To members who are connected but have not entered the room: its log grew. What a room list needs, and no more.
struct RoomActivity {
    static constexpr std::string_view method = "room.activity";
    static constexpr bool ephemeral = true;
    RoomId room;
    Seq lastSeq = 0;
    std::optional<Message> message; ///< when the event is a message
    std::optional<QString> name;    ///< its author's name
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomActivity::room), field("lastSeq", &RoomActivity::lastSeq),
                          field("message", &RoomActivity::message), field("name", &RoomActivity::name)};
    }
};

struct RoomTyping {
    static constexpr std::string_view method = "room.typing";
    static constexpr bool ephemeral = true;
    RoomId room;
    UserId by;
    bool on = false;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomTyping::room), field("by", &RoomTyping::by), field("on", &RoomTyping::on)};
    }
};

struct RoomPresence {
    static constexpr std::string_view method = "room.presence";
    static constexpr bool ephemeral = true;
    RoomId room;
    User user;
    PresenceState state = PresenceState::Here;
    std::optional<int> hereCount; ///< how many are here now, also for a slow reader who missed arrivals
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomPresence::room), field("user", &RoomPresence::user),
                          field("state", &RoomPresence::state), field("hereCount", &RoomPresence::hereCount)};
    }
};

/// Somebody read up to `seq`: to those in the room, and to the reader's own other connections.
struct RoomRead {
    static constexpr std::string_view method = "room.read";
    static constexpr bool ephemeral = true;
    RoomId room;
    UserId by;
    Seq seq = 0;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomRead::room), field("by", &RoomRead::by), field("seq", &RoomRead::seq)};
    }
};

/// The receiver became a member on another of their connections.
struct RoomAdded {
    static constexpr std::string_view method = "room.added";
    static constexpr bool ephemeral = false;
    Room room;
    static constexpr auto fields() { return std::tuple{field("room", &RoomAdded::room)}; }
};

/// The receiver is no longer a member.
struct RoomRemoved {
    static constexpr std::string_view method = "room.removed";
    static constexpr bool ephemeral = false;
    RoomId room;
    RemovalReason reason = RemovalReason::Left;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomRemoved::room), field("reason", &RoomRemoved::reason)};
    }
};

struct ServerDrainingNotice {
    static constexpr std::string_view method = "server.draining";
    static constexpr bool ephemeral = false;
    qint64 retryAfterMs = 0;
    static constexpr auto fields() { return std::tuple{field("retryAfterMs", &ServerDrainingNotice::retryAfterMs)}; }
};

using Notification = std::variant<RoomEventNotice, RoomActivity, RoomTyping, RoomPresence, RoomRead, RoomAdded,
                                  RoomRemoved, ServerDrainingNotice>;

} // namespace confab
