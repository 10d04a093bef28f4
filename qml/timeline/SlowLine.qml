// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Beside those who are typing: how fast one may write here, or how long a message waits for that.
AppText {
    horizontalAlignment: Text.AlignRight
    elide: Text.ElideRight
    color: Theme.color.secondary
    font.pixelSize: Theme.textSmall
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
