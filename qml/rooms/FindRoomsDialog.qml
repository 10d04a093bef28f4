// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// Searches public rooms on the server and joins them; a room with a password asks for it in its row. Arrow keys choose
// among the results, Enter joins or opens the chosen one, Escape closes.
ModalDialog {
    id: dialog

    required property FoundRoomsModel found
    required property RoomJoiner joiner

    readonly property int roomForList: parent ? parent.height - Theme.grown(280) : 0
    property bool entered: false // Enter was pressed before the answer

    signal roomChosen(real roomId)
    signal invitationWanted

    title: qsTr("Find rooms")
    width: Math.min(Theme.grown(520), parent ? parent.width - Theme.gap8 : 0)

    onAboutToShow: {
        joiner.clear();
        entered = false;
        field.clear();
        found.query = "";
        found.search();
    }
    initialFocus: field

    function takeMarked(): void {
        entered = found.busy;
        if (entered)
            found.search();
        else
            (list.currentItem as FoundRoomRow)?.join();
    }
    function choose(roomId: real): void {
        close();
        roomChosen(roomId);
    }

    Connections {
        target: dialog.joiner

        function onJoined(roomId: real): void {
            dialog.choose(roomId);
        }
    }
    Connections {
        target: dialog.found

        function onBusyChanged(): void {
            if (dialog.found.busy)
                return;
            list.currentIndex = list.count > 0 ? 0 : -1;
            if (dialog.entered)
                dialog.takeMarked();
        }
    }

    SearchField {
        id: field

        width: parent.width
        implicitHeight: Theme.controlHeight + Theme.gap1
        placeholderText: qsTr("Search by name")
        escapeCloses: true
        onTextChanged: {
            dialog.entered = false;
            dialog.found.query = text;
        }
        onAccepted: dialog.takeMarked()
        onMoved: step => list.currentIndex = Math.max(0, Math.min(list.count - 1, list.currentIndex + step))
    }
    Item {
        width: parent.width
        height: Math.min(Theme.grown(340), Math.max(Theme.grown(200), dialog.roomForList))
        ListView {
            id: list

            anchors.fill: parent
            clip: true
            model: dialog.found
            spacing: 2
            highlightMoveDuration: 0
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Rooms on the server")
            delegate: FoundRoomRow {
                width: list.width
                joiner: dialog.joiner
                marked: ListView.isCurrentItem && field.activeFocus
                onOpenWanted: dialog.choose(roomId)
            }
            T.ScrollBar.vertical: SlimScrollBar {}
        }
        Spinner {
            anchors.centerIn: parent
            visible: dialog.found.busy && list.count === 0
        }
        EmptyState {
            anchors.centerIn: parent
            width: parent.width - Theme.gap10
            visible: list.count === 0 && !dialog.found.busy
            iconName: "compass"
            title: dialog.found.error !== "" ? qsTr("The rooms can't be listed")
                                             : field.text === "" ? qsTr("No public rooms yet") : qsTr("No matching rooms")
            text: dialog.found.error !== "" ? dialog.found.error
                                            : qsTr("Hidden rooms are not listed here.")
            PushButton {
                visible: dialog.found.error !== ""
                text: qsTr("Try again")
                onClicked: dialog.found.search()
            }
        }
    }
    PushButton {
        kind: PushButton.Link
        iconName: "mail"
        text: qsTr("Join with an invitation…")
        onClicked: {
            dialog.close();
            dialog.invitationWanted();
        }
    }
}
