// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// The messages of the open room, newest at the foot. Older ones load when the reader comes near the top; the line being
// read never moves for what is added above or below it.
FocusScope {
    id: view

    required property CurrentRoom room

    readonly property bool atNewest: list.atNewest
    property int newBelow: 0

    function jumpToNewest(): void {
        list.positionViewAtBeginning();
        view.newBelow = 0;
    }

    // Reading goes on where it stopped: the first unread message in the middle, with what was read above it.
    function showFirstUnread(): void {
        const row = view.room.timeline.unreadRow();
        if (row > 0)
            list.positionViewAtIndex(row, ListView.Center);
    }

    ListView {
        id: list

        // Measured from the newest row: how far the reader has scrolled away from it.
        readonly property real away: originY + contentHeight - height - contentY
        readonly property bool atNewest: away < Theme.gap6 || contentHeight < height

        // New rows are to be shown as soon as the list has taken them in.
        property bool following: false
        property bool arriving: false // the room was just opened
        // Where the reader was before the height became another one: the foot of the view stays where it is.
        property bool wasAtNewest: true
        property real lastHeight: 0

        anchors.fill: parent
        focus: true
        clip: true
        model: view.room.timeline
        verticalLayoutDirection: ListView.BottomToTop
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 600
        currentIndex: -1
        keyNavigationEnabled: true
        highlightFollowsCurrentItem: false
        pixelAligned: true
        topMargin: Theme.gap4
        bottomMargin: Theme.gap2
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Messages in %1").arg(view.room.name)

        delegate: MessageRow {
            width: list.width
            onRetry: clientId => view.room.retry(clientId)
            onDiscard: clientId => view.room.discard(clientId)
            onMenuWanted: (index, at) => {
                list.currentIndex = index;
                const here = view.mapFromItem(null, at.x, at.y);
                messageMenu.popup(here.x, here.y);
            }
        }

        onContentYChanged: wasAtNewest = atNewest
        onHeightChanged: {
            if (wasAtNewest)
                positionViewAtBeginning();
            else
                contentY += lastHeight - height;
            lastHeight = height;
        }
        onCountChanged: if (following) {
            following = false;
            view.jumpToNewest();
            if (arriving)
                view.showFirstUnread();
            arriving = false;
        }
        onAtNewestChanged: {
            view.room.atNewest = atNewest;
            if (atNewest)
                view.newBelow = 0;
        }
        onActiveFocusChanged: if (activeFocus && currentIndex < 0) currentIndex = 0
        onCurrentIndexChanged: if (activeFocus) positionViewAtIndex(currentIndex, ListView.Contain)
        Keys.onPressed: event => {
            if (event.matches(StandardKey.Copy) || event.key === Qt.Key_Menu) {
                if (event.key === Qt.Key_Menu)
                    messageMenu.popup(list.currentItem, Theme.gap8, 0);
                else
                    view.room.copyMessage(list.currentIndex);
                event.accepted = true;
            } else if (event.key === Qt.Key_End) {
                list.currentIndex = 0;
                view.jumpToNewest();
                event.accepted = true;
            } else if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown) {
                const step = (event.key === Qt.Key_PageUp ? -1 : 1) * list.height * 0.9;
                list.contentY = Math.max(list.originY, Math.min(list.originY + list.contentHeight - list.height,
                                                                list.contentY + step));
                event.accepted = true;
            }
        }
        T.ScrollBar.vertical: SlimScrollBar {}
    }

    Connections {
        target: view.room

        // Comes before the list has taken the rows in, so atNewest still tells where the reader was.
        function onMessagesAdded(count: int, mine: bool): void {
            if (mine || list.atNewest)
                list.following = true;
            else
                view.newBelow += count;
        }
        function onRoomChanged(): void {
            view.newBelow = 0;
            list.currentIndex = -1;
            list.following = true;
            list.arriving = true;
        }
    }

    Spinner {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.gap4
        visible: view.room.timeline.loadingOlder
    }
    NewMessagesPill {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap5
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap2
        visible: !list.atNewest && list.count > 0
        count: view.newBelow
        onClicked: view.jumpToNewest()
    }
    PopupMenu {
        id: messageMenu

        PopupMenuItem {
            iconName: "copy"
            text: qsTr("Copy text")
            onTriggered: view.room.copyMessage(list.currentIndex)
        }
    }
}
