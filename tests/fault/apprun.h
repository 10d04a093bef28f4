// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "tests/fault/appreport.h"

#include <QObject>
#include <QProcess>

namespace confab::test {

/// One run of the app without a window (HeadlessApp), as a process that can be killed.
/// Thread: the test's. Owned by: the test.
class AppRun : public QObject {
    Q_OBJECT
public:
    struct Options {
        QString folder;
        QString url;
        QString email;
        quint32 seed = 0;
        int run = 0;
    };
    AppRun(const Options& options, const QString& mode, const Secret& password = {});
    /// SIGKILL, when it still runs.
    ~AppRun() override;

    /// SIGKILL; returns when it has ended and all that it said is read.
    void kill();
    /// Asks it to end, and waits; false when it does not.
    [[nodiscard]] bool quit();
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

    const QList<AppReport>& reports() const { return m_reports; }
    bool has(AppReport::Kind kind) const;
    QByteArray errors() { return m_process.readAllStandardError(); }

private:
    void read();

    QProcess m_process;
    QByteArray m_unread;
    QList<AppReport> m_reports;
};

} // namespace confab::test
