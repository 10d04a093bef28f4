// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/endsignals.h"

#ifdef Q_OS_UNIX

#include <QSocketNotifier>

#include <csignal>
#include <unistd.h>

namespace confab::desktop {

namespace {

constexpr int numbers[] = {SIGTERM, SIGINT, SIGHUP};
int wakePipe[2] = {-1, -1};

// Async-signal-safe calls only: one byte wakes the event loop.
void onSignal(int number) {
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(wakePipe[1], &byte, 1);
    std::signal(number, SIG_DFL);
}

} // namespace

EndSignals::EndSignals() {
    if (::pipe(wakePipe) != 0)
        return;
    auto* notifier = new QSocketNotifier(wakePipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        Q_EMIT endWanted();
    });
    for (const int number : numbers)
        std::signal(number, onSignal);
}

EndSignals::~EndSignals() {
    for (const int number : numbers)
        std::signal(number, SIG_DFL);
    ::close(wakePipe[0]);
    ::close(wakePipe[1]);
}

} // namespace confab::desktop

#else

namespace confab::desktop {

EndSignals::EndSignals() = default;
EndSignals::~EndSignals() = default;

} // namespace confab::desktop

#endif
