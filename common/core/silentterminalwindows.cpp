// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/silentterminal.h"

#include <QFile>

#include <windows.h>

namespace confab {

struct SilentTerminal::Parts {
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD before = 0;
    QFile reader;
    QFile writer;
};

SilentTerminal::SilentTerminal() : m_parts(std::make_unique<Parts>()) {
    const bool isConsole = GetConsoleMode(m_parts->input, &m_parts->before) != 0;
    if (!isConsole || !m_parts->reader.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered) ||
        !m_parts->writer.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
        m_parts.reset();
    else
        SetConsoleMode(m_parts->input, m_parts->before & ~DWORD(ENABLE_ECHO_INPUT));
}

SilentTerminal::~SilentTerminal() {
    if (m_parts)
        SetConsoleMode(m_parts->input, m_parts->before);
}

Result<QByteArray> SilentTerminal::ask(const QString& question, qsizetype mostBytes) {
    if (!m_parts)
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("There is no terminal to ask for the password.")));
    m_parts->writer.write(QString(question % u": ").toLocal8Bit());
    QByteArray line;
    char byte = 0;
    while (m_parts->reader.read(&byte, 1) == 1 && byte != '\n') {
        if (line.size() <= mostBytes + 4) // a longer line is too long in any case
            line.append(byte);
    }
    m_parts->writer.write("\n");
    return line;
}

} // namespace confab
