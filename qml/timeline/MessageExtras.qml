// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// What few messages have under their text: the marks "Pinned" and "edited", reactions, and the way to the answers.
Column {
    id: extras

    required property MessageContent content

    width: content.width
    spacing: Theme.gap1
    topPadding: 2

    RowPart {
        owner: extras.content
        file: "MessageMarks.qml"
        wanted: extras.content.pinned || extras.content.editedTime !== ""
        onHeightChanged: extras.forceLayout()
    }
    RowPart {
        width: extras.width
        owner: extras.content
        file: "ReactionChips.qml"
        wanted: extras.content.reactions.length > 0
        onHeightChanged: extras.forceLayout()
    }
    RowPart {
        width: item ? Math.min((item as Item).implicitWidth, extras.width) : 0
        owner: extras.content
        file: "ThreadLine.qml"
        wanted: !!extras.content.thread
        onHeightChanged: extras.forceLayout()
    }

    Component.onCompleted: forceLayout()
}
