// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/uploadhead.h"

#include <algorithm>

namespace confab::rest {

namespace {

constexpr qsizetype mostDigits = 15;

/// "plan.pdf" of "name=plan.pdf&…".
QString queryValue(const QByteArray& query, QByteArrayView name) {
    for (const QByteArray& part : query.split('&')) {
        const qsizetype equals = part.indexOf('=');
        if (equals >= 0 && QByteArrayView(part).first(equals) == name)
            return QString::fromUtf8(QByteArray::fromPercentEncoding(part.mid(equals + 1)));
    }
    return {};
}

/// The value of one of these keys in "filename cGxhbi5wZGY=,filetype …".
QString metadata(const HttpRequest& request, std::initializer_list<QByteArrayView> keys) {
    const QList<QByteArray> pairs = request.header("upload-metadata").value_or(QByteArray()).split(',');
    for (const QByteArray& pair : pairs) {
        const QList<QByteArray> parts = pair.trimmed().split(' ');
        if (std::find(keys.begin(), keys.end(), QByteArrayView(parts[0])) != keys.end())
            return QString::fromUtf8(QByteArray::fromBase64(parts.value(1)));
    }
    return {};
}

} // namespace

UploadHead uploadHead(const HttpRequest& request) {
    const std::optional<QByteArray> length = request.header("content-length");
    const bool isChunked = request.header("transfer-encoding").has_value();
    return {queryValue(request.query, "name"),
            QString::fromLatin1(request.header("content-type").value_or(QByteArray())),
            isChunked || !length ? std::nullopt : std::optional(length->toLongLong())};
}

UploadHead tusHead(const HttpRequest& request) {
    return {metadata(request, {"filename", "name"}), metadata(request, {"filetype", "type"}),
            bytesIn(request, "upload-length")};
}

std::optional<qint64> bytesIn(const HttpRequest& request, QByteArrayView header) {
    const QByteArray text = request.header(header).value_or(QByteArray());
    const bool isNumber = !text.isEmpty() && text.size() <= mostDigits &&
                          std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? std::optional(text.toLongLong()) : std::nullopt;
}

} // namespace confab::rest
