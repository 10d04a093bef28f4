// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/http.h"

namespace confab {

/// The id by which a request is found again in logs, for its answer's X-Request-Id: the one that a proxy gave it (1 to
/// 64 letters, digits, '.', '_' and '-'), or else a new one. A client's own is not taken: it may be anything, a secret
/// too.
QByteArray requestIdOf(const HttpRequest& request, bool isProxied);

} // namespace confab
