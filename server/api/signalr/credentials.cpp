// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/credentials.h"

#include "server/api/session/sessioncookies.h"
#include "server/api/signalr/limits.h"

#include <QUrlQuery>

namespace confab::signalr {

namespace {

std::optional<Secret> bounded(const QString& token) {
    // One that is too long is wrong, not absent.
    return token.isEmpty() ? std::nullopt : std::optional(Secret{token.left(limits::tokenChars + 1)});
}

} // namespace

std::optional<Secret> tokenOf(const HttpRequest& request) {
    constexpr QByteArrayView scheme = "bearer ";
    const QByteArray authorization = request.header("authorization").value_or(QByteArray());
    if (authorization.left(scheme.size()).toLower() == scheme)
        return bounded(QString::fromLatin1(authorization.mid(scheme.size()).trimmed()));
    const QUrlQuery query(QString::fromLatin1(request.query));
    if (std::optional<Secret> token = bounded(query.queryItemValue(QStringLiteral("access_token"), QUrl::FullyDecoded)))
        return token;
    // Else another page could begin a connection in this person's name whose token it knows, and speak over it.
    return request.isOwnPage ? accessCookie(request) : std::nullopt;
}

} // namespace confab::signalr
