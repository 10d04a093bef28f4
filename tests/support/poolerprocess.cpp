// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/poolerprocess.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace confab::test {

namespace {

constexpr std::chrono::seconds patience{60};

QString program() {
    return QStandardPaths::findExecutable(QStringLiteral("pgbouncer"),
                                          {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin")});
}

bool write(const QString& path, const QByteArray& text) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() &&
           file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
}

} // namespace

PoolerProcess::PoolerProcess(const PostgresProcess& server, QString mode, bool unixSocket)
    : m_server(server), m_mode(std::move(mode)), m_unixSocket(unixSocket) {}

PoolerProcess::~PoolerProcess() {
    m_process.kill();
    m_process.waitForFinished();
}

bool PoolerProcess::writeSettings() {
    QTcpServer probe; // the system picks a free port
    if (!m_folder.isValid() || !probe.listen(QHostAddress::LocalHost))
        return false;
    m_port = probe.serverPort();
    QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7055)); // pgbouncer drops root before it reads
    const QString host = m_unixSocket ? m_server.socketFolder() : QStringLiteral("127.0.0.1");
    QString settings = QStringLiteral("[databases]\n* = host=%1 port=%2\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
                                      "listen_port = %3\nunix_socket_dir =\nauth_type = trust\nauth_file = %4\n"
                                      "pool_mode = %5\ndefault_pool_size = 50\n");
    settings = settings.arg(host).arg(m_server.port()).arg(m_port).arg(file(QStringLiteral("users")), m_mode);
    const QString user = QStringLiteral("\"confab\" \"%1\"\n").arg(m_server.password().value);
    return write(file(QStringLiteral("settings")), settings.toUtf8()) &&
           write(file(QStringLiteral("users")), user.toUtf8());
}

bool PoolerProcess::start() {
    if (!writeSettings())
        return false;
    QStringList arguments{file(QStringLiteral("settings"))};
    if (::getuid() == 0)
        arguments.prepend(QStringLiteral("--user=postgres")); // pgbouncer refuses root
    m_process.setStandardOutputFile(file(QStringLiteral("log")));
    m_process.setStandardErrorFile(file(QStringLiteral("log")), QIODevice::Append);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(program(), arguments);
    const QDeadlineTimer deadline(patience);
    while (m_process.waitForStarted(10) && m_process.state() == QProcess::Running && !deadline.hasExpired()) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        if (socket.waitForConnected(100))
            return true;
        m_process.waitForFinished(20);
    }
    return false;
}

QByteArray PoolerProcess::log() const {
    QFile written(file(QStringLiteral("log")));
    return written.open(QIODevice::ReadOnly) ? written.readAll() : m_process.errorString().toUtf8();
}

} // namespace confab::test
