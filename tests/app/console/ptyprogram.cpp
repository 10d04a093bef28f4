// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/console/ptyprogram.h"

#include "tests/support/waiting.h"

#include <csignal>
#include <vector>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

namespace confab::test {

PtyProgram::PtyProgram(const QStringList& command, const QStringList& environment, QSize size) {
    std::vector<QByteArray> words;
    std::vector<char*> arguments;
    for (const QString& word : command)
        words.push_back(word.toUtf8());
    for (QByteArray& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    winsize window{};
    window.ws_col = ushort(size.width());
    window.ws_row = ushort(size.height());
    if (openpty(&m_master, &m_slave, nullptr, nullptr, &window) != 0)
        return;
    fcntl(m_master, F_SETFL, O_NONBLOCK);
    fcntl(m_master, F_SETFD, FD_CLOEXEC);
    m_pid = fork();
    if (m_pid != 0)
        return;
    for (const QString& pair : environment)
        qputenv(pair.section(u'=', 0, 0).toLatin1().constData(), pair.section(u'=', 1).toUtf8());
    login_tty(m_slave);
    execv(arguments.front(), arguments.data());
    _exit(127);
}

PtyProgram::~PtyProgram() {
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
    }
    ::close(m_master);
    ::close(m_slave);
}

void PtyProgram::type(const QByteArray& bytes) {
    qsizetype written = 0;
    waitUntil([&] {
        read(); // a terminal without a reader accepts no output
        const ssize_t count = ::write(m_master, bytes.constData() + written, size_t(bytes.size() - written));
        written += std::max<ssize_t>(count, 0);
        return written == bytes.size();
    });
}

void PtyProgram::resize(QSize size) {
    winsize window{};
    window.ws_col = ushort(size.width());
    window.ws_row = ushort(size.height());
    ioctl(m_master, TIOCSWINSZ, &window);
}

void PtyProgram::signal(int number) const {
    ::kill(m_pid, number);
}

void PtyProgram::read() {
    char bytes[4096];
    for (ssize_t count = ::read(m_master, bytes, sizeof bytes); count > 0;
         count = ::read(m_master, bytes, sizeof bytes))
        m_output.append(bytes, count);
}

bool PtyProgram::shows(const QByteArray& wanted) {
    return waitUntil([&] {
        read();
        const qsizetype at = m_output.indexOf(wanted, m_seen);
        if (at >= 0)
            m_seen = at + wanted.size();
        return at >= 0;
    });
}

termios PtyProgram::modes() const {
    termios modes{};
    tcgetattr(m_slave, &modes);
    return modes;
}

std::optional<int> PtyProgram::ended() {
    int status = 0;
    const bool gone = waitUntil([&] {
        read();
        return waitpid(m_pid, &status, WNOHANG) == m_pid;
    });
    read();
    if (!gone)
        return std::nullopt;
    m_pid = -1;
    return status;
}

// ---- a screen ----------------------------------------------------------------------------------------------------

namespace {

class Screen {
public:
    Screen(int width, int wide) : m_width(width), m_wide(wide) {}

    void show(char32_t c) {
        if (c == U'\r')
            m_column = 0;
        else if (c == U'\n')
            m_row += 1;
        else if (c >= 0x20)
            put(c);
        while (m_rows.size() <= m_row)
            m_rows.append(QString());
    }
    /// An escape sequence without its ESC.
    void command(const QString& sequence) {
        if (sequence == QLatin1String("[K"))
            m_rows[m_row].truncate(m_column);
        else if (sequence == QLatin1String("[J"))
            m_rows = m_rows.mid(0, m_row) << m_rows[m_row].left(m_column);
        else if (sequence == QLatin1String("[?7l") || sequence == QLatin1String("[?7h"))
            m_wraps = sequence.endsWith(u'h');
        else if (sequence == QLatin1String("7"))
            m_kept = {m_row, m_column};
        else if (sequence == QLatin1String("8"))
            std::tie(m_row, m_column) = m_kept;
    }
    QStringList rows() const { return m_rows; }

private:
    void put(char32_t c) {
        const int columns = c > 0xff ? m_wide : 1;
        if (m_column + columns > m_width) {
            if (!m_wraps)
                return;
            m_column = 0;
            m_row += 1;
            while (m_rows.size() <= m_row)
                m_rows.append(QString());
        }
        QString& row = m_rows[m_row];
        row = row.leftJustified(m_column, u' ').left(m_column) % QString(columns, c > 0xff ? u'#' : QChar(ushort(c))) %
              row.mid(m_column + columns);
        m_column += columns;
    }

    const int m_width;
    const int m_wide;
    QStringList m_rows{QString()};
    int m_row = 0;
    int m_column = 0;
    bool m_wraps = true;
    std::pair<int, int> m_kept{0, 0};
};

} // namespace

QStringList screenAfter(const QByteArray& bytes, int width, int wide) {
    Screen screen(width, wide);
    const QList<uint> text = QString::fromUtf8(bytes).toUcs4();
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != 0x1b) {
            screen.show(text[at]);
            continue;
        }
        QString sequence(QChar(ushort(text.value(++at))));
        while (sequence.startsWith(u'[') && (sequence.size() == 1 || !sequence.back().isLetter()) &&
               at + 1 < text.size())
            sequence += QChar(ushort(text[++at]));
        screen.command(sequence);
    }
    return screen.rows();
}

} // namespace confab::test
