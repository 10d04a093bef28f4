// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/tokens.h"

#include <cstdlib>
#include <jwt.h>
#include <memory>
#include <sodium.h>

namespace confab {

namespace {

constexpr size_t refreshBytes = 32;        // 256 bits; ASVS 7.2.3 asks for 128
constexpr qsizetype mostTokenBytes = 2000; // ours have some 200; the wire's bound
constexpr const char* issuer = "confab";
constexpr qsizetype mostProofBytes = 64;
constexpr QByteArray::Base64Options base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
// How much the clocks of two nodes may differ. A token further ahead was signed by a wrong clock, and would stay valid
// for as long as that clock was ahead.
constexpr std::chrono::seconds skew{300};

struct JwtDeleter {
    void operator()(jwt_t* jwt) const { jwt_free(jwt); }
};
using Jwt = std::unique_ptr<jwt_t, JwtDeleter>;

/// A grant's whole number, or `otherwise`. (The library's own getter returns 0 for any other type.)
qint64 number(jwt_t* jwt, const char* grant, qint64 otherwise) {
    const std::unique_ptr<char, decltype(&free)> json(jwt_get_grants_json(jwt, grant), &free);
    bool isNumber = false;
    const qint64 number = QByteArray(json.get()).toLongLong(&isNumber);
    return isNumber ? number : otherwise;
}

/// The bytes that a grant has in base64url; empty when it is missing or something else.
QByteArray bytesOf(jwt_t* jwt, const char* grant) {
    const auto decoded = QByteArray::fromBase64Encoding(QByteArray(jwt_get_grant(jwt, grant)),
                                                        base64 | QByteArray::AbortOnBase64DecodingErrors);
    return decoded && (*decoded).size() <= mostProofBytes ? *decoded : QByteArray();
}

} // namespace

Result<AccessTokens::Issued> AccessTokens::issue(const AccessClaims& claims, UtcTime now) const {
    jwt_t* raw = nullptr;
    if (jwt_new(&raw) != 0)
        return fail(Error(ErrorKind::Internal, QStringLiteral("A token could not be made")));
    const Jwt jwt(raw);
    const qint64 expires = now.ms / 1000 + m_lifetime.count();
    const bool made =
        jwt_add_grant(raw, "iss", issuer) == 0 && jwt_add_grant_int(raw, "iat", long(now.ms / 1000)) == 0 &&
        jwt_add_grant_int(raw, "exp", long(expires)) == 0 &&
        jwt_add_grant(raw, "sub", QByteArray::number(claims.user.value).constData()) == 0 &&
        jwt_add_grant_int(raw, "sid", long(claims.session.value)) == 0 &&
        jwt_add_grant_int(raw, "gen", long(claims.generation)) == 0 &&
        jwt_add_grant(raw, "prf", claims.proof.toBase64(base64).constData()) == 0 &&
        jwt_set_alg(raw, JWT_ALG_HS256, reinterpret_cast<const unsigned char*>(m_key.constData()), int(m_key.size())) ==
            0;
    char* text = made ? jwt_encode_str(raw) : nullptr;
    if (!text)
        return fail(Error(ErrorKind::Internal, QStringLiteral("A token could not be signed")));
    Issued issued{Secret{QString::fromLatin1(text)}, UtcTime{expires * 1000}};
    free(text); // what the 1.x versions of the library ask for
    return issued;
}

Result<AccessClaims> AccessTokens::verify(const Secret& token, UtcTime now) const {
    const Error bad(ErrorKind::AuthInvalid, QStringLiteral("The access token is not valid"));
    jwt_t* raw = nullptr;
    const QByteArray text = token.value.toUtf8();
    if (text.size() > mostTokenBytes || text.contains('\0'))
        return fail(bad);
    if (jwt_decode(&raw, text.constData(), reinterpret_cast<const unsigned char*>(m_key.constData()),
                   int(m_key.size())) != 0)
        return fail(bad);
    const Jwt jwt(raw);
    const char* subject = jwt_get_grant(raw, "sub");
    const char* from = jwt_get_grant(raw, "iss");
    // The library verifies with the algorithm that the token names, so accept only ours ("none" is one too).
    if (jwt_get_alg(raw) != JWT_ALG_HS256 || !subject || !from || qstrcmp(from, issuer) != 0)
        return fail(bad);
    const AccessClaims claims{UserId{QByteArray(subject).toLongLong()}, SessionId{number(raw, "sid", -1)},
                              number(raw, "gen", -1), bytesOf(raw, "prf")};
    if (claims.user.value <= 0 || claims.session.value <= 0 || claims.generation < 0)
        return fail(bad);
    const qint64 left = number(raw, "exp", 0) - now.ms / 1000;
    if (left <= 0 || left > m_lifetime.count() + skew.count())
        return fail(ErrorKind::AuthExpired);
    return claims;
}

Secret newRefreshToken() {
    QByteArray bytes(qsizetype(refreshBytes), Qt::Uninitialized);
    randombytes_buf(bytes.data(), refreshBytes);
    const QByteArray text = bytes.toBase64(base64);
    return Secret{QString::fromLatin1(text)};
}

QByteArray refreshTokenHash(const Secret& token) {
    const QByteArray text = token.value.toUtf8();
    QByteArray hash(crypto_hash_sha256_BYTES, Qt::Uninitialized);
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                       reinterpret_cast<const unsigned char*>(text.constData()),
                       static_cast<unsigned long long>(text.size()));
    return hash;
}

} // namespace confab
