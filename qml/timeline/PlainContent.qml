// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// The text of a message with nothing in it to format.
BodyText {
    id: words

    required property MessageContent content

    width: content.width // at once, not after a layout in one line
    text: content.body
    color: content.dimmed || content.deleted ? Theme.color.secondary : Theme.color.text
    font.italic: content.deleted
    font.pixelSize: content.large ? Theme.textBody * 2 : Theme.textBody
    onSelecting: content.selecting(words)
}
