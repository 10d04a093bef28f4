// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace confab {

/// What limits count as one peer: an IPv4 address, also one inside an IPv6 address (mapped, translated by NAT64, 6to4),
/// or the /64 of one IPv6 subscriber.
class Network {
public:
    static Network of(const QHostAddress& address);

    QString toString() const;

    friend bool operator==(const Network&, const Network&) = default;
    friend size_t qHash(const Network& network, size_t seed = 0) {
        return qHashMulti(seed, network.m_bits, network.m_isIpv6);
    }

private:
    quint64 m_bits = 0;
    bool m_isIpv6 = false;
};

/// Subnets of proxies, which stand for many people. Limits by address apply to the clients that they
/// name instead.
using Subnets = QList<std::pair<QHostAddress, int>>;

bool isIn(const Subnets& subnets, const QHostAddress& address);
/// "10.0.0.7", "10.0.0.0/24", "fd00::/8"; nothing for a text that is none of these, "10.0" among them.
std::optional<std::pair<QHostAddress, int>> parseSubnet(const QString& text);

/// The address at the other end of this socket; null when it has hung up already.
QHostAddress peerOf(qintptr descriptor);

} // namespace confab
