// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"
#include "common/protocol/secondfactor.h"

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

/// `second-factor`: switches it on, with a key, a first code and recovery codes, or off.
class SecondFactorCommand final : public Command {
    Q_OBJECT
public:
    SecondFactorCommand(const Context& context, const SecondFactorOptions& options)
        : Command(context), m_options(options) {}
    void start() override;

private:
    void offered(const MfaOffer& offer);
    void switchOff();

    const SecondFactorOptions m_options;
};

/// `email`: another address for the account.
class EmailCommand final : public Command {
    Q_OBJECT
public:
    EmailCommand(const Context& context, const EmailOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    const EmailOptions m_options;
};

/// `delete-account`, which was confirmed before the sign-in.
class DeleteAccountCommand final : public Command {
    Q_OBJECT
public:
    explicit DeleteAccountCommand(const Context& context) : Command(context) {}
    void start() override;
};

/// A code of the second factor, from where the options say, else from the terminal.
Result<Secret> askCode(const Options& options, const QString& question);

} // namespace confab::console
