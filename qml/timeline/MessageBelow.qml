// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models
import Confab.Timeline // for RowPart, whose C++ the implicit import does not bring in on Qt 6.4

// What some messages have under their text.
Column {
    id: below

    required property MessageRow row

    width: row.contentWidth
    spacing: 2

    RowPart {
        owner: below.row
        file: "UnfoldButton.qml"
        wanted: below.row.hiddenLines > 0
        onHeightChanged: below.forceLayout()
    }
    RowPart {
        width: below.width
        owner: below.row
        file: "MessageFiles.qml"
        wanted: below.row.files.length > 0
        onHeightChanged: below.forceLayout()
    }
    RowPart {
        width: below.width
        owner: below.row
        file: "MessageExtras.qml"
        wanted: below.row.hasExtras
        onHeightChanged: below.forceLayout()
    }
    RowPart {
        width: below.width
        owner: below.row
        file: "QueuedLine.qml"
        wanted: below.row.waiting
        visible: item !== null && (item as QueuedLine).shown
        onHeightChanged: below.forceLayout()
        onVisibleChanged: below.forceLayout()
    }
    RowPart {
        width: below.width
        owner: below.row
        file: "FailedLine.qml"
        wanted: below.row.failed
        onHeightChanged: below.forceLayout()
    }
    RowPart {
        owner: below.row
        file: "ReadLine.qml"
        wanted: below.row.tick === TimelineModel.Read
        onHeightChanged: below.forceLayout()
    }

    Component.onCompleted: forceLayout()
}
