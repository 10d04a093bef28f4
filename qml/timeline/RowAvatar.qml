// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// The face of the author where a group of messages begins.
Avatar {
    required property MessageRow row

    initials: row.initials
    colorId: row.by
    size: Theme.avatarMedium
}
