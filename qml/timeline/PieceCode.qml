// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// The block of code of a formatted message.
CodeBlock {
    required property BodyPieceItem piece

    code: piece.modelData.code
    language: piece.modelData.language
    dimmed: piece.dimmed
    reachable: piece.reachable
    onCopyWanted: piece.content.copyCode(piece.index)
    onSelecting: edit => piece.selecting(edit)
}
