// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace confab::desktop {

/// Stands around the making of the QGuiApplication, which ends the whole program where no window can be shown: says
/// that in one sentence on the console and exits with `exitCode`, in place of Qt's own lines and a core dump. What Qt
/// says otherwise meanwhile is said when the guard goes.
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
