// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme
import Confab.Timeline // for LinkMarks, whose C++ the implicit import does not bring in on Qt 6.4

// Over the words of a message, while a link in them has the pointer or the keyboard: the focus ring around it, and
// where it leads.
Item {
    id: over

    required property PieceWords words

    readonly property LinkMarks marks: words.marks

    // The focus ring of a link.
    Rectangle {
        readonly property rect first: over.words.positionToRectangle(Math.max(0, over.marks.start))
        readonly property rect last: over.words.positionToRectangle(Math.max(0, over.marks.end))
        readonly property bool oneLine: first.y === last.y

        x: oneLine ? first.x - Theme.focusWidth : -Theme.focusWidth
        y: first.y
        width: (oneLine ? last.x - first.x : over.words.width) + 2 * Theme.focusWidth
        height: last.y + last.height - first.y
        visible: over.marks.start >= 0
        color: "transparent"
        radius: Theme.focusWidth * 2
        border.width: Theme.focusWidth
        border.color: Theme.color.accent
    }
    LinkTip {
        y: over.words.height
        most: over.words.width
        text: over.words.hoveredLink === "" ? "" : over.words.piece.content.hint(over.words.hoveredLink)
    }
}
