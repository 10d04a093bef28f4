// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// The app's text: always plain (user input is never markup), in the theme's colour, one line unless wrapMode says
// otherwise.
Text {
    textFormat: Text.PlainText
    color: Theme.color.text
    font.pixelSize: Theme.textUi
    elide: Text.ElideRight
    horizontalAlignment: Text.AlignLeft // at the start: mirrored with the layout, whatever the text's direction
    verticalAlignment: Text.AlignVCenter
}
