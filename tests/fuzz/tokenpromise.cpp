// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/tokenpromise.h"

#include "server/auth/tokens.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

namespace confab {

namespace {

constexpr UtcTime now{1'800'000'000'000};
constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray key() {
    return QByteArray(32, 'k'); // a server's are random
}

/// The signed part, and the signature: RFC 7515 with Qt's HMAC instead of the server's.
QByteArray signedBy(const QByteArray& key, const QByteArray& content) {
    return content + '.' + QMessageAuthenticationCode::hash(content, key, QCryptographicHash::Sha256).toBase64(base64);
}

/// Empty when it is no JSON object.
QJsonObject objectIn(const QByteArray& half) {
    return QJsonDocument::fromJson(QByteArray::fromBase64(half, base64)).object();
}

bool isOurs(const QJsonObject& claims) {
    return claims[u"iss"] == QLatin1String("confab") && claims[u"sub"].toString().toLongLong() > 0 &&
           claims[u"sid"].toInteger() > 0 && claims[u"gen"].toInteger(-1) >= 0;
}

const char* brokenByText(const QByteArray& text) {
    const AccessTokens tokens(key(), std::chrono::minutes(10));
    const Result<AccessClaims> read = tokens.verify(Secret{QString::fromUtf8(text)}, now);
    const bool expired = !read && read.error().kind == ErrorKind::AuthExpired;
    if (!read && !expired)
        return read.error().kind == ErrorKind::AuthInvalid ? nullptr
                                                           : "a token is refused with an error of another kind";
    const QList<QByteArray> parts = text.split('.');
    if (parts.size() != 3 || signedBy(key(), parts[0] + '.' + parts[1]) != text)
        return "a token is taken that is not signed with the key";
    const QJsonObject claims = objectIn(parts[1]);
    if (objectIn(parts[0])[u"alg"] != QLatin1String("HS256"))
        return "a token is taken that names another algorithm";
    if (!isOurs(claims))
        return "a token is taken that does not say what ours say";
    const qint64 end = claims[u"exp"].toInteger(-1);
    const bool isOver = now.ms / 1000 >= end;
    if (read && isOver)
        return "a token is taken that is over";
    if (expired && !isOver && end <= now.ms / 1000 + 900) // 600 s, and 300 s for clocks that differ
        return "a token is over that is not";
    if (!read)
        return nullptr;
    if (read->user.value != claims[u"sub"].toString().toLongLong() ||
        read->session.value != claims[u"sid"].toInteger() || read->generation != claims[u"gen"].toInteger())
        return "a token is read as another one";
    const Result<AccessTokens::Issued> again = tokens.issue(*read, now);
    const Result<AccessClaims> reread = again ? tokens.verify(again->token, now) : fail(again.error());
    const bool same = reread && reread->user == read->user && reread->session == read->session &&
                      reread->generation == read->generation && reread->proof == read->proof;
    return same ? nullptr : "a token that says the same is refused, or reads differently";
}

} // namespace

const char* brokenTokenPromise(const QByteArray& bytes) {
    const QByteArray hash = refreshTokenHash(Secret{QString::fromUtf8(bytes)});
    if (hash.size() != 32 || hash == refreshTokenHash(newRefreshToken()))
        return "a hash has another length, or is that of a token that nobody has yet";
    if (const char* broken = brokenByText(bytes))
        return broken;
    const qsizetype lineBreak = bytes.indexOf('\n');
    if (lineBreak < 0)
        return nullptr;
    return brokenByText(
        signedBy(key(), bytes.first(lineBreak).toBase64(base64) + '.' + bytes.sliced(lineBreak + 1).toBase64(base64)));
}

} // namespace confab
