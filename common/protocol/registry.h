// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/account.h"
#include "common/protocol/message.h"
#include "common/protocol/room.h"
#include "common/protocol/search.h"
#include "common/protocol/server.h"

#include <variant>

/// Every method and notification of all families. For the edge alone, where bytes become structs, and for tables with a
/// row for each: what works for one family includes its header.
namespace confab {

/// Every request there is. A new method is a struct in the header of its family and its name here.
using Request =
    std::variant<AccountRegister, AccountLogin, SessionResume, AccountRefresh, AccountLogout, UserGet, RoomCreate,
                 RoomList, RoomFind, RoomJoin, RoomLeave, RoomDelete, RoomEnter, RoomExit, RoomEvents, RoomHistory,
                 RoomMembers, RoomMarkRead, MessageSend, TypingSet, RpcDiscover, ServerAbout, MessageEdit,
                 MessageDelete, MessageReact, MessagePin, MessageEdits, MessageGet, MessageReactors, RoomPins,
                 RoomThread, RoomUpdate, DirectOpen, UserFind, SearchMessages>;

/// Every answer there is, once each.
using Answer = std::variant<Empty, Auth, Resumed, RoomAnswer, RoomsAnswer, RoomsPage, Entered, EventsPage, HistoryPage,
                            Unread, Sent, MembersPage, UsersAnswer, OpenRpc, About, MessagesAnswer, VersionsAnswer,
                            ReactorsAnswer, SearchAnswer>;

/// What the server says without being asked. The first is the log itself; the others are ephemeral: they may be
/// dropped on the way to a slow reader, carry no seq of their own, and are all repaired by the next answer.
using Notification = std::variant<RoomEventNotice, RoomActivity, RoomTyping, RoomPresence, RoomRead, RoomAdded,
                                  RoomRemoved, ServerDrainingNotice>;

} // namespace confab
