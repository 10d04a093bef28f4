// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// The right pane: the room's facts, its members and occupants, and the ways to its settings and out of it.
FocusScope {
    id: pane

    required property CurrentRoom room
    required property NotificationSettings notifications
    property bool showBack: false

    signal closeWanted
    signal messageChosen(real seq)
    signal personChosen(real userId)
    signal putOutWanted(real userId, string name, bool banning)
    signal muteWanted(real userId, string name)
    signal blockWanted(real userId, string name, bool on)
    signal inviteWanted
    signal settingsWanted
    signal leaveWanted

    function offer(row: MemberRow): void {
        if (row && (!row.me || row.mayRank))
            personMenu.openFor(row);
    }

    Binding {
        target: pane.room.people
        property: "shown"
        value: pane.visible
    }
    Binding {
        target: pane.room.pins // qmllint disable
        property: "shown"
        value: pane.visible
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.color.side
    }
    Item {
        id: header

        width: parent.width
        height: Theme.headerHeight
        AppText {
            anchors.left: parent.left
            anchors.leftMargin: Theme.gap4
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Details")
            font.pixelSize: Theme.textTitle
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        IconButton {
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap3
            anchors.verticalCenter: parent.verticalCenter
            iconName: "close"
            text: qsTr("Hide details")
            shortcutHint: KeyHints.of("details")
            onClicked: pane.closeWanted()
        }
        Hairline {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
    ListView {
        id: list

        anchors.top: header.bottom
        anchors.bottom: footer.top
        width: parent.width
        clip: true
        model: pane.room.people
        boundsBehavior: Flickable.StopAtBounds
        bottomMargin: Theme.gap3
        activeFocusOnTab: true
        focus: true
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Members")

        topMargin: facts.height
        section.property: "section"
        section.delegate: MemberSection {}
        delegate: MemberRow {
            id: member

            width: ListView.view.width
            pictures: pane.room.files.pictures // qmllint disable
            onClicked: pane.offer(member) // qmllint disable unqualified
        }
        Keys.onReturnPressed: pane.offer(currentItem as MemberRow)
        Keys.onSpacePressed: pane.offer(currentItem as MemberRow)
        T.ScrollBar.vertical: SlimScrollBar {}
        onActiveFocusChanged: if (activeFocus && currentIndex < 0) currentIndex = 0
        currentIndex: -1

        // Above the first row, scrolling with it. Not the list's header: that is a component bound to this file's ids,
        // which a ListView of Qt 6.4 can't create.
        AppText {
            parent: list.contentItem
            y: list.originY + Theme.gap4
            width: list.width
            visible: list.count === 0
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("The members are not loaded yet.")
            color: Theme.color.secondary
        }
        RoomFacts {
            id: facts

            parent: list.contentItem
            y: list.originY - height
            width: list.width
            room: pane.room
            notifications: pane.notifications
            onMessageChosen: seq => pane.messageChosen(seq)
            // What comes into it later, such as pinned messages, leaves its top in view.
            onHeightChanged: {
                if (list.contentY <= list.originY - shownHeight + 1)
                    list.contentY = list.originY - height;
                shownHeight = height;
            }

            property real shownHeight: 0
        }
    }
    FocusRing {
        anchors.fill: list
        inset: 0
        radius: 0
        shown: list.activeFocus && list.count === 0
    }
    Column {
        id: footer

        anchors.bottom: parent.bottom
        width: parent.width
        bottomPadding: Theme.gap2
        visible: !pane.room.facts.direct // such a conversation has no settings, and nobody leaves it
        height: visible ? implicitHeight : 0
        Hairline {
            width: parent.width
        }
        Item { width: 1; height: Theme.gap2 }
        ActionRow {
            width: parent.width
            visible: pane.room.facts.canInvite
            iconName: "people"
            text: qsTr("Invite people…")
            onClicked: pane.inviteWanted()
        }
        ActionRow {
            width: parent.width
            visible: pane.room.facts.canChange
            iconName: "settings"
            text: qsTr("Room settings")
            onClicked: pane.settingsWanted()
        }
        ActionRow {
            width: parent.width
            visible: pane.room.facts.canLeave
            iconName: "leave"
            text: qsTr("Leave room")
            onClicked: pane.leaveWanted()
        }
    }
    PersonMenu {
        id: personMenu

        onMessageWanted: userId => pane.personChosen(userId)
        onRankWanted: (userId, rank) => pane.room.people.moderation.setRank(pane.room.roomId, userId, rank)
        onPutOutWanted: (userId, name, banning) => pane.putOutWanted(userId, name, banning)
        onMuteWanted: (userId, name) => pane.muteWanted(userId, name)
        onUnmuteWanted: userId => pane.room.people.moderation.unmute(pane.room.roomId, userId)
        onBlockWanted: (userId, name, on) => pane.blockWanted(userId, name, on)
    }
}
