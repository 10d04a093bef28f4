// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The name, topic and people count of the open room, and the buttons to its details and its menu.
Item {
    id: header

    required property CurrentRoom room
    required property NotificationSettings notifications
    property bool showBack: false
    property bool detailsShown: false

    signal back
    signal toggleDetails
    signal searchWanted
    signal inviteWanted
    signal settingsWanted
    signal leaveWanted
    signal deleteWanted

    implicitHeight: Theme.headerHeight

    IconButton {
        id: backButton

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap2
        anchors.verticalCenter: parent.verticalCenter
        visible: header.showBack
        iconName: "back"
        mirrorIcon: true
        text: qsTr("Back to the rooms")
        shortcutHint: qsTr("Esc")
        onClicked: header.back()
    }
    RoomAvatar {
        id: avatar

        anchors.left: header.showBack ? backButton.right : parent.left
        anchors.leftMargin: header.showBack ? Theme.gap2 : Theme.gap5
        anchors.verticalCenter: parent.verticalCenter
        visible: picture !== ""
        initials: header.room.facts.initials
        colorId: header.room.facts.colorId
        isRoom: true
        size: Theme.avatarSmall
        store: header.room.files.pictures
        picture: header.room.facts.picture
    }
    Column {
        anchors.left: avatar.visible ? avatar.right : header.showBack ? backButton.right : parent.left
        anchors.leftMargin: avatar.visible ? Theme.gap3 : header.showBack ? Theme.gap2 : Theme.gap5
        anchors.right: tools.left
        anchors.rightMargin: Theme.gap3
        anchors.verticalCenter: parent.verticalCenter
        spacing: 1
        Row {
            spacing: Theme.gap1 + 2
            width: parent.width
            AppText {
                width: Math.min(implicitWidth, parent.width - (lockIcon.visible ? Theme.iconSmall + Theme.gap2 : 0))
                text: header.room.facts.name
                font.pixelSize: Theme.textTitle
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            Icon {
                id: lockIcon

                anchors.verticalCenter: parent.verticalCenter
                visible: header.room.facts.hasPassword
                width: Theme.iconSmall - 2
                height: Theme.iconSmall - 2
                name: "lock"
            }
        }
        AppText {
            width: parent.width
            visible: text !== ""
            text: header.room.facts.topic
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
        }
    }
    Row {
        id: tools

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap3
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap1
        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            iconName: "search"
            text: qsTr("Search in this room")
            shortcutHint: KeyHints.of("searchRoom")
            onClicked: header.searchWanted()
        }
        PeopleCount {
            anchors.verticalCenter: parent.verticalCenter
            here: header.room.facts.here
            hereKnown: header.room.facts.hereKnown
            members: header.room.facts.members
            compact: header.width < Theme.grown(480)
            pair: header.room.facts.direct && members === 2
            onClicked: header.toggleDetails()
        }
        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            iconName: "panel"
            mirrorIcon: true
            checked: header.detailsShown
            text: header.detailsShown ? qsTr("Hide details") : qsTr("Show details")
            shortcutHint: KeyHints.of("details")
            onClicked: header.toggleDetails()
        }
        IconButton {
            id: moreButton

            anchors.verticalCenter: parent.verticalCenter
            visible: header.room.facts.canLeave // a direct conversation has no settings, and nobody leaves it
            iconName: "more"
            text: qsTr("More")
            onClicked: menu.popup(moreButton, moreButton.width - menu.width, moreButton.height + Theme.gap1)
        }
    }
    PopupMenu {
        id: menu

        PopupMenuItem {
            iconName: "bell"
            text: qsTr("Notifications…")
            onTriggered: levels.openFor(header.room.roomId, moreButton, moreButton.width - levels.width, moreButton.height + Theme.gap1)
        }
        PopupMenuItem {
            iconName: "people"
            text: qsTr("Invite people…")
            shortcutHint: KeyHints.of("invitePeople")
            visible: enabled
            enabled: header.room.facts.canInvite
            onTriggered: header.inviteWanted()
        }
        PopupMenuItem {
            iconName: "settings"
            text: qsTr("Room settings…")
            shortcutHint: KeyHints.of("roomSettings")
            visible: enabled
            enabled: header.room.facts.canChange
            onTriggered: header.settingsWanted()
        }
        PopupMenuItem {
            iconName: "leave"
            text: qsTr("Leave room…")
            shortcutHint: KeyHints.of("leaveRoom")
            onTriggered: header.leaveWanted()
        }
        PopupMenuItem {
            iconName: "trash"
            dangerous: true
            enabled: header.room.facts.canDelete
            text: qsTr("Delete room…")
            onTriggered: header.deleteWanted()
        }
    }
    LevelMenu {
        id: levels

        notifications: header.notifications
    }
    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
