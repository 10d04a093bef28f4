// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Theme

// The foot of the picker: the name of the emoji that is current or under the pointer, and the skin tone for all. While
// tones are asked for, they stand here instead, in a row for arrow keys and Enter.
FocusScope {
    id: foot

    required property string name
    required property int tone // for all emoji
    property Item next: null // where Tab goes on from the last button: later versions of Qt leave a popup that is not modal
    property var tones: [] // of one emoji, from none to dark; empty: not asked for
    readonly property bool asking: tones.length > 0

    readonly property var hands: ["\u270B", "\u270B\u{1F3FB}", "\u270B\u{1F3FC}", "\u270B\u{1F3FD}", "\u270B\u{1F3FE}", "\u270B\u{1F3FF}"]
    readonly property var toneNames: [qsTr("No skin tone"), qsTr("Light skin tone"), qsTr("Medium-light skin tone"),
        qsTr("Medium skin tone"), qsTr("Medium-dark skin tone"), qsTr("Dark skin tone")]

    signal chosen(int tone, bool keepOpen)
    signal dismissed
    signal toneWanted

    function focusTone(): void {
        row.itemAt(tone)?.forceActiveFocus(Qt.TabFocusReason);
    }
    function step(from: int, by: int): void {
        row.itemAt((from + by + tones.length) % tones.length)?.forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: Theme.emojiCell

    AppText {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap1
        anchors.right: button.left
        anchors.rightMargin: Theme.gap2
        height: parent.height
        visible: !foot.asking
        text: foot.name
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
    }
    EmojiCell {
        id: button

        anchors.right: parent.right
        width: height
        height: parent.height
        visible: !foot.asking
        activeFocusOnTab: true
        emoji: foot.hands[foot.tone]
        name: qsTr("Skin tone")
        pointed: overButton.hovered
        Accessible.description: foot.toneNames[foot.tone]
        onClicked: foot.toneWanted()
        KeyNavigation.tab: foot.next // and back
        Keys.onReturnPressed: foot.toneWanted()
        Keys.onEnterPressed: foot.toneWanted()
        Keys.onSpacePressed: foot.toneWanted()

        HoverHandler {
            id: overButton
        }
        TapHandler {
            onTapped: foot.toneWanted()
        }
    }
    Row {
        anchors.right: parent.right
        visible: foot.asking
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Skin tones")

        Repeater {
            id: row

            model: foot.tones
            EmojiCell {
                id: choice

                required property string modelData
                required property int index

                width: foot.height
                height: foot.height
                emoji: modelData
                name: foot.toneNames[index]
                current: index === foot.tone
                onClicked: foot.chosen(index, false)
                Keys.onLeftPressed: foot.step(index, foot.LayoutMirroring.enabled ? 1 : -1)
                Keys.onRightPressed: foot.step(index, foot.LayoutMirroring.enabled ? -1 : 1)
                Keys.onTabPressed: foot.step(index, 1)
                Keys.onBacktabPressed: foot.step(index, -1)
                Keys.onReturnPressed: event => foot.chosen(index, (event.modifiers & Qt.ShiftModifier) !== 0)
                Keys.onEnterPressed: event => foot.chosen(index, (event.modifiers & Qt.ShiftModifier) !== 0)
                Keys.onSpacePressed: foot.chosen(index, false)
                Keys.onEscapePressed: foot.dismissed()

                // It alone has the pointer: the choice takes the cells away, and Qt goes on with others that had a part in it.
                TapHandler {
                    gesturePolicy: TapHandler.ReleaseWithinBounds
                    onTapped: point => foot.chosen(choice.index, (point.modifiers & Qt.ShiftModifier) !== 0)
                }
            }
        }
    }
}
