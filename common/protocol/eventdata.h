// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/sealedvariant.h"
#include "common/core/time.h"
#include "common/protocol/content.h"

#include <QCborMap>
#include <QList>

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

enum class Visibility { Public, Private };
template <>
struct EnumNames<Visibility> {
    static constexpr std::array<std::pair<Visibility, const char*>, 2> names{
        {{Visibility::Public, "public"}, {Visibility::Private, "private"}}};
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
    template <class Self = RoomCreated>
    static constexpr auto fields() {
        return std::tuple{field("name", &Self::name)};
    }
};

struct MemberJoined {
    static constexpr std::string_view type = "member.joined";
    static constexpr EventEffect effect = EventEffect::Row;
    static constexpr int memberChange = 1; ///< by how many it changes the number of members
    UserId user;
    QString name;
    template <class Self = MemberJoined>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("name", &Self::name)};
    }
};

/// How somebody stopped being a member.
enum class Departure { Left, Kicked, Banned };
template <>
struct EnumNames<Departure> {
    static constexpr std::array<std::pair<Departure, const char*>, 3> names{
        {{Departure::Left, "left"}, {Departure::Kicked, "kicked"}, {Departure::Banned, "banned"}}};
};

struct MemberLeft {
    static constexpr std::string_view type = "member.left";
    static constexpr EventEffect effect = EventEffect::Row;
    static constexpr int memberChange = -1;
    UserId user;
    QString name;
    std::optional<UserId> by = std::nullopt;        ///< who put them out
    std::optional<Departure> reason = std::nullopt; ///< absent: they left
    std::optional<QString> note = std::nullopt;     ///< what `by` says about it
    std::optional<UtcTime> until = std::nullopt;    ///< of a ban that ends
    template <class Self = MemberLeft>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user),     field("name", &Self::name), field("by", &Self::by),
                          field("reason", &Self::reason), field("note", &Self::note), field("until", &Self::until)};
    }
};

struct MemberRole {
    static constexpr std::string_view type = "member.role";
    static constexpr EventEffect effect = EventEffect::Row;
    UserId user;
    Role role = Role::Member;
    std::optional<UserId> by = std::nullopt; ///< who wanted it so; absent: it came by itself, as to who stays behind
    template <class Self = MemberRole>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("role", &Self::role), field("by", &Self::by)};
    }
};

/// Somebody may not write for a time, or may again.
struct MemberMuted {
    static constexpr std::string_view type = "member.muted";
    static constexpr EventEffect effect = EventEffect::Row;
    UserId user;
    QString name;
    bool on = true;
    std::optional<UtcTime> until = std::nullopt; ///< when it ends by itself
    template <class Self = MemberMuted>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("name", &Self::name), field("on", &Self::on),
                          field("until", &Self::until)};
    }
};

/// A message. When it is read from the log again it has its present content: changed by what follows in the log.
struct MessagePosted : MessageContent {
    static constexpr std::string_view type = "message";
    static constexpr EventEffect effect = EventEffect::Row;
    QString clientId;
    std::optional<UtcTime> editedAt = std::nullopt;  ///< of the last edit
    std::optional<UtcTime> deletedAt = std::nullopt; ///< its body, files and mentions are gone
    std::optional<bool> deleted = std::nullopt;      ///< true when deletedAt is there, as in MessageEdited
    template <class Self = MessagePosted>
    static constexpr auto fields() {
        return std::tuple{inherited<Self>("body", &Self::body),
                          field("clientId", &Self::clientId),
                          inherited<Self>("replyTo", &Self::replyTo),
                          inherited<Self>("mentions", &Self::mentions),
                          inherited<Self>("files", &Self::files, {0, limits::filesPerMessage}),
                          inherited<Self>("thread", &Self::thread),
                          field("editedAt", &Self::editedAt),
                          field("deletedAt", &Self::deletedAt),
                          field("deleted", &Self::deleted)};
    }
};

struct Message;
/// The event that changes a message, without its data.
struct ChangeOrigin {
    UserId by;
    UtcTime at;
    UserId reader; ///< for whom the message is shown
};

