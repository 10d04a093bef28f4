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
    required property int rank
    required property bool mayRank
    required property bool mayPutOut
    required property string mutedText
    required property bool blocked
    required property string marks // what they are, and what holds for them
    required property bool here
    required property bool online
    required property string stateText
    required property bool me
    required property bool bot

    signal clicked

    implicitHeight: Theme.grown(40)
    Accessible.role: Accessible.ListItem
    Accessible.onPressAction: row.clicked()
    Accessible.name: stateText !== "" ? Words.fill(qsTr("%1, %2"), [name, stateText]) : name
    Accessible.description: mutedText !== "" || blocked ? marks : bot ? (roleText !== "" ? Words.fill(qsTr("%1, %2"), [qsTr("Bot"), roleText]) : qsTr("Bot")) : roleText

    Rectangle {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap2
        anchors.rightMargin: Theme.gap2
        visible: pointer.hovered && (!row.me || row.mayRank)
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
        id: title

        anchors.left: picture.right
        anchors.leftMargin: Theme.gap3 - 2
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, row.width - picture.width - role.width - Theme.gap4 * 2 - Theme.gap3 * 2
                                       - (badge.visible ? badge.width + Theme.gap2 : 0))
        text: row.me ? qsTr("%1 (you)").arg(row.name) : row.name
        color: row.here ? Theme.color.text : Theme.color.secondary
    }
    BotBadge {
        id: badge

        anchors.left: title.right
        anchors.leftMargin: Theme.gap2
        anchors.verticalCenter: parent.verticalCenter
        visible: row.bot
    }
    AppText {
        id: role

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap4
        anchors.verticalCenter: parent.verticalCenter
        text: row.marks
        color: Theme.color.secondary
        font.pixelSize: Theme.textTiny
    }
}
