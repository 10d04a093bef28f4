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
/// server of the world does. Whatever a test leaves running dies with it.
/// Thread: the test's. Owned by: the test.
class DaemonProcess : public QObject {
    Q_OBJECT

public:
    /// `arguments` come after --data and --listen; it listens on this address of the loopback. Without a --limits among
    /// them there are none.
    explicit DaemonProcess(QStringList arguments = {}, QString host = QStringLiteral("127.0.0.1"));
    /// SIGKILL, when it still runs.
    ~DaemonProcess() override;

    /// From the next start on it may have only so many descriptors, as `ulimit -n` does it.
    void limitDescriptors(int most) { m_mostDescriptors = most; }
    /// From the next start on this program starts it, with these arguments before its own: a debugger, for example.
    void runUnder(QStringList command) { m_under = std::move(command); }
    /// Starts it and waits until it says that it listens. False when it ended instead: errors() says why.
    [[nodiscard]] bool start();
    /// Starts it and returns at once; listening() follows.
    void launch();
    /// SIGKILL; returns when it is gone.
    void kill();
    /// SIGKILL as fast as this process can; kill() or launch() later picks up what is left.
    void strike();
    /// SIGSTOP and SIGCONT: it stands still as a paused machine does.
    void freeze();
    void thaw();
    /// SIGTERM; returns at once, and ended() follows.
    void beginToStop();
    /// This signal (SIGTERM when none is given); returns when it is gone. Its exit code, or -1 when it crashed or did
    /// not end.
    int stop(int signal = 0);

    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }
    qint64 pid() const { return m_process ? m_process->processId() : 0; }
    quint16 port() const { return m_port; }
    /// Whether it was told to speak TLS.
    bool isSecure() const { return m_arguments.contains(QStringLiteral("--tls-cert")); }
    QUrl url() const;
    /// Its data folder.
    QString folder() const { return m_folder.filePath(QStringLiteral("data")); }
    QString databaseFile() const { return m_folder.filePath(QStringLiteral("data/confab.db")); }
    /// Everything that all runs wrote on stdout and stderr.
    QByteArray output() const { return m_output; }
    QByteArray errors() const;

    struct Ended {
        int exitCode = -1; ///< -1: it crashed, or did not end
        QByteArray output;
        QByteArray errors;
    };
    /// A run of confabd that ends by itself, with these arguments and nothing else.
    static Ended run(const QStringList& arguments, const QByteArray& input = {},
                     const QProcessEnvironment& environment = cleanEnvironment());
    /// `confabd user add` on this folder.
    Ended addUser(const QString& name, const QString& email, const Secret& password) const;
    /// This process's environment without CONFAB_ variables.
    static QProcessEnvironment cleanEnvironment();

Q_SIGNALS:
    void listening();
    /// It is gone, by itself or by a signal; -1 when it crashed or was killed.
    void ended(int exitCode);

private:
    QStringList limits() const;
    void readOutput();

    QTemporaryDir m_folder;
    const QStringList m_arguments;
    const QString m_host;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_output;
    qsizetype m_runBegins = 0; // where the output of the current run begins
    bool m_listening = false;
    quint16 m_port = 0;
    int m_mostDescriptors = 0; // 0: as many as this process
    QStringList m_under;       // empty: nothing between
};

} // namespace confab::test
