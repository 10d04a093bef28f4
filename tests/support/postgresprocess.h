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
/// the role `confab`, who may do nothing else. It runs as an unprivileged account, and dies with the test.
/// Thread: the test's. Owned by: the test.
class PostgresProcess {
public:
    struct Options {
        bool fsync = true;       ///< a storage refuses a server without
        bool password = false;   ///< SCRAM for everybody, instead of trusting the loopback
        bool anyAddress = false; ///< listens on all of 127.0.0.0/8 and the networks of this machine
        QStringList settings{};  ///< more lines of postgresql.conf
    };

    PostgresProcess();
    explicit PostgresProcess(Options options);
    /// SIGKILL, when it still runs.
    ~PostgresProcess();
    PostgresProcess(const PostgresProcess&) = delete;
    PostgresProcess& operator=(const PostgresProcess&) = delete;

    /// Makes the cluster at the first call; starts it and waits until it takes connections. False: log() says why.
    [[nodiscard]] bool start();
    /// What `pg_ctl stop -m immediate` does: as if the power went, as far as its own processes go.
    void stopImmediately();
    /// Ends all sessions and stops in order.
    void stop();
    /// SIGKILL of the server and all its processes; returns when they are gone.
    void kill();
    /// SIGSTOP and SIGCONT of all its processes: connections stay open and nothing answers.
    void freeze();
    void thaw();
    /// stop() and start().
    [[nodiscard]] bool restart();

    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }
    quint16 port() const { return m_port; }
    /// Where its Unix socket is.
    QString socketFolder() const { return m_folder.path(); }

    /// A new database of `confab`'s, empty or a copy of another (which nobody uses meanwhile). False: log() says why.
    [[nodiscard]] bool createDatabase(const QString& name, const QString& copyOf = {});
    /// Takes it away from whoever uses it.
    void dropDatabase(const QString& name);
    /// For the daemon, without the password.
    QString url(const QString& database, const QString& host = QStringLiteral("127.0.0.1")) const;
    /// confab's, when Options::password.
    Secret password() const;

    /// Runs one statement as the superuser in a session of its own; its rows, as `a|b` lines. Nothing, with the reason
    /// in log(), when it failed.
    std::optional<QByteArray> query(const QString& sql, const QString& database = QStringLiteral("postgres"));
    /// What the server and its tools wrote.
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