/// Its author wrote another text.
struct MessageEdited {
    static constexpr std::string_view type = "message.edited";
    static constexpr EventEffect effect = EventEffect::Change;
    Seq target = 0;
    QString body;
    QString clientId;
    std::optional<QList<UserId>> mentions = std::nullopt; ///< of the new text, as MessageContent has them
    std::optional<bool> deleted = std::nullopt;           ///< true: the message was deleted since, and the text with it
    void applyTo(Message& message, const ChangeOrigin& origin) const;
    template <class Self = MessageEdited>
    static constexpr auto fields() {
        return std::tuple{field("target", &Self::target), field("body", &Self::body),
                          field("clientId", &Self::clientId), field("mentions", &Self::mentions),
                          field("deleted", &Self::deleted)};
    }
};

/// Its content, reactions and earlier versions are gone; the place in the log stays.
struct MessageDeleted {
    static constexpr std::string_view type = "message.deleted";
    static constexpr EventEffect effect = EventEffect::Change;
    Seq target = 0;
    void applyTo(Message& message, const ChangeOrigin& origin) const;
    template <class Self = MessageDeleted>
    static constexpr auto fields() {
        return std::tuple{field("target", &Self::target)};
    }
};

struct ReactionAdded {
    static constexpr std::string_view type = "reaction.added";
    static constexpr EventEffect effect = EventEffect::Change;
    Seq target = 0;
    QString emoji;
    void applyTo(Message& message, const ChangeOrigin& origin) const;
    template <class Self = ReactionAdded>
    static constexpr auto fields() {
        return std::tuple{field("target", &Self::target), field("emoji", &Self::emoji)};
    }
};

struct ReactionRemoved {
    static constexpr std::string_view type = "reaction.removed";
    static constexpr EventEffect effect = EventEffect::Change;
    Seq target = 0;
    QString emoji;
    void applyTo(Message& message, const ChangeOrigin& origin) const;
    template <class Self = ReactionRemoved>
    static constexpr auto fields() {
        return std::tuple{field("target", &Self::target), field("emoji", &Self::emoji)};
    }
};

struct MessagePinned {
    static constexpr std::string_view type = "message.pinned";
    static constexpr EventEffect effect = EventEffect::Change;
    Seq target = 0;
    void applyTo(Message& message, const ChangeOrigin& origin) const;
    template <class Self = MessagePinned>
    static constexpr auto fields() {
        return std::tuple{field("target", &Self::target)};
    }
};

struct MessageUnpinned {
    static constexpr std::string_view type = "message.unpinned";
    static constexpr EventEffect effect = EventEffect::Change;
    Seq target = 0;
    void applyTo(Message& message, const ChangeOrigin& origin) const;
    template <class Self = MessageUnpinned>
    static constexpr auto fields() {
        return std::tuple{field("target", &Self::target)};
    }
};

/// Only what changed; null: the bound was removed.
struct RoomUpdated {
    static constexpr std::string_view type = "room.updated";
    static constexpr EventEffect effect = EventEffect::Row;
    std::optional<QString> name;
    std::optional<QString> topic;
    std::optional<Visibility> visibility;
    std::optional<bool> hasPassword;
    std::optional<OrNull<int>> capacity;
    std::optional<OrNull<int>> maxMembers;
    std::optional<bool> archived;
    std::optional<OrNull<QString>> picture;
    std::optional<OrNull<qint64>> slowModeMs = std::nullopt;
    template <class Self = RoomUpdated>
    static constexpr auto fields() {
        return std::tuple{field("name", &Self::name),
                          field("topic", &Self::topic),
                          field("visibility", &Self::visibility),
                          field("hasPassword", &Self::hasPassword),
                          field("capacity", &Self::capacity),
                          field("maxMembers", &Self::maxMembers),
                          field("archived", &Self::archived),
                          field("picture", &Self::picture),
                          field("slowModeMs", &Self::slowModeMs)};
    }
    friend bool operator==(const RoomUpdated&, const RoomUpdated&) = default;
};

/// An event of a type that this version does not know: it keeps its place in the log and is passed on unchanged.
struct UnknownEvent {
    static constexpr EventEffect effect = EventEffect::None;
    QString type;
    QCborMap data;
};

using EventKinds = std::variant<RoomCreated, MemberJoined, MemberLeft, MemberRole, MessagePosted, MessageEdited,
                                MessageDeleted, ReactionAdded, ReactionRemoved, MessagePinned, MessageUnpinned,
                                RoomUpdated, MemberMuted, UnknownEvent>;
extern template class SealedVariant<EventKinds>;
using EventData = SealedVariant<EventKinds>;

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
