// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/secret.h"
#include "server/transport/http/http.h"

namespace confab::rest {

/// The token of "Authorization: Bearer …" (RFC 6750, 2.1). AuthRequired when there is none, InputInvalid for a header
/// that is not well formed, or there twice.
Result<Secret> bearerToken(const HttpRequest& request);

} // namespace confab::rest
