// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace confab::desktop {

/// Guards the construction of the QGuiApplication, which aborts the program where no window can be shown: prints one
/// sentence on the console and exits with `exitCode`, instead of Qt's own lines and a core dump. Qt's other messages
/// meanwhile are printed when the guard is destroyed.
/// Thread: the program's first. Owned by: main. One at a time.
class DisplayGuard {
public:
    static constexpr int exitCode = 1;

    DisplayGuard();
    ~DisplayGuard();
    DisplayGuard(const DisplayGuard&) = delete;
    DisplayGuard& operator=(const DisplayGuard&) = delete;
};

} // namespace confab::desktop
