// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/rest/calls.h"
#include "server/transport/http/router.h"

namespace confab::rest {

/// POST /api/messages.
void addMessageRoutes(HttpRouter& router, const std::shared_ptr<Calls>& calls);

} // namespace confab::rest
