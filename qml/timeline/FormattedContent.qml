// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// The formatted text of a row, which creates it only when there is something to format.
FormattedBody {
    id: text

    required property MessageRow row

    width: row.contentWidth // at once, not after a layout in one line
    body: row.body
    mentioned: row.mentioned
    dimmed: row.isPending
    reachable: row.current
    onSelecting: edit => row.selecting(edit)
}
