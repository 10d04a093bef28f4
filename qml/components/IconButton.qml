// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// A square button with an icon; `text` is its accessible name and its tool tip.
T.AbstractButton {
    id: control

    required property string iconName
    property int size: Theme.compactHeight
    property int iconSize: Theme.iconMedium
    property color iconColor: control.checked ? Theme.color.accent : Theme.color.icon
    property bool mirrorIcon: false
    property string shortcutHint

    implicitWidth: size
    implicitHeight: size
    hoverEnabled: true
    focusPolicy: Qt.TabFocus // a click leaves the focus in the text field
    opacity: enabled ? 1 : 0.4

    Accessible.role: Accessible.Button
    Accessible.name: control.text
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    background: Rectangle {
        radius: Theme.radiusSmall + 2
        color: control.down || control.hovered ? Theme.color.hovered : "transparent"
        Behavior on color {
            ColorAnimation { duration: Theme.motionFast }
        }
        FocusRing {
            shown: control.visualFocus
            inset: 0
            radius: Theme.radiusSmall + 2
        }
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            width: control.iconSize
            height: control.iconSize
            name: control.iconName
            color: control.hovered && !control.checked ? Theme.color.text : control.iconColor
            mirrored: control.mirrorIcon && control.mirrored
        }
    }
    ToolTipArea {
        owner: control
        text: control.text
        hint: control.shortcutHint
    }
}
