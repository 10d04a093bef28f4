// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/credentials.h"

#include "server/api/session/sessioncookies.h"

#include <algorithm>

namespace confab::rest {

namespace {

constexpr QByteArrayView scheme = "bearer ";
// Tokens have some 250 characters; session.resume takes as much.
constexpr qsizetype mostCharacters = 2000;

/// RFC 6750, 2.1: b64token.
bool isToken68(QByteArrayView text) {
    static constexpr QByteArrayView marks = "-._~+/=";
    return !text.isEmpty() && text.size() <= mostCharacters && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.contains(c);
    });
}

/// RFC 9110, 9.2.1.
bool isSafe(const QByteArray& method) {
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

Result<Secret> tokenOfCookie(const HttpRequest& request) {
    std::optional<Secret> token = accessCookie(request);
    if (!token)
        return fail(ErrorKind::AuthRequired);
    if (!isSafe(request.method) && !request.isOwnPage)
        return fail(foreignPage());
    return *std::move(token);
}

} // namespace

Error foreignPage() {
    return Error::invalid(QStringLiteral("origin"),
                          QStringLiteral("origin: a page of this server, or the header X-Confab-Request, expected with "
                                         "the session's cookie"));
}

Result<Secret> accessToken(const HttpRequest& request) {
    const auto count = std::ranges::count(request.headers, "authorization", &std::pair<QByteArray, QByteArray>::first);
    if (count == 0)
        return tokenOfCookie(request);
    const QByteArray value = request.header("authorization").value_or(QByteArray());
    if (count == 1 && !value.left(scheme.size()).toLower().startsWith(scheme))
        return fail(ErrorKind::AuthRequired);
    const QByteArray token = value.mid(scheme.size()).trimmed();
    if (count > 1 || !isToken68(token))
        return fail(Error::invalid(QStringLiteral("authorization"),
                                   QStringLiteral("authorization: Bearer and one token expected")));
    return Secret{QString::fromLatin1(token)};
}

} // namespace confab::rest
