// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QSize>
#include <QStringList>

#include <optional>

#include <termios.h>

namespace confab::test {

/// A program on a pseudo-terminal of its own, whose other end is the test's.
/// Thread: the test's.
class PtyProgram {
public:
    /// `environment`: NAME=VALUE, replaces the value of this process.
    PtyProgram(const QStringList& command, const QStringList& environment = {}, QSize size = {80, 24});
    ~PtyProgram(); ///< SIGKILL, when it still runs
    Q_DISABLE_COPY_MOVE(PtyProgram)

    void type(const QByteArray& bytes);
    void resize(QSize size);
    void signal(int number) const;
    /// Reads until the output since the last call holds `wanted`; the event loop runs meanwhile.
    bool shows(const QByteArray& wanted);
    /// All output so far.
    const QByteArray& output() const { return m_output; }
    /// The present modes of the terminal.
    termios modes() const;
    /// Waits for the end: the status as of waitpid(2), or empty.
    std::optional<int> ended();

private:
    void read();

    int m_master = -1;
    int m_slave = -1; // kept open: the terminal, and its modes, outlive the program
    pid_t m_pid = -1;
    QByteArray m_output;
    qsizetype m_seen = 0;
};

/// Renders the bytes to the rows of a screen, as a terminal of this width does. Supports what the console client uses.
/// `wide`: the columns of a character outside of Latin-1, which terminals disagree about.
QStringList screenAfter(const QByteArray& bytes, int width, int wide);

} // namespace confab::test
