// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/routes.h"

#include "server/api/rest/rooms.h"
#include "server/api/rest/users.h"

namespace confab::rest {

void addRoutes(HttpRouter& router, quint16 io, Mailbox<Inbound>& chat, IoInbox& inbox) {
    const auto calls = std::make_shared<Calls>(io, chat, inbox);
    addUserRoutes(router, calls);
    addRoomRoutes(router, calls);
}

} // namespace confab::rest
