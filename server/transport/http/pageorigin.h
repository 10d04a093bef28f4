// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/http.h"

namespace confab {

/// Whether a browser, or a client that is none, says that no page of another origin asks. A browser sends cookies with
/// what such a page asks, too; so a request whose only credential is a cookie has to prove this, by what a page can't
/// say for itself: Sec-Fetch-Site "same-origin", an Origin among `trusted` (in lower case), or, without either of them,
/// the header X-Confab-Request, with which browsers ask this server first (CORS). Thread: values; any.
bool isFromOwnPage(const HttpRequest& request, const QList<QByteArray>& trusted);

/// The value of this cookie; nothing when there is none, or when there are several: then nobody knows whose they are.
std::optional<QByteArray> cookieOf(const HttpRequest& request, QByteArrayView name);

} // namespace confab
