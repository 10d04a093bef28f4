// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/uploadheadpromise.h"

#include "server/api/rest/byterange.h"
#include "server/api/rest/uploadhead.h"
#include "server/files/filename.h"
#include "server/files/filetype.h"
#include "server/files/limits.h"

#include <algorithm>

namespace confab {

namespace {

constexpr qsizetype headBytes = 16 * 1024;
constexpr qint64 aboveAllFiles = 1'000'000'000'000'000; // of tus and of ranges

bool isUnwanted(QChar c) {
    const bool turns = (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069)) ||
                       c == QChar(0x200E) || c == QChar(0x200F) || c == QChar(0x061C);
    return turns || c == u'/' || c == u'\\' || c.category() == QChar::Other_Control;
}

const char* brokenByName(const QString& said) {
    const QString name = cleanedFileName(said);
    if (name.isEmpty() || name == u"." || name == u".." || name.toUtf8().size() > limits::fileNameBytes)
        return "a file has no name, or one that is too long";
    if (std::any_of(name.begin(), name.end(), isUnwanted) || QString::fromUtf8(name.toUtf8()) != name)
        return "a file's name has what it may not have";
    if (cleanedFileName(name) != name)
        return "a name that is kept changes when it is kept again";
    for (const bool isInline : {false, true}) {
        const QByteArray value = contentDisposition(name, isInline);
        if (!std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c < 0x7f; }))
            return "a header has more than one line of ASCII";
        if (!value.startsWith(isInline ? "inline; filename=\"" : "attachment; filename=\"") || value.count('"') != 2)
            return "a name ends its own quotation";
        const QByteArray encoded = "\"; filename*=UTF-8''"; // behind the quotation, where no name can write
        const qsizetype at = value.lastIndexOf(encoded);
        const QByteArray plain = value.mid(value.indexOf('"') + 1).chopped(at < 0 ? 1 : 0);
        const QString read = at < 0
                                 ? QString::fromLatin1(plain)
                                 : QString::fromUtf8(QByteArray::fromPercentEncoding(value.mid(at + encoded.size())));
        if (read != name)
            return "a name arrives as another one";
    }
    return nullptr;
}

const char* brokenByType(const QString& said, QByteArrayView content) {
    const QString type = settledType(content, said);
    const bool isText = std::all_of(type.begin(), type.end(), [](QChar c) { return c > u' ' && c < QChar(0x7f); });
    if (!isText || type.count(u'/') != 1 || type.size() > limits::mediaTypeCharacters)
        return "a type is none";
    if (isShownInline(type) && sniffedType(content) != type)
        return "a type is believed that the bytes do not show";
    return nullptr;
}

const char* brokenByRange(const HttpRequest& request) {
    const QByteArray wanted = request.header("range").value_or(QByteArray());
    for (const qint64 size : {qint64(0), qint64(1), qint64(1000), aboveAllFiles}) {
        using Kind = rest::ByteRange::Kind;
        const rest::ByteRange range = rest::parseRange(wanted, size);
        const bool isPart = range.from >= 0 && range.bytes > 0 && range.from <= size - range.bytes;
        if (range.kind == Kind::Part && !isPart)
            return "a part lies outside of its file";
        if (range.kind == Kind::Whole && (range.from != 0 || range.bytes != size))
            return "the whole is a part";
    }
    const QByteArray tag = "\"0123\"";
    const QByteArray tags = request.header("if-none-match").value_or(QByteArray());
    return rest::namesTag(tags, tag) && !tags.contains(tag) && !tags.contains('*') ? "a tag is named that is not there"
                                                                                   : nullptr;
}

} // namespace

const char* brokenUploadHeadPromise(const QByteArray& bytes) {
    const HeadResult head = parseHead(bytes, headBytes);
    if (head.state != HeadResult::State::Complete)
        return nullptr;
    const HttpRequest& request = head.request;
    const QByteArrayView content = QByteArrayView(bytes).sliced(head.size);
    for (const rest::UploadHead& said : {rest::uploadHead(request), rest::tusHead(request)}) {
        if (said.bytes && *said.bytes < 0)
            return "a size is below zero";
        const char* broken = brokenByName(said.name);
        broken = broken ? broken : brokenByType(said.type, content);
        if (broken)
            return broken;
    }
    for (const QByteArrayView header : {QByteArrayView("upload-offset"), QByteArrayView("upload-length")}) {
        const std::optional<qint64> number = rest::bytesIn(request, header);
        if (number && (*number < 0 || *number >= aboveAllFiles))
            return "a number of bytes is out of its bounds";
        if (number && request.header(header)->toLongLong() != *number)
            return "a number of bytes is another one";
    }
    return brokenByRange(request);
}

} // namespace confab
