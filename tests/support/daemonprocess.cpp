// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/daemonprocess.h"

#include "tests/support/testtransport.h"
#include "tests/support/waiting.h"

#include <QFile>
#include <QRegularExpression>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace confab::test {

namespace {

const QString program = QStringLiteral(CONFABD_PATH);

void sendSignal(qint64 pid, int signal) {
#ifdef Q_OS_UNIX
    if (pid > 0)
        ::kill(pid_t(pid), signal);
#else
    Q_UNUSED(pid);
    Q_UNUSED(signal);
#endif
}

/// Makes the process die with this one, and limits its descriptors when that is not 0.
void restrain(QProcess& process, int mostDescriptors = 0) {
#ifdef Q_OS_UNIX
    process.setChildProcessModifier([mostDescriptors] {
        const rlimit limit{rlim_t(mostDescriptors), rlim_t(mostDescriptors)};
        if (mostDescriptors > 0)
            ::setrlimit(RLIMIT_NOFILE, &limit);
#ifdef Q_OS_LINUX
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    });
#else
    Q_UNUSED(process);
    Q_UNUSED(mostDescriptors);
#endif
}

} // namespace

DaemonProcess::DaemonProcess(QStringList arguments, QString host)
    : m_arguments(std::move(arguments)), m_host(std::move(host)) {}

DaemonProcess::~DaemonProcess() {
    kill();
}

/// One test is many users from one address, who do in a second what others do in a day.
QStringList DaemonProcess::limits() const {
    return m_arguments.contains(QStringLiteral("--limits"))
               ? QStringList()
               : QStringList{QStringLiteral("--limits"), QStringLiteral("off")};
}

QStringList DaemonProcess::transport() const {
    const QString transport = testTransport();
    return transport.isEmpty() ? QStringList() : QStringList{QStringLiteral("--transport"), transport};
}

void DaemonProcess::launch() {
    kill();
    m_runBegins = m_output.size();
    m_listening = false;
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(cleanEnvironment());
    m_process->setStandardErrorFile(m_folder.filePath(QStringLiteral("stderr.txt")), QIODevice::Append);
    restrain(*m_process, m_mostDescriptors);
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &DaemonProcess::readOutput);
    connect(m_process.get(), &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        Q_EMIT ended(status == QProcess::NormalExit ? code : -1);
    });
    const QString address = QStringLiteral("%1:%2").arg(m_host).arg(m_port);
    const QStringList command =
        m_under + QStringList{program, QStringLiteral("--data"), folder(), QStringLiteral("--listen"), address} +
        limits() + transport() + m_arguments;
    m_process->start(command.first(), command.mid(1));
}

bool DaemonProcess::start() {
    launch();
    return waitUntil([this] { return m_listening || !isRunning(); }) && m_listening;
}

void DaemonProcess::readOutput() {
    m_output += m_process->readAllStandardOutput();
    if (m_listening)
        return;
    const QRegularExpression line(
        QStringLiteral("confabd is listening on %1:(\\d+)\\n").arg(QRegularExpression::escape(m_host)));
    const QRegularExpressionMatch match = line.match(QString::fromUtf8(m_output.mid(m_runBegins)));
    if (!match.hasMatch())
        return;
    m_listening = true;
    m_port = match.captured(1).toUShort();
    Q_EMIT listening();
}

void DaemonProcess::strike() {
#ifdef Q_OS_UNIX
    sendSignal(pid(), SIGKILL);
#else
    if (m_process)
        m_process->kill();
#endif
}

void DaemonProcess::kill() {
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished(-1);
    m_output += m_process->readAllStandardOutput();
    m_process.reset();
}

void DaemonProcess::freeze() {
#ifdef Q_OS_UNIX
    sendSignal(pid(), SIGSTOP);
#endif
}

void DaemonProcess::thaw() {
#ifdef Q_OS_UNIX
    sendSignal(pid(), SIGCONT);
#endif
}

void DaemonProcess::beginToStop() {
    if (m_process)
        m_process->terminate();
}

int DaemonProcess::stop(int signal) {
    if (!m_process)
        return -1;
    if (signal == 0)
        m_process->terminate();
    else
        sendSignal(pid(), signal);
    const bool ended = waitUntil([this] { return !isRunning(); });
    const int code = ended && m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
    kill();
    return code;
}

QUrl DaemonProcess::url() const {
    const QString scheme = isSecure() ? QStringLiteral("wss") : QStringLiteral("ws");
    return QUrl(QStringLiteral("%1://%2:%3/rt").arg(scheme, m_host).arg(m_port));
}

QByteArray DaemonProcess::errors() const {
    QFile file(m_folder.filePath(QStringLiteral("stderr.txt")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

DaemonProcess::Ended DaemonProcess::run(const QStringList& arguments, const QByteArray& input,
                                        const QProcessEnvironment& environment) {
    QProcess process;
    process.setProcessEnvironment(environment);
    restrain(process);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(int(std::chrono::milliseconds(patience).count()));
    if (!ended) {
        process.kill();
        process.waitForFinished(-1);
    }
    const bool normal = ended && process.exitStatus() == QProcess::NormalExit;
    return {normal ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

DaemonProcess::Ended DaemonProcess::addUser(const QString& name, const QString& email, const Secret& password) const {
    return run({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--data"), folder(),
                QStringLiteral("--name"), name, QStringLiteral("--email"), email},
               password.value.toUtf8() + '\n');
}

QProcessEnvironment DaemonProcess::cleanEnvironment() {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString& name : names) {
        if (name.startsWith(u"CONFAB_"))
            environment.remove(name);
    }
    return environment;
}

} // namespace confab::test
