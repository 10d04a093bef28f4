// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// A small round button that narrows a search down; with `on` it does so now.
T.AbstractButton {
    id: chip

    property bool on: false
    property bool canBeOn: true // else it only helps to type

    readonly property color ink: on ? Theme.color.accentSoftInk : Theme.color.text

    implicitHeight: Theme.grown(26)
    implicitWidth: Math.min(words.implicitWidth + (tick.visible ? tick.width + Theme.gap1 : 0) + Theme.gap5, Theme.grown(220))
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: chip.text
    Accessible.checkable: chip.canBeOn
    Accessible.checked: chip.on
    Accessible.onPressAction: chip.clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: height / 2
        color: chip.on ? Theme.color.accentSoft : chip.hovered ? Theme.color.hovered : "transparent"
        border.width: Theme.hairline
        border.color: chip.on ? Theme.color.accent : Theme.color.outline
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
            visible: chip.on
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
