// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/appearance.h"
#include "app/models/desktopsettings.h"
#include "app/models/emojiuses.h"
#include "app/models/keybindings.h"

namespace confab::models {

/// What the user chose for the program, whichever of the accounts is in the window.
/// Thread: the window's. Owned by: the Workspaces that share it.
struct ProgramSettings {
    /// `settings` must outlive this.
    explicit ProgramSettings(QSettings& settings)
        : appearance(settings), desktop(settings), keys(settings), emoji(settings) {}

    Appearance appearance;
    DesktopSettings desktop;
    KeyBindings keys;
    EmojiUses emoji;
};

} // namespace confab::models
