// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"
#include "common/protocol/moderation.h"

namespace confab::console {

/// `role`, `kick`, `ban`, `unban`, `mute` and `unmute`: one call about one person and a room.
class ModerationCommand final : public Command {
    Q_OBJECT
public:
    ModerationCommand(const Context& context, const ModerationOptions& options)
        : Command(context), m_options(options) {}
    void start() override;

private:
    void change(RoomId room, UserId person);
    template <class R>
    void call(R request);

    const ModerationOptions m_options;
};

/// `slow`: the slow mode of a room.
class SlowCommand final : public Command {
    Q_OBJECT
public:
    SlowCommand(const Context& context, const SlowOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    const SlowOptions m_options;
};

/// `bans`: lists who is banned from a room.
class BansCommand final : public Command {
    Q_OBJECT
public:
    BansCommand(const Context& context, const BansOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void ask(std::optional<UserId> after);
    void arrived(const Result<BansAnswer>& answer);
    void printBan(const Ban& ban);

    const BansOptions m_options;
    RoomId m_room;
};

} // namespace confab::console
