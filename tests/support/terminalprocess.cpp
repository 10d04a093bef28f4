// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/terminalprocess.h"

#include <QDeadlineTimer>
#include <QString>

#include <csignal>
#include <vector>

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

namespace confab::test {

namespace {

constexpr int patienceMs = 30'000; // for a loaded machine; this wait hides no defect
constexpr int lookMs = 50;

} // namespace

TerminalProcess::~TerminalProcess() {
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    if (m_terminal >= 0)
        ::close(m_terminal);
}

bool TerminalProcess::start(const QString& program, const QStringList& arguments) {
    std::vector<QByteArray> texts{program.toLocal8Bit()};
    for (const QString& argument : arguments)
        texts.push_back(argument.toLocal8Bit());
    std::vector<char*> pointers;
    for (QByteArray& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    m_pid = ::forkpty(&m_terminal, nullptr, nullptr, nullptr);
    if (m_pid == 0) {
        ::execv(pointers[0], pointers.data());
        ::_exit(127);
    }
    return m_pid > 0;
}

void TerminalProcess::type(const QByteArray& text) {
    [[maybe_unused]] const auto written = ::write(m_terminal, text.constData(), size_t(text.size()));
}

void TerminalProcess::send(int signal) const {
    ::kill(m_pid, signal);
}

bool TerminalProcess::readMore(int waitMs) {
    pollfd ready{m_terminal, POLLIN, 0};
    if (::poll(&ready, 1, waitMs) <= 0)
        return true; // nothing yet
    char bytes[4096];
    const auto count = ::read(m_terminal, bytes, sizeof bytes);
    if (count <= 0)
        return false; // every other end is closed
    m_screen.append(bytes, count);
    return true;
}

bool TerminalProcess::shows(const QByteArray& text) {
    const QDeadlineTimer deadline(patienceMs);
    while (!m_screen.contains(text)) {
        if (deadline.hasExpired() || !readMore(lookMs))
            return false;
    }
    return true;
}

bool TerminalProcess::echoes() const {
    termios now{};
    return ::tcgetattr(m_terminal, &now) == 0 && (now.c_lflag & ECHO) != 0;
}

TerminalProcess::Ended TerminalProcess::end() {
    const QDeadlineTimer deadline(patienceMs);
    int status = 0;
    while (::waitpid(m_pid, &status, WNOHANG) == 0) {
        if (deadline.hasExpired())
            return {};
        if (!readMore(lookMs))
            ::usleep(1000); // it has closed the terminal and is about to end
    }
    m_pid = -1;
    for (qsizetype before = -1; before != m_screen.size();) { // its last output
        before = m_screen.size();
        readMore(0);
    }
    if (WIFEXITED(status))
        return {WEXITSTATUS(status), 0};
    return {-1, WIFSIGNALED(status) ? WTERMSIG(status) : 0};
}

} // namespace confab::test
