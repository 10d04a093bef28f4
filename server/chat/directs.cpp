// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/directs.h"

#include "common/protocol/text.h"
#include "server/chat/liverooms.h"

#include <algorithm>

namespace confab {

namespace {

/// Each person once, with the caller. InputInvalid: only the caller, or more than limits::directPeople.
Result<QList<UserId>> peopleOf(QList<UserId> users, UserId caller) {
    users.append(caller);
    std::ranges::sort(users);
    users.erase(std::unique(users.begin(), users.end()), users.end());
    if (users.size() >= 2 && users.size() <= limits::directPeople)
        return users;
    return fail(Error::invalid(QStringLiteral("params.users"),
                               QStringLiteral("params.users: 1 to %1 others expected").arg(limits::directPeople - 1)));
}

} // namespace

QCoro::Task<Result<RoomAnswer>> Directs::handle(Caller caller, DirectOpen request) {
    const UserId user = caller.identity.user;
    Result<QList<UserId>> people = peopleOf(std::move(request.users), user);
    if (!people)
        co_return fail(std::move(people.error()));
    NewDirect direct{std::move(*people), user, m_clock.now()}; // not in the expression: GCC 12 would destroy it twice
    Result<DirectRoom> opened = co_await m_storage.rooms().openDirect(std::move(direct));
    if (!opened)
        co_return fail(std::move(opened.error()));
    finishRoom(m_hub, opened->room, m_clock.now());
    if (!opened->asOthers.isEmpty())
        m_backplane.memberAdded(opened->room, user, caller.connection);
    for (const auto& [other, room] : std::as_const(opened->asOthers))
        m_backplane.memberAdded(room, other, {});
    co_return RoomAnswer{std::move(opened->room)};
}

QCoro::Task<Result<UsersAnswer>> Directs::handle(Caller caller, UserFind request) {
    const QString query = normalisedLine(request.query);
    if (query.isEmpty())
        co_return UsersAnswer{};
    Result<QList<User>> found =
        co_await m_storage.users().find(query, caller.identity.user, request.limit.value_or(limits::foundPeople));
    if (!found)
        co_return fail(std::move(found.error()));
    co_return UsersAnswer{std::move(*found)};
}

} // namespace confab
