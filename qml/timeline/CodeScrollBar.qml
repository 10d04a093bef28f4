// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components

// Under a block of code that is wider than its message.
SlimScrollBar {
    required property CodeBlock block

    orientation: Qt.Horizontal
}
