// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/avifpicture.h"

#include <QtEndian>

#include <algorithm>

namespace confab::client {

namespace {

constexpr qsizetype boxHead = 8;    // the size of all of it, and four letters
constexpr qsizetype fullBox = 4;    // version and flags
constexpr int mostBoxes = 1000;     // of one container
constexpr quint32 edgeMost = 65536; // of what AV1 codes

quint32 be32(QByteArrayView bytes, qsizetype at) {
    return qFromBigEndian<quint32>(bytes.data() + at);
}

struct Box {
    QByteArrayView kind;
    QByteArrayView payload;
};

/// The box at `at`, which moves behind it; one that is cut off has what is there. Nothing at the end, and for a box
/// whose size has 64 bits: none of those that are looked for is so large.
std::optional<Box> nextBox(QByteArrayView bytes, qsizetype& at) {
    if (bytes.size() - at < boxHead)
        return std::nullopt;
    const qsizetype left = bytes.size() - at;
    const quint32 said = be32(bytes, at);
    const qsizetype size = said == 0 ? left : std::min<qsizetype>(said, left);
    if (size < boxHead)
        return std::nullopt;
    Box box{bytes.sliced(at + 4, 4), bytes.sliced(at + boxHead, size - boxHead)};
    at += size;
    return box;
}

/// The payload of the first box of this kind.
QByteArrayView find(QByteArrayView bytes, QByteArrayView kind) {
    qsizetype at = 0;
    for (int i = 0; i < mostBoxes; ++i) {
        const std::optional<Box> box = nextBox(bytes, at);
        if (!box)
            return {};
        if (box->kind == kind)
            return box->payload;
    }
    return {};
}

} // namespace

std::optional<PictureFacts> avifFacts(QByteArrayView avif) {
    if (avif.size() < boxHead + 4 || avif.sliced(4, 8) != QByteArrayView("ftypavif"))
        return std::nullopt;
    const QByteArrayView meta = find(avif, "meta");
    const QByteArrayView properties = find(find(meta.sliced(std::min(fullBox, meta.size())), "iprp"), "ipco");
    std::optional<PictureFacts> largest;
    qsizetype at = 0;
    for (int i = 0; i < mostBoxes; ++i) {
        const std::optional<Box> box = nextBox(properties, at);
        if (!box)
            break;
        if (box->kind != QByteArrayView("ispe") || box->payload.size() < fullBox + 8)
            continue;
        const quint32 width = be32(box->payload, fullBox);
        const quint32 height = be32(box->payload, fullBox + 4);
        const bool isLarger = !largest || qint64(width) * height > qint64(largest->width) * largest->height;
        if (width > 0 && height > 0 && width <= edgeMost && height <= edgeMost && isLarger)
            largest = PictureFacts{"image/avif", int(width), int(height)};
    }
    return largest;
}

} // namespace confab::client
