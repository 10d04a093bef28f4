// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/blocking.h"

namespace confab {

QCoro::Task<Result<Empty>> Blocking::handle(Caller caller, UserBlock request) {
    const UserId user = caller.identity.user;
    Result<std::optional<User>> changed = co_await m_storage.blocks().setBlocked(user, request.user, request.on);
    if (!changed)
        co_return fail(std::move(changed.error()));
    if (*changed) {
        const UserUpdated updated{std::move(**changed)};
        m_backplane.notifyUser(user, updated, caller.connection, RoomId{});
    }
    co_return Empty{};
}

QCoro::Task<Result<UsersAnswer>> Blocking::handle(Caller caller, UserBlocks) {
    Result<QList<User>> blocked = co_await m_storage.blocks().blocked(caller.identity.user);
    if (!blocked)
        co_return fail(std::move(blocked.error()));
    co_return UsersAnswer{std::move(*blocked)};
}

} // namespace confab
