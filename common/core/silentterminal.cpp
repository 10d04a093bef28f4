// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/silentterminal.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace confab {

namespace {

constexpr std::array endingSignals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

Error interrupted() {
    return Error(ErrorKind::Unavailable, QStringLiteral("The password prompt was interrupted."));
}

// A signal handler can reach nothing else: the write end of a pipe that the prompt reads.
volatile std::sig_atomic_t signalPipe = -1;

void noteSignal(int signal) {
    const int kept = errno;
    const auto byte = static_cast<unsigned char>(signal);
    [[maybe_unused]] const auto written = ::write(signalPipe, &byte, 1);
    errno = kept;
}

} // namespace

struct SilentTerminal::Parts {
    int terminal = -1;
    std::array<int, 2> pipe{-1, -1};
    termios before{};
    std::array<struct sigaction, endingSignals.size()> handlers{};

    ~Parts() {
        for (const int descriptor : {terminal, pipe[0], pipe[1]}) {
            if (descriptor >= 0)
                ::close(descriptor);
        }
    }

    bool open() {
        terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
        if (terminal < 0 || tcgetattr(terminal, &before) != 0 || ::pipe(pipe.data()) != 0)
            return false;
        for (const int end : pipe) {
            ::fcntl(end, F_SETFD, FD_CLOEXEC);
            ::fcntl(end, F_SETFL, O_NONBLOCK);
        }
        return true;
    }

    /// Installs the handlers first, so that every signal that finds the echo off can turn it on again.
    bool silence() {
        signalPipe = pipe[1];
        struct sigaction note {};
        note.sa_handler = noteSignal;
        sigfillset(&note.sa_mask);
        for (size_t i = 0; i < endingSignals.size(); ++i) {
            sigaction(endingSignals[i], nullptr, &handlers[i]);
            if (handlers[i].sa_handler != SIG_IGN)
                sigaction(endingSignals[i], &note, nullptr);
        }
        termios silent = before;
        silent.c_lflag &= ~tcflag_t(ECHO | ECHONL);
        silent.c_lflag |= tcflag_t(ICANON | ISIG); // a line, and Ctrl+C is a signal
        return tcsetattr(terminal, TCSAFLUSH, &silent) == 0;
    }

    /// Raises the signals that came meanwhile, with the terminal restored. The last signal, or 0.
    int restore() {
        tcsetattr(terminal, TCSAFLUSH, &before);
        for (size_t i = 0; i < endingSignals.size(); ++i)
            sigaction(endingSignals[i], &handlers[i], nullptr);
        signalPipe = -1;
        int last = 0;
        unsigned char signal = 0;
        while (::read(pipe[0], &signal, 1) == 1) {
            last = signal;
            ::raise(signal);
        }
        return last;
    }

    bool write(const QByteArray& text) const { return ::write(terminal, text.constData(), size_t(text.size())) > 0; }

    enum class Came { Byte, Signal, End };
    Came next(char& byte) const {
        std::array<pollfd, 2> ends{{{terminal, POLLIN, 0}, {pipe[0], POLLIN, 0}}};
        while (::poll(ends.data(), ends.size(), -1) < 0) {
            if (errno != EINTR)
                return Came::End;
        }
        if (ends[1].revents != 0)
            return Came::Signal;
        return ::read(terminal, &byte, 1) == 1 ? Came::Byte : Came::End;
    }
};

SilentTerminal::SilentTerminal() : m_parts(std::make_unique<Parts>()) {
    if (!m_parts->open()) {
        m_parts.reset();
    } else if (!m_parts->silence()) {
        m_parts->restore();
        m_parts.reset();
    }
}

SilentTerminal::~SilentTerminal() {
    if (m_parts)
        m_parts->restore();
}

Result<QByteArray> SilentTerminal::ask(const QString& question, qsizetype mostBytes) {
    if (!m_parts)
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("There is no terminal to ask for the password.")));
    const QByteArray asked = QString(question % u": ").toLocal8Bit();
    m_parts->write(asked);
    QByteArray line;
    for (;;) {
        char byte = 0;
        const Parts::Came came = m_parts->next(byte);
        if (came == Parts::Came::Signal) {
            m_parts->write("\n");
            // The process ends here, unless it was only stopped and has been continued.
            if (m_parts->restore() != SIGTSTP || !m_parts->silence()) {
                m_parts.reset();
                return fail(interrupted());
            }
            line.clear();
            m_parts->write(asked);
            continue;
        }
        if (came == Parts::Came::End || byte == '\n')
            break;
        if (line.size() <= mostBytes + 4) // a longer line is too long in any case
            line.append(byte);
    }
    m_parts->write("\n");
    return line;
}

} // namespace confab
