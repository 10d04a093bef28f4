// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/secretprompt.h"

#include "common/core/secretline.h"
#include "common/core/silentterminal.h"

#ifdef Q_OS_WIN
#include "common/core/windowsconsole.h"
#else
#include <unistd.h>
#endif

namespace confab {

bool isStandardInputTerminal() {
#ifdef Q_OS_WIN
    return windowsconsole::isConsole(windowsconsole::handleOf(0));
#else
    return ::isatty(STDIN_FILENO) == 1;
#endif
}

Result<Secret> askSecret(const QString& question, qsizetype mostBytes) {
    SilentTerminal terminal;
    return terminal.ask(question, mostBytes).and_then([mostBytes](const QByteArray& line) {
        return secretFromLine(line, mostBytes);
    });
}

Result<Secret> askNewSecret(const QString& question, const QString& again, qsizetype mostBytes) {
    SilentTerminal terminal; // one for both: a second terminal would drop a pasted second line
    const Result<QByteArray> first = terminal.ask(question, mostBytes);
    if (!first)
        return fail(first.error());
    Result<Secret> secret = secretFromLine(*first, mostBytes);
    if (!secret)
        return secret;
    const Result<QByteArray> second = terminal.ask(again, mostBytes);
    if (!second)
        return fail(second.error());
    if (*first != *second)
        return fail(Error::invalid(QStringLiteral("password"), QStringLiteral("The passwords do not match.")));
    return secret;
}

} // namespace confab
