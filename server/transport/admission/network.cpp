// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/admission/network.h"

#include <QtEndian>

#include <algorithm>
#include <array>

#ifdef Q_OS_WIN
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <sys/socket.h>
#endif

namespace confab {

namespace {

/// An IPv4 address as such, also when it came through an IPv6 socket.
QHostAddress plain(const QHostAddress& address) {
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : address;
}

} // namespace

namespace {

/// The IPv4 address that an IPv6 one stands for: each behind a translator (RFC 6052), and the 65,536 /64 of one 6to4
/// subscriber (RFC 3056).
std::optional<quint32> embeddedIpv4(const Q_IPV6ADDR& address) {
    static constexpr std::array<quint8, 12> nat64{0x00, 0x64, 0xff, 0x9b};
    if (std::equal(nat64.begin(), nat64.end(), address.c))
        return qFromBigEndian<quint32>(address.c + nat64.size());
    if (address.c[0] == 0x20 && address.c[1] == 0x02)
        return qFromBigEndian<quint32>(address.c + 2);
    return std::nullopt;
}

} // namespace

Network Network::of(const QHostAddress& address) {
    Network network;
    bool isIpv4 = false;
    network.m_bits = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return network;
    const Q_IPV6ADDR ipv6 = address.toIPv6Address();
    if (const std::optional<quint32> ipv4 = embeddedIpv4(ipv6)) {
        network.m_bits = *ipv4;
        return network;
    }
    network.m_isIpv6 = true;
    network.m_bits = qFromBigEndian<quint64>(ipv6.c);
    return network;
}

QString Network::toString() const {
    if (!m_isIpv6)
        return QHostAddress(quint32(m_bits)).toString();
    Q_IPV6ADDR first{};
    qToBigEndian(m_bits, first.c);
    return QHostAddress(first).toString();
}

bool isIn(const Subnets& subnets, const QHostAddress& address) {
    const QHostAddress peer = plain(address);
    return std::any_of(subnets.begin(), subnets.end(), [&peer](const auto& subnet) { return peer.isInSubnet(subnet); });
}

std::optional<std::pair<QHostAddress, int>> parseSubnet(const QString& text) {
    const QPair<QHostAddress, int> subnet = QHostAddress::parseSubnet(text.trimmed());
    const QString address = text.trimmed().section(u'/', 0, 0);
    const bool isWhole = address.contains(u':') || address.count(u'.') == 3;
    if (subnet.first.isNull() || subnet.second < 0 || !isWhole)
        return std::nullopt;
    const bool isMapped = plain(subnet.first).protocol() != subnet.first.protocol();
    constexpr int mappedPrefix = 96;
    if (isMapped && subnet.second >= mappedPrefix)
        return std::pair(plain(subnet.first), subnet.second - mappedPrefix);
    return subnet;
}

QHostAddress peerOf(qintptr descriptor) {
    sockaddr_storage peer{};
#ifdef Q_OS_WIN
    int size = sizeof(peer);
    const bool known = ::getpeername(SOCKET(descriptor), reinterpret_cast<sockaddr*>(&peer), &size) == 0;
#else
    socklen_t size = sizeof(peer);
    const bool known = ::getpeername(int(descriptor), reinterpret_cast<sockaddr*>(&peer), &size) == 0;
#endif
    return known ? QHostAddress(reinterpret_cast<const sockaddr*>(&peer)) : QHostAddress();
}

} // namespace confab
