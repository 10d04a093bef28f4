// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme
import Confab.Timeline // for LinkMarks, whose C++ the implicit import does not bring in on Qt 6.4

// Paragraphs and lists of a formatted message in one text, so that a selection goes through all of them.
BodyText {
    id: words

    required property BodyPieceItem piece

    // A property of its own, so that a text that did not change is not set: TextEdit would write its own down to compare.
    readonly property string markup: piece.content.look >= 0 ? piece.content.markup(piece.index) : ""

    textFormat: TextEdit.RichText
    text: markup
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
    Loader {
        readonly property bool wanted: marks.start >= 0 || words.hoveredLink !== ""

        z: 1
        onWantedChanged: if (wanted && !item) setSource("WordsMarks.qml", { words: words, marks: marks })
    }
}
