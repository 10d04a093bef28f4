// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/routes.h"

#include "server/api/rest/browsersession.h"
#include "server/api/rest/conversations.h"
#include "server/api/rest/documents.h"
#include "server/api/rest/files.h"
#include "server/api/rest/hooks.h"
#include "server/api/rest/messages.h"
#include "server/api/rest/methods.h"
#include "server/api/rest/rooms.h"
#include "server/api/rest/users.h"

namespace confab::rest {

void addRoutes(HttpRouter& router, quint16 io, Mailbox<Inbound>& chat, IoInbox& inbox) {
    const auto calls = std::make_shared<Calls>(io, chat, inbox);
    addUserRoutes(router, calls);
    addBrowserSessionRoutes(router, calls);
    addRoomRoutes(router, calls);
    addMessageRoutes(router, calls);
    addConversationRoutes(router, calls);
    addMethodRoutes(router, calls);
    addHookRoutes(router, calls);
    addDocumentRoutes(router);
}

void addFileRoutes(HttpRouter& router, quint16 io, FileService& service) {
    const auto transfers = std::make_shared<FileTransfers>(std::make_shared<FilePort>(io, service));
    addFileRoutes(router, transfers);
    addTusRoutes(router, transfers);
}

} // namespace confab::rest
