// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// A list of messages, newest at the bottom: the timeline, or a thread of it. RowActions has what can be done with them.
ListView {
    id: rows

    required property CurrentRoom room
    required property TimelineModel timeline

    // Measured from the newest row: the distance that the reader has scrolled away from it.
    readonly property real away: originY + contentHeight + bottomMargin - height - contentY

    property MessageRow pointedRow: null // under the pointer
    property Item lastCurrent: null

    signal selecting(edit: TextEdit)
    signal copyWanted
    signal menuWanted(point at)
    signal versionsWanted(real seq)
    signal readersWanted(real seq)
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
    function showEnd(): void {
        positionViewAtBeginning();
        contentY = originY + contentHeight + bottomMargin - height;
    }
    // The keys that do the same in every list; false for others.
    function handleKey(event: var): bool {
        if (event.matches(StandardKey.Copy)) // qmllint disable
            copyWanted();
        else if (currentItem && (event.key === Qt.Key_Menu || (event.key === Qt.Key_F10 && event.modifiers & Qt.ShiftModifier)))
            menuWanted(currentItem.mapToItem(null, Theme.gap8, 0));
        else if (event.key === Qt.Key_Tab || event.key === Qt.Key_Backtab)
            nextItemInFocusChain(event.key === Qt.Key_Tab).forceActiveFocus(Qt.TabFocusReason);
        else if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown)
            scrollBy((event.key === Qt.Key_PageUp ? -1 : 1) * height * 0.9);
        else
            return false;
        return true;
    }

    clip: true
    model: timeline
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

    delegate: MessageRow {
        id: row

        width: rows.width
        room: rows.room
        onPointed: here => {
            if (here)
                rows.pointedRow = row;
            else if (rows.pointedRow === row)
                rows.pointedRow = null;
        }
        onVersionsWanted: seq => rows.versionsWanted(seq)
        onReactWanted: (seq, at) => rows.reactWanted(seq, at)
        onUnfold: index => rows.timeline.unfold(index)
        onUnveil: index => rows.timeline.unveil(index)
        onSelecting: edit => rows.selecting(edit)
        onRetry: clientId => rows.room.retry(clientId)
        onDiscard: clientId => rows.room.discard(clientId)
        onMenuWanted: (index, at) => {
            rows.currentIndex = index;
            rows.menuWanted(at);
        }
    }

    // Not when a field in a row gets the focus: the list would give it to the current row.
    onActiveFocusChanged: if (Window.activeFocusItem === rows && currentIndex < 0) currentIndex = 0
    // Not when the number changes because of rows that come and go at the newer end.
    onCurrentIndexChanged: {
        if (activeFocus && currentIndex >= 0 && currentItem !== lastCurrent)
            positionViewAtIndex(currentIndex, ListView.Contain);
        lastCurrent = currentItem;
    }
    T.ScrollBar.vertical: SlimScrollBar {}

    // A row in creation would be released only after the reset, when its index may not exist any more.
    Connections {
        target: rows.timeline // qmllint disable

        function onModelAboutToBeReset(): void {
            rows.model = null;
        }
        // A current row that is let go far from what is read: the list would make another one current, and go there.
        function onRowsAboutToBeRemoved(under, first, last) {
            const current = rows.currentItem;
            const inView = !!current && current.y + current.height > rows.contentY && current.y < rows.contentY + rows.height;
            if (!inView && rows.currentIndex >= first && rows.currentIndex <= last)
                rows.currentIndex = -1;
        }
        function onModelReset(): void {
            rows.model = rows.timeline;
        }
    }
}
