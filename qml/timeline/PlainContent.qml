// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// The text of a message with nothing in it to format.
BodyText {
    id: words

    required property MessageRow row

    width: row.contentWidth // at once, not after a layout in one line
    text: row.body
    color: row.isPending || row.deleted ? Theme.color.secondary : Theme.color.text
    font.italic: row.deleted
    font.pixelSize: row.large ? Theme.textBody * 2 : Theme.textBody
    onSelecting: row.selecting(words)
}
