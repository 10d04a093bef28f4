// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"
#include "common/protocol/profile.h"

namespace confab::console {

/// `profile`: changes what others see of the user, or prints it.
class ProfileCommand final : public Command {
    Q_OBJECT
public:
    ProfileCommand(const Context& context, const ProfileOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void show(const User& user);

    const ProfileOptions m_options;
};

/// `presence`: how the user wants to be seen, on all devices.
class PresenceCommand final : public Command {
    Q_OBJECT
public:
    PresenceCommand(const Context& context, const PresenceOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    const PresenceOptions m_options;
};

} // namespace confab::console
