// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/time.h"
#include "common/protocol/fields.h"

#include <QCborMap>
#include <QList>

#include <variant>

/// The entries of the room log: the kinds of event, each a struct with its `type` on the wire.
namespace confab {

// Of fieldreading.h and fieldwriting.h, which only those include that read or write.
namespace wire {
class FrameWriter;
class Path;
template <class T>
struct Converter;
} // namespace wire

enum class Role { Owner, Moderator, Member };
template <>
struct EnumNames<Role> {
    static constexpr std::array<std::pair<Role, const char*>, 3> names{
        {{Role::Owner, "owner"}, {Role::Moderator, "moderator"}, {Role::Member, "member"}}};
};

/// What an event does to the rows of its room's timeline. Each kind declares it as `effect`; eventeffect.h acts on it.
enum class EventEffect {
    Row,    ///< it is a row of its own: a message or a notice
    Change, ///< it changes an earlier message; the kind is a ChangesMessage, too
    None    ///< nothing to see
};

struct RoomCreated {
    static constexpr std::string_view type = "room.created";
    static constexpr EventEffect effect = EventEffect::Row;
    QString name;
    static constexpr auto fields() { return std::tuple{field("name", &RoomCreated::name)}; }
};

struct MemberJoined {
    static constexpr std::string_view type = "member.joined";
    static constexpr EventEffect effect = EventEffect::Row;
    static constexpr int memberChange = 1; ///< by how many it changes the number of members
    UserId user;
    QString name;
    static constexpr auto fields() {
        return std::tuple{field("user", &MemberJoined::user), field("name", &MemberJoined::name)};
    }
};

struct MemberLeft {
    static constexpr std::string_view type = "member.left";
    static constexpr EventEffect effect = EventEffect::Row;
    static constexpr int memberChange = -1;
    UserId user;
    QString name;
    static constexpr auto fields() {
        return std::tuple{field("user", &MemberLeft::user), field("name", &MemberLeft::name)};
    }
};

struct MemberRole {
    static constexpr std::string_view type = "member.role";
    static constexpr EventEffect effect = EventEffect::Row;
    UserId user;
    Role role = Role::Member;
    static constexpr auto fields() {
        return std::tuple{field("user", &MemberRole::user), field("role", &MemberRole::role)};
    }
};

/// What a message says: one value, which goes from its author through the log to a row without being taken apart.
struct MessageContent {
    QString body;
    std::optional<Seq> replyTo = std::nullopt; ///< a message of the same room
    /// Members that the text mentioned when it was stored, by id, without the author; at most limits::mentionsListed.
    std::optional<QList<UserId>> mentions = std::nullopt;
    friend bool operator==(const MessageContent&, const MessageContent&) = default;
};

struct MessagePosted : MessageContent {
    static constexpr std::string_view type = "message";
    static constexpr EventEffect effect = EventEffect::Row;
    QString clientId;
    static constexpr auto fields() {
        return std::tuple{inherited<MessagePosted>("body", &MessagePosted::body),
                          field("clientId", &MessagePosted::clientId),
                          inherited<MessagePosted>("replyTo", &MessagePosted::replyTo),
                          inherited<MessagePosted>("mentions", &MessagePosted::mentions)};
    }
};

/// An event of a type that this version does not know: it keeps its place in the log and is passed on unchanged.
struct UnknownEvent {
    static constexpr EventEffect effect = EventEffect::None;
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
