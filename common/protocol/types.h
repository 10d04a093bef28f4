// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"
#include "common/protocol/fields.h"

/// The types that requests and answers consist of. Names and shapes: PROTOCOL.md beside this file.
namespace confab {

enum class RoomKind { Room, Direct };
template <>
struct EnumNames<RoomKind> {
    static constexpr std::array<std::pair<RoomKind, const char*>, 2> names{
        {{RoomKind::Room, "room"}, {RoomKind::Direct, "direct"}}};
};

/// Whether a user is in a room now (entered it on at least one connection).
enum class PresenceState { Here, Gone };
template <>
struct EnumNames<PresenceState> {
    static constexpr std::array<std::pair<PresenceState, const char*>, 2> names{
        {{PresenceState::Here, "here"}, {PresenceState::Gone, "gone"}}};
};

/// Whether a user is online now, in any room.
enum class Availability { Online, Away, DoNotDisturb, Offline };
template <>
struct EnumNames<Availability> {
    static constexpr std::array<std::pair<Availability, const char*>, 4> names{{{Availability::Online, "online"},
                                                                                {Availability::Away, "away"},
                                                                                {Availability::DoNotDisturb, "dnd"},
                                                                                {Availability::Offline, "offline"}}};
};

/// Who may create an account: everyone, holders of an invite, or no one.
enum class Registration { Open, Invite, Closed };
template <>
struct EnumNames<Registration> {
    static constexpr std::array<std::pair<Registration, const char*>, 3> names{
        {{Registration::Open, "open"}, {Registration::Invite, "invite"}, {Registration::Closed, "closed"}}};
};

/// What of a room somebody is told: every message, those that mention them, or none.
enum class NotifyLevel { All, Mentions, None };
template <>
struct EnumNames<NotifyLevel> {
    static constexpr std::array<std::pair<NotifyLevel, const char*>, 3> names{
        {{NotifyLevel::All, "all"}, {NotifyLevel::Mentions, "mentions"}, {NotifyLevel::None, "none"}}};
};

/// What somebody may do on the server, beside rooms.
enum class ServerRole { Member, Admin };
template <>
struct EnumNames<ServerRole> {
    static constexpr std::array<std::pair<ServerRole, const char*>, 2> names{
        {{ServerRole::Member, "member"}, {ServerRole::Admin, "admin"}}};
};

enum class RemovalReason { Left, Deleted };
template <>
struct EnumNames<RemovalReason> {
    static constexpr std::array<std::pair<RemovalReason, const char*>, 2> names{
        {{RemovalReason::Left, "left"}, {RemovalReason::Deleted, "deleted"}}};
};

/// What a user says about the moment, beside the name.
struct UserStatus {
    QString text;
    QString emoji;                               ///< one, or empty
    std::optional<UtcTime> until = std::nullopt; ///< when it goes by itself
    template <class Self = UserStatus>
    static constexpr auto fields() {
        return std::tuple{field("text", &Self::text, {0, limits::statusChars}),
                          field("emoji", &Self::emoji, {0, limits::emojiChars}), field("until", &Self::until)};
    }
    friend bool operator==(const UserStatus&, const UserStatus&) = default;
};

struct User {
    UserId id;
    QString name;
    std::optional<QString> email;                        ///< only to the user itself
    std::optional<Availability> presence = std::nullopt; ///< absent: unknown, or not requested
    std::optional<bool> bot = std::nullopt;              ///< true: a program, or absent
    std::optional<QString> picture = std::nullopt;       ///< the id of a file; absent: none
    std::optional<UserStatus> status = std::nullopt;     ///< absent: none
    std::optional<UtcTime> lastSeenAt = std::nullopt;    ///< of who is offline; absent: not known, or not told
    std::optional<bool> blocked = std::nullopt;          ///< true: the caller blocks them; or absent
    std::optional<bool> mfa = std::nullopt; ///< only to the user itself; true: there is a second factor; or absent
    std::optional<ServerRole> role = std::nullopt; ///< to the user itself and to administrators; absent: a member

    template <class Self = User>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id),           field("name", &Self::name),
                          field("email", &Self::email),     field("presence", &Self::presence),
                          field("bot", &Self::bot),         field("picture", &Self::picture, {1, limits::fileIdChars}),
                          field("status", &Self::status),   field("lastSeenAt", &Self::lastSeenAt),
                          field("blocked", &Self::blocked), field("mfa", &Self::mfa),
                          field("role", &Self::role)};
    }
    friend bool operator==(const User&, const User&) = default;
};

/// One user's membership, as others see it.
struct Member {
    UserId id;
    QString name;
    Role role = Role::Member;
    UtcTime joinedAt;
    std::optional<bool> here = std::nullopt;             ///< in the room now; absent: not known
    std::optional<Availability> presence = std::nullopt; ///< when the answer was made; absent: unknown
    std::optional<bool> bot = std::nullopt;              ///< true: a program, or absent
    std::optional<QString> picture = std::nullopt;       ///< as User's
    std::optional<UserStatus> status = std::nullopt;     ///< as User's
    std::optional<bool> muted = std::nullopt;            ///< true: may not write; or absent
    std::optional<UtcTime> mutedUntil = std::nullopt;    ///< when that ends by itself

