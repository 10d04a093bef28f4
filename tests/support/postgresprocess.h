// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace confab::test {

/// A real PostgreSQL server with a folder and a port of its own, which it keeps over a restart. Its databases belong to
/// the role `confab`, which has no other rights. It runs as an unprivileged account, and dies with the test.
/// Thread: the test's. Owned by: the test.
class PostgresProcess {
public:
    struct Options {
        bool fsync = true;       ///< a storage refuses a server without it
        bool password = false;   ///< SCRAM for all connections, instead of trusting the loopback
        bool anyAddress = false; ///< listens on all of 127.0.0.0/8 and the networks of this machine
        QStringList settings{};  ///< further lines of postgresql.conf
    };

    PostgresProcess();
    explicit PostgresProcess(Options options);
    /// SIGKILL, when it still runs.
    ~PostgresProcess();
    PostgresProcess(const PostgresProcess&) = delete;
    PostgresProcess& operator=(const PostgresProcess&) = delete;

    /// Creates the cluster at the first call; starts it and waits until it accepts connections. False: log() has the
    /// reason.
    [[nodiscard]] bool start();
    /// As `pg_ctl stop -m immediate`: like a power failure, for its own processes.
    void stopImmediately();
    /// Ends all sessions and shuts down cleanly.
    void stop();
    /// SIGKILL of the server and all its processes; returns when they have ended.
    void kill();
    /// SIGSTOP and SIGCONT of all its processes: connections stay open without an answer.
    void freeze();
    void thaw();
    /// stop() and start().
    [[nodiscard]] bool restart();

    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }
    quint16 port() const { return m_port; }
    /// The postmaster's, whose child processes are the sessions and the helpers; 0 when it does not run.
    qint64 pid() const { return m_process ? m_process->processId() : 0; }
    /// The folder of its Unix socket.
    QString socketFolder() const { return m_folder.path(); }

    /// A new database of `confab`'s, empty or a copy of another (which must be unused meanwhile). False: log() has the
    /// reason.
    [[nodiscard]] bool createDatabase(const QString& name, const QString& copyOf = {});
    /// Drops it, with its connections.
    void dropDatabase(const QString& name);
    /// For the daemon, without the password.
    QString url(const QString& database, const QString& host = QStringLiteral("127.0.0.1")) const;
    /// confab's, when Options::password.
    Secret password() const;

    /// Runs one statement as the superuser in a session of its own; its rows, as `a|b` lines. Empty, with the reason in
    /// log(), when it failed.
    std::optional<QByteArray> query(const QString& sql, const QString& database = QStringLiteral("postgres"));
    /// The output of the server and its tools.
    QByteArray log() const;

private:
    bool makeCluster();
    bool writeSettings();
    bool pickPort();
    bool launch();
    bool waitUntilReady();
    bool run(const QString& program, const QStringList& arguments, QByteArray* output = nullptr);
    QList<qint64> processes() const;
    void end(int signal);
    QString file(const QString& name) const { return m_folder.filePath(name); }

    const Options m_options;
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
    bool m_made = false;
};

} // namespace confab::test
