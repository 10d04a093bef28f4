// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// Sends the text of the composer; filled when there is one.
T.AbstractButton {
    id: button

    property bool ready: false

    implicitWidth: Theme.compactHeight
    implicitHeight: Theme.compactHeight
    enabled: ready
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    text: qsTr("Send")
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: button.clicked()
    Keys.onReturnPressed: clicked()

    background: Rectangle {
        radius: Theme.radiusMedium
        color: button.ready ? (button.hovered ? Theme.color.accentHovered : Theme.color.accent) : "transparent"
        Behavior on color {
            ColorAnimation { duration: Theme.motionFast }
        }
        FocusRing {
            shown: button.visualFocus
            radius: Theme.radiusMedium + 3
        }
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: "send"
            mirrored: button.mirrored
            color: button.ready ? Theme.color.accentInk : Theme.color.icon
        }
    }
    ToolTipArea {
        owner: button
        text: button.text
        hint: KeyHints.of("send")
    }
}
