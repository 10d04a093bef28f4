// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/waiting.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace confab::test {

/// Short enough that no test waits for it, long enough to cost nothing.
constexpr std::chrono::milliseconds askAgain{50};

/// The general patience may be lower (CONFAB_PATIENCE, in seconds): tests that are expected to fail then end sooner
/// than after a minute.
static std::chrono::milliseconds patienceOf(std::chrono::milliseconds limit) {
    static const int wanted = qEnvironmentVariableIntValue("CONFAB_PATIENCE");
    return limit == patience && wanted > 0 ? std::chrono::seconds(wanted) : limit;
}

bool waitUntil(const std::function<bool()>& condition, std::chrono::milliseconds limit) {
    const QDeadlineTimer deadline(patienceOf(limit));
    QTimer alarm; // for conditions without an event in this loop, such as another process's figures
    alarm.start(askAgain);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace confab::test
