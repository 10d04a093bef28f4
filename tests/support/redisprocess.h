// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <vector>

namespace confab::test {

/// A real Redis server with a folder and a port of its own, which it keeps over a restart. It stores nothing, and dies
/// with the test.
/// Thread: the test's. Owned by: the test.
class RedisProcess {
public:
    struct Options {
        Secret password;         ///< of the default user; empty: none
        bool tls = false;        ///< no plain port then; caFile() is the certificate to trust
        bool cluster = false;    ///< a server that may become part of a cluster
        bool anyAddress = false; ///< listens on all of 127.0.0.0/8 and the networks of this machine
        QStringList settings;    ///< further lines of redis.conf, for example "user ben on >secret +publish &confab:*"
    };

    RedisProcess();
    explicit RedisProcess(Options options);
    /// SIGKILL, when it still runs.
    ~RedisProcess();
    RedisProcess(const RedisProcess&) = delete;
    RedisProcess& operator=(const RedisProcess&) = delete;

    /// Starts it and waits until it accepts connections. False: log() has the reason.
    [[nodiscard]] bool start();
    /// SIGKILL; returns when it has ended.
    void kill();
    /// SIGSTOP and SIGCONT: connections stay open without an answer.
    void freeze();
    void thaw();
    /// kill() and start().
    [[nodiscard]] bool restart();
    /// Deletes all keys (there should be none). Channels are no keys.
    void flushAll();

    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }
    quint16 port() const { return m_port; }
    /// For the daemon, without the password.
    QString url(const QString& host = QStringLiteral("127.0.0.1")) const;
    /// Tls: the certificate that signs the server's own, which is for 127.0.0.1 and localhost.
    QString caFile() const { return m_folder.filePath(QStringLiteral("server.crt")); }

    /// Runs one command as the default user in a connection of its own: the output of redis-cli. Empty, with the reason
    /// in log(), when there was no answer within 10 s.
    std::optional<QByteArray> command(const QStringList& arguments) const;
    /// The number of connections with a subscription to this channel.
    qint64 subscribers(const QByteArray& channel) const;
    /// The output of the server and redis-cli.
    QByteArray log() const;

private:
    bool writeSettings();
    bool makeCertificate();
    bool pickPorts();
    bool launch();
    QStringList cliArguments() const;
    QString file(const QString& name) const { return m_folder.filePath(name); }

    const Options m_options;
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
    quint16 m_busPort = 0; // of the cluster bus
};

/// Three masters, each with a third of the slots, and as many replicas of each as requested. The rest continues when a
/// master dies.
/// Thread: the test's. Owned by: the test.
class RedisCluster {
public:
    explicit RedisCluster(int replicas = 0);

    /// False: the servers' logs have the reason.
    [[nodiscard]] bool start();
    static constexpr int masters = 3;
    int size() const { return int(m_servers.size()); }
    /// The masters first, in the order of their slots.
    RedisProcess& server(int index) { return *m_servers.at(size_t(index)); }
    /// The master of the slot at the start.
    static int masterOf(int slot);
    /// Moves the slot to another master, as a reshard does.
    [[nodiscard]] bool moveSlot(int slot, int from, int to);

private:
    bool agrees();

    std::vector<std::unique_ptr<RedisProcess>> m_servers;
};

} // namespace confab::test
