// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/tokens.h"

#include "server/auth/jws.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

#include <sodium.h>

namespace confab {

namespace {

constexpr size_t refreshBytes = 32;        // 256 bits; ASVS 7.2.3 asks for 128
constexpr qsizetype mostTokenBytes = 2000; // ours have some 200; the wire's bound
constexpr QLatin1String issuer("confab");
constexpr const char* header = R"({"alg":"HS256","typ":"JWT"})";
constexpr qsizetype mostProofBytes = 64;
constexpr QByteArray::Base64Options base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
// How much the clocks of two nodes may differ. A token further ahead was signed by a wrong clock, and would stay valid
// for as long as that clock was ahead.
constexpr std::chrono::seconds skew{300};

/// A claim's whole number, exact in 64 bits, or `otherwise`.
qint64 number(const QJsonObject& claims, QLatin1String name, qint64 otherwise) {
    return claims[name].toInteger(otherwise);
}

/// The bytes that a claim has in base64url; empty when it is missing or something else.
QByteArray bytesOf(const QJsonObject& claims, QLatin1String name) {
    const auto decoded = QByteArray::fromBase64Encoding(claims[name].toString().toLatin1(),
                                                        base64 | QByteArray::AbortOnBase64DecodingErrors);
    return decoded && (*decoded).size() <= mostProofBytes ? *decoded : QByteArray();
}

} // namespace

Result<AccessTokens::Issued> AccessTokens::issue(const AccessClaims& claims, UtcTime now) const {
    if (claims.proof.size() > mostProofBytes)
        return fail(Error(ErrorKind::Internal, QStringLiteral("The proof of a session is too long for a token")));
    const qint64 expires = now.ms / 1000 + m_lifetime.count();
    const QJsonObject payload{
        {QStringLiteral("iss"), issuer},
        {QStringLiteral("iat"), now.ms / 1000},
        {QStringLiteral("exp"), expires},
        {QStringLiteral("sub"), QString::number(claims.user.value)},
        {QStringLiteral("sid"), claims.session.value},
        {QStringLiteral("gen"), claims.generation},
        {QStringLiteral("prf"), QString::fromLatin1(claims.proof.toBase64(base64))},
    };
    const QByteArray text = jws::sign(header, QJsonDocument(payload).toJson(QJsonDocument::Compact), m_key);
    return Issued{Secret{QString::fromLatin1(text)}, UtcTime{expires * 1000}};
}

Result<AccessClaims> AccessTokens::verify(const Secret& token, UtcTime now) const {
    const Error bad(ErrorKind::AuthInvalid, QStringLiteral("The access token is not valid"));
    const QByteArray text = token.value.toUtf8();
    if (text.size() > mostTokenBytes)
        return fail(bad);
    const std::optional<QByteArray> payload = jws::verified(text, m_key);
    if (!payload)
        return fail(bad);
    const QJsonObject read = QJsonDocument::fromJson(*payload).object();
    if (read[u"iss"] != issuer)
        return fail(bad);
    const AccessClaims claims{UserId{read[u"sub"].toString().toLongLong()},
                              SessionId{number(read, QLatin1String("sid"), -1)}, number(read, QLatin1String("gen"), -1),
                              bytesOf(read, QLatin1String("prf"))};
    if (claims.user.value <= 0 || claims.session.value <= 0 || claims.generation < 0)
        return fail(bad);
    const qint64 ends = number(read, QLatin1String("exp"), 0);
    if (ends <= now.ms / 1000 || ends > now.ms / 1000 + m_lifetime.count() + skew.count())
        return fail(ErrorKind::AuthExpired);
    return claims;
}

QByteArray AccessTokens::derivedKey(const QByteArray& purpose) const {
    const QByteArray text = "derived for " + purpose; // a view of Qt 6.8 takes no sum of texts
    return QMessageAuthenticationCode::hash(text, m_key, QCryptographicHash::Sha256);
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
