// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// An action on the room, as a full line.
T.AbstractButton {
    id: row

    property string iconName

    implicitHeight: visible ? Theme.grown(38) : 0
    leftPadding: Theme.gap4
    rightPadding: Theme.gap4
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: row.clicked()
    Keys.onReturnPressed: clicked()

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.leftMargin: Theme.gap2
            anchors.rightMargin: Theme.gap2
            radius: Theme.radiusSmall + 2
            color: row.hovered ? Theme.color.hovered : "transparent"
            FocusRing {
                shown: row.visualFocus
                inset: 0
                radius: Theme.radiusSmall + 2
            }
        }
    }
    contentItem: Row {
        spacing: Theme.gap3 - 2
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.iconSmall + 2
            height: Theme.iconSmall + 2
            name: row.iconName
            color: Theme.color.icon
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: row.text
            color: Theme.color.text
        }
    }
}
