// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// The formatted text of a row, which creates it only when there is something to format.
FormattedBody {
    id: text

    required property MessageContent content

    width: content.width // at once, not after a layout in one line
    body: content.body
    mentioned: content.mentioned
    dimmed: content.dimmed
    reachable: content.reachable
    onSelecting: edit => content.selecting(edit)
}
