// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/http.h"

namespace confab {

/// The rules of RFC 9112 about what a request asks for and where: the target of its first line, and Host.
/// Thread: values; any.

/// Takes the request-target apart (RFC 9112, 3.2), by the method that `request` has already: path and query, and in
/// `authority` the host that an absolute-form or authority-form target names. False for a target that has none of the
/// four forms, or one that this method can't have.
bool parseTarget(QByteArrayView target, HttpRequest& request, QByteArray& authority);

/// Whether the header has a Host as it has to (RFC 9112, 3.2): exactly one with HTTP/1.1, at most one with HTTP/1.0,
/// and it names a host. `authority` is what parseTarget() found; it replaces Host, as the RFC asks for.
bool settleHost(HttpRequest& request, const QByteArray& authority);

/// Whether the header leaves no doubt about where the request ends (RFC 9112, 6.3): not both Transfer-Encoding and
/// Content-Length, one length only, and no coding that HTTP/1.0 or this server does not know.
bool isFramingClear(const HttpRequest& request);

} // namespace confab
