// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QStringList>

#include <sys/types.h>

namespace confab::test {

/// A program on a terminal of its own (a controlling pseudo-terminal), as a user in a shell has it.
/// Thread: the test's. Owned by: the test.
class TerminalProcess {
public:
    TerminalProcess() = default;
    /// SIGKILL, when it still runs.
    ~TerminalProcess();
    Q_DISABLE_COPY_MOVE(TerminalProcess)

    /// The standard input is the terminal, too.
    [[nodiscard]] bool start(const QString& program, const QStringList& arguments);
    /// Types this, as a user does.
    void type(const QByteArray& text);
    void send(int signal) const;
    /// Waits until the terminal's screen contains `text`; false after some seconds, or when the program has ended
    /// without it.
    [[nodiscard]] bool shows(const QByteArray& text);
    /// All output of the terminal: the program's and the echo of typed text.
    QByteArray screen() const { return m_screen; }
    /// Whether the terminal echoes typed text now.
    bool echoes() const;

    struct Ended {
        int exitCode = -1; ///< -1: a signal ended it, or it did not end
        int signal = 0;
    };
    /// Waits for its end.
    Ended end();

private:
    bool readMore(int waitMs);

    pid_t m_pid = -1;
    int m_terminal = -1;
    QByteArray m_screen;
};

} // namespace confab::test
