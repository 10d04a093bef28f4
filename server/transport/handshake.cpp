// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/handshake.h"

#include <QCryptographicHash>
#include <QStringList>

namespace confab {

namespace {

constexpr QByteArrayView kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, 1.3

bool isGoodUpgrade(const HttpRequest& request) {
    const QByteArray key = request.header("sec-websocket-key").value_or(QByteArray());
    const auto nonce = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    return request.headerHasToken("connection", "upgrade") && request.header("host") &&
           request.header("sec-websocket-version") == "13" && nonce && nonce.decoded.size() == 16;
}

} // namespace

std::optional<int> handshakeRefusal(const HttpRequest& request, const QList<QByteArray>& allowedOrigins) {
    if (!isGoodUpgrade(request))
        return 400;
    // Only browsers send it, and there it says whose page asks (ASVS 4.4.2).
    const std::optional<QByteArray> origin = request.header("origin");
    if (origin && !allowedOrigins.contains(origin->toLower()))
        return 403;
    return std::nullopt;
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
