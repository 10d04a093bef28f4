// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/files/filetype.h"

#include "server/files/limits.h"

#include <algorithm>
#include <array>

namespace confab {

namespace {

/// WHATWG MIME Sniffing, 6: bytes at a place, and the type that they show.
struct Magic {
    qsizetype at;
    QByteArrayView bytes;
    const char* type;
};

template <size_t N>
constexpr QByteArrayView view(const char (&text)[N]) {
    return {text, qsizetype(N) - 1};
}

constexpr std::array magics{
    Magic{0, view("\x89PNG\r\n\x1a\n"), "image/png"},
    Magic{0, view("\xff\xd8\xff"), "image/jpeg"},
    Magic{0, view("GIF87a"), "image/gif"},
    Magic{0, view("GIF89a"), "image/gif"},
    Magic{8, view("WEBPVP"), "image/webp"},
    Magic{4, view("ftypavif"), "image/avif"},
    Magic{0, view("ID3"), "audio/mpeg"},
    Magic{0, view("fLaC"), "audio/flac"},
    Magic{8, view("WAVEfmt "), "audio/wav"},
    Magic{28, view("OpusHead"), "audio/ogg"},
    Magic{28, view("\x01vorbis"), "audio/ogg"},
    Magic{4, view("ftypM4A"), "audio/mp4"},
    Magic{4, view("ftypiso"), "video/mp4"},
    Magic{4, view("ftypmp4"), "video/mp4"},
    Magic{4, view("ftypavc1"), "video/mp4"},
    Magic{4, view("ftypM4V"), "video/mp4"},
};

bool hasAt(QByteArrayView head, qsizetype at, QByteArrayView bytes) {
    return head.size() >= at + bytes.size() && head.sliced(at, bytes.size()) == bytes;
}

/// A Matroska file names its kind within its first some fifty bytes.
bool isWebm(QByteArrayView head) {
    constexpr qsizetype lookedAt = 64;
    return hasAt(head, 0, view("\x1a\x45\xdf\xa3")) && head.first(std::min(head.size(), lookedAt)).contains("webm");
}

bool isToken(QStringView text) {
    static constexpr QStringView marks = u"!#$&-^_.+";
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || marks.contains(c);
    });
}

bool isMediaType(const QString& type) {
    const qsizetype slash = type.indexOf(u'/');
    return slash > 0 && type.size() <= limits::mediaTypeCharacters && isToken(QStringView(type).left(slash)) &&
           isToken(QStringView(type).mid(slash + 1));
}

} // namespace

QString sniffedType(QByteArrayView head) {
    for (const Magic& magic : magics) {
        if (hasAt(head, magic.at, magic.bytes))
            return QString::fromLatin1(magic.type);
    }
    return isWebm(head) ? QStringLiteral("video/webm") : QString();
}

QString settledType(QByteArrayView head, const QString& claimed) {
    if (const QString sniffed = sniffedType(head); !sniffed.isEmpty())
        return sniffed;
    const QString type = claimed.section(u';', 0, 0).trimmed().toLower(); // what follows are parameters
    return isMediaType(type) && !isShownInline(type) ? type : QStringLiteral("application/octet-stream");
}

bool isShownInline(const QString& settled) {
    return settled == u"video/webm" ||
           std::ranges::any_of(magics, [&settled](const Magic& magic) { return settled == QLatin1String(magic.type); });
}

} // namespace confab
