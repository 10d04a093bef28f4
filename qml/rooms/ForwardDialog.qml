// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// Asks where a message is to be forwarded to. Arrow keys choose a room, Enter sends, Escape closes.
ModalDialog {
    id: dialog

    required property RoomFilterModel rooms
    required property Forwarder forwarder
    required property PictureStore pictures

    readonly property int roomForList: parent ? parent.height - Theme.grown(320) : 0
    readonly property RoomRow target: list.currentItem as RoomRow

    title: qsTr("Forward to")
    width: Math.min(Theme.grown(440), parent ? parent.width - Theme.gap8 : 0)
    acceptText: qsTr("Forward")
    acceptEnabled: target !== null
    error: forwarder.error
    initialFocus: field
    onConfirmed: send()
    onAboutToShow: {
        field.clear();
        rooms.filter = "";
        list.currentIndex = 0;
        list.positionViewAtBeginning();
    }

    function send(): void {
        if (target)
            forwarder.forward(target.roomId);
    }

    Connections {
        target: dialog.forwarder

        function onAsked(): void {
            dialog.open();
        }
        function onForwarded(): void {
            dialog.close();
        }
    }

    Item {
        width: parent.width
        height: quote.height
        Rectangle {
            width: Theme.quoteBar
            height: parent.height
            radius: 1
            color: Theme.authorInk(dialog.forwarder.by)
        }
        Column {
            id: quote

            anchors.left: parent.left
            anchors.leftMargin: Theme.quoteBar + Theme.gap2
            anchors.right: parent.right
            AppText {
                width: parent.width
                text: dialog.forwarder.author
                color: Theme.authorInk(dialog.forwarder.by)
                font.pixelSize: Theme.textSmall
                font.weight: Font.DemiBold
            }
            AppText {
                width: parent.width
                text: dialog.forwarder.words
                color: Theme.color.secondary
                font.pixelSize: Theme.textSmall
            }
        }
    }
    SearchField {
        id: field

        width: parent.width
        implicitHeight: Theme.controlHeight + Theme.gap1
        placeholderText: qsTr("Search a room")
        escapeCloses: true
        onTextChanged: {
            dialog.rooms.filter = text;
            list.currentIndex = 0;
        }
        onMoved: step => list.currentIndex = Math.max(0, Math.min(list.count - 1, list.currentIndex + step))
        onAccepted: dialog.send()
    }
    Item {
        width: parent.width
        height: Math.min(Theme.grown(300), Math.max(Theme.grown(120), dialog.roomForList))
        ListView {
            id: list

            anchors.fill: parent
            clip: true
            model: dialog.rooms
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Rooms to forward to")
            delegate: RoomRow {
                required property int index

                width: list.width
                pictures: dialog.pictures
                chosen: ListView.isCurrentItem
                onClicked: list.currentIndex = index
            }
            T.ScrollBar.vertical: SlimScrollBar {}
        }
        AppText {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("No matching rooms")
            color: Theme.color.secondary
        }
    }
}
