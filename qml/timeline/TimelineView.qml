// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The messages of the open room, with the bar of unread ones above, which covers none of them, the button to the newest
// over them, and what can be done with them.
FocusScope {
    id: view

    required property CurrentRoom room

    readonly property RoomView place: room.view
    readonly property alias atNewest: list.atNewest
    property int newBelow: 0

    signal composerWanted

    function scrollPages(pages: int): void {
        list.scrollBy(pages * list.height * 0.9);
    }
    function copySelection(): bool {
        return actions.copySelection();
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

    SpokenNews {
        timeline: view.room.timeline
        onSaid: words => news.say(words)
    }
    LiveRegion {
        id: news

        Accessible.role: Accessible.Notification
        Accessible.name: words
    }
    Spinner {
        anchors.horizontalCenter: parent.horizontalCenter
        y: list.y + Theme.gap4
        visible: view.room.timeline.loadingOlder || view.place.opening
    }
    DayPill {
        anchors.horizontalCenter: parent.horizontalCenter
        y: list.y + Theme.gap2
        list: list
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
    RowActions {
        id: actions

        anchors.fill: parent
        room: view.room
        composer: view.room.composer
        rows: list
        onComposerWanted: view.composerWanted()
        onCopyRowWanted: row => view.room.copyMessage(row)
    }
}
