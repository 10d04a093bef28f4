// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// Looks for public rooms on the server and joins them; a room with a password asks for it in place.
ModalDialog {
    id: dialog

    required property FoundRoomsModel found
    required property RoomJoiner joiner

    readonly property int roomForList: parent ? parent.height - Theme.grown(280) : 0

    signal roomChosen(real roomId)

    title: qsTr("Find rooms")
    width: Math.min(Theme.grown(520), parent ? parent.width - Theme.gap8 : 0)

    onAboutToShow: {
        joiner.clear();
        field.clear();
        found.query = "";
        found.search();
    }
    onOpened: field.forceActiveFocus(Qt.PopupFocusReason)

    Connections {
        target: dialog.joiner

        function onJoined(roomId: real): void {
            dialog.focusBefore = null;
            dialog.close();
            dialog.roomChosen(roomId);
        }
    }

    SearchField {
        id: field

        width: parent.width
        implicitHeight: Theme.controlHeight + Theme.gap1
        placeholderText: qsTr("Name of a room")
        onTextChanged: dialog.found.query = text
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
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Rooms on the server")
            delegate: FoundRoomRow {
                width: list.width
                joiner: dialog.joiner
                onOpenWanted: {
                    dialog.focusBefore = null;
                    dialog.close();
                    dialog.roomChosen(roomId);
                }
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
            title: dialog.found.error !== "" ? qsTr("The rooms can't be listed now")
                                             : field.text === "" ? qsTr("No public rooms yet") : qsTr("No room of that name")
            text: dialog.found.error !== "" ? dialog.found.error
                                            : qsTr("Hidden rooms don't show here; someone inside can tell you more.")
            PushButton {
                visible: dialog.found.error !== ""
                text: qsTr("Try again")
                onClicked: dialog.found.search()
            }
        }
    }
}
