// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// The line in place of the archived rooms: a press shows them.
T.AbstractButton {
    id: line

    required property int count

    implicitHeight: visible ? Theme.grown(36) : 0
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    text: qsTr("Archived · %1").arg(count)
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Show %n archived room(s)", "", count)
    Accessible.onPressAction: line.clicked()
    Keys.onReturnPressed: line.clicked()
    Keys.onEnterPressed: line.clicked()

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: 2
            anchors.bottomMargin: 2
            radius: Theme.radiusMedium
            color: line.hovered ? Theme.color.hovered : "transparent"
            FocusRing {
                shown: line.visualFocus
                inset: 0
            }
        }
    }
    contentItem: Item {
        AppText {
            anchors.left: parent.left
            anchors.leftMargin: Theme.gap2
            anchors.right: chevron.left
            anchors.verticalCenter: parent.verticalCenter
            text: line.text
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
            font.weight: Font.DemiBold
        }
        Icon {
            id: chevron

            anchors.right: parent.right
            anchors.rightMargin: Theme.gap2 + 2
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.iconSmall
            height: Theme.iconSmall
            name: "chevron-right"
            mirrored: line.mirrored
        }
    }
}
