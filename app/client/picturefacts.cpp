// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/picturefacts.h"

#include "app/client/avifpicture.h"
#include "app/client/webppicture.h"

#include <QtEndian>

#include <algorithm>

namespace confab::client {

namespace {

const QByteArrayView pngMagic("\x89PNG\r\n\x1a\n", 8);
const QByteArrayView exifMagic("Exif\0\0", 6);
constexpr quint16 orientationTag = 0x0112;
constexpr qsizetype mostTags = 1000; // of one directory

quint16 be16(QByteArrayView bytes, qsizetype at) {
    return qFromBigEndian<quint16>(bytes.data() + at);
}
quint32 be32(QByteArrayView bytes, qsizetype at) {
    return qFromBigEndian<quint32>(bytes.data() + at);
}
bool has(QByteArrayView bytes, qsizetype at, qsizetype count) {
    return at >= 0 && count >= 0 && at <= bytes.size() - count;
}

// ---- JPEG --------------------------------------------------------------------------------------------------------

struct Segment {
    uchar marker = 0;
    QByteArrayView whole; ///< marker, length and payload
    QByteArrayView payload;
};

enum Marker : uchar {
    StartOfImage = 0xD8,
    EndOfImage = 0xD9,
    StartOfScan = 0xDA,
    App0 = 0xE0,
    App1,
    App2,
    App14 = 0xEE
};
constexpr uchar comment = 0xFE;

bool isBare(uchar marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
}
bool isFrame(uchar marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// The segment at `at`, after fill bytes, which moves behind it. Nothing at the end, or where no segment can be read.
std::optional<Segment> nextSegment(QByteArrayView jpeg, qsizetype& at) {
    while (has(jpeg, at, 2) && uchar(jpeg[at]) == 0xFF && uchar(jpeg[at + 1]) == 0xFF)
        ++at;
    if (!has(jpeg, at, 2) || uchar(jpeg[at]) != 0xFF)
        return std::nullopt;
    Segment segment;
    segment.marker = uchar(jpeg[at + 1]);
    qsizetype size = 2;
    if (segment.marker != StartOfImage && segment.marker != EndOfImage && !isBare(segment.marker)) {
        if (!has(jpeg, at, 4))
            return std::nullopt;
        size += be16(jpeg, at + 2);
        if (size < 4 || !has(jpeg, at, size))
            return std::nullopt;
        segment.payload = jpeg.sliced(at + 4, size - 4);
    }
    segment.whole = jpeg.sliced(at, size);
    at += size;
    return segment;
}

/// Behind the entropy-coded bytes that follow a StartOfScan: at the next marker, or the end.
qsizetype scanEnd(QByteArrayView jpeg, qsizetype at) {
    while (has(jpeg, at, 2)) {
        const uchar next = uchar(jpeg[at + 1]);
        if (uchar(jpeg[at]) == 0xFF && next != 0 && next != 0xFF && !isBare(next))
            return at;
        ++at;
    }
    return jpeg.size();
}

/// The orientation in the payload of an APP1 segment; nothing when it is not EXIF, or does not say.
std::optional<int> exifOrientation(QByteArrayView payload) {
    if (!payload.startsWith(exifMagic))
        return std::nullopt;
    const QByteArrayView tiff = payload.sliced(exifMagic.size());
    if (!has(tiff, 0, 8) || (!tiff.startsWith("II") && !tiff.startsWith("MM")))
        return std::nullopt;
    const bool little = tiff.startsWith("II");
    const auto u16 = [&](qsizetype at) {
        return little ? qFromLittleEndian<quint16>(tiff.data() + at) : be16(tiff, at);
    };
    const auto u32 = [&](qsizetype at) {
        return little ? qFromLittleEndian<quint32>(tiff.data() + at) : be32(tiff, at);
    };
    const qsizetype directory = u32(4);
    if (!has(tiff, directory, 2))
        return std::nullopt;
    const qsizetype count = std::min<qsizetype>(u16(directory), mostTags);
    for (qsizetype tag = 0; tag < count; ++tag) {
        const qsizetype entry = directory + 2 + tag * 12;
        if (!has(tiff, entry, 12))
            return std::nullopt;
        if (u16(entry) == orientationTag)
            return u16(entry + 8) >= 1 && u16(entry + 8) <= 8 ? std::optional<int>(u16(entry + 8)) : std::nullopt;
    }
    return std::nullopt;
}

/// An EXIF segment that has nothing but the orientation.
QByteArray orientationSegment(int orientation) {
    QByteArray payload = exifMagic.toByteArray();
    payload += QByteArray("MM\0\x2A\0\0\0\x08", 8);                // big endian, the directory follows
    payload += QByteArray("\0\x01\x01\x12\0\x03\0\0\0\x01\0", 11); // one entry: orientation, one short
    payload += char(orientation);
    payload += QByteArray(6, '\0'); // the rest of its field; no further directory
    QByteArray segment("\xFF\xE1", 2);
    segment += char((payload.size() + 2) >> 8);
    segment += char((payload.size() + 2) & 0xFF);
    return segment + payload;
}

/// Whether a segment stays: what decoders need, and no text. APP2 holds colour profiles, and lists of further pictures.
bool isKept(const Segment& segment) {
    if (segment.marker == App0)
        return segment.payload.startsWith(QByteArrayView("JFIF\0", 5));
    if (segment.marker == App2)
        return segment.payload.startsWith(QByteArrayView("ICC_PROFILE\0", 12));
    if (segment.marker == App14)
        return segment.payload.startsWith("Adobe");
    return segment.marker != comment && (segment.marker < App0 || segment.marker > 0xEF);
}

/// The segments up to the picture's own end; nothing when the head can't be read. A scan that is cut off stays so.
std::optional<QByteArray> strippedJpeg(QByteArrayView jpeg) {
    QByteArray out;
    out.reserve(jpeg.size());
    const int orientation = orientationOf(jpeg);
    qsizetype at = 0;
    bool scanned = false;
    while (at < jpeg.size()) {
        const std::optional<Segment> segment = nextSegment(jpeg, at);
        if (!segment)
            return scanned ? std::optional(out) : std::nullopt;
        if (isKept(*segment))
            out += segment->whole;
        if (segment->marker == StartOfImage && orientation != 1)
            out += orientationSegment(orientation);
        if (segment->marker == EndOfImage)
            return out;
        if (segment->marker != StartOfScan)
            continue;
        const qsizetype end = scanEnd(jpeg, at);
        out += jpeg.sliced(at, end - at);
        at = end;
        scanned = true;
    }
    return scanned ? std::optional(out) : std::nullopt;
}

std::optional<PictureFacts> jpegFacts(QByteArrayView jpeg) {
    int orientation = 1;
    qsizetype at = 0;
    while (const std::optional<Segment> segment = nextSegment(jpeg, at)) {
        if (segment->marker == App1)
            orientation = exifOrientation(segment->payload).value_or(orientation);
        if (segment->marker == StartOfScan)
            break;
        if (!isFrame(segment->marker) || segment->payload.size() < 5)
            continue;
        PictureFacts facts{"image/jpeg", be16(segment->payload, 3), be16(segment->payload, 1)};
        if (orientation >= 5) // lies on its side
            std::swap(facts.width, facts.height);
        return facts;
    }
    return std::nullopt;
}

// ---- PNG, GIF ----------------------------------------------------------------------------------------------------

std::optional<PictureFacts> pngFacts(QByteArrayView png) {
    if (!has(png, 16, 8) || png.sliced(12, 4) != "IHDR")
        return std::nullopt;
    const quint32 width = be32(png, 16);
    const quint32 height = be32(png, 20);
    if (width > 0x7FFFFFFF || height > 0x7FFFFFFF)
        return std::nullopt;
    return PictureFacts{"image/png", int(width), int(height)};
}

/// Without chunks of text, time and EXIF. The chunks that stay keep their checksums.
std::optional<QByteArray> strippedPng(QByteArrayView png) {
    QByteArray out = pngMagic.toByteArray();
    qsizetype at = pngMagic.size();
    while (has(png, at, 12)) {
        const quint32 length = be32(png, at);
        if (length > 0x7FFFFFFF || !has(png, at, 12 + qsizetype(length)))
            return std::nullopt;
        const QByteArrayView type = png.sliced(at + 4, 4);
        const bool isDropped = type == "tEXt" || type == "zTXt" || type == "iTXt" || type == "eXIf" || type == "tIME";
        if (!isDropped)
            out += png.sliced(at, 12 + qsizetype(length));
        at += 12 + qsizetype(length);
        if (type == "IEND")
            return out;
    }
    return std::nullopt;
}

bool isJpeg(QByteArrayView bytes) {
    return bytes.startsWith("\xFF\xD8\xFF");
}

bool mayNameAPlace(const QByteArray& bytes) {
    return bytes.contains(exifMagic) || bytes.contains("ns.adobe.com/xap") || bytes.contains("eXIf") ||
           bytes.contains("iTXt") || bytes.contains("xmpmeta") || bytes.contains("EXIF") || bytes.contains("XMP ");
}

} // namespace

int orientationOf(QByteArrayView jpeg) {
    qsizetype at = 0;
    while (const std::optional<Segment> segment = nextSegment(jpeg, at)) {
        if (segment->marker == StartOfScan)
            break;
        if (segment->marker != App1)
            continue;
        if (const std::optional<int> orientation = exifOrientation(segment->payload))
            return *orientation;
    }
    return 1;
}

std::optional<PictureFacts> pictureFacts(QByteArrayView bytes) {
    std::optional<PictureFacts> facts;
    if (isJpeg(bytes))
        facts = jpegFacts(bytes);
    else if (bytes.startsWith(pngMagic))
        facts = pngFacts(bytes);
    else if ((bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a")) && has(bytes, 6, 4))
        facts = PictureFacts{"image/gif", qFromLittleEndian<quint16>(bytes.data() + 6),
                             qFromLittleEndian<quint16>(bytes.data() + 8)};
    else if (isWebp(bytes))
        facts = webpFacts(bytes);
    else
        facts = avifFacts(bytes);
    return facts && facts->width > 0 && facts->height > 0 ? facts : std::nullopt;
}

Result<QByteArray> withoutMetadata(const QByteArray& bytes) {
    std::optional<QByteArray> stripped;
    if (isJpeg(bytes))
        stripped = strippedJpeg(bytes);
    else if (bytes.startsWith(pngMagic))
        stripped = strippedPng(bytes);
    else if (isWebp(bytes))
        stripped = strippedWebp(bytes);
    else
        return bytes;
    if (stripped)
        return std::move(*stripped);
    if (mayNameAPlace(bytes))
        return fail(Error(ErrorKind::InputInvalid, QStringLiteral("This picture is damaged, and the place where it was "
                                                                  "taken can't be removed from it")));
    return bytes;
}

} // namespace confab::client
