// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/jws.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <sodium.h>

namespace confab::jws {

namespace {

constexpr QByteArray::Base64Options base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

const unsigned char* bytesOf(const QByteArray& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

/// The signature of `content`, in base64url.
QByteArray signature(const QByteArray& content, const QByteArray& key) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytesOf(key), size_t(key.size()));
    crypto_auth_hmacsha256_update(&state, bytesOf(content), static_cast<unsigned long long>(content.size()));
    QByteArray code(crypto_auth_hmacsha256_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(code.data()));
    sodium_memzero(&state, sizeof state); // it is made of the key
    return code.toBase64(base64);
}

std::optional<QByteArray> decoded(const QByteArray& half) {
    const auto bytes = QByteArray::fromBase64Encoding(half, base64 | QByteArray::AbortOnBase64DecodingErrors);
    return bytes ? std::optional(*bytes) : std::nullopt;
}

bool namesOurAlgorithm(const QByteArray& header) {
    const QJsonObject names = QJsonDocument::fromJson(header).object();
    return names[u"alg"] == QLatin1String("HS256") && !names.contains(u"crit");
}

} // namespace

QByteArray sign(const QByteArray& header, const QByteArray& payload, const QByteArray& key) {
    const QByteArray content = header.toBase64(base64) + '.' + payload.toBase64(base64);
    return content + '.' + signature(content, key);
}

std::optional<QByteArray> verified(const QByteArray& text, const QByteArray& key) {
    const qsizetype first = text.indexOf('.');
    const qsizetype last = text.lastIndexOf('.');
    if (first < 0 || text.indexOf('.', first + 1) != last || first == last)
        return std::nullopt;
    // Compared as text, so that a signature has one spelling. The time of the comparison does not tell where they
    // differ.
    const QByteArray right = signature(text.first(last), key);
    const QByteArray given = text.sliced(last + 1);
    if (given.size() != right.size() || sodium_memcmp(given.constData(), right.constData(), size_t(right.size())) != 0)
        return std::nullopt;
    const std::optional<QByteArray> header = decoded(text.first(first));
    if (!header || !namesOurAlgorithm(*header))
        return std::nullopt;
    return decoded(text.sliced(first + 1, last - first - 1));
}

} // namespace confab::jws
