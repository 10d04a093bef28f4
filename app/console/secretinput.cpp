// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/secretinput.h"

#include "common/protocol/limits.h"
#include "common/terminal/ttymode.h"

#include <QFile>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace confab::console {

namespace {

/// Byte by byte: what follows the line is somebody else's (the messages of `send -`, perhaps).
Result<Secret> readLine(QFile& file) {
    QByteArray line;
    char byte = 0;
    qint64 got = 0;
    while ((got = file.read(&byte, 1)) == 1 && byte != '\n') {
        line.append(byte);
        if (line.size() > limits::passwordBytes)
            return fail(Error::invalid(QStringLiteral("password"), QStringLiteral("The password is too long")));
    }
    if (got < 0)
        return fail(
            Error(ErrorKind::Unavailable, QStringLiteral("The password can't be read: %1").arg(file.errorString())));
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return fail(Error::invalid(QStringLiteral("password"), QStringLiteral("The password is empty")));
    return Secret{QString::fromUtf8(line)};
}

/// Turns the terminal's echo off for as long as it lives.
class SilentTerminal {
public:
#ifdef Q_OS_WIN
    SilentTerminal() : m_input(GetStdHandle(STD_INPUT_HANDLE)) {
        m_known = GetConsoleMode(m_input, &m_before);
        SetConsoleMode(m_input, m_before & ~DWORD(ENABLE_ECHO_INPUT));
    }
    ~SilentTerminal() {
        if (m_known)
            SetConsoleMode(m_input, m_before);
    }
    bool open(QFile& input, QFile& output) {
        return m_known && input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered) &&
               output.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered);
    }

private:
    HANDLE m_input;
    DWORD m_before = 0;
    bool m_known = false;
#else
    SilentTerminal()
        : m_terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC)), m_mode(m_terminal.number, TtyMode::Kind::NoEcho) {}
    bool open(QFile& input, QFile& output) {
        return m_mode.isSet() && input.open(m_terminal.number, QIODevice::ReadOnly | QIODevice::Unbuffered) &&
               output.open(m_terminal.number, QIODevice::WriteOnly | QIODevice::Unbuffered);
    }

private:
    /// Closed after the mode is restored.
    struct Descriptor {
        explicit Descriptor(int number) : number(number) {}
        ~Descriptor() {
            if (number >= 0)
                ::close(number);
        }
        Q_DISABLE_COPY_MOVE(Descriptor)
        const int number;
    };

    const Descriptor m_terminal;
    const TtyMode m_mode; // after the descriptor: it ends before
#endif
    Q_DISABLE_COPY_MOVE(SilentTerminal)
};

} // namespace

Result<Secret> readSecret(int descriptor) {
    QFile file;
    if (!file.open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(
            Error(ErrorKind::Unavailable, QStringLiteral("The file descriptor %1 can't be read").arg(descriptor)));
    return readLine(file);
}

Result<Secret> askSecret(const QString& question) {
    SilentTerminal terminal;
    QFile input;
    QFile output;
    if (!terminal.open(input, output))
        return fail(Error(ErrorKind::Unavailable,
                          QStringLiteral("There is no terminal to ask for the password; use --password-fd")));
    output.write(QString(question % u": ").toLocal8Bit());
    Result<Secret> secret = readLine(input);
    output.write("\n");
    return secret;
}

Result<Secret> obtainSecret(std::optional<int> descriptor, const QString& question) {
    return descriptor ? readSecret(*descriptor) : askSecret(question);
}

} // namespace confab::console
