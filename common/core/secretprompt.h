// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/secret.h"

/// Asks for passwords at the controlling terminal of the process. Does not use the standard input and output, so they
/// may be pipes. The terminal does not echo the input, and echoes again afterwards, also when SIGINT, SIGTERM, SIGHUP,
/// SIGQUIT or SIGTSTP ends or stops the process meanwhile.
/// Thread: one at a time; these block.
namespace confab {

/// Whether the standard input is a terminal, so that a user can be asked.
bool isStandardInputTerminal();

/// Unavailable when the process has no terminal or a signal interrupted the question; otherwise as secretFromLine().
Result<Secret> askSecret(const QString& question, qsizetype mostBytes);

/// Asks for a new password twice. Also InputInvalid when the two differ.
Result<Secret> askNewSecret(const QString& question, const QString& again, qsizetype mostBytes);

} // namespace confab
