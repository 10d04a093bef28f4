// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "common/protocol/method.h"
#include "common/protocol/types.h"

/// Rooms, their members, and who is in them now.
namespace confab {

// ---- answers -------------------------------------------------------------------------------------------------------

struct RoomAnswer {
    Room room;
    template <class Self = RoomAnswer>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room)};
    }
};

struct RoomsAnswer {
    QList<Room> rooms;
    template <class Self = RoomsAnswer>
    static constexpr auto fields() {
        return std::tuple{field("rooms", &Self::rooms)};
    }
};

struct RoomsPage {
    QList<Room> rooms;        ///< by id
    std::optional<bool> more; ///< true: there are further ones
    template <class Self = RoomsPage>
    static constexpr auto fields() {
        return std::tuple{field("rooms", &Self::rooms), field("more", &Self::more)};
    }
};

struct Entered {
    Seq lastSeq = 0;
    QList<User> here;             ///< oneself, and as many others as limits::listedPeople and listedNames allow
    std::optional<int> hereCount; ///< how many are here, when those are not all
    QList<Event> events; ///< those after `after`, oldest first, at most limits::eventsPerPage; none without `after`
    bool more = false;   ///< there are further events between `events` and `lastSeq`: ask room.events
    QList<User> users;   ///< the people whom `events` name
    std::optional<int> members = std::nullopt; ///< how many belong to the room at `lastSeq`; absent: not known
    template <class Self = Entered>
    static constexpr auto fields() {
        return std::tuple{field("lastSeq", &Self::lastSeq),     field("here", &Self::here),
                          field("hereCount", &Self::hereCount), field("events", &Self::events),
                          field("more", &Self::more),           field("users", &Self::users),
                          field("members", &Self::members)};
    }
};

struct MembersPage {
    QList<Member> members; ///< by id
    bool more = false;
    template <class Self = MembersPage>
    static constexpr auto fields() {
        return std::tuple{field("members", &Self::members), field("more", &Self::more)};
    }
};

// ---- requests ------------------------------------------------------------------------------------------------------

struct RoomCreate {
    static constexpr std::string_view method = "room.create";
    static constexpr Access access = Access::SignedIn;
    using Answer = RoomAnswer;
    QString name;
    std::optional<QString> topic;
    std::optional<Secret> password;
    std::optional<int> capacity;
    std::optional<int> maxMembers;
    std::optional<Visibility> visibility;
    template <class Self = RoomCreate>
    static constexpr auto fields() {
        return std::tuple{field("name", &Self::name, {1, limits::nameChars}),
                          field("topic", &Self::topic, {0, limits::topicChars}),
                          field("password", &Self::password, {0, limits::passwordBytes}),
                          field("capacity", &Self::capacity, {1, limits::maxSeats}),
                          field("maxMembers", &Self::maxMembers, {1, limits::maxSeats}),
                          field("visibility", &Self::visibility)};
    }
};

/// Changes what is there; a member that is left out stays as it is.
struct RoomUpdate {
    static constexpr std::string_view method = "room.update";
    static constexpr Access access = Access::SignedIn;
    using Answer = RoomAnswer;
    RoomId room;
    std::optional<QString> name;
    std::optional<QString> topic;
    std::optional<Visibility> visibility;
    std::optional<OrNull<Secret>> password;
    std::optional<OrNull<int>> capacity;
    std::optional<OrNull<int>> maxMembers;
    std::optional<bool> archived;
    std::optional<OrNull<QString>> picture; ///< a file that the caller may read
    std::optional<OrNull<qint64>> slowModeMs = std::nullopt;
    template <class Self = RoomUpdate>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room),
                          field("name", &Self::name, {1, limits::nameChars}),
                          field("topic", &Self::topic, {0, limits::topicChars}),
                          field("visibility", &Self::visibility),
                          field("password", &Self::password, {0, limits::passwordBytes}),
                          field("capacity", &Self::capacity, {1, limits::maxSeats}),
                          field("maxMembers", &Self::maxMembers, {1, limits::maxSeats}),
                          field("archived", &Self::archived),
                          field("picture", &Self::picture, {1, limits::fileIdChars}),
                          field("slowModeMs", &Self::slowModeMs, {1, limits::slowModeMs})};
    }
};

/// The conversation of the caller with these people, which is made when there is none yet.
struct DirectOpen {
    static constexpr std::string_view method = "direct.open";
    static constexpr Access access = Access::SignedIn;
    using Answer = RoomAnswer;
    QList<UserId> users;
    template <class Self = DirectOpen>
    static constexpr auto fields() {
        return std::tuple{field("users", &Self::users, {1, limits::directPeople})};
    }
};

