// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// A person who was chosen, as a chip; a press takes that back.
T.AbstractButton {
    id: chip

    required property var person // of ConversationOpener.chosen
    property real most: Theme.grown(220)

    implicitHeight: Theme.compactHeight
    implicitWidth: Math.min(most, content.implicitWidth + Theme.gap2 + Theme.gap1)
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Remove %1").arg(person.name)
    Accessible.onPressAction: chip.clicked()
    Keys.onReturnPressed: chip.clicked()
    Keys.onEnterPressed: chip.clicked()

    background: Rectangle {
        radius: height / 2
        color: chip.hovered ? Theme.color.hovered : Theme.color.raised
        border.width: Theme.hairline
        border.color: Theme.color.line
        FocusRing {
            shown: chip.visualFocus
            radius: parent.radius
            inset: 0
        }
    }
    contentItem: Item {
        Row {
            id: content

            anchors.verticalCenter: parent.verticalCenter
            x: Theme.gap1
            spacing: Theme.gap2 - 2
            Avatar {
                anchors.verticalCenter: parent.verticalCenter
                initials: chip.person.initials
                colorId: chip.person.userId
                size: Theme.avatarTiny
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, chip.most - Theme.avatarTiny - Theme.iconSmall - Theme.gap6)
                text: chip.person.name
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.iconSmall
                height: Theme.iconSmall
                name: "close"
            }
        }
    }
}
