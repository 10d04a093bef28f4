// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/websocket/frame.h"

#include <QtEndian>

namespace confab {

namespace {

// RFC 6455, 5.2, with FIN set: the server does not fragment.
constexpr char kText = char(0x81);
constexpr char kBinary = char(0x82);
constexpr char kClose = char(0x88);
constexpr char kPing = char(0x89);
constexpr char kPong = char(0x8a);
constexpr quint16 kNoCode = 1005; // means that the frame has none
constexpr qsizetype kMaxControlPayload = 125;

QByteArray framed(char kind, QByteArrayView payload) {
    QByteArray wire;
    wire.reserve(10 + payload.size());
    wire.append(kind);
    if (payload.size() < 126) {
        wire.append(char(payload.size()));
    } else if (payload.size() <= 0xffff) {
        wire.append(char(126));
        wire.resize(4);
        qToBigEndian(quint16(payload.size()), wire.data() + 2);
    } else {
        wire.append(char(127));
        wire.resize(10);
        qToBigEndian(quint64(payload.size()), wire.data() + 2);
    }
    wire.append(payload);
    return wire;
}

} // namespace

Frame Frame::text(const QByteArray& utf8, Keep keep) {
    return Frame(framed(kText, utf8), keep);
}

Frame Frame::binary(const QByteArray& payload, Keep keep) {
    return Frame(framed(kBinary, payload), keep);
}

Frame Frame::message(Codec codec, const QByteArray& payload, Keep keep) {
    return codec == Codec::Json ? text(payload, keep) : binary(payload, keep);
}

Frame Frame::ping() {
    return Frame(framed(kPing, {}), Keep::Durable);
}

Frame Frame::pong(const QByteArray& payload) {
    return Frame(framed(kPong, payload), Keep::Durable);
}

Frame Frame::close(quint16 code, const QString& reason) {
    if (code == kNoCode)
        return Frame(framed(kClose, {}), Keep::Durable);
    QByteArray payload(2, Qt::Uninitialized);
    qToBigEndian(code, payload.data());
    QByteArray utf8 = reason.toUtf8();
    if (utf8.size() > kMaxControlPayload - 2) {
        qsizetype end = kMaxControlPayload - 2;
        while (end > 0 && (uchar(utf8[end]) & 0xc0) == 0x80) // inside a character
            --end;
        utf8.truncate(end);
    }
    payload.append(utf8);
    return Frame(framed(kClose, payload), Keep::Durable);
}

} // namespace confab
