// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// Whether a bot may do one thing in a room. `about` is the room, for assistive technology.
T.AbstractButton {
    id: chip

    required property string about
    required property bool on

    implicitWidth: content.implicitWidth + Theme.gap3 * 2
    implicitHeight: Theme.compactHeight
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: Words.fill(qsTr("%1: %2"), [chip.about, chip.text])
    Accessible.checkable: true
    Accessible.checked: chip.on
    Accessible.onPressAction: chip.clicked()
    Accessible.onToggleAction: chip.clicked() // what assistive technology does with a check box by itself
    Keys.onReturnPressed: chip.clicked()
    Keys.onEnterPressed: chip.clicked()

    background: Rectangle {
        radius: height / 2
        color: chip.on ? Theme.color.accentSoft : chip.hovered ? Theme.color.hovered : "transparent"
        border.width: Theme.hairline
        border.color: chip.on ? Theme.color.accent : Theme.color.outline
        FocusRing {
            shown: chip.visualFocus
            radius: Theme.compactHeight / 2 + 3
        }
    }
    contentItem: Item {
        implicitWidth: content.implicitWidth
        Row {
            id: content

            anchors.centerIn: parent
            spacing: Theme.gap1
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: chip.on
                width: Theme.iconSmall
                height: Theme.iconSmall
                name: "check"
                color: Theme.color.accentSoftInk
            }
            AppText {
                text: chip.text
                color: chip.on ? Theme.color.accentSoftInk : Theme.color.secondary
                font.pixelSize: Theme.textSmall
            }
        }
    }
}
