// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"
#include "common/core/ids.h"

namespace confab::console {

/// `block` and `unblock`.
class BlockCommand final : public Command {
    Q_OBJECT
public:
    BlockCommand(const Context& context, const BlockOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    const BlockOptions m_options;
};

/// `blocked`: lists whom the user blocks.
class BlockedCommand final : public Command {
    Q_OBJECT
public:
    BlockedCommand(const Context& context, const BlockedOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    const BlockedOptions m_options;
};

} // namespace confab::console
