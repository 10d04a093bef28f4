// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/silentterminal.h"

#include "common/core/windowsconsole.h"

#include <atomic>

#include <qt_windows.h>

namespace confab {

namespace {

/// The console of the process, even when its standard input and output are pipes: "CONIN$" or "CONOUT$".
HANDLE console(const wchar_t* name) {
    return CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING,
                       0, nullptr);
}

} // namespace

struct SilentTerminal::Parts {
    HANDLE input = console(L"CONIN$");
    HANDLE output = console(L"CONOUT$");
    DWORD before = 0;

    ~Parts() {
        CloseHandle(input);
        CloseHandle(output);
    }
    void restore() const { SetConsoleMode(input, before); }
};

namespace {

std::atomic<HANDLE> silenced{nullptr};
std::atomic<DWORD> modeBefore{0};

/// On a thread that Windows starts: Ctrl+C, or the console's window is closed. The next handler ends the process.
BOOL WINAPI handleEnd(DWORD) {
    if (HANDLE input = silenced.exchange(nullptr))
        SetConsoleMode(input, modeBefore.load());
    return FALSE;
}

} // namespace

SilentTerminal::SilentTerminal() : m_parts(std::make_unique<Parts>()) {
    if (!GetConsoleMode(m_parts->input, &m_parts->before) || !windowsconsole::isConsole(m_parts->output)) {
        m_parts.reset();
        return;
    }
    // Registered first: an end in between must not leave the console silent.
    modeBefore.store(m_parts->before);
    silenced.store(m_parts->input);
    SetConsoleCtrlHandler(handleEnd, TRUE);
    SetConsoleMode(m_parts->input,
                   (m_parts->before & ~DWORD(ENABLE_ECHO_INPUT)) | ENABLE_LINE_INPUT | ENABLE_PROCESSED_INPUT);
}

SilentTerminal::~SilentTerminal() {
    if (!m_parts)
        return;
    m_parts->restore();
    silenced.store(nullptr);
    SetConsoleCtrlHandler(handleEnd, FALSE);
}

Result<QByteArray> SilentTerminal::ask(const QString& question, qsizetype mostBytes) {
    if (!m_parts)
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("There is no terminal to ask for the password.")));
    windowsconsole::write(m_parts->output, QString(question % u": "));
    QByteArray line;
    while (!line.endsWith('\n')) {
        const std::optional<QByteArray> piece = windowsconsole::readLine(m_parts->input);
        if (!piece)
            break;
        if (line.size() <= mostBytes + 4 || piece->endsWith('\n')) // a longer line is too long in any case
            line.append(*piece);
    }
    windowsconsole::write(m_parts->output, QStringLiteral("\r\n"));
    if (line.endsWith('\n'))
        line.chop(1);
    return line;
}

} // namespace confab
