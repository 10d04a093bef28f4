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

/// What an access token says.
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
    /// AuthExpired for a good token whose time is over, or so far ahead that a clock must have been wrong when it was
    /// made; AuthInvalid for everything else that is not a good token.
    Result<AccessClaims> verify(const Secret& token, UtcTime now) const;

private:
    const QByteArray m_key;
    const std::chrono::seconds m_lifetime;
};

/// A new refresh token: 256 random bits, base64url.
Secret newRefreshToken();
/// What the database holds of it. The token has full entropy, so that a fast hash is enough.
QByteArray refreshTokenHash(const Secret& token);

} // namespace confab
