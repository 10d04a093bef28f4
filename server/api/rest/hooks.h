// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/rest/calls.h"
#include "server/transport/http/router.h"

namespace confab::rest {

/// POST /hooks/{secret}: a message of an incoming webhook, in the shape that Slack's and Mattermost's have. The path is
/// a secret: nothing here writes it anywhere.
void addHookRoutes(HttpRouter& router, const std::shared_ptr<Calls>& calls);

} // namespace confab::rest
