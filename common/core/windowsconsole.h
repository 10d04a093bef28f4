// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

/// The console of Windows, as UTF-16. Bytes would go through the code page that a user's console happens to have, and
/// where that is UTF-8 it reads every character that is not ASCII as NUL.
/// Thread: any; one at a time reads from a console.
namespace confab::windowsconsole {

/// What Windows calls a HANDLE, of a descriptor of the C runtime: 0, 1 or 2.
void* handleOf(int descriptor);

/// False for pipes, files and NUL, which _isatty() takes for a console.
bool isConsole(void* handle);

/// Makes the console obey escape sequences. False when it can't (before Windows 10) or when this is no console.
bool enableEscapes(void* handle);

/// False when the console did not take all of the text.
bool write(void* handle, const QString& text);

/// Waits for a line that is typed and returns it as UTF-8 with its end, or the beginning of a very long one. Nothing
/// when the input has ended (Ctrl+Z and Enter) or can't be read.
std::optional<QByteArray> readLine(void* handle);

} // namespace confab::windowsconsole
