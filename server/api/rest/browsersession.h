// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/rest/calls.h"
#include "server/transport/http/router.h"

namespace confab::rest {

/// The session of a browser whose tokens are in cookies, so that no script can read them: POST /api/v1/session signs
/// in, POST /api/v1/session/code is the second step of it, POST /api/v1/session/refresh renews it, and DELETE
/// /api/v1/session ends it. All of them refuse what a page of another origin may have made the browser send.
void addBrowserSessionRoutes(HttpRouter& router, const std::shared_ptr<Calls>& calls);

} // namespace confab::rest
