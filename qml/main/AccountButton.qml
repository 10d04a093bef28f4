// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// One account: its server's letter, what is unread there, and a bar beside the one on the screen.
T.AbstractButton {
    id: button

    required property string title
    required property string shortName
    required property real colorId
    required property int number
    required property bool calling
    required property bool current
    property bool marked: false // by the keyboard

    implicitHeight: Theme.avatarRow + Theme.gap1
    hoverEnabled: true
    focusPolicy: Qt.NoFocus // the list has it
    text: title

    Accessible.role: Accessible.Button
    Accessible.name: number > 0 ? qsTr("%1: %n message(s) for you", "", number).arg(title)
                     : calling ? qsTr("%1: unread messages").arg(title) : title
    Accessible.checkable: true
    Accessible.checked: current
    Accessible.onPressAction: button.clicked()

    contentItem: Item {
        Rectangle {
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            width: 3
            height: button.current ? Theme.avatarRow - Theme.gap2 : Theme.gap2
            radius: 1.5
            visible: button.current || button.hovered
            color: button.current ? Theme.color.accent : Theme.color.secondary
            Behavior on height {
                NumberAnimation { duration: Theme.motionFast }
            }
        }
        Avatar {
            id: picture

            anchors.centerIn: parent
            initials: button.shortName === "" ? "+" : button.shortName
            colorId: button.colorId
            isRoom: true
            hueId: colorId // a person's as everywhere
            size: Theme.avatarRow
            opacity: button.current || button.hovered ? 1 : 0.8
        }
        FocusRing {
            anchors.fill: picture
            shown: button.marked
            radius: picture.radius + 3
        }
        CountBadge {
            anchors.right: picture.right
            anchors.rightMargin: -Theme.gap1
            anchors.bottom: picture.bottom
            anchors.bottomMargin: -Theme.gap1
            count: button.number
            important: true
            border.width: 2
            border.color: Theme.color.side
        }
        Rectangle {
            anchors.right: picture.right
            anchors.top: picture.top
            anchors.margins: -2
            width: 11
            height: 11
            radius: 6
            visible: button.calling && button.number === 0
            color: Theme.color.accent
            border.width: 2
            border.color: Theme.color.side
        }
    }
    ToolTipArea {
        owner: button
        text: button.title
    }
}
