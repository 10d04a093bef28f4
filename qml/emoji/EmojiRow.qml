// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Theme

// A row of the picker: the heading of a group, or emoji side by side. A click picks; with Shift the picker stays. A long
// press, or the right button, asks for skin tones.
Item {
    id: row

    required property int index
    required property string heading
    required property var emojis
    required property var names
    property real cellWidth: Theme.emojiCell
    property int currentColumn: -1 // -1: the current emoji is in another row

    readonly property int pointedColumn: pointer.containsMouse ? columnAt(pointer.mouseX) : -1

    signal picked(int column, bool keepOpen)
    signal tonesWanted(int column)
    signal pointed(string name) // empty: no longer

    function focusCell(column: int): void {
        cells.itemAt(column)?.forceActiveFocus(Qt.TabFocusReason);
    }
    function columnAt(x: real): int {
        const column = Math.floor(x / cellWidth);
        return side.LayoutMirroring.enabled ? emojis.length - 1 - column : column;
    }

    height: heading !== "" ? Theme.compactHeight : Theme.emojiCell
    onPointedColumnChanged: row.pointed(names[pointedColumn] ?? "")

    AppText {
        x: Theme.gap1
        width: parent.width - Theme.gap2
        height: parent.height
        visible: row.heading !== ""
        text: row.heading
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Row {
        id: side

        anchors.left: parent.left
        Repeater {
            id: cells

            model: row.emojis
            EmojiCell {
                required property string modelData
                required property int index

                width: row.cellWidth
                height: Theme.emojiCell
                emoji: modelData
                name: row.names[index] ?? "" // while the roles of a row that is used again change
                current: index === row.currentColumn
                pointed: index === row.pointedColumn
                onClicked: row.picked(index, false)
            }
        }
    }
    MouseArea {
        id: pointer

        anchors.fill: side
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        hoverEnabled: true
        onClicked: mouse => {
            const column = row.columnAt(mouse.x);
            if (mouse.button === Qt.RightButton)
                row.tonesWanted(column);
            else
                row.picked(column, (mouse.modifiers & Qt.ShiftModifier) !== 0);
        }
        onPressAndHold: mouse => row.tonesWanted(row.columnAt(mouse.x))
    }
}
