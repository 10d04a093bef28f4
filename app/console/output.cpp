// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/output.h"

#include "app/console/terminaltext.h"

#include <cerrno>
#include <cstdio>

#ifdef Q_OS_WIN
#include "common/core/windowsconsole.h"
#else
#include <unistd.h>
#endif

namespace confab::console {

namespace {

// All escape sequences that this program writes to a terminal (except those of TtyMode).
constexpr QLatin1String reset("\x1b[0m");
constexpr QLatin1String emptyLine("\r\x1b[K");
constexpr QLatin1String emptyBelow("\r\x1b[J");
constexpr QLatin1String wrapOff("\x1b[?7l");
constexpr QLatin1String wrapOn("\x1b[?7h");
constexpr QLatin1String saveCursor("\x1b"
                                   "7");
constexpr QLatin1String restoreCursor("\x1b"
                                      "8");

QLatin1String startOf(StyledText::Style style) {
    return style == StyledText::Style::Bold ? QLatin1String("\x1b[1m") : QLatin1String("\x1b[2m");
}

/// Terminals disagree about the columns of some characters: with these sequences the line reaches the next row in none
/// of them, and the cursor returns to a position that the terminal itself stores.
QString drawn(const PromptLine& prompt) {
    QString line = wrapOff + safeLine(prompt.label) + safeLine(prompt.left);
    if (!prompt.right.isEmpty())
        line += saveCursor + safeLine(prompt.right) + restoreCursor;
    return line + wrapOn;
}

} // namespace

bool Output::line(const StyledText& text) {
    return write(painted(text) + u'\n');
}

void Output::drawLine(const PromptLine& prompt) {
    write(emptyLine + drawn(prompt));
}

void Output::aboveLine(const StyledText& text, const PromptLine& prompt) {
    write(emptyLine + painted(text) + u'\n' + drawn(prompt));
}

void Output::drawLineAnew(const PromptLine& prompt, int rowsAbove) {
    const QString up = rowsAbove > 0 ? QStringLiteral("\x1b[%1A").arg(rowsAbove) : QString();
    write(up + emptyBelow + drawn(prompt));
}

void Output::complain(const QString& text) {
    QString safe = safeText(text);
    safe.replace(u'\n', QLatin1String("\n  "));
    const QString line = QString(u"confab-cli: " % safe % u'\n');
#ifdef Q_OS_WIN
    if (void* const console = windowsconsole::handleOf(2); windowsconsole::isConsole(console)) {
        windowsconsole::write(console, line);
        return;
    }
#endif
    std::fputs(line.toUtf8().constData(), stderr);
}

bool Output::isTerminal() {
#ifdef Q_OS_WIN
    return windowsconsole::isConsole(windowsconsole::handleOf(1));
#else
    return ::isatty(STDOUT_FILENO) == 1;
#endif
}

Output::Escapes Output::environmentEscapes() {
    if (!isTerminal())
        return Escapes::None;
#ifdef Q_OS_WIN
    if (!windowsconsole::enableEscapes(windowsconsole::handleOf(1)))
        return Escapes::None;
#else
    if (const QByteArray type = qgetenv("TERM"); type.isEmpty() || type == "dumb")
        return Escapes::None;
#endif
    return qEnvironmentVariableIsEmpty("NO_COLOR") ? Escapes::All : Escapes::Cursor;
}

QString Output::painted(const StyledText& text) const {
    QString line;
    for (const StyledText::Span& span : text.spans()) {
        const bool plain = span.style == StyledText::Style::Plain || m_escapes != Escapes::All;
        line += plain ? safeText(span.text) : QString(startOf(span.style) + safeText(span.text) + reset);
    }
    return line;
}

bool Output::write(const QString& text) {
    if (m_trouble)
        return false;
#ifdef Q_OS_WIN
    if (void* const console = windowsconsole::handleOf(1); windowsconsole::isConsole(console)) {
        if (!windowsconsole::write(console, text))
            m_trouble = Trouble::Other;
        return !m_trouble;
    }
#endif
    const QByteArray bytes = text.toUtf8();
    errno = 0;
    if (std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout) == size_t(bytes.size()) &&
        std::fflush(stdout) == 0)
        return true;
    const int why = errno;
    m_trouble = why == EPIPE ? Trouble::ReaderGone : why == ENOSPC ? Trouble::DiskFull : Trouble::Other;
    return false;
}

} // namespace confab::console
