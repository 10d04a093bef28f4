// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme
import Confab.Timeline // for LinkMarks, whose C++ the implicit import does not bring in on Qt 6.4

// Paragraphs and lists of a formatted message in one text, so that a selection goes through all of them.
BodyText {
    id: words

    required property BodyPieceItem piece

    textFormat: TextEdit.RichText
    text: piece.content.look >= 0 ? piece.content.markup(piece.index) : ""
    tabStopDistance: piece.content.tabStop
    color: piece.dimmed || piece.quotes > 0 ? Theme.color.secondary : Theme.color.text
    onLinkActivated: href => piece.content.press(href)
    onSelecting: piece.selecting(words)

    LinkMarks {
        id: marks

        document: words.textDocument
        hovered: words.hoveredLink
        focused: words.piece.focusedHref
    }
    HoverHandler {
        cursorShape: words.hoveredLink !== "" ? Qt.PointingHandCursor : Qt.IBeamCursor
    }
    // The focus ring of a link.
    Rectangle {
        readonly property rect first: words.positionToRectangle(Math.max(0, marks.start))
        readonly property rect last: words.positionToRectangle(Math.max(0, marks.end))
        readonly property bool oneLine: first.y === last.y

        x: oneLine ? first.x - Theme.focusWidth : -Theme.focusWidth
        y: first.y
        width: (oneLine ? last.x - first.x : words.width) + 2 * Theme.focusWidth
        height: last.y + last.height - first.y
        visible: marks.start >= 0
        color: "transparent"
        radius: Theme.focusWidth * 2
        border.width: Theme.focusWidth
        border.color: Theme.color.accent
    }
    LinkTip {
        anchors.top: parent.bottom
        most: words.width
        text: words.hoveredLink === "" ? "" : words.piece.content.hint(words.hoveredLink)
    }
}
