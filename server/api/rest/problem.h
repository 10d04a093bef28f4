// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/transport/http/http.h"

namespace confab::rest {

/// An error as a problem document (RFC 9457): `type` ends in the error's stable name, `title` is the table's sentence,
/// `detail` this error's, when it is another; `path`, `retryAfterMs` and `capacity` are those of JSON-RPC. With the
/// headers that its status needs: WWW-Authenticate, Retry-After.
HttpAnswer problem(const Error& error);
/// The same with another status than the kind's own.
HttpAnswer problem(const Error& error, int status);
/// 404 for what no kind of error is about.
HttpAnswer notFound(const QString& detail);
/// As problem(), for a request that needs a token: a 401 says whether the one that it brought is to blame (RFC 6750,
/// 3).
HttpAnswer tokenProblem(const Error& error);

/// The status of this kind (RFC 9110, 15).
int statusOf(ErrorKind kind);

} // namespace confab::rest
