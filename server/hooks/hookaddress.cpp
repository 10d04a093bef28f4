// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hooks/hookaddress.h"

#include <algorithm>
#include <array>

namespace confab {

namespace {

using Subnet = QPair<QHostAddress, int>;

const QList<Subnet>& closedV4() {
    static const QList<Subnet> subnets = [] {
        QList<Subnet> list;
        // This network, private, carriers', loopback, link-local, protocol assignments, documentation, 6to4's relays,
        // benchmarks, multicast, and what is reserved.
        for (const char* subnet : {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
                                   "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
                                   "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"})
            list.append(QHostAddress::parseSubnet(QString::fromLatin1(subnet)));
        return list;
    }();
    return subnets;
}

bool isPublicV4(quint32 address) {
    return std::ranges::none_of(closedV4(),
                                [host = QHostAddress(address)](const Subnet& one) { return host.isInSubnet(one); });
}

quint32 v4At(const Q_IPV6ADDR& address, int from) {
    return quint32(address[from]) << 24 | quint32(address[from + 1]) << 16 | quint32(address[from + 2]) << 8 |
           quint32(address[from + 3]);
}

bool beginsWith(const Q_IPV6ADDR& address, std::initializer_list<quint8> prefix) {
    return std::equal(prefix.begin(), prefix.end(), address.c);
}

/// Of the addresses for the internet, 2000::/3, those without the special ones; and those that stand for one of IPv4.
bool isPublicV6(const Q_IPV6ADDR& address) {
    constexpr int mapped = 12; // ::ffff:a.b.c.d
    if (beginsWith(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}))
        return isPublicV4(v4At(address, mapped));
    if (beginsWith(address, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) // NAT64
        return isPublicV4(v4At(address, mapped));
    if (beginsWith(address, {0x20, 0x02})) // 6to4
        return isPublicV4(v4At(address, 2));
    const bool isSpecial = beginsWith(address, {0x20, 0x01, 0x0d, 0xb8}) ||                    // documentation
                           (beginsWith(address, {0x20, 0x01}) && (address[2] & 0xfe) == 0x00); // 2001::/23: Teredo, …
    return (address[0] & 0xe0) == 0x20 && !isSpecial;
}

} // namespace

bool isPublicAddress(const QHostAddress& address) {
    if (address.protocol() == QAbstractSocket::IPv4Protocol)
        return isPublicV4(address.toIPv4Address());
    return address.protocol() == QAbstractSocket::IPv6Protocol && isPublicV6(address.toIPv6Address());
}

bool isHookUrl(const QUrl& url) {
    return url.isValid() && (url.scheme() == u"https" || url.scheme() == u"http") && !url.host().isEmpty() &&
           url.userInfo().isEmpty() && !url.hasFragment();
}

} // namespace confab
