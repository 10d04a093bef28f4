// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"

namespace confab::console {

/// `register`: Program creates the account before it starts the command, so nothing is left to do.
class RegisterCommand final : public Command {
    Q_OBJECT
public:
    using Command::Command;
    void start() override { Q_EMIT finished({}); }
};

/// `create`: creates a room and prints its id.
class CreateCommand final : public Command {
    Q_OBJECT
public:
    CreateCommand(const Context& context, const CreateOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    const CreateOptions m_options;
};

/// `join`: joins a room and prints its id.
class JoinCommand final : public Command {
    Q_OBJECT
public:
    JoinCommand(const Context& context, const JoinOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void join(RoomId room);

    const JoinOptions m_options;
};

} // namespace confab::console
