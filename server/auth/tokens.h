// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/secret.h"
#include "common/core/time.h"

#include <QByteArray>

#include <chrono>

namespace confab {

/// The claims of an access token.
struct AccessClaims {
    UserId user;
    SessionId session;
    qint64 generation = 0; ///< of the session's token pair
    QByteArray proof;      ///< random; ties the numbers to one session, at most 64 bytes. Empty: the token has none
};

/// Access tokens: JWTs signed with HS256, the only algorithm that is accepted.
/// Thread: any after construction. Owned by: Daemon.
class AccessTokens {
public:
    /// `key` has 32 random bytes or more. A lifetime of minutes: a token can't be taken back.
    AccessTokens(QByteArray key, std::chrono::seconds lifetime) : m_key(std::move(key)), m_lifetime(lifetime) {}

    struct Issued {
        Secret token;
        UtcTime expiresAt;
    };
    Result<Issued> issue(const AccessClaims& claims, UtcTime now) const;
    /// AuthExpired for a genuine token that has expired, or whose time is so far ahead that the signing clock was
    /// wrong; AuthInvalid for any other.
    Result<AccessClaims> verify(const Secret& token, UtcTime now) const;

    /// 32 bytes for another purpose, from which nobody finds the signing key.
    QByteArray derivedKey(const QByteArray& purpose) const;

private:
    const QByteArray m_key;
    const std::chrono::seconds m_lifetime;
};

/// A new refresh token: 256 random bits, base64url.
Secret newRefreshToken();
/// The hash of it in the database. The token has full entropy, so that a fast hash is enough.
QByteArray refreshTokenHash(const Secret& token);

} // namespace confab
