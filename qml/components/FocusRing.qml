// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// The ring around the control with the keyboard focus. Put it inside the control and give it the control's radius.
Rectangle {
    property bool shown: false
    property int inset: -Theme.focusWidth - 1

    anchors.fill: parent
    anchors.margins: inset
    visible: shown
    color: "transparent"
    border.width: Theme.focusWidth
    border.color: Theme.color.accent
    radius: Theme.radiusMedium
}
