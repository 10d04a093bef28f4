// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/terminal.h"

#include <cstdio>

#ifdef Q_OS_UNIX
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#else
#include <io.h>
#endif

namespace confab::console {

bool Output::line(const QString& text) {
    return write(QString(text % u'\n'));
}

bool Output::write(const QString& text) {
    const QByteArray bytes = text.toUtf8();
    if (std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout) != size_t(bytes.size()) ||
        std::fflush(stdout) != 0)
        m_works = false;
    return m_works;
}

#ifdef Q_OS_UNIX

bool Output::isTerminal() {
    return ::isatty(STDOUT_FILENO) == 1;
}

/// The terminal hands over every key, and is as it was when this ends.
struct Terminal::RawMode {
    RawMode() {
        known = Output::isTerminal() && tcgetattr(STDIN_FILENO, &before) == 0;
        if (!known)
            return;
        termios raw = before;
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN);
        raw.c_iflag &= ~tcflag_t(ICRNL | IXON);
        known = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
    }
    ~RawMode() {
        if (known)
            tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    }
    Q_DISABLE_COPY_MOVE(RawMode)

    bool known = false;
    termios before{};
};

int Terminal::width() {
    winsize size{};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

#else

bool Output::isTerminal() {
    return _isatty(_fileno(stdout)) != 0;
}

/// Windows' console edits lines by itself and well enough.
struct Terminal::RawMode {
    bool known = false;
};

int Terminal::width() {
    return 80;
}

#endif

Terminal::Terminal(Output& output) : m_output(output), m_raw(std::make_unique<RawMode>()) {
    if (!m_raw->known)
        m_raw.reset();
    connect(&m_input, &StandardInput::arrived, this, &Terminal::arrived);
    connect(&m_input, &StandardInput::ended, this, [this] {
        for (const QString& line : m_splitter.rest())
            Q_EMIT entered(line);
        Q_EMIT closed();
    });
}

Terminal::~Terminal() {
    if (m_raw)
        m_output.write(LineEditor::erased());
}

void Terminal::print(const QString& line) {
    if (!m_raw) {
        m_output.line(line);
        return;
    }
    // One write, so that the terminal never shows the state in between.
    m_output.write(QString(LineEditor::erased() % line % u'\n' % m_editor.drawn(m_label, width(), m_hidden)));
}

void Terminal::setLabel(const QString& label) {
    m_label = label;
    redraw();
}

void Terminal::setHidden(bool hidden) {
    m_hidden = hidden;
    redraw();
}

void Terminal::arrived(const QByteArray& bytes) {
    if (!m_raw) {
        const QStringList lines = m_splitter.take(bytes);
        for (const QString& line : lines)
            Q_EMIT entered(line);
        return;
    }
    const LineEditor::Outcome outcome = m_editor.take(bytes);
    redraw();
    for (const QString& line : outcome.lines)
        Q_EMIT entered(line);
    if (outcome.typed)
        Q_EMIT typed();
    if (outcome.quit)
        Q_EMIT closed();
}

void Terminal::redraw() {
    if (m_raw)
        m_output.write(m_editor.drawn(m_label, width(), m_hidden));
}

} // namespace confab::console