struct RoomList {
    static constexpr std::string_view method = "room.list";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = RoomsPage;
    std::optional<RoomId> after; ///< rooms with greater ids; none: from the first
    template <class Self = RoomList>
    static constexpr auto fields() {
        return std::tuple{field("after", &Self::after)};
    }
};

struct RoomFind {
    static constexpr std::string_view method = "room.find";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = RoomsAnswer;
    std::optional<QString> query;
    std::optional<int> limit;
    template <class Self = RoomFind>
    static constexpr auto fields() {
        return std::tuple{field("query", &Self::query, {0, limits::nameChars}),
                          field("limit", &Self::limit, {1, limits::foundRooms})};
    }
};

struct RoomJoin {
    static constexpr std::string_view method = "room.join";
    static constexpr Access access = Access::SignedIn;
    using Answer = RoomAnswer;
    RoomId room;
    std::optional<Secret> password;
    template <class Self = RoomJoin>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("password", &Self::password, {0, limits::passwordBytes})};
    }
};

struct RoomLeave {
    static constexpr std::string_view method = "room.leave";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    template <class Self = RoomLeave>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room)};
    }
};

struct RoomDelete {
    static constexpr std::string_view method = "room.delete";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    template <class Self = RoomDelete>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room)};
    }
};

struct RoomEnter {
    static constexpr std::string_view method = "room.enter";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = Entered;
    RoomId room;
    std::optional<Seq> after;
    template <class Self = RoomEnter>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("after", &Self::after)};
    }
};

struct RoomExit {
    static constexpr std::string_view method = "room.exit";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    template <class Self = RoomExit>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room)};
    }
};

struct RoomMembers {
    static constexpr std::string_view method = "room.members";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = MembersPage;
    RoomId room;
    std::optional<UserId> after;
    std::optional<int> limit;
    template <class Self = RoomMembers>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("after", &Self::after),
                          field("limit", &Self::limit, {1, limits::membersPerPage})};
    }
};

/// What of the room the caller is told, on all their devices.
struct RoomNotify {
    static constexpr std::string_view method = "room.notify";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    NotifyLevel level = NotifyLevel::All;
    std::optional<UtcTime> until = std::nullopt; ///< when it ends by itself
    template <class Self = RoomNotify>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("level", &Self::level), field("until", &Self::until)};
    }
};

// ---- notifications -------------------------------------------------------------------------------------------------

struct RoomPresence {
    static constexpr std::string_view method = "room.presence";
    static constexpr bool ephemeral = true;
    RoomId room;
    User user;
    PresenceState state = PresenceState::Here;
    std::optional<int> hereCount; ///< how many are here now, also for a slow reader who missed arrivals
    template <class Self = RoomPresence>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("user", &Self::user), field("state", &Self::state),
                          field("hereCount", &Self::hereCount)};
    }
};

/// The receiver became a member on another of their connections.
struct RoomAdded {
    static constexpr std::string_view method = "room.added";
    static constexpr bool ephemeral = false;
    Room room;
    template <class Self = RoomAdded>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room)};
    }
};

/// The receiver chose on another device what of the room they are told.
struct RoomNotifyChanged {
    static constexpr std::string_view method = "room.notifyChanged";
    static constexpr bool ephemeral = true;
    RoomId room;
    NotifyLevel level = NotifyLevel::All;
    std::optional<UtcTime> until = std::nullopt;
    template <class Self = RoomNotifyChanged>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("level", &Self::level), field("until", &Self::until)};
    }
};

/// How the receiver was put out of a room.
struct PutOut {
    User by;
    Departure reason = Departure::Kicked;
    std::optional<QString> note = std::nullopt;  ///< what `by` says about it
    std::optional<UtcTime> until = std::nullopt; ///< of a ban that ends
    template <class Self = PutOut>
    static constexpr auto fields() {
        return std::tuple{field("by", &Self::by), field("reason", &Self::reason), field("note", &Self::note),
                          field("until", &Self::until)};
    }
};

/// The receiver is no longer a member.
struct RoomRemoved {
    static constexpr std::string_view method = "room.removed";
    static constexpr bool ephemeral = false;
    RoomId room;
    RemovalReason reason = RemovalReason::Left;
    std::optional<PutOut> putOut = std::nullopt; ///< absent: they left, or the room was deleted
    template <class Self = RoomRemoved>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("reason", &Self::reason), field("putOut", &Self::putOut)};
    }
};

} // namespace confab
