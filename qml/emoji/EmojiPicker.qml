// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// Picks an emoji: by search, group or arrow keys. Enter picks, Shift+Enter picks and stays, Escape closes and gives the
// focus back to where it was. In the grid the menu key, Shift+F10 and Shift+Right ask for skin tones.
T.Popup {
    id: picker

    required property EmojiUses uses

    signal picked(string emoji)

    property Item focusBefore: null
    property string pointedName
    property int topGroup: 0
    property bool toneOfAll: false // the skin tones in the foot are for all emoji, not for the current one

    // Above or below `opener`, where there is room.
    function openAt(opener: Item): void {
        focusBefore = parent.Window.activeFocusItem;
        const place = opener.mapToItem(parent, 0, 0);
        const above = opener.mapToItem(null, 0, 0).y;
        x = Math.round(Application.layoutDirection === Qt.RightToLeft ? place.x : place.x + opener.width - width);
        y = Math.round(above >= height + Theme.gap5 ? place.y - height - Theme.gap3 : place.y + opener.height + Theme.gap3);
        field.clear();
        offered.restart();
        list.positionViewAtBeginning();
        lookAtTop();
        open();
        field.forceActiveFocus(Qt.PopupFocusReason);
    }
    function pick(emoji: string, keepOpen: bool): void {
        if (emoji === "")
            return;
        uses.used(emoji);
        if (!keepOpen)
            close();
        picked(emoji);
    }
    function askForTones(): void {
        toneOfAll = false;
        foot.tones = offered.tones;
        if (foot.asking)
            foot.focusTone();
    }
    function chooseTone(tone: int, keepOpen: bool): void {
        const emoji = foot.tones[tone];
        uses.skinTone = tone;
        endTones();
        if (!toneOfAll)
            pick(emoji, keepOpen);
    }
    function endTones(): void {
        foot.tones = [];
        if (toneOfAll)
            field.forceActiveFocus(Qt.TabFocusReason);
        else
            focusGrid();
    }
    function lookAtTop(): void {
        topGroup = Math.max(0, offered.groupAt(Math.max(0, list.indexAt(1, list.contentY + 1))));
    }
    function focusGrid(): void {
        if (offered.row < 0)
            return;
        list.positionViewAtIndex(Math.max(0, offered.row - 1), ListView.Contain); // its heading too
        list.positionViewAtIndex(offered.row, ListView.Contain);
        (list.itemAtIndex(offered.row) as EmojiRow)?.focusCell(offered.column);
    }
    function moveBy(columns: int, rows: int): void {
        if (offered.moveBy(columns, rows))
            focusGrid();
        else if (columns + rows < 0)
            field.forceActiveFocus(Qt.BacktabFocusReason);
    }
    function handleGridKey(event: var): bool {
        const shift = (event.modifiers & Qt.ShiftModifier) !== 0;
        const onward = list.LayoutMirroring.enabled ? -1 : 1;
        if (event.key === Qt.Key_Menu || (shift && (event.key === Qt.Key_F10 || event.key === Qt.Key_Right)))
            askForTones();
        else if (event.key === Qt.Key_Left || event.key === Qt.Key_Right)
            moveBy(event.key === Qt.Key_Left ? -onward : onward, 0);
        else if (event.key === Qt.Key_Up || event.key === Qt.Key_Down)
            moveBy(0, event.key === Qt.Key_Up ? -1 : 1);
        else if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown)
            moveBy(0, (event.key === Qt.Key_PageUp ? -1 : 1) * Math.max(1, Math.floor(list.height / Theme.emojiCell) - 1));
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter || event.key === Qt.Key_Space)
            pick(offered.emoji, shift);
        else if (event.key === Qt.Key_Backspace || (event.text > " " && event.text !== "\u007f"))
            search(event.key === Qt.Key_Backspace ? "" : event.text);
        else
            return false;
        return true;
    }
    // Typing in the grid goes on in the field.
    function search(text: string): void {
        field.forceActiveFocus(Qt.OtherFocusReason);
        if (text === "")
            field.remove(field.length - 1, field.length);
        else
            field.insert(field.length, text);
    }

    width: Math.min(Theme.grown(352), parent ? parent.Window.width - Theme.gap4 : 0)
    height: Math.min(Theme.grown(360), parent ? parent.Window.height - Theme.gap4 : 0)
    margins: Theme.gap2
    padding: Theme.gap2
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    onClosed: {
        foot.tones = [];
        if (focusBefore?.visible)
            focusBefore.forceActiveFocus(Qt.PopupFocusReason);
    }

    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.motionFast; easing.type: Easing.OutCubic }
    }
    background: Rectangle {
        color: Theme.color.window
        radius: Theme.radiusLarge
        border.width: Theme.hairline
        border.color: Theme.color.line
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Emoji")
        SoftShadow {}
    }
    contentItem: FocusScope {
        focus: true

        EmojiPickerModel {
            id: offered

            uses: picker.uses
            query: field.text
            columns: Math.floor(list.width / Theme.emojiCell)
        }
        SearchField {
            id: field

            width: parent.width
            placeholderText: qsTr("Search emoji")
            escapeCloses: true
            focus: true
            onMoved: step => {
                if (step > 0)
                    picker.focusGrid();
            }
            onTextChanged: list.positionViewAtBeginning()
            // Without a word there is nothing that the person can have meant.
            Keys.onReturnPressed: event => picker.pick(text === "" ? "" : offered.emoji, (event.modifiers & Qt.ShiftModifier) !== 0)
            Keys.onEnterPressed: event => picker.pick(text === "" ? "" : offered.emoji, (event.modifiers & Qt.ShiftModifier) !== 0)
        }
        GroupBar {
            id: groups

            anchors.top: field.bottom
            anchors.topMargin: Theme.gap1
            width: parent.width
            visible: field.text === ""
            names: offered.groups
            current: picker.topGroup
            onChosen: group => {
                const heading = offered.goToGroup(group);
                if (heading >= 0)
                    list.positionViewAtIndex(heading, ListView.Beginning);
            }
        }
        Hairline {
            id: line

            anchors.top: groups.visible ? groups.bottom : field.bottom
            anchors.topMargin: groups.visible ? 0 : Theme.gap2
            width: parent.width
        }
        FocusScope {
            id: grid

            anchors.top: line.bottom
            anchors.bottom: lower.top
            width: parent.width
            activeFocusOnTab: list.count > 0
            onActiveFocusChanged: if (activeFocus && !list.activeFocus) picker.focusGrid()
            Keys.onPressed: event => event.accepted = picker.handleGridKey(event)

            ListView {
                id: list

                anchors.fill: parent
                clip: true
                model: offered
                cacheBuffer: 0 // a row is made in no time, and none waits for one that a search removes
                reuseItems: true
                keyNavigationEnabled: false
                onContentYChanged: picker.lookAtTop()
                boundsBehavior: Flickable.StopAtBounds
                Accessible.role: Accessible.List
                Accessible.name: qsTr("All emoji")
                T.ScrollBar.vertical: SlimScrollBar {}
                delegate: EmojiRow {
                    id: row

                    width: list.width
                    cellWidth: list.width / offered.columns
                    currentColumn: row.index === offered.row && (grid.activeFocus || field.text !== "") ? offered.column : -1
                    onPicked: (column, keepOpen) => picker.pick(row.emojis[column], keepOpen)
                    onTonesWanted: column => {
                        offered.setCurrent(row.index, column);
                        picker.askForTones();
                    }
                    onPointed: name => picker.pointedName = name
                }
            }
        }
        AppText {
            anchors.centerIn: grid
            visible: list.count === 0
            text: qsTr("No emoji for this word")
            color: Theme.color.secondary
        }
        Hairline {
            id: lower

            anchors.bottom: foot.top
            width: parent.width
        }
        PickerFoot {
            id: foot

            anchors.bottom: parent.bottom
            width: parent.width
            name: picker.pointedName !== "" ? picker.pointedName : grid.activeFocus || field.text !== "" ? offered.name : ""
            tone: picker.uses.skinTone
            next: field
            onToneWanted: {
                picker.toneOfAll = true;
                tones = hands;
                focusTone();
            }
            onDismissed: picker.endTones()
            onChosen: (tone, keepOpen) => picker.chooseTone(tone, keepOpen)
        }
    }
}
