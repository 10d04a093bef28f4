// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/presence.h"

#include "server/chat/pagebound.h"

namespace confab {

Presence::Presence(Storage& storage, Hub& hub) : m_storage(storage), m_hub(hub) {}

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
    Entered entered{entry->lastSeq, {}, std::move(entry->page.events), entry->page.more, std::move(entry->page.users)};
    if (Done done = m_hub.finishEntering(connection, entering, entry->capacity, entered); !done)
        co_return fail(std::move(done.error()));
    boundPage(entered.events, entered.more);
    co_return entered;
}

QCoro::Task<Result<Nothing>> Presence::handle(Caller caller, RoomExit request) {
    if (!m_hub.isMember(caller.connection, request.room))
        co_return fail(ErrorKind::RoomNotMember);
    m_hub.exit(caller.connection, request.room);
    co_return Nothing{};
}

QCoro::Task<Result<Nothing>> Presence::handle(Caller caller, TypingSet request) {
    if (!m_hub.isMember(caller.connection, request.room))
        co_return fail(ErrorKind::RoomNotMember);
    m_hub.publishInRoom(request.room, RoomTyping{request.room, caller.identity.user, request.on}, caller.connection);
    co_return Nothing{};
}

} // namespace confab
