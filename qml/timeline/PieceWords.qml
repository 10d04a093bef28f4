// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme
import Confab.Timeline // for LinkMarks and RowPart, whose C++ the implicit import does not bring in on Qt 6.4

// Paragraphs and lists of a formatted message in one text, so that a selection goes through all of them.
BodyText {
    id: words

    required property BodyPieceItem piece

    readonly property alias marks: linkMarks

    // A property of its own, so that a text that did not change is not set: TextEdit would write its own down to compare.
    readonly property string markup: piece.content.look >= 0 ? piece.content.markup(piece.index) : ""

    width: piece.width - piece.before // at once, not after a layout in one line
    textFormat: TextEdit.RichText
    text: markup
    tabStopDistance: piece.content.tabStop
    color: piece.dimmed || piece.quotes > 0 ? Theme.color.secondary : Theme.color.text
    onLinkActivated: href => piece.content.press(href)
    onSelecting: piece.selecting(words)

    LinkMarks {
        id: linkMarks

        document: words.textDocument
        hovered: words.hoveredLink
        focused: words.piece.focusedHref
    }
    HoverHandler {
        cursorShape: words.hoveredLink !== "" ? Qt.PointingHandCursor : Qt.IBeamCursor
    }
    RowPart {
        z: 1
        owner: words
        role: "words"
        file: "WordsMarks.qml"
        wanted: linkMarks.start >= 0 || words.hoveredLink !== ""
    }
}
