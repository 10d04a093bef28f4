// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/fault.h"
#include "tests/support/daemonprocess.h"

namespace confab::test {

/// A single server, which can be killed.
/// Thread: the test's. Owned by: the test.
class LoneTarget final : public FaultTarget {
    Q_OBJECT

public:
    explicit LoneTarget(DaemonProcess& daemon) : m_daemon(daemon) {
        connect(&m_daemon, &DaemonProcess::listening, this, &FaultTarget::healed);
    }
    int nodes() const override { return 1; }
    void strike(const Fault&) override { m_daemon.strike(); }
    void heal(const Fault&) override { m_daemon.launch(); }

private:
    DaemonProcess& m_daemon;
};

} // namespace confab::test
