// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// What some messages have under their text.
Column {
    id: below

    required property MessageContent content

    width: content.width
    spacing: 2

    RowPart {
        owner: below.content
        file: "UnfoldButton.qml"
        wanted: below.content.hiddenLines > 0
        onHeightChanged: below.forceLayout()
    }
    RowPart {
        width: below.width
        owner: below.content
        file: "MessageFiles.qml"
        wanted: below.content.files.length > 0
        onHeightChanged: below.forceLayout()
    }
    RowPart {
        width: below.width
        owner: below.content
        file: "MessageExtras.qml"
        wanted: below.content.hasExtras
        onHeightChanged: below.forceLayout()
    }
    RowPart {
        width: below.width
        owner: below.content
        file: "QueuedLine.qml"
        wanted: below.content.waiting
        visible: item !== null && (item as QueuedLine).shown
        onHeightChanged: below.forceLayout()
        onVisibleChanged: below.forceLayout()
    }
    RowPart {
        width: below.width
        owner: below.content
        file: "FailedLine.qml"
        wanted: below.content.failed
        onHeightChanged: below.forceLayout()
    }

    Component.onCompleted: forceLayout()
}
