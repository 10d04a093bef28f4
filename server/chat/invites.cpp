// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/invites.h"

#include "server/chat/liverooms.h"
#include "server/chat/permissions.h"

#include <QRandomGenerator>

namespace confab {

namespace {

/// Of letters and digits alone, so that a link is found whole in a text, and no code looks like an option.
constexpr char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr quint32 letters = sizeof(alphabet) - 1;
constexpr int codeLetters = 22; // log2(62^22) = 130

} // namespace

Secret newInviteCode() {
    Secret code;
    for (int i = 0; i < codeLetters; ++i)
        code.value += QLatin1Char(alphabet[QRandomGenerator::system()->bounded(letters)]);
    return code;
}

Secret Invites::urlOf(const Secret& code) const {
    return {QString(m_publicUrl % u"/invite/" % code.value)};
}

QCoro::Task<Result<Invite>> Invites::handle(Caller caller, RoomInvite request) {
    NewInvite fresh{newInviteCode(), request.room, caller.identity.user, m_clock.now()};
    if (request.expiresInMs)
        fresh.expiresAt = UtcTime{fresh.at.ms + *request.expiresInMs};
    fresh.uses = request.uses;
    Result<Invite> made = co_await m_storage.invites().make(std::move(fresh), permissions::mayInvite);
    if (made)
        made->url = urlOf(made->code);
    co_return made;
}

QCoro::Task<Result<InvitesAnswer>> Invites::handle(Caller caller, RoomInvites request) {
    const UtcTime now = m_clock.now();
    Result<QList<Invite>> invites = co_await m_storage.invites().list(
        request.room, caller.identity.user, now, permissions::mayHandleInvites, permissions::mayInvite);
    if (!invites)
        co_return fail(std::move(invites.error()));
    for (Invite& invite : *invites)
        invite.url = urlOf(invite.code);
    co_return InvitesAnswer{std::move(*invites)};
}

QCoro::Task<Result<Empty>> Invites::handle(Caller caller, RoomRevokeInvite request) {
    Status ended = co_await m_storage.invites().revoke(request.room, std::move(request.code), caller.identity.user,
                                                       permissions::mayHandleInvites);
    if (!ended)
        co_return fail(std::move(ended.error()));
    co_return Empty{};
}

QCoro::Task<Result<InvitedTo>> Invites::handle(Caller, InviteLook request) {
    const UtcTime now = m_clock.now();
    Result<InvitedTo> found = co_await m_storage.invites().look(std::move(request.code), now, permissions::mayInvite);
    co_return found;
}

QCoro::Task<Result<RoomAnswer>> Invites::handle(Caller caller, InviteAccept request) {
    const UserId user = caller.identity.user;
    const UtcTime now = m_clock.now();
    Result<RoomChange> joined =
        co_await m_storage.invites().accept(std::move(request.code), user, now, permissions::mayInvite);
    if (!joined)
        co_return fail(std::move(joined.error()));
    for (const Event& event : std::as_const(joined->events))
        m_backplane.publishEvent(event, caller.identity.name);
    finishRoom(m_hub, joined->room, now);
    m_backplane.memberAdded(joined->room, user, caller.connection);
    co_return RoomAnswer{std::move(joined->room)};
}

} // namespace confab
