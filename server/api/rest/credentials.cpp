// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/credentials.h"

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

} // namespace

Result<Secret> bearerToken(const HttpRequest& request) {
    const auto count = std::ranges::count(request.headers, "authorization", &std::pair<QByteArray, QByteArray>::first);
    const QByteArray value = request.header("authorization").value_or(QByteArray());
    if (count == 0 || (count == 1 && !value.left(scheme.size()).toLower().startsWith(scheme)))
        return fail(ErrorKind::AuthRequired);
    const QByteArray token = value.mid(scheme.size()).trimmed();
    if (count > 1 || !isToken68(token))
        return fail(Error::invalid(QStringLiteral("authorization"),
                                   QStringLiteral("authorization: Bearer and one token expected")));
    return Secret{QString::fromLatin1(token)};
}

} // namespace confab::rest
