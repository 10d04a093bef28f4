// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/terminal/ttymode.h"

#ifdef Q_OS_UNIX

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <string_view>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace confab {

namespace {

// Bracketed paste: pasted text arrives between ESC [ 200 ~ and ESC [ 201 ~.
constexpr std::string_view enterKeys = "\x1b[?2004h";
// Clears the line, and turns automatic wrapping on again in case that a signal came while a line was drawn.
constexpr std::string_view leaveKeys = "\x1b[?2004l\x1b[?7h\r\x1b[K";

constexpr std::array ending{SIGTERM, SIGHUP, SIGINT, SIGQUIT};

} // namespace

struct TtyMode::State {
    int descriptor = -1;
    int output = -1; // where the sequences of enter and leave are written
    termios before{};
    termios wanted{};
    std::string_view enter;
    std::string_view leave;
    std::array<int, 2> pipe{-1, -1};

    /// Writing to another job's terminal would stop this process.
    bool isForeground() const {
        const pid_t owner = tcgetpgrp(descriptor);
        return owner < 0 || owner == getpgrp();
    }
    void write(std::string_view bytes) const {
        if (!bytes.empty()) [[maybe_unused]]
            const ssize_t written = ::write(output, bytes.data(), bytes.size());
    }
    bool set(int when) const {
        if (tcsetattr(descriptor, when, &wanted) != 0)
            return false;
        write(enter);
        return true;
    }
    void restore() const {
        write(leave);
        tcsetattr(descriptor, TCSANOW, &before);
    }
    void wake() const {
        if (pipe[1] >= 0) [[maybe_unused]]
            const ssize_t written = ::write(pipe[1], "", 1); // full: the reader is awake already
    }
};

namespace {

// The state of the signal handlers. They call async-signal-safe functions only (signal-safety(7)).
std::atomic<const TtyMode::State*> active{nullptr};
static_assert(std::atomic<const TtyMode::State*>::is_always_lock_free);

void handleEnd(int signal) {
    const int kept = errno;
    if (const TtyMode::State* state = active.exchange(nullptr); state && state->isForeground())
        state->restore();
    raise(signal); // SA_RESETHAND: the default effect, as soon as this returns
    errno = kept;
}

void handleContinue(int) {
    const int kept = errno;
    if (const TtyMode::State* state = active.load(); state && state->isForeground()) {
        state->set(TCSANOW);
        state->wake();
    }
    errno = kept;
}

void handleStop(int signal) {
    const int kept = errno;
    if (const TtyMode::State* state = active.load(); state && state->isForeground())
        state->restore();
    struct sigaction usual {};
    usual.sa_handler = SIG_DFL;
    struct sigaction own {};
    sigaction(signal, &usual, &own);
    sigset_t only;
    sigset_t before;
    sigemptyset(&only);
    sigaddset(&only, signal);
    raise(signal);
    sigprocmask(SIG_UNBLOCK, &only, &before); // the process is stopped here
    sigprocmask(SIG_SETMASK, &before, nullptr);
    sigaction(signal, &own, nullptr);
    handleContinue(SIGCONT); // a process group without a parent does not stop, so no SIGCONT comes
    errno = kept;
}

void handleResize(int) {
    const int kept = errno;
    if (const TtyMode::State* state = active.load())
        state->wake();
    errno = kept;
}

/// The handlers stay for the rest of the process: without an active mode they have the default effect only.
void handleSignals() {
    const auto handle = [](int signal, void (*handler)(int), int flags) {
        struct sigaction before {};
        if (sigaction(signal, nullptr, &before) != 0 || before.sa_handler == SIG_IGN)
            return;
        struct sigaction action {};
        action.sa_handler = handler;
        action.sa_flags = SA_RESTART | flags;
        sigfillset(&action.sa_mask);
        sigaction(signal, &action, nullptr);
    };
    for (const int signal : ending)
        handle(signal, handleEnd, SA_RESETHAND);
    handle(SIGTSTP, handleStop, 0);
    handle(SIGCONT, handleContinue, 0);
    handle(SIGWINCH, handleResize, 0);
}

termios modeFor(TtyMode::Kind kind, const termios& before) {
    termios mode = before;
    if (kind == TtyMode::Kind::NoEcho) {
        mode.c_lflag &= ~tcflag_t(ECHO);
        return mode;
    }
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN);
    mode.c_iflag &= ~tcflag_t(ICRNL | IXON);
    return mode;
}

} // namespace

TtyMode::TtyMode(int descriptor, Kind kind) {
    auto state = std::make_unique<State>();
    state->descriptor = descriptor;
    if (active.load() || tcgetattr(descriptor, &state->before) != 0)
        return;
    state->wanted = modeFor(kind, state->before);
    if (kind == Kind::Keys) {
        state->output = STDOUT_FILENO;
        state->enter = enterKeys;
        state->leave = leaveKeys;
        if (::pipe(state->pipe.data()) != 0)
            state->pipe = {-1, -1};
        for (const int end : state->pipe) {
            if (end >= 0) {
                fcntl(end, F_SETFD, FD_CLOEXEC);
                fcntl(end, F_SETFL, O_NONBLOCK);
            }
        }
    }
    // Registered with the handlers first: a signal in between must not leave the mode set.
    active.store(state.get());
    handleSignals();
    m_state = std::move(state);
    if (!m_state->set(kind == Kind::NoEcho ? TCSAFLUSH : TCSADRAIN)) {
        active.store(nullptr);
        m_state.reset();
    }
}

TtyMode::~TtyMode() {
    if (!m_state)
        return;
    m_state->restore();
    active.store(nullptr);
    for (const int end : m_state->pipe) {
        if (end >= 0)
            ::close(end);
    }
}

int TtyMode::wakeups() const {
    return m_state ? m_state->pipe[0] : -1;
}

void TtyMode::suspend() {
    raise(SIGTSTP);
}

} // namespace confab

#else

namespace confab {

struct TtyMode::State {};

TtyMode::TtyMode(int, Kind) {}
TtyMode::~TtyMode() = default;
int TtyMode::wakeups() const {
    return -1;
}
void TtyMode::suspend() {}

} // namespace confab

#endif
