// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "common/core/time.h"
#include "common/protocol/account.h"
#include "server/transport/http/http.h"

namespace confab {

/// The cookies that hold a browser's tokens, so that no script can read them: the access token for all paths, the
/// refresh token for those that renew or end the session. Under TLS their names begin with __Host- and __Secure-, which
/// browsers let nobody set who is not this host under TLS (RFC 6265bis, 4.1.3); so only these are believed there.
/// Thread: values; any.

/// The access token that a cookie brings. Nothing when there is none.
std::optional<Secret> accessCookie(const HttpRequest& request);
std::optional<Secret> refreshCookie(const HttpRequest& request);

/// Sets both, HttpOnly and with SameSite: the access token until it expires, the refresh token as long as a browser
/// keeps it, since the server decides when it has lived.
void setSessionCookies(HttpAnswer& answer, bool isSecure, const Auth& auth, UtcTime now);
void clearSessionCookies(HttpAnswer& answer, bool isSecure);

} // namespace confab
