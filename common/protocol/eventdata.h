// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/fieldreading.h"
#include "common/protocol/fieldwriting.h"

#include <variant>

/// The entries of the room log: the kinds of event, each a struct with its `type` on the wire.
namespace confab {

enum class Role { Owner, Moderator, Member };
template <>
struct EnumNames<Role> {
    static constexpr std::array<std::pair<Role, const char*>, 3> names{
        {{Role::Owner, "owner"}, {Role::Moderator, "moderator"}, {Role::Member, "member"}}};
};

struct RoomCreated {
    static constexpr std::string_view type = "room.created";
    QString name;
    static constexpr auto fields() { return std::tuple{field("name", &RoomCreated::name)}; }
};

struct MemberJoined {
    static constexpr std::string_view type = "member.joined";
    UserId user;
    QString name;
    static constexpr auto fields() {
        return std::tuple{field("user", &MemberJoined::user), field("name", &MemberJoined::name)};
    }
};

struct MemberLeft {
    static constexpr std::string_view type = "member.left";
    UserId user;
    QString name;
    static constexpr auto fields() {
        return std::tuple{field("user", &MemberLeft::user), field("name", &MemberLeft::name)};
    }
};

struct MemberRole {
    static constexpr std::string_view type = "member.role";
    UserId user;
    Role role = Role::Member;
    static constexpr auto fields() {
        return std::tuple{field("user", &MemberRole::user), field("role", &MemberRole::role)};
    }
};

struct MessagePosted {
    static constexpr std::string_view type = "message";
    QString body;
    QString clientId;
    std::optional<Seq> replyTo;
    /// Members that the text mentioned when it was stored, by id, without the author; at most limits::mentionsListed.
    std::optional<QList<UserId>> mentions = std::nullopt;
    static constexpr auto fields() {
        return std::tuple{field("body", &MessagePosted::body), field("clientId", &MessagePosted::clientId),
                          field("replyTo", &MessagePosted::replyTo), field("mentions", &MessagePosted::mentions)};
    }
};

/// An event of a type that this version does not know: it keeps its place in the log and is passed on unchanged.
struct UnknownEvent {
    QString type;
    QCborMap data;
};

using EventData = std::variant<RoomCreated, MemberJoined, MemberLeft, MemberRole, MessagePosted, UnknownEvent>;

/// The event's `type` on the wire.
QString eventType(const EventData& data);
/// A known type must decode; an unknown one always does.
Result<EventData> decodeEventData(const QString& type, const QCborMap& data, const wire::Path& path);

/// One entry of a room's log.
struct Event {
    RoomId room;
    Seq seq = 0;
    UserId by;
    UtcTime at;
    EventData data;
};

/// Of Sequencer.
inline Seq seqOf(const Event& event) {
    return event.seq;
}

namespace wire {

void write(FrameWriter& to, const EventData& data);
void write(FrameWriter& to, const Event& event);

template <>
struct Converter<Event> {
    static Result<Event> decode(const QCborValue& value, const Path& path, Bounds);
};

} // namespace wire

} // namespace confab
