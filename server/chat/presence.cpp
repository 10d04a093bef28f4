// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/presence.h"

#include "server/chat/membership.h"
#include "server/storage/pagebound.h"

namespace confab {

Presence::Presence(Storage& storage, Hub& hub, Backplane& backplane, const Clock& clock)
    : m_storage(storage), m_hub(hub), m_backplane(backplane), m_clock(clock) {}

QCoro::Task<Result<Entered>> Presence::handle(Caller caller, RoomEnter request) {
    const ConnectionId connection = caller.connection;
    const quint64 entering = m_hub.beginEntering(connection, request.room, request.after.has_value());
    if (entering == 0)
        co_return fail(ErrorKind::Disconnected);
    Result<RoomLog::Entry> entry =
        co_await m_storage.log().enter(request.room, caller.identity.user, request.after, limits::eventsPerPage);
    if (!entry) {
        m_hub.abandonEntering(connection, entering);
        co_return fail(std::move(entry.error()));
    }
    if (!entry->capacity || !m_backplane.sharesSeats())
        co_return finish(connection, request.room, entering, std::move(*entry));
    const UserId user = caller.identity.user;
    if (Status seat = co_await m_backplane.takeSeat(request.room, user); !seat) {
        m_hub.abandonEntering(connection, entering);
        co_return refused(connection, request.room, std::move(seat.error()));
    }
    entry->capacity.reset(); // the seat was granted over all nodes; this node's count may be outdated
    Result<Entered> entered = finish(connection, request.room, entering, std::move(*entry));
    m_backplane.settleSeat(request.room, user);
    co_return entered;
}

Result<Entered> Presence::finish(ConnectionId connection, RoomId room, quint64 entering, RoomLog::Entry entry) {
    Entered entered{entry.lastSeq, {}, {}, std::move(entry.page.events), entry.page.more, std::move(entry.page.users),
                    entry.members};
    if (Status done = m_hub.finishEntering(connection, entering, entry.capacity, entered); !done)
        return refused(connection, room, std::move(done.error()));
    boundPage(entered.events, entered.more);
    return entered;
}

tl::unexpected<Error> Presence::refused(ConnectionId connection, RoomId room, Error error) {
    if (error.kind == ErrorKind::RoomFull)
        m_hub.awaitSeat(connection, room);
    return fail(std::move(error));
}

QCoro::Task<Result<Empty>> Presence::handle(Caller caller, RoomExit request) {
    if (Status member = co_await checkMember(m_hub, m_storage, caller, request.room); !member)
        co_return fail(std::move(member.error()));
    m_hub.exit(caller.connection, request.room);
    co_return Empty{};
}

QCoro::Task<Status> Presence::checkTyping(Caller caller, TypingSet request) {
    if (request.on)
        co_return co_await m_storage.moderation().checkMayWrite(request.room, caller.identity.user, m_clock.now());
    co_return co_await checkMember(m_hub, m_storage, caller, request.room);
}

QCoro::Task<Result<Empty>> Presence::handle(Caller caller, TypingSet request) {
    Status may = co_await checkTyping(caller, request);
    if (!may && may.error().kind == ErrorKind::UserBlocked)
        co_return Empty{}; // who is blocked learns it when they write
    if (!may)
        co_return fail(std::move(may.error()));
    if (m_hub.connections().isHidden(caller.identity.user)) // others would learn that they are there
        co_return Empty{};
    m_backplane.publishInRoom(request.room, RoomTyping{request.room, caller.identity.user, request.on},
                              caller.connection);
    co_return Empty{};
}

} // namespace confab
