// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// The rows of the timeline, newest at the bottom. Scrolls where RoomView says and reports its visible rows; the rows
// being read keep their place whatever rows are added around them, and whatever size the list gets.
ListView {
    id: list

    required property CurrentRoom room
    required property real paneY // of the list in the window; the rows keep their place when it moves

    readonly property RoomView place: room.view
    // Measured from the newest row: the distance that the reader has scrolled away from it.
    readonly property real away: originY + contentHeight + bottomMargin - height - contentY
    readonly property bool atNewest: !room.timeline.hasNewer && (away < Theme.gap6 || contentHeight < height)

    property bool placed: false // at the opening position of the room
    property bool following: false // scroll to the end once the new rows are in the list
    property bool careful: false // not beyond the first unread row
    property bool resizing: false
    property bool wasAtNewest: true // before the last change of size
    property MessageRow pointedRow: null // under the pointer

    signal selecting(edit: TextEdit)
    signal copyWanted
    signal menuWanted(point at)
    signal versionsWanted(real seq)
    signal reactWanted(real seq, Item at)

    // By the first and last row, as far as they exist: originY and contentHeight are estimates that contradict each
    // other during the layout (Qt 6.4).
    function bound(y: real): real {
        let place = y;
        if (!!itemAtIndex(count - 1))
            place = Math.max(place, itemAtIndex(count - 1).y - topMargin);
        if (!!itemAtIndex(0))
            place = Math.min(place, itemAtIndex(0).y + itemAtIndex(0).height + bottomMargin - height);
        return place;
    }
    function scrollBy(by: real): void {
        cancelFlick();
        contentY = bound(contentY + by);
        forceLayout();
        contentY = bound(contentY);
    }
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
    function showEnd(): void {
        positionViewAtBeginning();
        contentY = originY + contentHeight + bottomMargin - height;
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
        if (room.timeline.hasNewer && away < height)
            room.timeline.loadNewer();
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

    clip: true
    model: room.timeline
    verticalLayoutDirection: ListView.BottomToTop
    boundsBehavior: Flickable.StopAtBounds
    cacheBuffer: 600
    currentIndex: -1
    keyNavigationEnabled: true
    highlightFollowsCurrentItem: false
    pixelAligned: true
    opacity: place.opening ? 0 : 1
    topMargin: Theme.gap4
    bottomMargin: Theme.gap2
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Messages in %1").arg(room.facts.name)

    delegate: MessageRow {
        id: row

        width: list.width
        room: list.room
        onPointed: here => {
            if (here)
                list.pointedRow = row;
            else if (list.pointedRow === row)
                list.pointedRow = null;
        }
        onVersionsWanted: seq => list.versionsWanted(seq)
        onReactWanted: (seq, at) => list.reactWanted(seq, at)
        onUnfold: index => list.room.timeline.unfold(index)
        onSelecting: edit => list.selecting(edit)
        onRetry: clientId => list.room.retry(clientId)
        onDiscard: clientId => list.room.discard(clientId)
        onMenuWanted: (index, at) => {
            list.currentIndex = index;
            list.menuWanted(at);
        }
    }

    onContentYChanged: settleSoon()
    onContentHeightChanged: settleSoon()
    onHeightChanged: resized()
    onWidthChanged: resized()
    onPaneYChanged: resized()
    onCountChanged: {
        if (following)
            follow();
        settleSoon();
    }
    onAtNewestChanged: settleSoon()
    // Not when a field in a row gets the focus: the list would give it to the current row.
    onActiveFocusChanged: if (Window.activeFocusItem === list && currentIndex < 0) currentIndex = 0
    onCurrentIndexChanged: if (activeFocus) positionViewAtIndex(currentIndex, ListView.Contain)

    Keys.onPressed: event => {
        event.accepted = true;
        if (event.matches(StandardKey.Copy))
            copyWanted();
        else if (currentItem && (event.key === Qt.Key_Menu || (event.key === Qt.Key_F10 && event.modifiers & Qt.ShiftModifier)))
            menuWanted(currentItem.mapToItem(null, Theme.gap8, 0));
        else if (event.key === Qt.Key_Tab || event.key === Qt.Key_Backtab)
            nextItemInFocusChain(event.key === Qt.Key_Tab).forceActiveFocus(Qt.TabFocusReason);
        else if (event.key === Qt.Key_End) {
            currentIndex = 0;
            place.goToNewest();
        } else if (event.key === Qt.Key_Home)
            place.goToOldest();
        else if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown)
            scrollBy((event.key === Qt.Key_PageUp ? -1 : 1) * height * 0.9);
        else
            event.accepted = false;
    }
    T.ScrollBar.vertical: SlimScrollBar {}

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
    // A row in creation would be released only after the reset, when its index may not exist any more.
    Connections {
        target: list.room.timeline // qmllint disable

        function onModelAboutToBeReset(): void {
            list.model = null;
        }
        function onModelReset(): void {
            list.model = list.room.timeline;
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
