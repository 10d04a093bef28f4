// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/windowsconsole.h"

#include <algorithm>
#include <array>

#include <io.h>
#include <qt_windows.h>

namespace confab::windowsconsole {

namespace {

// Older consoles have a buffer of 64 KiB for what all programs write and read at a time.
constexpr qsizetype mostUnits = 8 * 1024;

// ENABLE_VIRTUAL_TERMINAL_PROCESSING, which older headers lack.
constexpr DWORD escapes = 0x0004;

} // namespace

void* handleOf(int descriptor) {
    return reinterpret_cast<void*>(_get_osfhandle(descriptor));
}

bool isConsole(void* handle) {
    DWORD mode = 0;
    return GetConsoleMode(handle, &mode) != 0;
}

bool enableEscapes(void* handle) {
    DWORD mode = 0;
    return GetConsoleMode(handle, &mode) != 0 && SetConsoleMode(handle, mode | ENABLE_PROCESSED_OUTPUT | escapes) != 0;
}

bool write(void* handle, const QString& text) {
    for (qsizetype from = 0; from < text.size();) {
        qsizetype count = std::min(text.size() - from, mostUnits);
        if (text.at(from + count - 1).isHighSurrogate() && count > 1)
            --count; // a character is written whole
        DWORD written = 0;
        if (WriteConsoleW(handle, text.utf16() + from, DWORD(count), &written, nullptr) == 0 || written == 0)
            return false;
        from += written;
    }
    return true;
}

std::optional<QByteArray> readLine(void* handle) {
    std::array<wchar_t, mostUnits + 1> units{};
    DWORD count = 0;
    if (ReadConsoleW(handle, units.data(), DWORD(mostUnits), &count, nullptr) == 0 || count == 0)
        return std::nullopt;
    DWORD more = 0;
    if (QChar::isHighSurrogate(units[count - 1]) && ReadConsoleW(handle, &units[count], 1, &more, nullptr) != 0)
        count += more;
    const QString line = QString::fromWCharArray(units.data(), int(count));
    if (line.startsWith(u'\x1a')) // Ctrl+Z
        return std::nullopt;
    return line.toUtf8();
}

} // namespace confab::windowsconsole
