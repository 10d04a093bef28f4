// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/session/sessioncookies.h"

#include "server/transport/http/pageorigin.h"

namespace confab {

namespace {

/// Above every token's; a longer one is none of ours.
constexpr qsizetype mostCharacters = 2000;
/// The longest that browsers keep a cookie (RFC 6265bis, 5.5): 400 days.
constexpr qint64 longest = qint64(400) * 24 * 3600;

QByteArray accessName(bool isSecure) {
    return isSecure ? "__Host-confab" : "confab";
}

QByteArray refreshName(bool isSecure) {
    return isSecure ? "__Secure-confab-refresh" : "confab-refresh"; // __Host- has to be sent to all paths
}

std::optional<Secret> secretOf(const std::optional<QByteArray>& cookie) {
    if (!cookie || cookie->isEmpty() || cookie->size() > mostCharacters)
        return std::nullopt;
    return Secret{QString::fromLatin1(*cookie)};
}

/// Lax: a link from elsewhere finds the person signed in. Strict: only this server's own pages renew a session.
void setCookies(HttpAnswer& answer, bool isSecure, const QByteArray& access, qint64 accessSeconds,
                const QByteArray& refresh, qint64 refreshSeconds) {
    const QByteArray end = isSecure ? "; Secure" : "";
    const QByteArray forAll = accessName(isSecure) + '=' + access +
                              "; Path=/; Max-Age=" + QByteArray::number(accessSeconds) + "; HttpOnly; SameSite=Lax" +
                              end;
    const QByteArray forRenewal = refreshName(isSecure) + '=' + refresh +
                                  "; Path=/api/v1/session; Max-Age=" + QByteArray::number(refreshSeconds) +
                                  "; HttpOnly; SameSite=Strict" + end;
    answer.headers.emplaceBack("Set-Cookie", forAll);
    answer.headers.emplaceBack("Set-Cookie", forRenewal);
}

} // namespace

std::optional<Secret> accessCookie(const HttpRequest& request) {
    return secretOf(cookieOf(request, accessName(request.isSecure)));
}

std::optional<Secret> refreshCookie(const HttpRequest& request) {
    return secretOf(cookieOf(request, refreshName(request.isSecure)));
}

void setSessionCookies(HttpAnswer& answer, bool isSecure, const Auth& auth, UtcTime now) {
    const qint64 seconds = std::max<qint64>(0, (auth.expiresAt.ms - now.ms) / 1000);
    setCookies(answer, isSecure, auth.accessToken.value.toLatin1(), seconds, auth.refreshToken.value.toLatin1(),
               longest);
}

void clearSessionCookies(HttpAnswer& answer, bool isSecure) {
    setCookies(answer, isSecure, {}, 0, {}, 0);
}

} // namespace confab
