// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/stopsignal.h"

#ifdef Q_OS_UNIX

#include <QSocketNotifier>

#include <csignal>
#include <unistd.h>

namespace confab {

namespace {

int wakePipe[2] = {-1, -1};

// Only what is safe in a signal handler: one byte wakes the event loop.
void onSignal(int) {
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(wakePipe[1], &byte, 1);
}

} // namespace

StopSignal::StopSignal() {
    if (::pipe(wakePipe) != 0)
        return;
    auto* notifier = new QSocketNotifier(wakePipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        Q_EMIT stopRequested();
    });
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
}

StopSignal::~StopSignal() {
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    ::close(wakePipe[0]);
    ::close(wakePipe[1]);
}

} // namespace confab

#else

#include <windows.h>

namespace confab {

namespace {

StopSignal* receiver = nullptr;

// Windows calls this on a thread of its own.
BOOL WINAPI onControl(DWORD) {
    if (receiver)
        QMetaObject::invokeMethod(receiver, &StopSignal::stopRequested, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

StopSignal::StopSignal() {
    receiver = this;
    SetConsoleCtrlHandler(onControl, TRUE);
}

StopSignal::~StopSignal() {
    SetConsoleCtrlHandler(onControl, FALSE);
    receiver = nullptr;
}

} // namespace confab

#endif
