// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"

namespace confab::console {

/// `reply`, `edit`, `delete`, `react` and `pin`: one call about one message of a room. Those that add to the log print
/// the seq of what was added.
class MessageCommand final : public Command {
    Q_OBJECT
public:
    MessageCommand(const Context& context, const MessageOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    template <class R>
    void call(R request);

    const MessageOptions m_options;
};

/// `direct`: prints the id of the direct room with a person.
class DirectCommand final : public Command {
    Q_OBJECT
public:
    DirectCommand(const Context& context, const DirectOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    const DirectOptions m_options;
};

} // namespace confab::console
