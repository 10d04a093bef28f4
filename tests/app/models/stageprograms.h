// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/app/models/stagedevices.h"

#include <optional>

namespace confab::test {

/// What the settings of the user who signs in manage: bots and devices; and the webhooks of all rooms.
/// Thread: the test's. Owned by: Stage.
class StagePrograms {
public:
    /// Nothing for a request that is not about them.
    std::optional<Result<Answer>> answer(const Request& request);
    StageDevices& devices() { return m_devices; }
    void addOthersBot(Bot bot) { m_others.append(std::move(bot)); }

private:
    std::optional<Result<Answer>> aboutBots(const Request& request);
    Secret secret(const char* prefix);

    StageDevices m_devices;
    QList<Hook> m_hooks;
    QList<Bot> m_bots;
    QList<Bot> m_others; // each in one room
    qint64 m_last = 100; // id
    int m_secrets = 0;
};

} // namespace confab::test
