// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace confab::test {

/// The real confabd on a folder of its own and a port that the system picks. It keeps both over a restart, as a
/// production server does. A running one dies with the test.
/// Thread: the test's. Owned by: the test.
class DaemonProcess : public QObject {
    Q_OBJECT

public:
    /// `arguments` come after --data and --listen; it listens on this loopback address. Without a --limits among them
    /// there are no limits. It uses the transport of this run (testtransport.h).
    explicit DaemonProcess(QStringList arguments = {}, QString host = QStringLiteral("127.0.0.1"));
    /// SIGKILL, when it still runs.
    ~DaemonProcess() override;

    /// Limits its descriptors from the next start on, as `ulimit -n` does.
    void limitDescriptors(int most) { m_mostDescriptors = most; }
    /// From the next start on this program runs it, with these arguments before its own: a debugger, for example.
    void runUnder(QStringList command) { m_under = std::move(command); }
    /// Starts it and waits until it reports that it listens. False when it ended instead: errors() has the reason.
    [[nodiscard]] bool start();
    /// Starts it and returns at once; listening() follows.
    void launch();
    /// SIGKILL; returns when it has ended.
    void kill();
    /// SIGKILL as fast as this process can; kill() or launch() later reaps it.
    void strike();
    /// SIGSTOP and SIGCONT: it stops as a paused machine does.
    void freeze();
    void thaw();
    /// SIGTERM; returns at once, and ended() follows.
    void beginToStop();
    /// Sends this signal (SIGTERM when none is given); returns when it has ended. Its exit code, or -1 when it crashed
    /// or did not end.
    int stop(int signal = 0);

    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }
    qint64 pid() const { return m_process ? m_process->processId() : 0; }
    quint16 port() const { return m_port; }
    /// Whether it is configured for TLS.
    bool isSecure() const { return m_arguments.contains(QStringLiteral("--tls-cert")); }
    QUrl url() const;
    /// Its data folder.
    QString folder() const { return m_folder.filePath(QStringLiteral("data")); }
    QString databaseFile() const { return m_folder.filePath(QStringLiteral("data/confab.db")); }
    /// The stdout and stderr of all runs.
    QByteArray output() const { return m_output; }
    QByteArray errors() const;

    struct Ended {
        int exitCode = -1; ///< -1: it crashed, or did not end
        QByteArray output;
        QByteArray errors;
    };
    /// Runs a confabd that ends by itself, with these arguments and nothing else.
    static Ended run(const QStringList& arguments, const QByteArray& input = {},
                     const QProcessEnvironment& environment = cleanEnvironment());
    /// `confabd user add` on this folder.
    Ended addUser(const QString& name, const QString& email, const Secret& password) const;
    /// This process's environment without CONFAB_ variables.
    static QProcessEnvironment cleanEnvironment();

Q_SIGNALS:
    void listening();
    /// It has ended, by itself or by a signal; -1 when it crashed or was killed.
    void ended(int exitCode);

private:
    QStringList limits() const;
    QStringList transport() const;
    void readOutput();

    QTemporaryDir m_folder;
    const QStringList m_arguments;
    const QString m_host;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_output;
    qsizetype m_runBegins = 0; // the offset of the current run's output
    bool m_listening = false;
    quint16 m_port = 0;
    int m_mostDescriptors = 0; // 0: the limit of this process
    QStringList m_under;       // empty: no program in between
};

} // namespace confab::test
