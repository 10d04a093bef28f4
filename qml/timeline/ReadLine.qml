// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// Under the newest own message: who has read it. Where that is more than one other person can be, a press lists them.
T.AbstractButton {
    id: line

    required property MessageRow row

    readonly property SeenBy seen: row.room.messages.seenBy

    implicitHeight: words.implicitHeight + Theme.gap1
    implicitWidth: words.implicitWidth + leftPadding + rightPadding
    leftPadding: Theme.gap1
    rightPadding: Theme.gap1
    enabled: seen.list
    hoverEnabled: true
    focusPolicy: row.current && seen.list ? Qt.TabFocus : Qt.NoFocus
    text: seen.text
    onClicked: (row.ListView.view as MessageRows).readersWanted(row.seq)
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    Accessible.role: seen.list ? Accessible.Button : Accessible.StaticText
    Accessible.name: seen.spoken
    Accessible.onPressAction: line.clicked()

    background: Rectangle {
        x: -Theme.gap1
        radius: Theme.radiusSmall
        color: line.hovered ? Theme.color.hovered : "transparent"
        FocusRing {
            shown: line.visualFocus
            inset: 0
            radius: Theme.radiusSmall
        }
    }
    contentItem: AppText {
        id: words

        x: 0
        text: line.text
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