    template <class Self = Member>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id),
                          field("name", &Self::name),
                          field("role", &Self::role),
                          field("joinedAt", &Self::joinedAt),
                          field("here", &Self::here),
                          field("presence", &Self::presence),
                          field("bot", &Self::bot),
                          field("picture", &Self::picture, {1, limits::fileIdChars}),
                          field("status", &Self::status),
                          field("muted", &Self::muted),
                          field("mutedUntil", &Self::mutedUntil)};
    }
};

/// A message in its present form (its current content), from the projection of the room's log.
struct Message : MessageContent {
    RoomId room;
    Seq seq = 0;
    UserId by;
    UtcTime at;
    std::optional<QString> clientId;
    std::optional<UtcTime> editedAt;
    std::optional<UtcTime> deletedAt;
    std::optional<QList<Reaction>> reactions = std::nullopt; ///< in the order in which they came; absent for none
    std::optional<bool> pinned = std::nullopt;               ///< true, or absent
    std::optional<int> replies = std::nullopt; ///< of the first message of a chain: how many follow; absent for none
    Seq asOf = 0; ///< not on the wire: up to where its room's log is in it; set by who received it

    template <class Self = Message>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room),
                          field("seq", &Self::seq),
                          field("by", &Self::by),
                          field("at", &Self::at),
                          inherited<Self>("body", &Self::body),
                          field("clientId", &Self::clientId),
                          field("editedAt", &Self::editedAt),
                          field("deletedAt", &Self::deletedAt),
                          inherited<Self>("replyTo", &Self::replyTo),
                          inherited<Self>("mentions", &Self::mentions),
                          inherited<Self>("files", &Self::files, {0, limits::filesPerMessage}),
                          inherited<Self>("thread", &Self::thread),
                          field("replies", &Self::replies),
                          field("reactions", &Self::reactions, {0, limits::reactionsPerMessage}),
                          field("pinned", &Self::pinned)};
    }
};

/// A room, as one caller sees it.
struct Room {
    RoomId id;
    QString name;
    RoomKind kind = RoomKind::Room;
    QString topic;
    Visibility visibility = Visibility::Public;
    Seq lastSeq = 0;
    Seq readSeq = 0;               ///< up to where the caller has read
    int unread = 0;                ///< messages of others after readSeq, counted up to limits::unreadCounted
    int mentions = 0;              ///< those of them that name the caller
    int members = 0;               ///< number of members
    int here = 0;                  ///< number of occupants
    std::optional<int> capacity;   ///< occupants at once; null: unlimited
    std::optional<int> maxMembers; ///< members; absent: unlimited
    bool hasPassword = false;
    std::optional<Role> role; ///< the caller's; null: not a member
    std::optional<Message> lastMessage;
    std::optional<QString> lastMessageName;         ///< the name of lastMessage.by
    std::optional<UtcTime> joinedAt = std::nullopt; ///< when the caller became a member; absent: not a member
    std::optional<bool> archived = std::nullopt;    ///< true: it can be read, and no more; absent: it can be written to
    std::optional<QList<User>> people = std::nullopt; ///< of a direct room: its members but the caller
    std::optional<QString> picture = std::nullopt;    ///< the id of a file; absent: none
    std::optional<qint64> slowModeMs = std::nullopt;  ///< the least time between two messages of a member; absent: none
    std::optional<NotifyLevel> notify = std::nullopt; ///< what the caller is told of; absent: not chosen
    std::optional<UtcTime> notifyUntil = std::nullopt; ///< when `notify` ends by itself
    std::optional<bool> muted = std::nullopt;          ///< true: the caller may not write; or absent
    std::optional<UtcTime> mutedUntil = std::nullopt;  ///< when that ends by itself

    template <class Self = Room>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id),
                          field("name", &Self::name),
                          field("kind", &Self::kind),
                          field("topic", &Self::topic),
                          field("visibility", &Self::visibility),
                          field("lastSeq", &Self::lastSeq),
                          field("readSeq", &Self::readSeq),
                          field("unread", &Self::unread),
                          field("mentions", &Self::mentions),
                          field("members", &Self::members),
                          field("here", &Self::here),
                          nullable("capacity", &Self::capacity),
                          field("maxMembers", &Self::maxMembers),
                          field("hasPassword", &Self::hasPassword),
                          nullable("role", &Self::role),
                          field("lastMessage", &Self::lastMessage),
                          field("lastMessageName", &Self::lastMessageName),
                          field("joinedAt", &Self::joinedAt),
                          field("archived", &Self::archived),
                          field("people", &Self::people, {0, limits::directPeople}),
                          field("picture", &Self::picture, {1, limits::fileIdChars}),
                          field("slowModeMs", &Self::slowModeMs, {0, limits::slowModeMs}),
                          field("notify", &Self::notify),
                          field("notifyUntil", &Self::notifyUntil),
                          field("muted", &Self::muted),
                          field("mutedUntil", &Self::mutedUntil)};
    }
};

} // namespace confab
