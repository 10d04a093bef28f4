// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// Brings a reader who has scrolled up back to the newest message, and counts the messages since.
T.AbstractButton {
    id: pill

    required property int count

    implicitHeight: Theme.compactHeight + 2
    implicitWidth: count > 0 ? content.implicitWidth + Theme.gap6 : implicitHeight
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    text: count > 0 ? qsTr("%n new message(s)", "", count) : qsTr("Jump to the newest message")
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: pill.clicked()
    Keys.onReturnPressed: clicked()

    background: Rectangle {
        radius: height / 2
        color: pill.count > 0 ? (pill.hovered ? Theme.color.accentHovered : Theme.color.accent)
                              : pill.hovered ? Theme.color.hovered : Theme.color.raised
        border.width: pill.count > 0 ? 0 : Theme.hairline
        border.color: Theme.color.line
        FocusRing {
            shown: pill.visualFocus
            radius: height / 2
        }
    }
    contentItem: Item {
        Row {
            id: content

            anchors.centerIn: parent
            spacing: Theme.gap1 + 2
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.iconSmall
                height: Theme.iconSmall
                name: "arrow-down"
                color: pill.count > 0 ? Theme.color.accentInk : Theme.color.icon
            }
            AppText {
                visible: pill.count > 0
                text: qsTr("%1 new").arg(pill.count)
                color: Theme.color.accentInk
                font.pixelSize: Theme.textSmall
                font.weight: Font.DemiBold
            }
        }
    }
}
