// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/daemonprocess.h"

#include <QElapsedTimer>
#include <QFile>

namespace confab::test {

/// A confabd that ends by itself, or is killed before; with its figures.
struct CommandRun {
    int exitCode = -1; ///< -1: it was killed
    QByteArray output;
    QByteArray errors;
    double seconds = 0;
    double peakMebibytes = 0; ///< VmHWM as it was last seen; 0: the system does not say

    /// `killedAfter`: SIGKILL then, in seconds; below 0: never.
    static CommandRun of(const QStringList& arguments, double killedAfter = -1) {
        CommandRun run;
        QProcess process;
        process.setProcessEnvironment(DaemonProcess::cleanEnvironment());
        QElapsedTimer timer;
        timer.start();
        process.start(QStringLiteral(CONFABD_PATH), arguments);
        if (!process.waitForStarted())
            return run;
        const QString status = QStringLiteral("/proc/%1/status").arg(process.processId());
        while (process.state() != QProcess::NotRunning) {
            const double left = killedAfter - run.now(timer);
            if (killedAfter >= 0 && left <= 0)
                process.kill();
            process.waitForFinished(killedAfter >= 0 && left > 0 ? std::min(5, 1 + int(left * 1000)) : 5);
            run.look(status);
        }
        run.seconds = run.now(timer);
        run.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        run.output = process.readAllStandardOutput();
        run.errors = process.readAllStandardError();
        return run;
    }

private:
    static double now(const QElapsedTimer& timer) { return double(timer.nsecsElapsed()) / 1e9; }
    void look(const QString& status) {
        QFile file(status);
        if (!file.open(QIODevice::ReadOnly))
            return;
        for (const QByteArray& line : file.readAll().split('\n')) {
            if (line.startsWith("VmHWM:"))
                peakMebibytes = std::max(peakMebibytes, line.simplified().split(' ').value(1).toDouble() / 1024);
        }
    }
};

} // namespace confab::test
