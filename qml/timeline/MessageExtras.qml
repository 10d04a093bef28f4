// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme
import Confab.Timeline // for RowPart, whose C++ the implicit import does not bring in on Qt 6.4

// What few messages have under their text: the marks "Pinned" and "edited", reactions, and the way to the answers.
Column {
    id: extras

    required property MessageRow row

    width: row.contentWidth
    spacing: Theme.gap1
    topPadding: 2

    RowPart {
        owner: extras.row
        file: "MessageMarks.qml"
        wanted: extras.row.pinned || extras.row.editedTime !== ""
        onHeightChanged: extras.forceLayout()
    }
    RowPart {
        width: extras.width
        owner: extras.row
        file: "ReactionChips.qml"
        wanted: extras.row.reactions.length > 0
        onHeightChanged: extras.forceLayout()
    }
    RowPart {
        width: item ? Math.min(item.implicitWidth, extras.width) : 0
        owner: extras.row
        file: "ThreadLine.qml"
        wanted: !!extras.row.thread
        onHeightChanged: extras.forceLayout()
    }

    Component.onCompleted: forceLayout()
}
