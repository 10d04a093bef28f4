// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/apprun.h"

#include "tests/support/waiting.h"

#include <algorithm>

namespace confab::test {

AppRun::AppRun(const Options& options, const QString& mode, const Secret& password) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    m_process.setProcessEnvironment(environment);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &AppRun::read);
    m_process.start(QStringLiteral(CONFAB_HEADLESS_APP), {options.folder, options.url, options.email, mode,
                                                          QString::number(options.seed), QString::number(options.run)});
    if (!password.isEmpty())
        m_process.write(password.value.toUtf8() + '\n');
}

AppRun::~AppRun() {
    kill();
}

void AppRun::read() {
    m_unread += m_process.readAllStandardOutput();
    for (qsizetype end = m_unread.indexOf('\n'); end >= 0; end = m_unread.indexOf('\n')) {
        if (std::optional<AppReport> report = AppReport::parse(m_unread.left(end)))
            m_reports.append(std::move(*report));
        m_unread.remove(0, end + 1);
    }
}

void AppRun::kill() {
    if (!isRunning())
        return read();
    m_process.kill();
    m_process.waitForFinished(int(std::chrono::milliseconds(patience).count()));
    read();
}

bool AppRun::quit() {
    m_process.closeWriteChannel();
    return waitUntil([this] { return !isRunning(); }) && m_process.exitStatus() == QProcess::NormalExit;
}

bool AppRun::has(AppReport::Kind kind) const {
    return std::any_of(m_reports.begin(), m_reports.end(), [kind](const AppReport& one) { return one.kind == kind; });
}

} // namespace confab::test
