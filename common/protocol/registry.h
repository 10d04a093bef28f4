// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/sealedvariant.h"
#include "common/protocol/account.h"
#include "common/protocol/admin.h"
#include "common/protocol/bot.h"
#include "common/protocol/draft.h"
#include "common/protocol/hook.h"
#include "common/protocol/invite.h"
#include "common/protocol/message.h"
#include "common/protocol/moderation.h"
#include "common/protocol/profile.h"
#include "common/protocol/room.h"
#include "common/protocol/search.h"
#include "common/protocol/secondfactor.h"
#include "common/protocol/server.h"

/// Every method and notification of all families. For the edge alone, where bytes become structs, and for tables with a
/// row for each: what works for one family includes its header.
namespace confab {

/// Every request there is. A new method is a struct in the header of its family and its name here.
using Requests =
    std::variant<AccountRegister, AccountLogin, SessionResume, AccountRefresh, AccountLogout, UserGet, RoomCreate,
                 RoomList, RoomFind, RoomJoin, RoomLeave, RoomDelete, RoomEnter, RoomExit, RoomEvents, RoomHistory,
                 RoomMembers, RoomMarkRead, MessageSend, TypingSet, RpcDiscover, ServerAbout, MessageEdit,
                 MessageDelete, MessageReact, MessagePin, MessageEdits, MessageGet, MessageReactors, RoomPins,
                 RoomThread, RoomUpdate, DirectOpen, UserFind, SearchMessages, DraftSet, DraftList, HookAdd, HookList,
                 HookRemove, HookPost, HookRenew, BotAdd, BotList, BotRenew, BotRemove, AccountChangePassword,
                 SessionList, SessionEnd, RoomSetRole, RoomKick, RoomBan, RoomUnban, RoomBans, RoomMute, RoomNotify,
                 RoomInvite, RoomInvites, RoomRevokeInvite, InviteLook, InviteAccept, ProfileUpdate, PresenceSet,
                 UserBlock, UserBlocks, MessageReaders, AccountChangeEmail, AccountDelete, AccountExport, MfaBegin,
                 MfaConfirm, MfaDisable, AccountCode, AccountReset, AdminUsers, AdminSetUser, AdminResetPassword,
                 AdminInvite, AdminRooms, AdminDeleteRoom, AdminAudit, AdminSettings, AdminUpdate, AdminStats>;
extern template class SealedVariant<Requests>;
using Request = SealedVariant<Requests>;

/// Every answer there is, once each.
using Answers = std::variant<Empty, Auth, Resumed, RoomAnswer, RoomsAnswer, RoomsPage, Entered, EventsPage, HistoryPage,
                             Unread, Sent, MembersPage, UsersAnswer, OpenRpc, About, MessagesAnswer, VersionsAnswer,
                             ReactorsAnswer, SearchAnswer, DraftSaved, DraftsPage, HookAdded, HooksAnswer, BotAdded,
                             BotsAnswer, SessionsAnswer, BansAnswer, Invite, InvitesAnswer, InvitedTo, UserAnswer,
                             ReadersPage, FileAnswer, MfaOffer, RecoveryCodes, AccountsPage, RoomInfosPage, AuditPage,
                             ResetLink, ServerInvite, ServerSettings, ServerStats>;
extern template class SealedVariant<Answers>;
using Answer = SealedVariant<Answers>;

/// What the server says without being asked. The first is the log itself; the others are ephemeral: they may be
/// dropped on the way to a slow reader, carry no seq of their own, and are all repaired by the next answer.
using Notifications = std::variant<RoomEventNotice, RoomActivity, RoomTyping, RoomPresence, RoomRead, RoomAdded,
                                   RoomRemoved, ServerDrainingNotice, DraftChanged, RoomNotifyChanged, UserUpdated>;
extern template class SealedVariant<Notifications>;
using Notification = SealedVariant<Notifications>;

/// The method's name on the wire.
QString methodName(const Request& request);
/// Whether it may be called before sign-in.
Access accessOf(const Request& request);
/// Whether it signs the connection in, or takes as long as if it did: one of these at a time on a connection.
bool signsIn(const Request& request);
/// Whether its answer may be thousands of times as large as the request.
bool wantsPage(const Request& request);
/// Whether it may be dropped on the way to a slow reader.
bool isEphemeral(const Notification& notification);

} // namespace confab
