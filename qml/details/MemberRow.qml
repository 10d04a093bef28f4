// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// One member of the room, who can be pressed, with the status below the name. A sign tells who is online, away, or not to
// be disturbed; every member of known presence has it as words in the accessible name.
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
    required property string picture
    required property string status
    required property int light
    required property PictureStore pictures

    signal clicked

    implicitHeight: row.status !== "" ? Theme.grown(48) : Theme.grown(40)
    Accessible.role: Accessible.ListItem
    Accessible.onPressAction: row.clicked()
    Accessible.name: stateText !== "" ? Words.fill(qsTr("%1, %2"), [name, stateText]) : name
    Accessible.description: mutedText !== "" || blocked ? marks : status !== "" ? status : bot ? (roleText !== "" ? Words.fill(qsTr("%1, %2"), [qsTr("Bot"), roleText]) : qsTr("Bot")) : roleText

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
    RoomAvatar {
        id: face

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap4
        anchors.verticalCenter: parent.verticalCenter
        initials: row.initials
        colorId: row.userId
        size: Theme.avatarSmall - 4
        muted: !row.online
        store: row.pictures
        picture: row.picture
        PresenceDot {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: -2
            light: row.light
        }
    }
    AppText {
        id: title

        anchors.left: face.right
        anchors.leftMargin: Theme.gap3 - 2
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: row.status !== "" ? -Theme.grown(8) : 0
        width: Math.min(implicitWidth, row.width - face.width - role.width - Theme.gap4 * 2 - Theme.gap3 * 2
                                       - (badge.visible ? badge.width + Theme.gap2 : 0))
        text: row.me ? qsTr("%1 (you)").arg(row.name) : row.name
        color: row.here ? Theme.color.text : Theme.color.secondary
    }
    AppText {
        anchors.left: title.left
        anchors.right: role.left
        anchors.rightMargin: Theme.gap2
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: Theme.grown(9)
        visible: row.status !== ""
        text: row.status
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        maximumLineCount: 1
    }
    BotBadge {
        id: badge

        anchors.left: title.right
        anchors.leftMargin: Theme.gap2
        anchors.verticalCenter: title.verticalCenter
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
