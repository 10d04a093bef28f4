// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/postgresprocess.h"

#include <QProcess>
#include <QTemporaryDir>

namespace confab::test {

/// A real pgbouncer in front of a PostgresProcess. It dies with the test.
/// Thread: the test's. Owned by: the test.
class PoolerProcess {
public:
    /// `mode`: session, transaction or statement. `unixSocket`: how it reaches the server.
    PoolerProcess(const PostgresProcess& server, QString mode, bool unixSocket = false);
    ~PoolerProcess();
    PoolerProcess(const PoolerProcess&) = delete;
    PoolerProcess& operator=(const PoolerProcess&) = delete;

    /// Starts it and waits until it accepts connections. False: log() has the reason.
    [[nodiscard]] bool start();
    quint16 port() const { return m_port; }
    QByteArray log() const;

private:
    bool writeSettings();
    QString file(const QString& name) const { return m_folder.filePath(name); }

    const PostgresProcess& m_server;
    const QString m_mode;
    const bool m_unixSocket;
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace confab::test
