// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/processsignals.h"

#ifdef Q_OS_UNIX

#include <QSocketNotifier>

#include <csignal>
#include <unistd.h>

namespace confab {

namespace {

int wakePipe[2] = {-1, -1};

// Async-signal-safe: one byte wakes the event loop.
void onSignal(int number) {
    const char byte = number == SIGHUP ? 'r' : 's';
    [[maybe_unused]] const ssize_t written = ::write(wakePipe[1], &byte, 1);
}

} // namespace

ProcessSignals::ProcessSignals() {
    if (::pipe(wakePipe) != 0)
        return;
    auto* notifier = new QSocketNotifier(wakePipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(wakePipe[0], &byte, 1) != 1)
            return;
        if (byte == 'r')
            Q_EMIT reloadRequested();
        else
            Q_EMIT stopRequested();
    });
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        std::signal(number, onSignal);
}

ProcessSignals::~ProcessSignals() {
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        std::signal(number, SIG_DFL);
    ::close(wakePipe[0]);
    ::close(wakePipe[1]);
}

} // namespace confab

#else

#include <windows.h>

namespace confab {

namespace {

ProcessSignals* receiver = nullptr;

// Windows calls this on a thread of its own.
BOOL WINAPI onControl(DWORD) {
    if (receiver)
        QMetaObject::invokeMethod(receiver, &ProcessSignals::stopRequested, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

ProcessSignals::ProcessSignals() {
    receiver = this;
    SetConsoleCtrlHandler(onControl, TRUE);
}

ProcessSignals::~ProcessSignals() {
    SetConsoleCtrlHandler(onControl, FALSE);
    receiver = nullptr;
}

} // namespace confab

#endif
