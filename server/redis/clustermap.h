// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/redis/respvalue.h"
#include "server/redis/slot.h"

#include <QList>
#include <QString>

#include <compare>
#include <optional>
#include <vector>

namespace confab {

/// A server of a cluster, as the cluster names it.
struct ServerName {
    QString host;
    quint16 port = 0;
    friend std::strong_ordering operator<=>(const ServerName&, const ServerName&) = default;
    friend bool operator==(const ServerName&, const ServerName&) = default;
};

/// Which master has which slot.
/// Thread: any. Owned by: a value.
class ClusterMap {
public:
    /// A map in which no slot has an owner.
    ClusterMap() : m_owners(slotCount, nobody) {}
    /// Reads the reply to CLUSTER SLOTS of `asked`, which is meant where the reply names no host. An error when it is
    /// none, or has more than `maxServers` masters. Unserved slots have no owner.
    static Result<ClusterMap> read(const RespValue& reply, const ServerName& asked, qsizetype maxServers);

    const QList<ServerName>& servers() const { return m_servers; }
    /// Index in servers(), or `nobody`.
    int ownerOf(int slot) const { return m_owners[size_t(slot)]; }
    static constexpr int nobody = -1;

private:
    bool addRange(const RespValue& range, const ServerName& asked);

    QList<ServerName> m_servers;
    std::vector<int> m_owners;
};

/// The server that "MOVED 866 127.0.0.1:7001" names; std::nullopt for another error.
std::optional<ServerName> movedTo(const QByteArray& error, const ServerName& asked);

} // namespace confab
