// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/methodfamily.h"

namespace confab {

namespace {

struct MethodRow {
    std::string_view method;
    Family family;
};
constexpr MethodRow methods[]{
    {AccountRegister::method, Family::Registrations},
    {AccountLogin::method, Family::SignIns},
    {SessionResume::method, Family::Resumes},
    {AccountRefresh::method, Family::Resumes},
    {RpcDiscover::method, Family::Resumes},
    {ServerAbout::method, Family::Resumes},
    {AccountLogout::method, Family::Resumes},
    {UserGet::method, Family::Lists},
    {RoomList::method, Family::Lists},
    {RoomMembers::method, Family::Lists},
    {RoomCreate::method, Family::Creations},
    {RoomFind::method, Family::Finds},
    {RoomJoin::method, Family::Joins},
    {RoomLeave::method, Family::Joins},
    {RoomDelete::method, Family::Joins},
    {RoomEnter::method, Family::Enters},
    {RoomExit::method, Family::Enters},
    {RoomEvents::method, Family::Pages},
    {RoomHistory::method, Family::Pages},
    {RoomMarkRead::method, Family::Marks},
    {RoomPins::method, Family::Pages},
    {RoomThread::method, Family::Pages},
    {MessageGet::method, Family::Pages},
    {MessageEdits::method, Family::Pages},
    {MessageReactors::method, Family::Pages},
    {MessageSend::method, Family::Messages},
    {MessageEdit::method, Family::Messages},
    {MessageDelete::method, Family::Messages},
    {MessageReact::method, Family::Reactions},
    {MessagePin::method, Family::Reactions},
    {RoomUpdate::method, Family::Joins},
    {RoomSetRole::method, Family::Joins},
    {RoomKick::method, Family::Joins},
    {RoomBan::method, Family::Joins},
    {RoomUnban::method, Family::Joins},
    {RoomBans::method, Family::Lists},
    {DirectOpen::method, Family::Joins},
    {UserFind::method, Family::Finds},
    {SearchMessages::method, Family::Finds},
    {TypingSet::method, Family::Typing},
    {DraftSet::method, Family::Marks},
    {DraftList::method, Family::Pages},
    {HookAdd::method, Family::Joins},
    {HookRemove::method, Family::Joins},
    {HookList::method, Family::Lists},
    {HookPost::method, Family::Messages},
    {HookRenew::method, Family::Joins},
    {BotAdd::method, Family::Joins},
    {BotRenew::method, Family::Joins},
    {BotRemove::method, Family::Joins},
    {BotList::method, Family::Lists},
    {AccountChangePassword::method, Family::SignIns},
    {SessionList::method, Family::Lists},
    {SessionEnd::method, Family::Joins},
    {RoomMute::method, Family::Joins},
    {RoomNotify::method, Family::Marks},
    {RoomInvite::method, Family::Joins},
    {RoomInvites::method, Family::Lists},
    {RoomRevokeInvite::method, Family::Joins},
    {InviteLook::method, Family::Resumes},
    {InviteAccept::method, Family::Joins},
    {ProfileUpdate::method, Family::Joins},
    {PresenceSet::method, Family::Marks},
    {UserBlock::method, Family::Joins},
    {UserBlocks::method, Family::Lists},
    {MessageReaders::method, Family::Pages},
    {AccountChangeEmail::method, Family::SignIns},
    {AccountDelete::method, Family::SignIns},
    {AccountExport::method, Family::Creations},
    {MfaBegin::method, Family::SignIns},
    {MfaConfirm::method, Family::SignIns},
    {MfaDisable::method, Family::SignIns},
    {AccountCode::method, Family::SignIns},
    {AccountReset::method, Family::SignIns},
    {AdminUsers::method, Family::Lists},
    {AdminSetUser::method, Family::Joins},
    {AdminResetPassword::method, Family::Joins},
    {AdminInvite::method, Family::Joins},
    {AdminRooms::method, Family::Lists},
    {AdminDeleteRoom::method, Family::Joins},
    {AdminAudit::method, Family::Lists},
    {AdminSettings::method, Family::Lists},
    {AdminUpdate::method, Family::Joins},
    {AdminStats::method, Family::Lists},
};

/// A method without a line here does not compile.
consteval Family familyOfMethod(std::string_view method) {
    for (const MethodRow& row : methods) {
        if (row.method == method)
            return row.family;
    }
    throw "this method has no family";
}

} // namespace

Family familyOf(const Request& request) {
    return std::visit(
        [](const auto& typed) {
            constexpr Family family = familyOfMethod(std::decay_t<decltype(typed)>::method);
            return family;
        },
        request);
}

} // namespace confab
