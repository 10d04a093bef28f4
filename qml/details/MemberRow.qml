// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// One member of the room, who can be pressed. Online members have a dot; every member of known presence has it as a word
// in the accessible name.
Item {
    id: row

    required property real userId
    required property string name
    required property string initials
    required property string roleText
    required property bool here
    required property bool online
    required property string stateText
    required property bool me

    signal clicked

    implicitHeight: Theme.grown(40)
    Accessible.role: Accessible.ListItem
    Accessible.onPressAction: row.clicked()
    Accessible.name: stateText !== "" ? Words.fill(qsTr("%1, %2"), [name, stateText]) : name
    Accessible.description: roleText

    Rectangle {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap2
        anchors.rightMargin: Theme.gap2
        visible: pointer.hovered && !row.me
        radius: Theme.radiusMedium
        color: Theme.color.hovered
    }
    HoverHandler {
        id: pointer
    }
    TapHandler {
        onTapped: row.clicked()
    }
    FocusRing {
        anchors.leftMargin: Theme.gap2
        anchors.rightMargin: Theme.gap2
        inset: 0
        shown: row.ListView.isCurrentItem && row.ListView.view.activeFocus
    }
    Avatar {
        id: picture

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap4
        anchors.verticalCenter: parent.verticalCenter
        initials: row.initials
        colorId: row.userId
        size: Theme.avatarSmall - 4
        muted: !row.online
        Rectangle {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: -2
            visible: row.online
            width: 11
            height: 11
            radius: 6
            color: Theme.color.good
            border.width: 2
            border.color: Theme.color.side
        }
    }
    AppText {
        anchors.left: picture.right
        anchors.leftMargin: Theme.gap3 - 2
        anchors.right: role.left
        anchors.rightMargin: Theme.gap2
        anchors.verticalCenter: parent.verticalCenter
        text: row.me ? qsTr("%1 (you)").arg(row.name) : row.name
        color: row.here ? Theme.color.text : Theme.color.secondary
    }
    AppText {
        id: role

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap4
        anchors.verticalCenter: parent.verticalCenter
        text: row.roleText
        color: Theme.color.secondary
        font.pixelSize: Theme.textTiny
    }
}
