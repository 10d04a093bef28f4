// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/registry.h"
#include "server/broker/limits.h"

/// Messages between nodes. Each may be lost: durable state is in the database, and everything else is repeated soon
/// enough.
namespace confab {

/// A notification on its way to the clients of another node: the name of its kind, and its fields(). Empty when this
/// version does not know the kind, or can't read it: a later version sent it.
struct CarriedNotification {
    std::optional<Notification> notification;
};

// ---- in a room's channel

/// A whole entry of the room's log, so that the receiver needs no database. Its position is checked by seq.
struct LogNews {
    static constexpr std::string_view type = "log";
    Event event;
    QString byName;
    template <class Self = LogNews>
    static constexpr auto fields() {
        return std::tuple{field("event", &Self::event), field("byName", &Self::byName)};
    }
};

/// For people in the room; ephemeral.
struct RoomNotice {
    static constexpr std::string_view type = "notice";
    RoomId room;
    CarriedNotification notification;
    template <class Self = RoomNotice>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("notification", &Self::notification)};
    }
};

/// The room was deleted.
struct RoomGone {
    static constexpr std::string_view type = "gone";
    RoomId room;
    template <class Self = RoomGone>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room)};
    }
};

/// A person's first connection of the sending node entered the room, or their last one left it.
struct OccupantMoved {
    static constexpr std::string_view type = "moved";
    RoomId room;
    User user;
    PresenceState state = PresenceState::Here;
    template <class Self = OccupantMoved>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("user", &Self::user), field("state", &Self::state)};
    }
};

/// Asks for the receiver's people in the room. The answer, a Roster, comes in the sender's channel.
struct RosterAsked {
    static constexpr std::string_view type = "ask";
    RoomId room;
    template <class Self = RosterAsked>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room)};
    }
};

/// A digest of a node's people in a room, repeated periodically: it renews their lease there. `digest` covers their
/// ids.
struct RosterRenewed {
    static constexpr std::string_view type = "renew";
    RoomId room;
    qint64 digest = 0;
    template <class Self = RosterRenewed>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("digest", &Self::digest)};
    }
};

// ---- in a node's channel

/// All people that the sender has in the room, in parts when they are many.
struct Roster {
    static constexpr std::string_view type = "roster";
    RoomId room;
    QList<User> users;
    bool first = true; ///< of its parts
    bool last = true;
    template <class Self = Roster>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("users", &Self::users, {0, limits::rosterPart}),
                          field("first", &Self::first), field("last", &Self::last)};
    }
};

/// The answer to CountsAsked.
struct RoomCount {
    RoomId room;
    int count = 0;
    template <class Self = RoomCount>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("count", &Self::count)};
    }
};
struct Counts {
    static constexpr std::string_view type = "counts";
    qint64 question = 0;
    QList<RoomCount> rooms; ///< those where the sender has people
    template <class Self = Counts>
    static constexpr auto fields() {
        return std::tuple{field("question", &Self::question), field("rooms", &Self::rooms, {0, limits::foundRooms})};
    }
};

// ---- in a person's channel

/// For the person's own connections, unless they are in `unlessIn` (0: wherever they are).
struct PersonalNotice {
    static constexpr std::string_view type = "personal";
    UserId user;
    qint64 unlessIn = 0;
    CarriedNotification notification;
    template <class Self = PersonalNotice>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("unlessIn", &Self::unlessIn),
                          field("notification", &Self::notification)};
    }
};

/// The person became a member of the room, or is one no longer.
struct BelongingChanged {
    static constexpr std::string_view type = "belonging";
    UserId user;
    RoomId room;
    bool belongs = false;
    std::optional<PutOut> putOut = std::nullopt; ///< as RoomRemoved has it
    template <class Self = BelongingChanged>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("room", &Self::room), field("belongs", &Self::belongs),
                          field("putOut", &Self::putOut)};
    }
};

// ---- in every node's channel

/// A session was ended: its connections are signed out.
struct SessionEnded {
    static constexpr std::string_view type = "session";
    SessionId session;
    template <class Self = SessionEnded>
    static constexpr auto fields() {
        return std::tuple{field("session", &Self::session)};
    }
};

/// The sender has made an outgoing webhook: whatever node stores what is for it may deliver that.
struct HookMade {
    static constexpr std::string_view type = "hook";
    template <class Self = HookMade>
    static constexpr auto fields() {
        return std::tuple{};
    }
};

/// Somebody has another name, picture, status or presence: the receiver reads it, and tells its people.
struct ProfileChanged {
    static constexpr std::string_view type = "profile";
    UserId user;
    std::optional<Availability> presence = std::nullopt; ///< as the sender tells it; absent: it does not know
    template <class Self = ProfileChanged>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("presence", &Self::presence)};
    }
};

/// Asks for the receiver's head counts in these rooms.
struct CountsAsked {
    static constexpr std::string_view type = "count";
    qint64 question = 0;
    QList<RoomId> rooms;
    template <class Self = CountsAsked>
    static constexpr auto fields() {
        return std::tuple{field("question", &Self::question), field("rooms", &Self::rooms, {0, limits::foundRooms})};
    }
};

/// The sender is alive; every few seconds.
struct Heartbeat {
    static constexpr std::string_view type = "alive";
    template <class Self = Heartbeat>
    static constexpr auto fields() {
        return std::tuple{};
    }
};

/// The sender stops, and its people have left.
struct Farewell {
    static constexpr std::string_view type = "farewell";
    template <class Self = Farewell>
    static constexpr auto fields() {
        return std::tuple{};
    }
};

// ---- in a node's channel, about what it publishes elsewhere

/// Asks whether the receiver is this run, now. From a node that received its first node message from it. The answer is
/// a Proof with the same number, which is unpredictable, so a replayed recording is not accepted.
struct ProofAsked {
    static constexpr std::string_view type = "prove";
    qint64 nonce = 0;
    template <class Self = ProofAsked>
    static constexpr auto fields() {
        return std::tuple{field("nonce", &Self::nonce)};
    }
};
struct Proof {
    static constexpr std::string_view type = "proof";
    qint64 nonce = 0;
    template <class Self = Proof>
    static constexpr auto fields() {
        return std::tuple{field("nonce", &Self::nonce)};
    }
};

using NodePayload = std::variant<LogNews, RoomNotice, RoomGone, OccupantMoved, RosterAsked, RosterRenewed, Roster,
                                 Counts, CountsAsked, PersonalNotice, BelongingChanged, SessionEnded, HookMade,
                                 ProfileChanged, Heartbeat, Farewell, ProofAsked, Proof>;

/// A run of a node: the sender. `epoch` is that of its first lease, so it grows with every run under one name.
struct NodeRun {
    QString node;
    qint64 epoch = 0;
    friend bool operator==(const NodeRun&, const NodeRun&) = default;
};

struct NodeMessage {
    NodeRun from;
    NodePayload payload;
};

/// One line "confab1 NODE EPOCH TYPE", and the payload in CBOR.
QByteArray encodeNodeMessage(const NodeMessage& nodeMessage);
/// Whether these bytes are a node message from this node itself, by its first line only: a node receives its own node
/// messages too.
bool isFrom(const QByteArray& bytes, const QByteArray& node);
/// InputInvalid when malformed; std::nullopt when this version does not know its type.
Result<std::optional<NodeMessage>> decodeNodeMessage(const QByteArray& bytes);

} // namespace confab
