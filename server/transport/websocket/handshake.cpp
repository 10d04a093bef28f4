// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/websocket/handshake.h"

#include <QCryptographicHash>
#include <QStringList>

namespace confab {

namespace {

constexpr QByteArrayView kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, 1.3

QList<QByteArray> all(const HttpRequest& request, QByteArrayView name) {
    QList<QByteArray> values;
    for (const auto& [header, value] : request.headers) {
        if (header == name)
            values.append(value);
    }
    return values;
}

/// Bytes of a body would be taken for frames.
bool hasBody(const HttpRequest& request) {
    const QByteArray length = request.header("content-length").value_or("0");
    return request.header("transfer-encoding") || length.count('0') != length.size();
}

bool isGoodUpgrade(const HttpRequest& request) {
    const QList<QByteArray> keys = all(request, "sec-websocket-key");
    const auto nonce = QByteArray::fromBase64Encoding(keys.value(0), QByteArray::AbortOnBase64DecodingErrors);
    return !request.isHttp10 && !hasBody(request) && request.headerHasToken("connection", "upgrade") &&
           request.header("host") && keys.size() == 1 && nonce && nonce.decoded.size() == 16;
}

} // namespace

std::optional<int> handshakeRefusal(const HttpRequest& request, const QList<QByteArray>& allowedOrigins) {
    if (!isGoodUpgrade(request))
        return 400;
    if (all(request, "sec-websocket-version") != QList<QByteArray>{"13"})
        return 426; // which names the supported version
    // Only browsers send it, to name the page's origin (ASVS 4.4.2).
    for (const QByteArray& origin : all(request, "origin")) {
        if (!allowedOrigins.contains(origin.toLower()))
            return 403;
    }
    return std::nullopt;
}

QList<QByteArray> ownOrigins(const HttpRequest& request, bool isUnderTls) {
    const QByteArray host = request.header("host").value_or(QByteArray()).toLower();
    if (host.isEmpty())
        return {};
    return isUnderTls ? QList<QByteArray>{"https://" + host} : QList<QByteArray>{"https://" + host, "http://" + host};
}

std::optional<Codec> offeredCodec(const HttpRequest& request) {
    for (const auto& [name, value] : request.headers) {
        if (name != "sec-websocket-protocol")
            continue;
        const QStringList offers = QString::fromLatin1(value).split(u',');
        for (const QString& offer : offers) {
            if (const auto codec = codecNamed(QStringView(offer).trimmed()))
                return codec;
        }
    }
    return std::nullopt;
}

QByteArray handshakeAnswer(const HttpRequest& request, std::optional<Codec> agreed) {
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(request.header("sec-websocket-key").value_or(QByteArray()));
    hash.addData(kGuid);
    QByteArray answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Accept: ";
    answer += hash.result().toBase64() + "\r\n";
    if (agreed)
        answer += "Sec-WebSocket-Protocol: " + subprotocol(*agreed).toLatin1() + "\r\n";
    return answer + "\r\n";
}

} // namespace confab
