// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// The chip after the reactions that adds another one. No stop of the Tab key, as the chips.
T.AbstractButton {
    id: plus

    implicitWidth: Theme.grown(32)
    implicitHeight: Theme.grown(24)
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    text: qsTr("Add a reaction")
    Accessible.role: Accessible.Button
    Accessible.name: plus.text
    Accessible.onPressAction: plus.clicked()

    background: Rectangle {
        radius: Theme.radiusSmall + 2
        color: plus.down || plus.hovered ? Theme.color.hovered : "transparent"
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            width: Theme.iconSmall
            height: Theme.iconSmall
            name: "smile"
            color: plus.hovered ? Theme.color.text : Theme.color.icon
        }
    }
    ToolTipArea {
        owner: plus
        text: plus.text
    }
}
