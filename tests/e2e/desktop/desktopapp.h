// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/e2e/desktop/accessibletree.h"
#include "tests/e2e/desktop/desktopsession.h"

#include <QImage>
#include <QProcess>

namespace confab::test {

/// The real confab in a window on a DesktopSession, driven from outside: keys and clicks come from the X server, and
/// its contents are what a screen reader gets. Nothing of the app is linked here.
/// Thread: the test's. Owned by: the test.
class DesktopApp {
public:
    explicit DesktopApp(DesktopSession& session) : m_session(session), m_tree(session.busAddress()) {}
    /// SIGKILL, when it still runs.
    ~DesktopApp();

    /// Starts it and waits for its window. False when none comes.
    [[nodiscard]] bool start(const QStringList& arguments = {});
    /// SIGTERM, and waits for its end.
    void stop();
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

    /// So many pixels of the screen are one of the window, from the next start on: what QT_SCALE_FACTOR says.
    void setPixelRatio(int ratio) { m_pixelRatio = ratio; }
    int pixelRatio() const { return m_pixelRatio; }
    /// Gives the window this size, in pixels of the screen; waits until it has it.
    bool resize(QSize size);
    /// Keys as xdotool names them: "Return", "ctrl+k".
    bool keys(const QStringList& keys) const;
    /// Types into what has the focus, as fast as a quick writer.
    bool type(const QString& text) const;
    bool click(const Accessible& item) const;

    const AccessibleTree& tree() const { return m_tree; }
    /// Waits for it to show; nothing when it does not come.
    std::optional<Accessible> waitFor(const QString& role, const QString& name) const;
    /// Waits until what has the focus is named so.
    bool waitForFocus(const QString& name) const;
    /// What the screen shows now.
    QImage picture() const;

private:
    QByteArray window() const;

    DesktopSession& m_session;
    AccessibleTree m_tree;
    QProcess m_process;
    int m_pixelRatio = 1;
};

} // namespace confab::test
