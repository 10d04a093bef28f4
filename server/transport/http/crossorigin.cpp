// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/crossorigin.h"

#include <algorithm>

namespace confab {

namespace {

using Header = std::pair<QByteArray, QByteArray>;

/// Those of REST with its cookie, of connections without a WebSocket, of the tus protocol, and of SignalR's client.
constexpr const char* requestHeaders =
    "Authorization, Confab-Link, Content-Type, Idempotency-Key, If-None-Match, If-Range, Range, "
    "Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset, X-Confab-Request, "
    "X-HTTP-Method-Override, X-Requested-With, X-SignalR-User-Agent";
constexpr const char* answerHeaders =
    "Confab-Close, Content-Disposition, Content-Range, ETag, Location, RateLimit-Limit, RateLimit-Policy, "
    "RateLimit-Remaining, RateLimit-Reset, Retry-After, Tus-Extension, "
    "Tus-Max-Size, Tus-Resumable, Tus-Version, Upload-Expires, Upload-Length, "
    "Upload-Offset, X-Request-Id";
/// As long as a browser may keep the answer to its question; Chromium keeps none for longer than two hours.
constexpr const char* keptSeconds = "600";

/// As the router says it.
QByteArray methodsOf(const HttpAnswer& answer) {
    const auto allow = std::ranges::find(answer.headers, "Allow", &Header::first);
    return allow == answer.headers.end() ? QByteArray("GET, HEAD, POST, OPTIONS") : allow->second;
}

} // namespace

void allowOrigin(const HttpRequest& request, const QList<QByteArray>& allowedOrigins, HttpAnswer& answer) {
    if (allowedOrigins.isEmpty())
        return;
    answer.headers.emplaceBack("Vary", "Origin");
    const auto count = std::ranges::count(request.headers, "origin", &Header::first);
    const QByteArray origin = request.header("origin").value_or(QByteArray());
    if (count != 1 || !allowedOrigins.contains(origin.toLower()))
        return;
    answer.headers.emplaceBack("Access-Control-Allow-Origin", origin);
    answer.headers.emplaceBack("Access-Control-Allow-Credentials", "true"); // such a page may connect, too
    if (request.method != "OPTIONS" || !request.header("access-control-request-method")) {
        answer.headers.emplaceBack("Access-Control-Expose-Headers", answerHeaders);
        return;
    }
    answer.headers.emplaceBack("Access-Control-Allow-Methods", methodsOf(answer));
    answer.headers.emplaceBack("Access-Control-Allow-Headers", requestHeaders);
    answer.headers.emplaceBack("Access-Control-Max-Age", keptSeconds);
}

} // namespace confab
