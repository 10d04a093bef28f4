// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/forwarded.h"

#include <algorithm>

namespace confab {

namespace {

// A balancer, a proxy that ends TLS and one of a content network stand behind each other; more than some is a mistake.
constexpr int mostProxies = 8;
// INET6_ADDRSTRLEN without its zero.
constexpr qsizetype longestAddress = 45;

/// "192.0.2.7" or "2001:db8::7", and nothing else that QHostAddress also takes: "127.1", "fe80::1%eth0".
QHostAddress parseAddress(QByteArrayView text) {
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

} // namespace

QHostAddress forwardedFor(const HttpRequest& request, const Subnets& proxies) {
    int skipped = 0;
    // A header that is repeated is one list (RFC 9110, 5.3); HAProxy adds a line of its own to what it was given.
    for (auto header = request.headers.crbegin(); header != request.headers.crend(); ++header) {
        if (header->first != "x-forwarded-for")
            continue;
        QByteArrayView rest(header->second);
        for (bool more = true; more;) {
            const qsizetype comma = rest.lastIndexOf(',');
            const QHostAddress hop = parseAddress(rest.sliced(comma + 1).trimmed());
            if (hop.isNull() || !isIn(proxies, hop))
                return hop;
            if (++skipped == mostProxies)
                return {};
            more = comma >= 0;
            rest = rest.first(std::max(comma, qsizetype(0)));
        }
    }
    return {};
}

} // namespace confab
