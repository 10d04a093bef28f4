// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The messages of the open room, with the bar of unread ones above, which covers none of them, and the button to the
// newest over them.
FocusScope {
    id: view

    required property CurrentRoom room

    readonly property RoomView place: room.view
    readonly property alias atNewest: list.atNewest
    property int newBelow: 0
    property TextEdit selectedEdit: null // the message with the selected text

    function scrollPages(pages: int): void {
        list.scrollBy(pages * list.height * 0.9);
    }
    // Copies the selected text of a message; false without a selection.
    function copySelection(): bool {
        if (!selectedEdit || selectedEdit.selectedText === "")
            return false;
        selectedEdit.copy();
        return true;
    }
    function select(edit: TextEdit): void {
        if (selectedEdit && selectedEdit !== edit)
            selectedEdit.deselect();
        selectedEdit = edit;
    }

    MessageList {
        id: list

        anchors.top: bar.visible ? bar.bottom : parent.top
        anchors.topMargin: bar.visible ? Theme.gap2 : 0
        anchors.bottom: parent.bottom
        width: parent.width
        focus: true
        room: view.room
        paneY: view.y + y
        onAtNewestChanged: if (atNewest) view.newBelow = 0
        onSelecting: edit => view.select(edit)
        onCopyWanted: {
            if (!view.copySelection())
                view.room.copyMessage(list.currentIndex);
        }
        onMenuWanted: at => {
            const here = view.mapFromItem(null, at.x, at.y);
            messageMenu.popup(here.x, here.y);
        }
    }
    Connections {
        target: view.place

        function onAdded(count: int, mine: bool): void {
            if (!mine && !list.atNewest)
                view.newBelow += count;
        }
    }
    Connections {
        target: view.room

        function onRoomChanged(): void {
            view.newBelow = 0;
        }
    }

    Spinner {
        anchors.horizontalCenter: parent.horizontalCenter
        y: list.y + Theme.gap4
        visible: view.room.timeline.loadingOlder || view.place.opening
    }
    UnreadBar {
        id: bar

        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.gap2
        room: parent.width - Theme.gap8
        view: view.place
    }
    NewMessagesPill {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap5
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap2
        visible: !list.atNewest && list.count > 0 && !view.place.opening
        count: view.newBelow
        onClicked: view.place.goToNewest()
    }
    PopupMenu {
        id: messageMenu

        PopupMenuItem {
            iconName: "copy"
            text: qsTr("Copy text")
            onTriggered: {
                if (!view.copySelection())
                    view.room.copyMessage(list.currentIndex);
            }
        }
    }
}
