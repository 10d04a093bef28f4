// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/idempotency.h"

#include "common/protocol/codec.h"
#include "common/protocol/limits.h"

#include <QCborMap>
#include <QUuid>

#include <algorithm>

namespace confab::rest {

Result<std::optional<QString>> idempotencyKey(const HttpRequest& request) {
    constexpr QByteArrayView name = "idempotency-key";
    const auto count = std::ranges::count(request.headers, name, &std::pair<QByteArray, QByteArray>::first);
    if (count == 0)
        return std::optional<QString>();
    QByteArray key = request.header(name).value_or(QByteArray());
    if (key.size() > 2 && key.startsWith('"') && key.endsWith('"')) // a string of RFC 8941, or just the characters
        key = key.sliced(1, key.size() - 2);
    const bool isPrintable = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (count > 1 || key.isEmpty() || key.size() > limits::clientIdChars || !isPrintable)
        return fail(Error::invalid(
            QStringLiteral("idempotency-key"),
            QStringLiteral("idempotency-key: one text of 1 to %1 characters expected").arg(limits::clientIdChars)));
    return std::optional(QString::fromLatin1(key));
}

Result<QString> clientIdOf(const HttpRequest& request) {
    return idempotencyKey(request).map([](const std::optional<QString>& key) {
        return key ? *key : QUuid::createUuid().toString(QUuid::WithoutBraces);
    });
}

void insertClientId(HttpRequest& request, const QString& clientId) {
    Result<QCborMap> body = decodeFrame(request.body.isEmpty() ? QByteArray("{}") : request.body, Codec::Json);
    const QString name = QStringLiteral("clientId");
    if (!body || body->contains(name))
        return; // who reads it says what is wrong with it
    body->insert(name, clientId);
    request.body = encodeFrame(*body, Codec::Json);
}

} // namespace confab::rest
