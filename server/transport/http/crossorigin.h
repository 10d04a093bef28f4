// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/http.h"

namespace confab {

/// Lets a page of an allowed origin read the answer, and says what it may send (the Fetch standard's CORS protocol).
/// Others' pages get an answer that their browser does not show them, and no cookie of this server's goes with what
/// they ask. `allowedOrigins`: in lower case, those that may open a WebSocket too.
void allowOrigin(const HttpRequest& request, const QList<QByteArray>& allowedOrigins, HttpAnswer& answer);

} // namespace confab
