// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/forwarded.h"

#include <algorithm>

namespace confab {

namespace {

// A balancer, a proxy that ends TLS and one of a content network may form a chain; many more are a mistake.
constexpr int mostProxies = 8;
// INET6_ADDRSTRLEN without its zero.
constexpr qsizetype longestAddress = 45;

/// "192.0.2.7" or "2001:db8::7", and nothing else that QHostAddress also takes: "127.1", "1".
QHostAddress parsePlainAddress(QByteArrayView text) {
    if (text.isEmpty() || text.size() > longestAddress)
        return {};
    const bool isIpv6 = text.contains(':');
    const bool isPlain = std::all_of(text.begin(), text.end(), [isIpv6](char c) {
        const bool isHex = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':';
        return (c >= '0' && c <= '9') || c == '.' || (isIpv6 && isHex);
    });
    if (!isPlain || (!isIpv6 && std::count(text.begin(), text.end(), '.') != 3))
        return {};
    return QHostAddress(QString::fromLatin1(text));
}

bool isPort(QByteArrayView text) {
    return !text.isEmpty() && text.size() <= 5 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// An IPv6 address without its zone ("%eth0"), which means something on the proxy only.
QByteArrayView withoutZone(QByteArrayView text) {
    const qsizetype percent = text.indexOf('%');
    return percent > 0 && percent + 1 < text.size() && text.contains(':') ? text.first(percent) : text;
}

/// One hop as proxies write it: "192.0.2.7", "192.0.2.7:50001", "2001:db8::7", "[2001:db8::7]", "[2001:db8::7]:50001",
/// each perhaps in quotes.
QHostAddress parseHop(QByteArrayView text) {
    if (text.size() >= 2 && text.startsWith('"') && text.endsWith('"'))
        text = text.sliced(1, text.size() - 2);
    if (text.startsWith('[')) {
        const qsizetype end = text.indexOf(']');
        if (end < 0)
            return {};
        const QByteArrayView behind = text.sliced(end + 1);
        const QByteArrayView inside = withoutZone(text.sliced(1, end - 1));
        const bool isGood =
            inside.contains(':') && (behind.isEmpty() || (behind.front() == ':' && isPort(behind.sliced(1))));
        return isGood ? parsePlainAddress(inside) : QHostAddress();
    }
    const qsizetype colon = text.indexOf(':');
    if (colon >= 0 && text.lastIndexOf(':') == colon) // an IPv6 address has two at least
        return isPort(text.sliced(colon + 1)) ? parsePlainAddress(text.first(colon)) : QHostAddress();
    return parsePlainAddress(withoutZone(text));
}

} // namespace

ForwardedClient forwardedFor(const HttpRequest& request, const Subnets& proxies) {
    ForwardedClient found;
    int skipped = 0;
    // A header that is repeated is one list (RFC 9110, 5.3); HAProxy adds a line of its own to what it was given.
    for (auto header = request.headers.crbegin(); header != request.headers.crend(); ++header) {
        if (header->first != "x-forwarded-for")
            continue;
        QByteArrayView rest(header->second);
        for (bool more = true; more;) {
            const qsizetype comma = rest.lastIndexOf(',');
            const QHostAddress hop = parseHop(rest.sliced(comma + 1).trimmed());
            if (hop.isNull())
                return {found.address, false};
            if (!isIn(proxies, hop))
                return {hop, true};
            found = {hop, true};
            if (++skipped == mostProxies)
                return {hop, false};
            more = comma >= 0;
            rest = rest.first(std::max(comma, qsizetype(0)));
        }
    }
    return found;
}

} // namespace confab
