// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// One emoji that stands alone, always in colour. Without variation selectors: Qt 6.4 takes those from another font, which
// splits joined emoji (a burning heart) into their parts.
Text {
    required property string emoji

    text: emoji.replace(/\uFE0F/g, "")
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignHCenter
    verticalAlignment: Text.AlignVCenter
    font.family: Theme.emojiFamily
    font.pixelSize: Theme.emojiSize
    color: Theme.color.text // of a font without colours
}
