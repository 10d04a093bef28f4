// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArray>

#include <memory>

namespace confab {

/// Turns off the echo of the controlling terminal for its own lifetime. Signals that would end or stop the process
/// meanwhile wait until the echo is back on; then they have their usual effect.
/// Thread: the one that made it; one at a time in a process. Owned by: a prompt.
class SilentTerminal {
public:
    SilentTerminal();
    ~SilentTerminal();
    Q_DISABLE_COPY_MOVE(SilentTerminal)

    /// Writes the question and waits for a line, which it returns without its end and cut some bytes after `mostBytes`.
    /// Unavailable when there is no terminal, it was closed, or a signal interrupted the question.
    Result<QByteArray> ask(const QString& question, qsizetype mostBytes);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts; // none: there is no terminal
};

} // namespace confab
