// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/latencyprobe.h"
#include "tests/support/people.h"

namespace confab::test {

/// A second confabd that is not attacked, and a client of it: the latency at the same time on the same machine,
/// whatever its load. The difference of the attacked one is caused by the attack.
/// Thread: the test's. Owned by: the test.
class CalmServer {
public:
    explicit CalmServer(const QStringList& arguments = {}) : m_daemon(arguments) {}

    [[nodiscard]] bool start() {
        if (!m_daemon.start())
            return false;
        m_person = newPerson(m_daemon, QStringLiteral("Calm"), Codec::Json);
        if (m_person)
            m_probe = std::make_unique<LatencyProbe>(doorOf(m_daemon), m_person.auth.accessToken);
        return bool(m_person);
    }
    const DaemonProcess& daemon() const { return m_daemon; }
    const Person& person() const { return m_person; }
    LatencyProbe& probe() { return *m_probe; }

private:
    DaemonProcess m_daemon;
    Person m_person;
    std::unique_ptr<LatencyProbe> m_probe;
};

} // namespace confab::test
