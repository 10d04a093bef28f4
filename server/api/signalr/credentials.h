// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "server/transport/http/http.h"

#include <optional>

namespace confab::signalr {

/// The access token that a request brings: as `Authorization: Bearer`, or as the query parameter `access_token`, which
/// is how SignalR's clients send it where a browser lets them set no header; or as the session's cookie, when no page
/// of another origin asks. Nothing when it brings none.
std::optional<Secret> tokenOf(const HttpRequest& request);

} // namespace confab::signalr
