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
    static constexpr auto fields() { return std::tuple{field("room", &RoomAnswer::room)}; }
};

struct RoomsAnswer {
    QList<Room> rooms;
    static constexpr auto fields() { return std::tuple{field("rooms", &RoomsAnswer::rooms)}; }
};

struct RoomsPage {
    QList<Room> rooms;        ///< by id
    std::optional<bool> more; ///< true: there are further ones
    static constexpr auto fields() {
        return std::tuple{field("rooms", &RoomsPage::rooms), field("more", &RoomsPage::more)};
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
    static constexpr auto fields() {
        return std::tuple{field("lastSeq", &Entered::lastSeq),     field("here", &Entered::here),
                          field("hereCount", &Entered::hereCount), field("events", &Entered::events),
                          field("more", &Entered::more),           field("users", &Entered::users),
                          field("members", &Entered::members)};
    }
};

struct MembersPage {
    QList<Member> members; ///< by id
    bool more = false;
    static constexpr auto fields() {
        return std::tuple{field("members", &MembersPage::members), field("more", &MembersPage::more)};
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
    static constexpr auto fields() {
        return std::tuple{field("name", &RoomCreate::name, {1, limits::nameChars}),
                          field("topic", &RoomCreate::topic, {0, limits::topicChars}),
                          field("password", &RoomCreate::password, {0, limits::passwordBytes}),
                          field("capacity", &RoomCreate::capacity, {1, limits::maxSeats}),
                          field("maxMembers", &RoomCreate::maxMembers, {1, limits::maxSeats}),
                          field("visibility", &RoomCreate::visibility)};
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
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomUpdate::room),
                          field("name", &RoomUpdate::name, {1, limits::nameChars}),
                          field("topic", &RoomUpdate::topic, {0, limits::topicChars}),
                          field("visibility", &RoomUpdate::visibility),
                          field("password", &RoomUpdate::password, {0, limits::passwordBytes}),
                          field("capacity", &RoomUpdate::capacity, {1, limits::maxSeats}),
                          field("maxMembers", &RoomUpdate::maxMembers, {1, limits::maxSeats}),
                          field("archived", &RoomUpdate::archived),
                          field("picture", &RoomUpdate::picture, {1, limits::fileIdChars})};
    }
};

/// The conversation of the caller with these people, which is made when there is none yet.
struct DirectOpen {
    static constexpr std::string_view method = "direct.open";
    static constexpr Access access = Access::SignedIn;
    using Answer = RoomAnswer;
    QList<UserId> users;
    static constexpr auto fields() { return std::tuple{field("users", &DirectOpen::users, {1, limits::directPeople})}; }
};

struct RoomList {
    static constexpr std::string_view method = "room.list";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = RoomsPage;
    std::optional<RoomId> after; ///< rooms with greater ids; none: from the first
    static constexpr auto fields() { return std::tuple{field("after", &RoomList::after)}; }
};

struct RoomFind {
    static constexpr std::string_view method = "room.find";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = RoomsAnswer;
    std::optional<QString> query;
    std::optional<int> limit;
    static constexpr auto fields() {
        return std::tuple{field("query", &RoomFind::query, {0, limits::nameChars}),
                          field("limit", &RoomFind::limit, {1, limits::foundRooms})};
    }
};

struct RoomJoin {
    static constexpr std::string_view method = "room.join";
    static constexpr Access access = Access::SignedIn;
    using Answer = RoomAnswer;
    RoomId room;
    std::optional<Secret> password;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomJoin::room),
                          field("password", &RoomJoin::password, {0, limits::passwordBytes})};
    }
};

struct RoomLeave {
    static constexpr std::string_view method = "room.leave";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    static constexpr auto fields() { return std::tuple{field("room", &RoomLeave::room)}; }
};

struct RoomDelete {
    static constexpr std::string_view method = "room.delete";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    static constexpr auto fields() { return std::tuple{field("room", &RoomDelete::room)}; }
};

struct RoomEnter {
    static constexpr std::string_view method = "room.enter";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = Entered;
    RoomId room;
    std::optional<Seq> after;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomEnter::room), field("after", &RoomEnter::after)};
    }
};

struct RoomExit {
    static constexpr std::string_view method = "room.exit";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    static constexpr auto fields() { return std::tuple{field("room", &RoomExit::room)}; }
};

struct RoomMembers {
    static constexpr std::string_view method = "room.members";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = MembersPage;
    RoomId room;
    std::optional<UserId> after;
    std::optional<int> limit;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomMembers::room), field("after", &RoomMembers::after),
                          field("limit", &RoomMembers::limit, {1, limits::membersPerPage})};
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
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomPresence::room), field("user", &RoomPresence::user),
                          field("state", &RoomPresence::state), field("hereCount", &RoomPresence::hereCount)};
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

} // namespace confab
