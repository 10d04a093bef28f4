// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// The numbers of occupants and members.
T.AbstractButton {
    id: count

    required property int here
    required property int members
    property bool compact: false

    implicitHeight: Theme.compactHeight
    implicitWidth: content.implicitWidth + Theme.gap4
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    text: Words.fill(qsTr("%1 here now, %2"), [here, qsTr("%n member(s)", "", members)])
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: count.clicked()
    Keys.onReturnPressed: clicked()

    background: Rectangle {
        radius: Theme.radiusSmall + 2
        color: count.hovered ? Theme.color.hovered : "transparent"
        FocusRing {
            shown: count.visualFocus
            inset: 0
            radius: Theme.radiusSmall + 2
        }
    }
    contentItem: Item {
        Row {
            id: content

            anchors.centerIn: parent
            spacing: Theme.gap2 - 2
            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: 7
                height: 7
                radius: 4
                color: count.here > 0 ? Theme.color.good : Theme.color.outline
            }
            AppText {
                text: count.compact ? Words.fill(qsTr("%1/%2"), [count.here, count.members])
                                    : Words.fill(qsTr("%1 here · %2"), [count.here, qsTr("%n member(s)", "", count.members)])
                color: Theme.color.secondary
                font.pixelSize: Theme.textSmall
            }
        }
    }
    ToolTipArea {
        owner: count
        text: count.compact ? count.text : ""
    }
}
