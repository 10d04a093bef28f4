// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/types.h"
#include "server/storage/rolerule.h"

#include <qcoro/qcorotask.h>

namespace confab {

struct NewRoom {
    QString name; ///< normalised, like topic
    QString topic;
    Visibility visibility = Visibility::Public;
    QByteArray passwordHash; ///< empty: none
    std::optional<int> capacity;
    std::optional<int> maxMembers;
    UserId owner;
    UtcTime at;
};

/// What the rule of joining needs to know.
struct JoinFacts {
    Visibility visibility = Visibility::Public;
    QByteArray passwordHash; ///< empty: none
    bool isMember = false;
    bool isBanned = false;
    std::optional<UtcTime> banUntil = std::nullopt; ///< when that ends; none: not by itself
};

/// Why somebody who is banned may not join.
inline Error bannedUntil(std::optional<UtcTime> until) {
    Error error(ErrorKind::RoomBanned);
    if (until)
        error.untilMs = until->ms;
    return error;
}

/// What is to be changed of a room; texts are normalised.
struct RoomSettings {
    RoomUpdated changes;                    ///< as its event says it; hasPassword is not regarded
    std::optional<QByteArray> passwordHash; ///< empty: none; absent: it stays
};

/// A conversation that is looked for or made.
struct NewDirect {
    QList<UserId> people; ///< the caller included; each once
    UserId by;
    UtcTime at;
};
struct DirectRoom {
    Room room;                                    ///< as the caller sees it
    QList<std::pair<UserId, Room>> asOthers = {}; ///< when it was made: as each of the others does
};

/// A change of a room's membership: the room as the caller sees it afterwards, and the events that were appended.
struct RoomChange {
    Room room;
    QList<Event> events;
};

/// What a member has not read of a room, each figure up to limits::unreadCounted.
struct UnreadFigures {
    int unread = 0;   ///< messages of others
    int mentions = 0; ///< those of them that name the member
};

struct MemberPage {
    QList<Member> members; ///< by id
    bool more = false;
};

/// Rooms and their members. A returned Room is as the caller sees it, except `here`, which is live state and 0 from
/// storage, and the presence of its people and members, which is what they chose (UserStore). Deleted rooms do not
/// exist for any method. Nor do private rooms for a non-member (RoomNotFound), but for one() and what joining needs.
class RoomStore {
public:
    virtual ~RoomStore() = default;
    /// Makes the owner a member; events room.created and member.joined. RoomForbidden: they are in
    /// limits::roomsPerPerson.
    virtual QCoro::Task<Result<RoomChange>> create(NewRoom room) = 0;
    /// The rooms of a person, by id.
    struct Listing {
        QList<Room> rooms; ///< as many as fit into one answer: limits::listedRooms, limits::pageBytes of texts
        bool more = false; ///< there are others behind them
        QList<Room> rest;  ///< these, only with `id` and `lastSeq`; when it was listed from the first room on
    };
    /// The rooms of `user` whose id is greater than `after`. Of a last message the body may be cut, but not shorter
    /// than previewOf() is.
    virtual QCoro::Task<Result<Listing>> listFor(UserId user, RoomId after) = 0;
    /// The room as this member sees it. RoomNotFound, RoomNotMember: the real state, for a node itself and not for
    /// answers, which hide private rooms.
    virtual QCoro::Task<Result<Room>> one(RoomId room, UserId user) = 0;
    /// A membership of a person.
    struct Belonging {
        UserId user;
        RoomId room;
    };
    /// All memberships of these users, by user, then by room.
    virtual QCoro::Task<Result<QList<Belonging>>> belongings(QList<UserId> users) = 0;
    /// Public rooms whose name contains `query` without regard to case: first those whose name is the query, then those
    /// that begin with it, then the others; most members first, then by name. Up to `limit`, and limits::pageBytes of
    /// texts.
    virtual QCoro::Task<Result<QList<Room>>> findPublic(UserId user, QString query, int limit) = 0;
    /// RoomNotFound.
    virtual QCoro::Task<Result<JoinFacts>> joinFacts(RoomId room, UserId user) = 0;
    /// RoomNotFound; RoomBanned; RoomFull (with maxMembers as capacity); RoomForbidden as create(). A member already:
    /// the room, no event. The first member of a room without any becomes its owner.
    virtual QCoro::Task<Result<RoomChange>> join(RoomId room, UserId user, UtcTime at) = 0;
    /// RoomNotFound, RoomNotMember; RoomForbidden for a direct room. Events member.left and, when the last owner
    /// leaves, member.role for the member of longest standing (moderators first).
    virtual QCoro::Task<Result<QList<Event>>> leave(RoomId room, UserId user, UtcTime at) = 0;
    /// RoomForbidden when `may` says so of the role of `by`; RoomNotFound, RoomNotMember. The members that it had.
    virtual QCoro::Task<Result<QList<UserId>>> remove(RoomId room, UserId by, UtcTime at, RoleRule may) = 0;
    /// Changes what differs; event room.updated, unless nothing does. RoomForbidden when `may` says so of the role of
    /// `by`, and for a direct room; RoomNotFound, RoomNotMember.
    virtual QCoro::Task<Result<RoomChange>> update(RoomId room, UserId by, UtcTime at, RoomSettings settings,
                                                   RoleRule may) = 0;
    /// The direct room of exactly these people; made when there is none. InputInvalid when one of them does not exist.
    virtual QCoro::Task<Result<DirectRoom>> openDirect(NewDirect direct) = 0;
    /// Moves the caller's read position forward to `seq`, never past lastSeq, and back only when `mayGoBack`.
    /// RoomNotFound, RoomNotMember.
    struct ReadMark {
        Seq readSeq = 0;
        UnreadFigures unread;
        bool moved = false;
    };
    virtual QCoro::Task<Result<ReadMark>> markRead(RoomId room, UserId user, Seq seq, bool mayGoBack = false) = 0;
    /// By user id, after `after`. RoomNotFound, RoomNotMember.
    virtual QCoro::Task<Result<MemberPage>> members(RoomId room, UserId caller, UserId after, int limit) = 0;
};

} // namespace confab
