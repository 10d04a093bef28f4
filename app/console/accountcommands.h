// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"
#include "common/protocol/account.h"

namespace confab::console {

/// `sessions`: lists where the user is signed in, this run among them, or ends one of these.
class SessionsCommand final : public Command {
    Q_OBJECT
public:
    SessionsCommand(const Context& context, const SessionsOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void list();

    const SessionsOptions m_options;
};

/// `password`: another one for the account.
class PasswordCommand final : public Command {
    Q_OBJECT
public:
    explicit PasswordCommand(const Context& context) : Command(context) {}
    void start() override;
};

} // namespace confab::console
