// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/http.h"

#include "common/core/error.h"
#include "server/transport/http/bodysink.h"
#include "server/transport/http/fieldsyntax.h"
#include "server/transport/http/requesttarget.h"

#include <algorithm>

namespace confab {

namespace {

/// "HTTP/1.x": later minor versions are handled as 1.1 (RFC 9110, 2.5).
bool parseVersion(QByteArrayView version, HttpRequest& request) {
    if (version.size() != 8 || !version.startsWith("HTTP/1.") || version.back() < '0' || version.back() > '9')
        return false;
    request.isHttp10 = version.back() == '0';
    return true;
}

bool parseRequestLine(QByteArrayView line, HttpRequest& request, QByteArray& authority) {
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 0 || last == first)
        return false;
    const QByteArrayView method = line.first(first);
    if (!isToken(method) || !parseVersion(line.sliced(last + 1), request))
        return false;
    request.method = method.toByteArray();
    return parseTarget(line.sliced(first + 1, last - first - 1), request, authority);
}

bool parseHeader(QByteArrayView line, HttpRequest& request) {
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)) || !isFieldValue(line.sliced(colon + 1)))
        return false;
    request.headers.append({line.first(colon).toByteArray().toLower(), line.sliced(colon + 1).trimmed().toByteArray()});
    return true;
}

/// All lines of a head, without the empty one at its end.
bool parseLines(QByteArrayView rest, HttpRequest& request) {
    QByteArray authority;
    for (bool first = true; first || !rest.isEmpty(); first = false) {
        const qsizetype lineEnd = rest.indexOf("\r\n");
        const QByteArrayView line = lineEnd < 0 ? rest : rest.first(lineEnd);
        rest = lineEnd < 0 ? QByteArrayView() : rest.sliced(lineEnd + 2);
        if (!(first ? parseRequestLine(line, request, authority) : parseHeader(line, request)))
            return false;
    }
    return settleHost(request, authority) && isFramingClear(request);
}

struct Reason {
    int status;
    const char* phrase;
};
constexpr Reason reasons[]{
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {206, "Partial Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {409, "Conflict"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {426, "Upgrade Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
    {507, "Insufficient Storage"},
};

/// Headers without which these answers would be wrong (RFC 9110, 15).
QByteArray requiredHeaders(const HttpAnswer& answer) {
    switch (answer.status) {
    case 426:
        return "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
    case 429:
    case 503:
        return "Retry-After: " + QByteArray::number(answer.retryAfter) + "\r\n";
    default:
        return {};
    }
}

bool has(const HttpAnswer& answer, QByteArrayView header) {
    return std::ranges::find(answer.headers, header, &std::pair<QByteArray, QByteArray>::first) != answer.headers.end();
}

} // namespace

std::optional<QByteArray> HttpRequest::header(QByteArrayView name) const {
    for (const auto& [header, value] : headers) {
        if (header == name)
            return value;
    }
    return std::nullopt;
}

bool HttpRequest::headerHasToken(QByteArrayView name, QByteArrayView token) const {
    for (const auto& [header, value] : headers) {
        if (header != name)
            continue;
        const QList<QByteArray> items = value.split(',');
        if (std::any_of(items.begin(), items.end(), [&](const QByteArray& item) {
                return item.trimmed().compare(token, Qt::CaseInsensitive) == 0;
            }))
            return true;
    }
    return false;
}

HeadResult parseHead(QByteArrayView bytes, qsizetype maxSize) {
    HeadResult result;
    // One empty line before a request is ignored (RFC 9112, 2.2): old clients send it behind a body.
    const qsizetype begin = bytes.startsWith("\r\n") ? 2 : 0;
    const qsizetype end = bytes.indexOf("\r\n\r\n", begin);
    const qsizetype size = end < 0 ? bytes.size() : end + 4;
    if (size > maxSize || (end < 0 && size == maxSize)) {
        result.state = HeadResult::State::TooLarge;
        return result;
    }
    // Bytes that can't become a request are refused without waiting for the end.
    const bool mayBegin = bytes.size() <= begin || isToken(bytes.sliced(begin, 1)) || bytes == "\r";
    if (!mayBegin)
        result.state = HeadResult::State::Malformed;
    if (end < 0)
        return result;
    const bool good = mayBegin && parseLines(bytes.sliced(begin, end - begin), result.request);
    result.state = good ? HeadResult::State::Complete : HeadResult::State::Malformed;
    result.size = size;
    return result;
}

QByteArray reasonPhrase(int status) {
    const auto found = std::ranges::find(reasons, status, &Reason::status);
    if (found != std::end(reasons))
        return found->phrase;
    return status < 400 ? "OK" : "Error";
}

namespace {

bool isEndless(const HttpAnswer& answer) {
    return answer.source && answer.source->bytes() == BodySource::unknownBytes;
}

qint64 lengthOf(const HttpAnswer& answer) {
    return answer.body.size() + (answer.source ? answer.source->bytes() : 0);
}

} // namespace

QByteArray httpBytes(const HttpAnswer& answer, AnswerForm form) {
    QByteArray bytes;
    bytes.append("HTTP/1.1 ").append(QByteArray::number(answer.status)).append(' ');
    bytes.append(reasonPhrase(answer.status)).append("\r\n");
    bytes.append(requiredHeaders(answer));
    for (const auto& [name, value] : answer.headers)
        bytes.append(name).append(": ").append(value).append("\r\n");
    // They have no content: 204 may not name a length (RFC 9110, 8.6), and that of 304 would be another answer's.
    if (answer.status != 204 && answer.status != 304) {
        bytes.append("Content-Type: ").append(answer.contentType).append("\r\n");
        if (!isEndless(answer))
            bytes.append("Content-Length: ").append(QByteArray::number(lengthOf(answer))).append("\r\n");
        else if (form.chunks)
            bytes.append("Transfer-Encoding: chunked\r\n");
    }
    if (!has(answer, "Cache-Control"))
        bytes.append("Cache-Control: no-store\r\n");
    bytes.append("X-Content-Type-Options: nosniff\r\n");
    bytes.append(form.closes ? "Connection: close\r\n\r\n" : "\r\n");
    if (form.withBody)
        bytes.append(answer.body);
    return bytes;
}

HttpAnswer httpStatus(int status) {
    HttpAnswer answer;
    answer.status = status;
    if (status == 204)
        return answer;
    const QByteArray number = QByteArray::number(status);
    if (status < 400) {
        answer.body = number + ' ' + reasonPhrase(status) + '\n';
    } else { // RFC 9457, 4.2.1: a problem that says no more than its status
        answer.contentType = "application/problem+json";
        answer.body =
            R"({"type":"about:blank","title":")" + QByteArray(reasonPhrase(status)) + R"(","status":)" + number + '}';
    }
    return answer;
}

HttpAnswer tooManyRequests(std::chrono::milliseconds retryAfter) {
    HttpAnswer answer{429, "application/problem+json", {}};
    const ErrorRow& row = errorRow(ErrorKind::RateLimited);
    answer.body.append(R"({"type":"urn:confab:problem:)").append(row.name.data(), qsizetype(row.name.size()));
    answer.body.append(R"(","title":")").append(row.text.data(), qsizetype(row.text.size()));
    answer.body.append(R"(","status":429,"retryAfterMs":)").append(QByteArray::number(qint64(retryAfter.count())));
    answer.body.append("}");
    answer.retryAfter = int(std::chrono::ceil<std::chrono::seconds>(retryAfter).count());
    return answer;
}

} // namespace confab
