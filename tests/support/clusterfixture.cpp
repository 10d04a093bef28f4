// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/clusterfixture.h"

#include "tests/support/waiting.h"

#include <algorithm>

namespace confab::test {

namespace {

constexpr qsizetype shownOfLog = 4'000;

} // namespace

ClusterFixture::ClusterFixture(Options options)
    : m_options(std::move(options)), m_postgres(PostgresProcess::Options{.anyAddress = true, .settings = {}}),
      m_redis(RedisProcess::Options{.password = {}, .anyAddress = true, .settings = {}}) {}

bool ClusterFixture::start() {
    if (!m_postgres.start() || !m_postgres.createDatabase(databaseName()) || !m_redis.start())
        return false;
    for (int i = 0; i < m_options.nodes; ++i) {
        if (!makeNode(i))
            return false;
    }
    int listening = 0;
    for (const auto& node : m_nodes)
        connect(node.get(), &DaemonProcess::listening, this, [&listening] { ++listening; });
    for (const auto& node : m_nodes)
        node->launch(); // all at once, as after a power cut
    const auto anyEnded = [this] {
        return std::any_of(m_nodes.begin(), m_nodes.end(), [](const auto& node) { return !node->isRunning(); });
    };
    waitUntil([&] { return listening == nodes() || anyEnded(); });
    for (const auto& node : m_nodes)
        node->disconnect(this);
    return listening == nodes();
}

bool ClusterFixture::makeNode(int index) {
    quint16 redisPort = m_redis.port();
    if (m_options.troubled) {
        m_proxies.push_back(std::make_unique<RespProxy>(redisAddress(index), redisPort, m_options.seed + index));
        if (!m_proxies.back()->listen(redisAddress(index)))
            return false;
        redisPort = m_proxies.back()->port();
    }
    const QStringList arguments{
        QStringLiteral("--node"),     nodeName(index),
        QStringLiteral("--database"), m_postgres.url(databaseName(), databaseAddress(index)),
        QStringLiteral("--redis"),    QStringLiteral("redis://%1:%2").arg(redisAddress(index)).arg(redisPort)};
    m_nodes.push_back(std::make_unique<DaemonProcess>(arguments + m_options.arguments, nodeAddress(index)));
    return true;
}

bool ClusterFixture::stop() {
    int well = 0;
    int ended = 0;
    for (const auto& node : m_nodes) {
        connect(node.get(), &DaemonProcess::ended, this, [&well, &ended](int exitCode) {
            ++ended;
            well += exitCode == 0 ? 1 : 0;
        });
        if (node->isRunning())
            node->beginToStop();
        else
            ++ended;
    }
    waitUntil([&] { return ended == nodes(); });
    for (const auto& node : m_nodes)
        node->disconnect(this);
    return well == nodes();
}

QList<QUrl> ClusterFixture::urls() const {
    QList<QUrl> urls;
    for (const auto& node : m_nodes)
        urls.append(node->url());
    return urls;
}

QByteArray ClusterFixture::logs() const {
    QByteArray logs;
    for (int i = 0; i < nodes(); ++i)
        logs += "---- node " + nodeName(i).toLatin1() + '\n' + m_nodes.at(size_t(i))->errors().right(shownOfLog);
    logs += "---- PostgreSQL\n" + m_postgres.log().right(shownOfLog);
    logs += "---- Redis\n" + m_redis.log().right(shownOfLog);
    return logs;
}

} // namespace confab::test
