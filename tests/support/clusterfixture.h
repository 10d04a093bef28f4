// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/daemonprocess.h"
#include "tests/support/postgresprocess.h"
#include "tests/support/redisprocess.h"
#include "tests/support/respproxy.h"

#include <memory>
#include <vector>

namespace confab::test {

/// Several confabd on one PostgreSQL and one Redis, all of them real. Each node listens on an address of its own, and
/// reaches the database and Redis by addresses of its own, so that a network failure of one node can be made by
/// address: node 0 is 127.0.0.11, its database 127.0.0.21, its Redis 127.0.0.31; node 1 is 127.0.0.12, and so on.
/// Thread: the test's. Owned by: the test.
class ClusterFixture : public QObject {
    Q_OBJECT

public:
    struct Options {
        int nodes = 3;
        QStringList arguments{}; ///< further ones for each node
        bool troubled = false;   ///< a RespProxy between each node and Redis
        quint64 seed = 0;        ///< of the proxies
    };
    explicit ClusterFixture(Options options);
    ClusterFixture() : ClusterFixture(Options{}) {}

    /// Starts all parts, and waits until every node listens. False: logs() has the reason.
    [[nodiscard]] bool start();
    /// Ends all nodes with SIGTERM at once. Whether all of them exited with success.
    [[nodiscard]] bool stop();

    int nodes() const { return int(m_nodes.size()); }
    DaemonProcess& node(int index) { return *m_nodes.at(size_t(index)); }
    PostgresProcess& postgres() { return m_postgres; }
    RedisProcess& redis() { return m_redis; }
    /// The proxy of this node, when Options::troubled.
    RespProxy& proxy(int index) { return *m_proxies.at(size_t(index)); }

    QUrl url(int index) const { return m_nodes.at(size_t(index))->url(); }
    QList<QUrl> urls() const;
    /// The database's address, for inspection.
    QString database() const { return m_postgres.url(databaseName()); }
    static QString databaseName() { return QStringLiteral("confab"); }
    static QString nodeAddress(int index) { return QStringLiteral("127.0.0.%1").arg(11 + index); }
    static QString databaseAddress(int index) { return QStringLiteral("127.0.0.%1").arg(21 + index); }
    static QString redisAddress(int index) { return QStringLiteral("127.0.0.%1").arg(31 + index); }
    static QString nodeName(int index) { return QString(QChar(u'a' + index)); }

    /// The end of the output of each part.
    QByteArray logs() const;

private:
    bool makeNode(int index);

    const Options m_options;
    PostgresProcess m_postgres;
    RedisProcess m_redis;
    std::vector<std::unique_ptr<RespProxy>> m_proxies;
    std::vector<std::unique_ptr<DaemonProcess>> m_nodes;
};

} // namespace confab::test
