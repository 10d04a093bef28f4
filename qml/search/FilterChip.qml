// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// A small round button that narrows a search down; `checked`: it does so now.
T.AbstractButton {
    id: chip

    property bool togglable: true // else it only helps to type

    readonly property color ink: checked ? Theme.color.accentSoftInk : Theme.color.text

    implicitHeight: Theme.grown(26)
    implicitWidth: Math.min(words.implicitWidth + (tick.visible ? tick.width + Theme.gap1 : 0) + Theme.gap5, Theme.grown(220))
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: chip.text
    Accessible.checkable: chip.togglable
    Accessible.checked: chip.checked
    Accessible.onPressAction: chip.clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: height / 2
        color: chip.checked ? Theme.color.accentSoft : chip.hovered ? Theme.color.hovered : "transparent"
        border.width: Theme.hairline
        border.color: chip.checked ? Theme.color.accent : Theme.color.outline
        FocusRing {
            shown: chip.visualFocus
            radius: height / 2
        }
    }
    contentItem: Item {
        Icon {
            id: tick

            anchors.verticalCenter: parent.verticalCenter
            x: chip.mirrored ? parent.width - width - Theme.gap2 : Theme.gap2
            visible: chip.checked
            width: Theme.iconSmall - 2
            height: width
            name: "check"
            color: chip.ink
        }
        AppText {
            id: words

            anchors.left: parent.left
            anchors.leftMargin: tick.visible ? tick.width + Theme.gap3 : Theme.gap3 - 2
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap2
            anchors.verticalCenter: parent.verticalCenter
            text: chip.text
            color: chip.ink
            font.pixelSize: Theme.textSmall
            Accessible.ignored: true
        }
    }
}
