// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// The formatted text of a row, which creates it only when there is something to format.
FormattedBody {
    id: text

    required property MessageContent message

    body: message.body
    mentioned: message.mentioned
    dimmed: message.dimmed
    reachable: message.reachable
    onSelecting: edit => message.selecting(edit)
}
