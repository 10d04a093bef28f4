// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/scopes.h"

namespace confab {

namespace {

/// What a method needs of a bot's token.
enum class Need {
    Nothing, ///< it says and changes nothing that rooms keep to themselves
    Read,    ///< of the room that the call names; without one it is refused
    Send,
    Manage,
    SendOrManage, ///< the rule asks for the second where it is about others' messages
    HookOnly,     ///< the secret of a webhook
    Person        ///< no token of a bot is good for it
};

struct ScopeRow {
    std::string_view method;
    Need need;
};
constexpr ScopeRow rows[]{
    {AccountRegister::method, Need::Nothing},
    {AccountLogin::method, Need::Nothing},
    {SessionResume::method, Need::Nothing},
    {AccountRefresh::method, Need::Nothing},
    {RpcDiscover::method, Need::Nothing},
    {ServerAbout::method, Need::Nothing},
    {AccountLogout::method, Need::Person},
    {UserGet::method, Need::Nothing},
    {UserFind::method, Need::Person},
    {RoomList::method, Need::Nothing}, // which has only the rooms that the bot can read
    {RoomCreate::method, Need::Person},
    {RoomFind::method, Need::Person},
    {RoomJoin::method, Need::Person},
    {RoomLeave::method, Need::Person},
    {RoomDelete::method, Need::Person},
    {DirectOpen::method, Need::Person},
    {RoomMembers::method, Need::Read},
    {RoomEnter::method, Need::Read},
    {RoomExit::method, Need::Read},
    {RoomEvents::method, Need::Read},
    {RoomHistory::method, Need::Read},
    {RoomMarkRead::method, Need::Read},
    {RoomPins::method, Need::Read},
    {RoomThread::method, Need::Read},
    {MessageGet::method, Need::Read},
    {MessageEdits::method, Need::Read},
    {MessageReactors::method, Need::Read},
    {SearchMessages::method, Need::Read},
    {MessageSend::method, Need::Send},
    {MessageEdit::method, Need::Send},
    {MessageDelete::method, Need::SendOrManage},
    {MessageReact::method, Need::Send},
    {TypingSet::method, Need::Send},
    {MessagePin::method, Need::Manage},
    {RoomUpdate::method, Need::Manage},
    {RoomSetRole::method, Need::Person},
    {RoomKick::method, Need::Manage},
    {RoomBan::method, Need::Manage},
    {RoomUnban::method, Need::Manage},
    {RoomBans::method, Need::Manage},
    {DraftSet::method, Need::Person},
    {DraftList::method, Need::Person},
    {HookAdd::method, Need::Person},
    {HookList::method, Need::Person},
    {HookRemove::method, Need::Person},
    {HookPost::method, Need::HookOnly},
    {HookRenew::method, Need::Person},
    {BotAdd::method, Need::Person},
    {BotList::method, Need::Person},
    {BotRenew::method, Need::Person},
    {BotRemove::method, Need::Person},
    {AccountChangePassword::method, Need::Person},
    {SessionList::method, Need::Person},
    {SessionEnd::method, Need::Person},
    {RoomMute::method, Need::Manage},
    {RoomNotify::method, Need::Person},
    {RoomInvite::method, Need::Person},
    {RoomInvites::method, Need::Person},
    {RoomRevokeInvite::method, Need::Person},
    {InviteLook::method, Need::Nothing},
    {InviteAccept::method, Need::Person},
    {ProfileUpdate::method, Need::Person},
    {PresenceSet::method, Need::Person},
    {UserBlock::method, Need::Person},
    {UserBlocks::method, Need::Person},
    {MessageReaders::method, Need::Read},
    {AccountChangeEmail::method, Need::Person},
    {AccountDelete::method, Need::Person},
    {AccountExport::method, Need::Person},
    {MfaBegin::method, Need::Person},
    {MfaConfirm::method, Need::Person},
    {MfaDisable::method, Need::Person},
    {AccountCode::method, Need::Nothing},
    {AccountReset::method, Need::Nothing},
    {AdminUsers::method, Need::Person},
    {AdminSetUser::method, Need::Person},
    {AdminResetPassword::method, Need::Person},
    {AdminInvite::method, Need::Person},
    {AdminRooms::method, Need::Person},
    {AdminDeleteRoom::method, Need::Person},
    {AdminAudit::method, Need::Person},
    {AdminSettings::method, Need::Person},
    {AdminUpdate::method, Need::Person},
    {AdminStats::method, Need::Person},
};

/// A method without a line here does not compile.
consteval Need needOf(std::string_view method) {
    for (const ScopeRow& row : rows) {
        if (row.method == method)
            return row.need;
    }
    throw "this method has no scope";
}

/// The room that a call names; none when it names none.
template <class R>
RoomId roomOf(const R& request) {
    if constexpr (requires { RoomId{request.room}; })
        return request.room;
    else if constexpr (requires { request.room.value_or(RoomId{}); })
        return request.room.value_or(RoomId{});
    else
        return {};
}

bool isMet(Need need, const BotScope& scope, RoomId room) {
    if (scope.hook) // its secret stands in a URL, so it is good for as little as possible
        return need == Need::HookOnly;
    switch (need) {
    case Need::Nothing:
        return true;
    case Need::Read:
        return scope.allows(room, BotRight::Read);
    case Need::Send:
        return scope.allows(room, BotRight::Send);
    case Need::Manage:
        return scope.allows(room, BotRight::Manage);
    case Need::SendOrManage:
        return scope.allows(room, BotRight::Send) || scope.allows(room, BotRight::Manage);
    case Need::HookOnly:
    case Need::Person:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace

Status checkScope(const Caller& caller, const Request& request) {
    const BotScope* scope = caller.identity.scope.get();
    if (!scope)
        return {};
    const bool allowed = std::visit(
        [scope](const auto& typed) {
            constexpr Need need = needOf(std::decay_t<decltype(typed)>::method);
            return isMet(need, *scope, roomOf(typed));
        },
        request);
    if (allowed)
        return {};
    return fail(Error(ErrorKind::RoomForbidden, QStringLiteral("This token is not good for that")));
}

bool scopeAllows(const Caller& caller, RoomId room, BotRight right) {
    return !caller.identity.scope || caller.identity.scope->allows(room, right);
}

void keepInScope(const Identity& identity, QList<Room>& rooms) {
    rooms.removeIf([&identity](const Room& room) { return !identity.mayHear(room.id); });
}

} // namespace confab
