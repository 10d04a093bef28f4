// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QImage>

namespace confab::desktop {

/// What the tray's icon tells: how many messages are for the user, or that others are unread.
struct TrayNews {
    int number = 0;
    bool isCalling = false;
    friend bool operator==(const TrayNews&, const TrayNews&) = default;
};

/// The icon of the app with its badge, `size` pixels wide and high.
QImage trayImage(const TrayNews& news, int size);

} // namespace confab::desktop
