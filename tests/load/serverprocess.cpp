// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/serverprocess.h"

#include "tests/load/fleet.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <csignal>
#include <sys/prctl.h>

namespace confab::load {

namespace {

constexpr int startLimitMs = 60'000;
constexpr int stopLimitMs = 30'000;
constexpr qsizetype shownOfErrors = 4'000;

/// Without settings from the caller's environment.
QProcessEnvironment cleanEnvironment() {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString& name : environment.keys()) {
        if (name.startsWith(u"CONFAB_"))
            environment.remove(name);
    }
    return environment;
}

} // namespace

ServerProcess::ServerProcess(QString program, QStringList arguments)
    : m_program(std::move(program)), m_arguments(std::move(arguments)) {
    m_process.setProcessEnvironment(cleanEnvironment());
    m_process.setStandardErrorFile(m_folder.filePath(QStringLiteral("stderr.txt")), QIODevice::Append);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

ServerProcess::~ServerProcess() {
    stop();
}

bool ServerProcess::start() {
    static const QRegularExpression line(QStringLiteral("is listening on 127\\.0\\.0\\.1:(\\d+)\\n"));
    const qint64 begin = steadyNow();
    m_process.start(m_program, m_arguments);
    QByteArray output;
    for (;;) {
        if (const QRegularExpressionMatch match = line.match(QString::fromUtf8(output)); match.hasMatch()) {
            m_startSeconds = double(steadyNow() - begin) / 1e9;
            m_door.port = match.captured(1).toUShort();
            return true;
        }
        if (!m_process.waitForReadyRead(startLimitMs))
            return false;
        output += m_process.readAllStandardOutput();
    }
}

void ServerProcess::stop() {
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(stopLimitMs)) {
        m_process.kill();
        m_process.waitForFinished(-1);
    }
}

std::string ServerProcess::errors() const {
    QFile file(m_folder.filePath(QStringLiteral("stderr.txt")));
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const bool failed = m_process.error() != QProcess::UnknownError;
    return (failed ? m_process.errorString().toStdString() + '\n' : "") + text.right(shownOfErrors).toStdString();
}

} // namespace confab::load
