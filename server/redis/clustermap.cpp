// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/clustermap.h"

#include <algorithm>

namespace confab {

namespace {

bool isPort(qint64 number) {
    return number > 0 && number <= 0xffff;
}

bool isSlot(const RespValue& value) {
    return value.type == RespValue::Type::Integer && value.number >= 0 && value.number < slotCount;
}

/// `[host, port, …]`; an empty or missing host means the queried server, "?" an unknown one.
std::optional<ServerName> serverIn(const RespValue& value, const ServerName& asked) {
    if (!value.isList() || value.items.size() < 2 || value.items[1].type != RespValue::Type::Integer ||
        !isPort(value.items[1].number) || value.items[0].text == "?")
        return std::nullopt;
    const QString host = QString::fromUtf8(value.items[0].text);
    return ServerName{host.isEmpty() ? asked.host : host, quint16(value.items[1].number)};
}

} // namespace

Result<ClusterMap> ClusterMap::read(const RespValue& reply, const ServerName& asked, qsizetype maxServers) {
    if (!reply.isList())
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("This Redis does not report its cluster slots.")));
    ClusterMap map;
    for (const RespValue& range : reply.items) {
        if (!map.addRange(range, asked))
            return fail(Error(ErrorKind::Unavailable, QStringLiteral("The map of the Redis Cluster can't be read.")));
    }
    if (map.m_servers.size() > maxServers)
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("The Redis Cluster has too many servers.")));
    return map;
}

/// `[first, last, master, replica, …]`.
bool ClusterMap::addRange(const RespValue& range, const ServerName& asked) {
    constexpr size_t least = 3;
    if (!range.isList() || range.items.size() < least || !isSlot(range.items[0]) || !isSlot(range.items[1]) ||
        range.items[0].number > range.items[1].number)
        return false;
    const std::optional<ServerName> server = serverIn(range.items[2], asked);
    if (!server)
        return true; // their owner is unreachable
    qsizetype index = m_servers.indexOf(*server);
    if (index < 0) {
        index = m_servers.size();
        m_servers.append(*server);
    }
    std::fill(m_owners.begin() + range.items[0].number, m_owners.begin() + range.items[1].number + 1, int(index));
    return true;
}

std::optional<ServerName> movedTo(const QByteArray& error, const ServerName& asked) {
    const QList<QByteArray> words = error.split(' ');
    constexpr qsizetype count = 3; // MOVED, the slot, and the server
    if (words.size() != count || words[0] != "MOVED")
        return std::nullopt;
    const qsizetype colon = words[2].lastIndexOf(':'); // an IPv6 host has others, and no brackets
    const qint64 port = colon < 0 ? 0 : words[2].sliced(colon + 1).toLongLong();
    if (!isPort(port))
        return std::nullopt;
    const QString host = QString::fromUtf8(words[2].first(colon));
    return ServerName{host.isEmpty() ? asked.host : host, quint16(port)};
}

} // namespace confab
