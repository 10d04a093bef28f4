// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/webppicture.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace confab::client {

namespace {

constexpr qsizetype riffHead = 12; // "RIFF", the size of the rest, "WEBP"
constexpr qsizetype chunkHead = 8; // four letters, the size of the payload
constexpr char hasExif = 0x08;     // flags of VP8X
constexpr char hasXmp = 0x04;

quint32 le16(QByteArrayView bytes, qsizetype at) {
    return qFromLittleEndian<quint16>(bytes.data() + at);
}
quint32 le24(QByteArrayView bytes, qsizetype at) {
    return le16(bytes, at) | quint32(uchar(bytes[at + 2])) << 16;
}
quint32 le32(QByteArrayView bytes, qsizetype at) {
    return qFromLittleEndian<quint32>(bytes.data() + at);
}

PictureFacts facts(quint32 width, quint32 height) {
    return {"image/webp", int(width), int(height)};
}

/// What decoders need. All else may be text.
bool isKept(QByteArrayView kind) {
    static const std::array<QByteArrayView, 7> kinds{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"};
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

} // namespace

bool isWebp(QByteArrayView bytes) {
    return bytes.size() >= riffHead && bytes.startsWith("RIFF") && bytes.sliced(8, 4) == QByteArrayView("WEBP");
}

std::optional<PictureFacts> webpFacts(QByteArrayView webp) {
    if (!isWebp(webp) || webp.size() < riffHead + chunkHead)
        return std::nullopt;
    const QByteArrayView kind = webp.sliced(riffHead, 4);
    const QByteArrayView payload = webp.sliced(riffHead + chunkHead);
    if (kind == QByteArrayView("VP8X") && payload.size() >= 10)
        return facts(le24(payload, 4) + 1, le24(payload, 7) + 1);
    if (kind == QByteArrayView("VP8L") && payload.size() >= 5 && payload[0] == 0x2f) {
        const quint32 bits = le32(payload, 1);
        return facts((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
    }
    const bool isLossy = kind == QByteArrayView("VP8 ") && payload.size() >= 10 &&
                         payload.sliced(3, 3) == QByteArrayView("\x9d\x01\x2a");
    return isLossy ? std::optional(facts(le16(payload, 6) & 0x3fff, le16(payload, 8) & 0x3fff)) : std::nullopt;
}

std::optional<QByteArray> strippedWebp(QByteArrayView webp) {
    if (!isWebp(webp))
        return std::nullopt;
    const qsizetype end = std::min(webp.size(), qsizetype(le32(webp, 4)) + chunkHead);
    QByteArray out = webp.first(riffHead).toByteArray();
    qsizetype at = riffHead;
    while (at + chunkHead <= end) {
        const qsizetype length = le32(webp, at + 4);
        if (length > end - at - chunkHead)
            return std::nullopt;
        const qsizetype padded = std::min(chunkHead + length + length % 2, end - at);
        const QByteArrayView kind = webp.sliced(at, 4);
        if (isKept(kind)) {
            const qsizetype flags = out.size() + chunkHead;
            out += webp.sliced(at, padded);
            if (kind == QByteArrayView("VP8X") && length > 0)
                out[flags] = char(out[flags] & ~(hasExif | hasXmp));
        }
        at += padded;
    }
    qToLittleEndian(quint32(out.size() - chunkHead), out.data() + 4);
    return out;
}

} // namespace confab::client
