// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// Text as the app shows it: always plain (what people write is never markup), in the theme's colour, one line unless
// wrapMode says otherwise.
Text {
    textFormat: Text.PlainText
    color: Theme.color.text
    font.pixelSize: Theme.textUi
    elide: Text.ElideRight
    horizontalAlignment: Text.AlignLeft // at the start: mirrored with the layout, whatever the text's own direction
    verticalAlignment: Text.AlignVCenter
}
