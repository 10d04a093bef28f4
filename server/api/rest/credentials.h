// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/secret.h"
#include "server/transport/http/http.h"

namespace confab::rest {

/// The token of "Authorization: Bearer …" (RFC 6750, 2.1), or without that header the one of the session's cookie.
/// AuthRequired when there is none. InputInvalid for a header that is not well formed, or there twice; and as
/// foreignPage() for a request that changes something, and that another origin's page may have made a browser send.
Result<Secret> accessToken(const HttpRequest& request);

/// The error of a request with a cookie that may be forged: InputInvalid, with the path "origin".
Error foreignPage();

} // namespace confab::rest
