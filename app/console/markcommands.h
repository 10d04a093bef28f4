// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"
#include "common/protocol/message.h"

namespace confab::console {

/// `notify`: what of a room the user is told, on all devices.
class NotifyCommand final : public Command {
    Q_OBJECT
public:
    NotifyCommand(const Context& context, const NotifyOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    const NotifyOptions m_options;
};

/// `readers`: lists who has read a message.
class ReadersCommand final : public Command {
    Q_OBJECT
public:
    ReadersCommand(const Context& context, const ReadersOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void ask(std::optional<UserId> after);
    void arrived(const Result<ReadersPage>& answer);

    const ReadersOptions m_options;
    RoomId m_room;
};

} // namespace confab::console
