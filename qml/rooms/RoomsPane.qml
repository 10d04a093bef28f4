// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// The left pane: the signed-in user, the filter, the rooms in their sections, and the buttons to find or create some.
FocusScope {
    id: pane

    required property CurrentUser me
    required property ConnectionState connection
    required property NotificationSettings notifications
    required property RoomFilterModel rooms
    required property PictureStore pictures
    required property real openRoomId
    property bool alone: false // no other pane is beside it
    readonly property alias count: list.count
    readonly property alias filterText: filter.text
    readonly property bool filtering: filter.activeFocus && filterText !== ""

    readonly property bool unknown: list.count === 0 && !connection.roomsKnown // an empty list means nothing yet

    signal roomChosen(real roomId)
    signal newRoomWanted
    signal newConversationWanted
    signal findRoomsWanted
    signal settingsWanted
    signal profileWanted

    function chooseLevel(row: RoomRow, x: real): void {
        if (row)
            levels.openFor(row.roomId, row, x, row.height / 2);
    }
    function focusFilter(): void {
        filter.forceActiveFocus(Qt.OtherFocusReason);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.color.side
    }
    OwnHeader {
        id: header

        width: parent.width
        me: pane.me
        connection: pane.connection
        notifications: pane.notifications
        pictures: pane.pictures
        onSettingsWanted: pane.settingsWanted()
        onProfileWanted: pane.profileWanted()
    }
    SearchField {
        id: filter

        anchors.top: header.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap3
        anchors.rightMargin: Theme.gap3
        placeholderText: qsTr("Filter rooms")
        shortcutHint: KeyHints.of("switcher")
        focus: true
        onTextChanged: {
            pane.rooms.filter = text;
            list.currentIndex = text === "" ? -1 : 0;
        }
        onMoved: step => list.currentIndex = Math.max(0, Math.min(list.count - 1, list.currentIndex + step))
        onAccepted: {
            const id = pane.rooms.roomIdAt(Math.max(0, list.currentIndex));
            if (id !== 0) {
                filter.clear();
                pane.roomChosen(id);
            }
        }
    }
    RoomsSections {
        id: sections

        foldable: filter.text === ""
        onFindRoomsWanted: pane.findRoomsWanted()
        onNewRoomWanted: pane.newRoomWanted()
        onNewConversationWanted: pane.newConversationWanted()
        onFoldWanted: pane.rooms.unfolded = false
    }
    ListView {
        id: list

        anchors.top: filter.bottom
        anchors.topMargin: Theme.gap2
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap2
        anchors.rightMargin: Theme.gap2
        topMargin: noRooms.visible ? noRooms.height : 0
        bottomMargin: foot.height + Theme.gap2
        clip: true
        model: pane.rooms
        currentIndex: -1
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Rooms")
        onActiveFocusChanged: if (activeFocus && currentIndex < 0) currentIndex = 0
        Keys.onReturnPressed: pane.roomChosen(pane.rooms.roomIdAt(currentIndex))
        Keys.onSpacePressed: pane.roomChosen(pane.rooms.roomIdAt(currentIndex))
        Keys.onMenuPressed: pane.chooseLevel(currentItem as RoomRow, Theme.gap8)

        section.property: "section"
        section.labelPositioning: ViewSection.InlineLabels | ViewSection.CurrentLabelAtStart
        section.delegate: sections.title
        delegate: RoomRow {
            required property int index

            width: list.width
            pictures: pane.pictures
            chosen: roomId === pane.openRoomId
            marked: ListView.isCurrentItem && (list.activeFocus || filter.activeFocus)
            onClicked: pane.roomChosen(roomId)
        }
        TapHandler { // in what the list scrolls
            acceptedButtons: Qt.RightButton
            onTapped: point => pane.chooseLevel(list.itemAt(point.position.x, point.position.y) as RoomRow, point.position.x)
        }
        move: Transition {
            NumberAnimation { property: "y"; duration: Theme.motionSlow; easing.type: Easing.OutCubic }
        }
        displaced: Transition {
            NumberAnimation { property: "y"; duration: Theme.motionSlow; easing.type: Easing.OutCubic }
        }
        T.ScrollBar.vertical: SlimScrollBar {}

        // Above the first and below the last row, scrolling with them. Not the list's header and footer: those are
        // components bound to this file's ids, which a ListView of Qt 6.4 can't create.
        RoomsSection {
            id: noRooms

            parent: list.contentItem
            y: list.originY - height
            visible: pane.rooms.plainCount === 0 && filter.text === ""
            section: String(RoomListModel.Plain)
            onFindRoomsWanted: pane.findRoomsWanted()
            onNewRoomWanted: pane.newRoomWanted()
        }
        Column {
            id: foot

            parent: list.contentItem
            y: list.originY + list.contentHeight
            width: list.width
            visible: filter.text === "" && (list.count > 0 || pane.rooms.archivedCount > 0)
            RoomsSection {
                visible: pane.rooms.directCount === 0
                height: visible ? implicitHeight : 0
                section: String(RoomListModel.Direct)
                onNewConversationWanted: pane.newConversationWanted()
            }
            FoldedRooms {
                width: parent.width
                visible: pane.rooms.archivedCount > 0 && !pane.rooms.unfolded
                count: pane.rooms.archivedCount
                onClicked: pane.rooms.unfolded = true
            }
        }
    }
    LevelMenu {
        id: levels

        notifications: pane.notifications
    }
    EmptyState {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: filter.bottom
        anchors.topMargin: Theme.gap10 + Theme.grown(36)
        width: parent.width - Theme.gap10
        visible: list.count === 0 && !pane.unknown && (filter.text !== "" || pane.rooms.archivedCount === 0)
        title: filter.text === "" ? qsTr("No rooms yet") : qsTr("No matching rooms")
        text: filter.text !== "" ? qsTr("None of your rooms match. There may be others on the server.")
                                 : pane.alone ? qsTr("Create a room, or find one to join.") : ""
        PushButton {
            visible: filter.text === "" && pane.alone
            kind: PushButton.Primary
            text: qsTr("New room")
            onClicked: pane.newRoomWanted()
        }
        PushButton {
            visible: filter.text !== "" || pane.alone
            text: qsTr("Find rooms")
            onClicked: pane.findRoomsWanted()
        }
        PushButton {
            visible: filter.text === "" && pane.alone
            text: qsTr("New conversation")
            onClicked: pane.newConversationWanted()
        }
    }
    NoConnectionState {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: filter.bottom
        anchors.topMargin: Theme.gap10 + Theme.grown(36)
        width: parent.width - Theme.gap10
        visible: pane.unknown
        connection: pane.connection
        brief: !pane.alone
    }
}
