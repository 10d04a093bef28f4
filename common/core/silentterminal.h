// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArray>

#include <memory>

namespace confab {

/// The terminal that controls the process, with its echo off as long as this lives. Signals that would end or stop the
/// process meanwhile wait until the echo is back on; then they do what they would have done.
/// Thread: the one that made it; one at a time in a process. Owned by: a question.
class SilentTerminal {
public:
    SilentTerminal();
    ~SilentTerminal();
    Q_DISABLE_COPY_MOVE(SilentTerminal)

    /// Writes the question and waits for a line, which it returns without its end and cut after some bytes more than
    /// `mostBytes`. Unavailable when there is no terminal, it went away, or a signal interrupted the question.
    Result<QByteArray> ask(const QString& question, qsizetype mostBytes);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts; // none: there is no terminal
};

} // namespace confab
