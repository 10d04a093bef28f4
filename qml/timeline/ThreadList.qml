// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models
import Confab.Theme

// The rows of a thread, the first message on top. It opens at its end, one that is longer than a page at its beginning;
// who reads at the end stays there when answers come, and nobody else is moved.
MessageRows {
    id: list

    required property ThreadView thread

    readonly property bool atEnd: !timeline.hasNewer && (away < Theme.gap6 || contentHeight < height)

    property real needed: 0 // the height of all rows; with less than the pane has they stand at its top
    property bool placed: false // where the thread opens
    property bool wasAtEnd: true // before the last change of size or rows

    // Later: the height of the list changes which rows it makes, and so the estimate of their height.
    function settle(): void {
        needed = Math.ceil(contentHeight) + topMargin + bottomMargin;
        wasAtEnd = atEnd;
        if (placed && timeline.hasNewer && away < height)
            timeline.loadNewer();
    }
    function settleSoon(): void {
        Qt.callLater(settle); // qmllint disable
    }
    function resized(): void {
        if (placed && wasAtEnd)
            showEnd();
        settleSoon();
    }

    timeline: thread.rows
    Accessible.name: qsTr("Messages of the thread")
    onContentYChanged: settleSoon()
    onContentHeightChanged: settleSoon()
    onHeightChanged: resized()
    onWidthChanged: resized()
    onCountChanged: {
        if (count === 0) {
            placed = false;
            wasAtEnd = true;
        } else if (!placed && timeline.hasNewer) {
            positionViewAtEnd(); // the oldest row
            placed = true;
        } else {
            placed = true;
            if (wasAtEnd)
                showEnd();
        }
        settleSoon();
    }
    Keys.onPressed: event => {
        event.accepted = true;
        if (handleKey(event))
            return;
        if (event.key === Qt.Key_End)
            currentIndex = 0;
        else if (event.key === Qt.Key_Home)
            currentIndex = count - 1;
        else
            event.accepted = false;
    }

    Connections {
        target: list.thread.composer

        function onSent(): void {
            list.wasAtEnd = true; // the answer is wanted in view
            list.showEnd();
        }
    }
    Connections {
        target: list.thread

        function onFirstChanged(): void {
            list.currentIndex = -1;
        }
    }
}
