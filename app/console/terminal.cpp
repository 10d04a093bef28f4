// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/terminal.h"

#include "app/console/graphemes.h"
#include "app/console/terminaltext.h"

#include <QLocale>
#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace confab::console {

namespace {

// A terminal in line mode silently drops the part of a line beyond this (N_TTY_BUF_SIZE of Linux).
constexpr qsizetype mostLineBytes = 4094;

#ifdef Q_OS_UNIX

constexpr int input = STDIN_FILENO;

bool isInputTerminal() {
    return ::isatty(input) == 1;
}

bool moreInputWaits() {
    pollfd waiting{input, POLLIN, 0};
    return ::poll(&waiting, 1, 0) == 1 && (waiting.revents & POLLIN);
}

int screenWidth() {
    winsize size{};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/// Whether the terminal reflows its screen when it gets narrower. Most do; these two don't.
bool reflows() {
    return !qEnvironmentVariableIsSet("XTERM_VERSION") && qgetenv("TERM") != "linux";
}

#else

// Windows' console edits lines well enough by itself.
constexpr int input = 0;

bool isInputTerminal() {
    return false;
}

bool moreInputWaits() {
    return false;
}

int screenWidth() {
    return 80;
}

bool reflows() {
    return false;
}

#endif

QString number(qsizetype value) {
    return QLocale(QLocale::English).toString(value);
}

} // namespace

Terminal::Terminal(Output& output) : m_output(output), m_isTyped(isInputTerminal()), m_guard(moreInputWaits) {
    if (m_isTyped && output.canEdit())
        m_keys = std::make_unique<TtyMode>(input, TtyMode::Kind::Keys);
    if (m_keys && !m_keys->isSet())
        m_keys.reset();
    if (m_keys && m_keys->wakeups() >= 0) {
        m_wakeups = std::make_unique<QSocketNotifier>(m_keys->wakeups(), QSocketNotifier::Read);
        connect(m_wakeups.get(), &QSocketNotifier::activated, this, &Terminal::wokenUp);
    }
    connect(&m_guard, &PasteGuard::typed, this, &Terminal::typedBytes);
    connect(&m_guard, &PasteGuard::pasted, this, &Terminal::pastedBytes);
    connect(&m_input, &StandardInput::arrived, this, &Terminal::arrived);
    connect(&m_input, &StandardInput::ended, this, [this] {
        linesArrived(m_splitter.rest());
        Q_EMIT closed();
    });
}

Terminal::~Terminal() = default;

// ---- output ------------------------------------------------------------------------------------------------------

void Terminal::print(const StyledText& line) {
    if (m_keys)
        m_output.aboveLine(line, prompt());
    else
        m_output.line(line);
    checkOutput();
}

void Terminal::setLabel(const QString& label) {
    m_label = label;
    redraw();
}

void Terminal::setHidden(bool hidden) {
    m_hidden = hidden;
    if (!m_keys && m_isTyped)
        m_noEcho = hidden ? std::make_unique<TtyMode>(input, TtyMode::Kind::NoEcho) : nullptr;
    redraw();
}

bool Terminal::putBack(const EnteredLine& line) {
    if (!m_keys)
        return false;
    m_editor.putBack(line);
    redraw();
    return true;
}

PromptLine Terminal::prompt() {
    const PromptLine line = m_editor.picture(m_label, screenWidth(), m_hidden);
    m_cursorColumn = columns(line.label) + columns(line.left);
    return line;
}

void Terminal::redraw() {
    if (m_keys)
        m_output.drawLine(prompt());
    checkOutput();
}

void Terminal::checkOutput() {
    if (m_output.trouble())
        QMetaObject::invokeMethod(this, &Terminal::broken, Qt::QueuedConnection); // the caller is still printing
}

/// The terminal was resized, or another program wrote to it while this one was stopped.
void Terminal::wokenUp() {
#ifdef Q_OS_UNIX
    char bytes[64];
    while (::read(m_keys->wakeups(), bytes, sizeof bytes) > 0) {
    }
    const int rowsAbove = reflows() ? m_cursorColumn / screenWidth() : 0;
    m_output.drawLineAnew(prompt(), rowsAbove);
    checkOutput();
#endif
}

// ---- input -------------------------------------------------------------------------------------------------------

void Terminal::arrived(const QByteArray& bytes) {
    if (!m_isTyped)
        return linesArrived(m_splitter.take(bytes));
    if (m_hidden)
        return typedBytes(bytes);
    m_guard.take(bytes, m_keys && !m_editor.isBetweenKeys());
}

void Terminal::typedBytes(const QByteArray& bytes) {
    if (m_keys)
        conclude(m_editor.take(bytes));
    else
        linesArrived(m_splitter.take(bytes));
}

/// Several lines at once from a terminal that does not mark pastes: one text, which Enter sends, or, where the line
/// can't be edited, one message. Never commands.
void Terminal::pastedBytes(const QByteArray& bytes) {
    if (!m_keys) {
        QStringList lines = m_splitter.take(bytes);
        lines += m_splitter.rest();
        return Q_EMIT entered({lines.join(u'\n'), 0});
    }
    const LineEditor::Outcome outcome = m_editor.paste(QString::fromUtf8(bytes));
    if (outcome.refused == 0)
        Q_EMIT remark(
            QStringLiteral("Several lines were pasted. Enter sends them as one message, Ctrl+U deletes them"));
    conclude(outcome);
}

void Terminal::linesArrived(const QStringList& lines) {
    for (const QString& line : lines) {
        if (m_isTyped && !m_hidden && line.toUtf8().size() >= mostLineBytes)
            Q_EMIT remark(
                QStringLiteral("Not sent: this terminal cuts lines after %1 bytes").arg(number(mostLineBytes)));
        else
            Q_EMIT entered({line, -1});
    }
}

void Terminal::conclude(const LineEditor::Outcome& outcome) {
    redraw();
    if (outcome.refused > 0)
        Q_EMIT remark(QStringLiteral("Nothing was pasted: a text of %1 characters is too long for a message")
                          .arg(number(outcome.refused)));
    if (outcome.lost > 0)
        Q_EMIT remark(QStringLiteral("Not sent: the text is too long, and its last %1 characters are lost. "
                                     "The rest is still in the line; Ctrl+U deletes it")
                          .arg(number(outcome.lost)));
    for (const EnteredLine& line : outcome.lines)
        Q_EMIT entered(line);
    if (outcome.typed)
        Q_EMIT typed();
    if (outcome.suspend)
        TtyMode::suspend();
    if (outcome.quit)
        Q_EMIT closed();
}

} // namespace confab::console
