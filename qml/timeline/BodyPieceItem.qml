// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Models
import Confab.Theme
import Confab.Timeline // for RowPart, whose C++ the implicit import does not bring in on Qt 6.4

// One piece of a formatted message: words, code or a rule, behind the bars of the quotes that it stands in.
Item {
    id: piece

    required property int index
    required property var modelData // a BodyPiece
    required property MessageBody content
    property bool dimmed: false
    property bool reachable: false
    property string focusedHref

    readonly property int quotes: modelData.quotes
    readonly property int before: quotes * Theme.gap3 + modelData.indent * content.tabStop

    signal selecting(edit: TextEdit)

    implicitHeight: shown.height

    Repeater {
        model: piece.quotes

        Rectangle {
            id: bar

            required property int index

            // On the side where lines begin, also when the layout is mirrored.
            anchors.left: piece.left
            anchors.leftMargin: bar.index * Theme.gap3
            width: Theme.quoteBar
            height: piece.height
            radius: width / 2
            color: Theme.color.outline
        }
    }
    RowPart {
        id: shown

        anchors.left: parent.left
        anchors.leftMargin: piece.before
        width: piece.width - piece.before
        owner: piece
        role: "piece"
        file: piece.modelData.kind === MessageBody.Code ? "PieceCode.qml" : piece.modelData.kind === MessageBody.Rule ? "PieceRule.qml" : "PieceWords.qml"
        wanted: true
    }
}
