// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/load/loadclient.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace confab::load {

/// A server that is measured: any program that says "… is listening on 127.0.0.1:PORT" on its standard output. It dies
/// with this process.
/// Thread: the benchmark's. Owned by: the benchmark.
class ServerProcess {
public:
    ServerProcess(QString program, QStringList arguments);
    /// stop()
    ~ServerProcess();

    /// Starts it and waits until it listens. False when it did not: errors() says why.
    [[nodiscard]] bool start();
    /// SIGTERM, and SIGKILL when it does not end.
    void stop();

    qint64 pid() const { return m_process.processId(); }
    std::string name() const { return m_program.toStdString(); }
    const Door& door() const { return m_door; }
    /// From the moment it was started until it said that it listens.
    double startSeconds() const { return m_startSeconds; }
    /// The end of what it wrote on stderr.
    std::string errors() const;

private:
    const QString m_program;
    const QStringList m_arguments;
    QTemporaryDir m_folder; // of stderr.txt
    QProcess m_process;
    Door m_door;
    double m_startSeconds = 0;
};

} // namespace confab::load
