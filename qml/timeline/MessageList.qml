// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models
import Confab.Theme

// The rows of the timeline. Scrolls where RoomView says and reports its visible rows; the rows being read keep their place
// whatever rows are added around them, and whatever size the list gets.
MessageRows {
    id: list

    required property real paneY // of the list in the window; the rows keep their place when it moves

    readonly property RoomView place: room.view
    readonly property bool atNewest: !room.timeline.hasNewer && (away < Theme.gap6 || contentHeight < height)

    property bool placed: false // at the opening position of the room
    property string readDay // of the row at the top
    property bool following: false // scroll to the end once the new rows are in the list
    property bool careful: false // not beyond the first unread row
    property bool resizing: false
    property bool wasAtNewest: true // before the last change of size
    property int keptRow: -1 // in the middle of the view, when rows come in below it
    property real keptY: 0

    // Several times: at first the position of the rows around it may be an estimate.
    function showRow(row: int, y: real): void {
        positionViewAtIndex(row, ListView.Center);
        for (let pass = 0; pass < 4; ++pass) {
            if (!itemAtIndex(row))
                positionViewAtIndex(row, ListView.Center);
            const item = itemAtIndex(row);
            if (!item)
                return;
            const wanted = bound(item.y - y);
            if (pass > 0 && Math.abs(wanted - contentY) < 1)
                return;
            contentY = wanted;
            forceLayout();
        }
    }
    function follow(): void {
        showEnd();
        const unread = careful ? room.timeline.unreadRow() : -1;
        const item = unread < 0 ? null : itemAtIndex(unread);
        if (unread >= 0 && (!item || item.y < contentY + height / 3))
            showRow(unread, height / 3);
        following = careful = false;
    }

    // The row at a position in the view, searched from there towards `step`: margins and ends have none.
    function rowAt(y: real, step: real): int {
        for (let i = 0; i < 12; ++i) {
            const row = indexAt(1, contentY + y + i * step);
            if (row >= 0)
                return row;
        }
        return -1;
    }
    function settle(): void {
        if (resizing) {
            resizing = false;
            if (wasAtNewest)
                showEnd();
            else if (!place.opening) // opening has a position of its own
                place.keepPlace();
        }
        wasAtNewest = atNewest;
        place.atNewest = placed && atNewest;
        if (!placed || place.opening || count === 0)
            return place.showing(-1, -1, 0);
        let oldest = rowAt(0, 6);
        if (oldest < 0 && !!itemAtIndex(count - 1)) {
            if (itemAtIndex(count - 1).y >= contentY)
                oldest = count - 1; // the rows do not fill the list
        }
        let newest = rowAt(height - 1, -6);
        // A message was seen when its last line was.
        if (newest >= 0 && newest < oldest && itemAtIndex(newest).y + itemAtIndex(newest).height > contentY + height + Theme.gap2)
            ++newest;
        if (oldest < 0 || newest < 0)
            return place.showing(-1, -1, 0);
        place.showing(newest, oldest, itemAtIndex(oldest).y - contentY + paneY);
        readDay = room.timeline.dayOf(oldest);
        // A row that comes in beside those that are made is made in the same frame, with a screen of others: pages are
        // here before that.
        const ahead = 3 * (oldest - newest + 1);
        if (room.timeline.hasNewer && (newest < ahead || away < height))
            room.timeline.loadNewer();
        if (!atNewest && count - 1 - oldest < ahead)
            room.timeline.loadOlder();
    }
    function settleSoon(): void {
        Qt.callLater(settle); // qmllint disable
    }
    function resized(): void {
        if (!placed)
            return;
        resizing = true;
        if (wasAtNewest)
            showEnd();
        settleSoon();
    }

    timeline: room.timeline
    opacity: place.opening ? 0 : 1
    Accessible.name: qsTr("Messages in %1").arg(room.facts.name)

    onContentYChanged: settleSoon()
    onContentHeightChanged: settleSoon()
    onHeightChanged: resized()
    onWidthChanged: resized()
    onPaneYChanged: resized()
    onCountChanged: {
        if (following)
            follow();
        else if (keptRow >= 0)
            showRow(keptRow, keptY);
        keptRow = -1;
        settleSoon();
    }
    onAtNewestChanged: settleSoon()
    Keys.onPressed: event => {
        event.accepted = true;
        if (handleKey(event))
            return;
        if (event.key === Qt.Key_End) {
            currentIndex = 0;
            place.goToNewest();
        } else if (event.key === Qt.Key_Home)
            place.goToOldest();
        else
            event.accepted = false;
    }

    Connections {
        target: list.place

        function onPlaceWanted(row: int, part: real, offset: real): void {
            list.cancelFlick();
            if (row < 0)
                list.showEnd();
            else
                list.showRow(row, list.height * part + (part > 0 ? 0 : offset - list.paneY));
            list.placed = true;
            list.wasAtNewest = row < 0; // a change of size before the list settles starts from here
            list.resizing = false; // otherwise the previous place would come back
            list.settleSoon();
        }
        // Emitted before the list has taken the rows in, so atNewest still tells the reader's position.
        function onAdded(count: int, mine: bool, careful: bool): void {
            if (!mine && !list.atNewest)
                return;
            list.following = true;
            list.careful = careful;
        }
        function onOpeningChanged(): void {
            list.settleSoon();
        }
    }
    // A list shows rows that come in at the lower edge of its view, and pushes up what was there.
    Connections {
        target: list.timeline // qmllint disable

        // Without types: Qt 6.4 compiles a handler with an index of a model into one that crashes.
        function onRowsAboutToBeInserted(under, first, last) {
            if (!list.placed || list.keptRow >= 0 || list.rowAt(list.height - 1, -6) !== first)
                return;
            const row = list.rowAt(list.height / 2, -6);
            const item = list.itemAtIndex(row);
            if (!item)
                return;
            list.keptY = item.y - list.contentY;
            list.keptRow = row + last - first + 1;
        }
    }
    Connections {
        target: list.room

        function onRoomChanged(): void {
            list.placed = false;
            list.following = false;
            list.currentIndex = -1;
        }
    }
}
