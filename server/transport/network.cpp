// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/network.h"

#include <QtEndian>

#include <algorithm>

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

Network Network::of(const QHostAddress& address) {
    Network network;
    bool isIpv4 = false;
    network.m_bits = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return network;
    network.m_isIpv6 = true;
    network.m_bits = qFromBigEndian<quint64>(address.toIPv6Address().c);
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
    if (subnet.first.isNull() || subnet.second < 0)
        return std::nullopt;
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
