// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/rooms.h"

#include "server/api/rest/jsonbody.h"

namespace confab::rest {

namespace {

/// A room with its members. What is not said of it here is in PROTOCOL.md's Room.
struct RoomDetails {
    RoomId id;
    QString name;
    RoomKind kind = RoomKind::Room;
    QString topic;
    Visibility visibility = Visibility::Public;
    Seq lastSeq = 0;
    int unread = 0;
    std::optional<int> capacity;
    std::optional<int> maxMembers;
    bool hasPassword = false;
    std::optional<Role> role;
    QList<Member> members;    ///< by id, up to limits::membersPerPage
    std::optional<bool> more; ///< true: there are further members
    int memberCount = 0;
    template <class Self = RoomDetails>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id),
                          field("name", &Self::name),
                          field("kind", &Self::kind),
                          field("topic", &Self::topic),
                          field("visibility", &Self::visibility),
                          field("lastSeq", &Self::lastSeq),
                          field("unread", &Self::unread),
                          nullable("capacity", &Self::capacity),
                          field("maxMembers", &Self::maxMembers),
                          field("hasPassword", &Self::hasPassword),
                          nullable("role", &Self::role),
                          field("members", &Self::members),
                          field("more", &Self::more),
                          field("memberCount", &Self::memberCount)};
    }
};

RoomDetails detailsOf(const Room& room, const MembersPage& page) {
    return {room.id,
            room.name,
            room.kind,
            room.topic,
            room.visibility,
            room.lastSeq,
            room.unread,
            room.capacity,
            room.maxMembers,
            room.hasPassword,
            room.role,
            page.members,
            page.more ? std::optional(true) : std::nullopt,
            room.members};
}

/// A path without a room's number names no room.
std::optional<RoomId> roomIn(const HttpExchange& exchange) {
    const QByteArray text = exchange.parameter("id");
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber || number < 1 || number > limits::maxId || QByteArray::number(number) != text)
        return std::nullopt;
    return RoomId{number};
}

/// The caller's own list from this room on begins with it.
void readRoom(Calls& calls, const HttpExchange& exchange, RoomId room, const MembersPage& members, int status) {
    RoomList list;
    if (room.value > 1)
        list.after = RoomId{room.value - 1};
    calls.call(exchange, list, [reply = exchange.reply, room, members, status](const RoomsPage& page) {
        if (page.rooms.isEmpty() || page.rooms.first().id != room)
            return reply(problem(Error(ErrorKind::RoomNotMember))); // since the call before
        reply(jsonAnswer(status, detailsOf(page.rooms.first(), members)));
    });
}

/// The members first: that call tells whether the room may be seen.
void describeRoom(Calls& calls, const HttpExchange& exchange, RoomId room, int status) {
    const auto then = [&calls, exchange, room, status](const MembersPage& members) {
        readRoom(calls, exchange, room, members, status);
    };
    calls.call(exchange, RoomMembers{room, {}, {}}, then);
}

void getRoom(Calls& calls, const HttpExchange& exchange) {
    const std::optional<RoomId> room = roomIn(exchange);
    if (!room)
        return calls.refuse(exchange.reply, Error(ErrorKind::RoomNotFound));
    describeRoom(calls, exchange, *room, 200);
}

void createRoom(Calls& calls, const HttpExchange& exchange) {
    if (calls.refusesStranger(exchange))
        return;
    Result<RoomCreate> request = readJson<RoomCreate>(exchange.request);
    if (!request)
        return calls.refuse(exchange.reply, request.error());
    calls.call(exchange, std::move(*request),
               [&calls, exchange](const RoomAnswer& created) { describeRoom(calls, exchange, created.room.id, 201); });
}

struct JoinRequest {
    RoomId roomId;
    std::optional<Secret> password;
    template <class Self = JoinRequest>
    static constexpr auto fields() {
        return std::tuple{field("roomId", &Self::roomId),
                          field("password", &Self::password, {0, limits::passwordBytes})};
    }
};

void joinRoom(Calls& calls, const HttpExchange& exchange) {
    if (calls.refusesStranger(exchange))
        return;
    Result<JoinRequest> request = readJson<JoinRequest>(exchange.request);
    if (!request)
        return calls.refuse(exchange.reply, request.error());
    const RoomId room = request->roomId;
    calls.call(exchange, RoomJoin{room, std::move(request->password)},
               [&calls, exchange, room](const RoomAnswer&) { describeRoom(calls, exchange, room, 200); });
}

} // namespace

void addRoomRoutes(HttpRouter& router, const std::shared_ptr<Calls>& calls) {
    router.add("GET", "/api/rooms/{id}", [calls](const HttpExchange& exchange) { getRoom(*calls, exchange); });
    router.add(
        "POST", "/api/rooms", [calls](const HttpExchange& exchange) { createRoom(*calls, exchange); },
        RouteBody::required());
    router.add(
        "POST", "/api/rooms/join", [calls](const HttpExchange& exchange) { joinRoom(*calls, exchange); },
        RouteBody::required());
}

} // namespace confab::rest
