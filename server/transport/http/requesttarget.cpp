// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/requesttarget.h"

#include "server/transport/http/fieldsyntax.h"

#include <algorithm>

namespace confab {

namespace {

/// What a path and a query are written with. More than RFC 3986 allows, as clients send more, but no fragment.
bool isPathAndQuery(QByteArrayView bytes) {
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return uchar(c) > 0x20 && uchar(c) < 0x7f && c != '#'; });
}

/// RFC 3986, 3.2.2: "[::1]" or a name or an IPv4 address; never empty, as http has no URI without a host.
bool isHostName(QByteArrayView host) {
    static constexpr QByteArrayView marks = "-._~!$&'()*+,;=%";
    if (host.startsWith('['))
        return host.size() > 2 && host.endsWith(']') && host.sliced(1, host.size() - 2).contains(':') &&
               std::all_of(host.begin() + 1, host.end() - 1,
                           [](char c) { return isHexDigit(c) || c == ':' || c == '.'; });
    return !host.isEmpty() &&
           std::all_of(host.begin(), host.end(), [](char c) { return isLetterOrDigit(c) || marks.contains(c); });
}

/// uri-host [ ":" port ]. User information is an error in http (RFC 9110, 4.2.4).
bool isAuthority(QByteArrayView bytes) {
    const qsizetype bracket = bytes.lastIndexOf(']');
    const qsizetype colon = bytes.lastIndexOf(':');
    if (colon <= bracket) // none, or one of an IPv6 address
        return isHostName(bytes);
    const QByteArrayView port = bytes.sliced(colon + 1);
    return isHostName(bytes.first(colon)) && port.size() <= 5 && std::all_of(port.begin(), port.end(), isDigit);
}

/// "::1:7450": an IPv6 address without its brackets is no host, but QWebSocket writes it into Host (Qt 6.4).
bool isBareIpv6(QByteArrayView bytes) {
    return bytes.count(':') >= 2 &&
           std::all_of(bytes.begin(), bytes.end(), [](char c) { return isHexDigit(c) || c == ':' || c == '.'; });
}

void takePathAndQuery(QByteArrayView rest, HttpRequest& request) {
    const qsizetype question = rest.indexOf('?');
    request.path = (question < 0 ? rest : rest.first(question)).toByteArray();
    request.query = (question < 0 ? QByteArrayView() : rest.sliced(question + 1)).toByteArray();
    if (request.path.isEmpty())
        request.path = "/";
}

/// "http://host:port/path?query", which every server has to accept (RFC 9112, 3.2.2). Nothing when it is none.
bool parseAbsoluteForm(QByteArrayView target, HttpRequest& request, QByteArray& authority) {
    const qsizetype schemeEnd = target.indexOf("://");
    if (schemeEnd < 0)
        return false;
    const QByteArray scheme = target.first(schemeEnd).toByteArray().toLower();
    if (scheme != "http" && scheme != "https")
        return false;
    const QByteArrayView rest = target.sliced(schemeEnd + 3);
    const auto end = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; });
    const qsizetype size = end - rest.begin();
    authority = rest.first(size).toByteArray();
    takePathAndQuery(rest.sliced(size), request);
    return isAuthority(authority);
}

QList<QByteArray> valuesOf(const HttpRequest& request, QByteArrayView name) {
    QList<QByteArray> values;
    for (const auto& [header, value] : request.headers) {
        if (header == name)
            values.append(value);
    }
    return values;
}

bool isLength(const QByteArray& text) {
    return !text.isEmpty() && text.size() <= 18 && std::all_of(text.begin(), text.end(), isDigit);
}

} // namespace

bool parseTarget(QByteArrayView target, HttpRequest& request, QByteArray& authority) {
    if (!isPathAndQuery(target))
        return false;
    if (request.method == "CONNECT") { // of a proxy, which this is not: the method is refused later
        authority = target.toByteArray();
        request.path = authority;
        return isAuthority(target) && target.contains(':');
    }
    if (target == "*") {
        request.path = "*";
        return request.method == "OPTIONS";
    }
    if (!target.startsWith('/'))
        return parseAbsoluteForm(target, request, authority);
    takePathAndQuery(target, request);
    return true;
}

bool settleHost(HttpRequest& request, const QByteArray& authority) {
    const auto isHost = [](const auto& header) { return header.first == "host"; };
    const auto count = std::count_if(request.headers.cbegin(), request.headers.cend(), isHost);
    if (count > 1 || (count == 0 && !request.isHttp10))
        return false;
    if (count == 0)
        return true;
    QByteArray& host = std::find_if(request.headers.begin(), request.headers.end(), isHost)->second;
    if (!isAuthority(host) && !isBareIpv6(host))
        return false;
    if (!authority.isEmpty())
        host = authority;
    return true;
}

bool isFramingClear(const HttpRequest& request) {
    const QList<QByteArray> lengths = valuesOf(request, "content-length");
    const QList<QByteArray> codings = valuesOf(request, "transfer-encoding");
    if (!codings.isEmpty())
        return lengths.isEmpty() && !request.isHttp10 && codings.size() == 1 &&
               codings.constFirst().compare("chunked", Qt::CaseInsensitive) == 0;
    return lengths.isEmpty() || (lengths.size() == 1 && isLength(lengths.constFirst()));
}

} // namespace confab
