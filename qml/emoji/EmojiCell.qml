// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// One emoji of the picker: light, since there are fifty of them. What is around it reads the pointer.
Rectangle {
    id: cell

    required property string emoji
    required property string name
    property bool current: false
    property bool pointed: false

    signal clicked

    radius: Theme.radiusSmall + 2
    color: current ? Theme.color.accentSoft : pointed ? Theme.color.hovered : "transparent"
    border.width: activeFocus ? Theme.focusWidth : 0
    border.color: Theme.color.accent
    Accessible.role: Accessible.Button
    Accessible.name: name
    Accessible.onPressAction: cell.clicked()

    EmojiText {
        anchors.fill: parent
        emoji: cell.emoji
    }
}
