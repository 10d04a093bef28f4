// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// A square button with one emoji; `text` is its accessible name and its tool tip.
T.AbstractButton {
    id: control

    required property string emoji

    implicitWidth: Theme.compactHeight
    implicitHeight: Theme.compactHeight
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    text: checked ? qsTr("Take back %1").arg(emoji) : qsTr("React with %1").arg(emoji)
    Accessible.role: Accessible.Button
    Accessible.name: control.text
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    background: Rectangle {
        radius: Theme.radiusSmall + 2
        color: control.checked ? Theme.color.accentSoft : control.down || control.hovered ? Theme.color.hovered : "transparent"
        FocusRing {
            shown: control.visualFocus
            inset: 0
            radius: Theme.radiusSmall + 2
        }
    }
    contentItem: EmojiText {
        emoji: control.emoji
        font.pixelSize: Theme.textTitle
        Accessible.ignored: true
    }
    ToolTipArea {
        owner: control
        text: control.text
    }
}
