// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme
import Confab.Timeline // for LineSpacing, whose C++ the implicit import does not bring in on Qt 6.4

// The text of a message: always plain, aligned by its own direction, and selectable with the mouse. The focus stays in
// the text field. A text of the other direction than the window's moves to where the others begin: its short lines
// would stand far from the author's name.
TextEdit {
    id: body

    readonly property bool fromRight: effectiveHorizontalAlignment === TextEdit.AlignRight
    readonly property bool mirrored: Application.layoutDirection === Qt.RightToLeft

    signal selecting

    x: fromRight === mirrored ? 0 : fromRight ? contentWidth - width : width - contentWidth

    readOnly: true
    selectByMouse: true
    activeFocusOnPress: false
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    color: Theme.color.text
    selectionColor: Theme.color.accent
    selectedTextColor: Theme.color.accentInk
    font.family: Theme.family
    font.pixelSize: Theme.textBody
    Accessible.ignored: true
    onSelectedTextChanged: if (selectedText !== "") selecting()

    LineSpacing {
        document: body.textDocument
        factor: Theme.bodyLineHeight
    }
}
