// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Emoji
import Confab.Models
import Confab.Theme

// What can be done with the messages of a list, which it lies over: the tools of the row with the keyboard or under the
// pointer, the menu, and the dialogs that they open.
Item {
    id: actions

    required property CurrentRoom room
    required property RoomComposer composer // for answers and edits
    required property MessageRows rows
    property bool inThread: false

    property TextEdit selectedEdit: null // the message with the selected text
    // The row with the tools: where the keyboard is, else under the pointer, which may be on the tools.
    property MessageRow toolsRow: null
    property MessageRow heldRow: null // the pointer is on its tools

    signal composerWanted
    signal copyRowWanted(int row)

    // Copies the selected text of a message; false without a selection.
    function copySelection(): bool {
        if (!selectedEdit || selectedEdit.selectedText === "")
            return false;
        selectedEdit.copy();
        return true;
    }
    function copy(): void {
        if (!copySelection())
            copyRowWanted(rows.currentIndex);
    }
    function findToolsRow(): void {
        const current = rows.currentItem as MessageRow;
        if (tools.activeFocus)
            return;
        if (rows.pointedRow)
            toolsRow = rows.pointedRow;
        else if (!tools.hovered)
            toolsRow = rows.activeFocus ? current : null;
    }
    function hold(): void {
        const row = tools.hovered ? toolsRow : null;
        if (heldRow && heldRow !== row)
            heldRow.held = false;
        heldRow = row;
        if (row)
            row.held = true;
    }
    function findToolsRowSoon(): void {
        Qt.callLater(findToolsRow); // qmllint disable
    }
    function reply(seq: real): void {
        composer.reply(seq);
        composerWanted();
    }
    function edit(seq: real): void {
        composer.edit(seq);
        composerWanted();
    }
    function openMenu(row: MessageRow, x: real, y: real): void {
        if (row && row.isMessage)
            messageMenu.openFor(row, x, y);
    }
    function select(edit: TextEdit): void {
        if (selectedEdit && selectedEdit !== edit)
            selectedEdit.deselect();
        selectedEdit = edit;
    }

    onToolsRowChanged: hold()

    Connections {
        target: actions.rows

        function onSelecting(edit: TextEdit): void {
            actions.select(edit);
        }
        function onCopyWanted(): void {
            actions.copy();
        }
        function onVersionsWanted(seq: real): void {
            versions.show(seq);
        }
        function onReadersWanted(seq: real): void {
            readers.show(seq);
        }
        function onReactWanted(seq: real, at: Item): void {
            reactions.reactTo(seq, at);
        }
        function onMenuWanted(at: point): void {
            const here = actions.mapFromItem(null, at.x, at.y);
            actions.openMenu(actions.rows.currentItem as MessageRow, here.x, here.y);
        }
        function onPointedRowChanged(): void {
            actions.findToolsRowSoon();
        }
        function onCurrentItemChanged(): void {
            actions.findToolsRowSoon();
        }
        function onActiveFocusChanged(): void {
            actions.findToolsRowSoon();
        }
    }
    RowTools {
        id: tools

        readonly property real rowY: actions.toolsRow ? actions.rows.y + actions.toolsRow.y + actions.toolsRow.toolsTop(tools)
                                                        - actions.rows.contentY : 0

        anchors.right: parent.right
        anchors.rightMargin: actions.toolsRow ? actions.toolsRow.width - actions.toolsRow.contentEnd : Theme.gap5
        y: Math.max(actions.rows.y, Math.min(rowY, actions.rows.y + actions.rows.height - height))
        room: actions.room
        row: actions.toolsRow
        inThread: actions.inThread
        roomy: actions.width >= Theme.grown(480)
        onHoveredChanged: {
            actions.hold();
            actions.findToolsRowSoon();
        }
        onActiveFocusChanged: actions.findToolsRowSoon()
        onReplyWanted: actions.reply(seq)
        onEditWanted: actions.edit(seq)
        onReactWanted: at => reactions.reactTo(seq, at)
        onMoreWanted: at => {
            const here = actions.mapFromItem(at, 0, at.height + Theme.gap1);
            actions.rows.currentIndex = actions.toolsRow.index;
            actions.openMenu(actions.toolsRow, here.x + at.width - messageMenu.width, here.y);
        }
        onLeaveWanted: actions.rows.forceActiveFocus(Qt.TabFocusReason)
    }
    LazyEmojiPicker {
        id: reactions

        property real seq: 0

        function reactTo(seq: real, at: Item): void {
            reactions.seq = seq;
            openAt(at);
        }

        anchors.fill: parent
        uses: actions.room.emoji
        onPicked: emoji => actions.room.messages.toggleReaction(seq, emoji)
        onOpenedChanged: if (!opened) actions.composerWanted()
    }
    DeleteMessageDialog {
        id: deletion

        room: actions.room
        onClosed: actions.composerWanted()
    }
    VersionsDialog {
        id: versions

        tools: actions.room.messages
        onClosed: actions.composerWanted()
    }
    ReadersDialog {
        id: readers

        tools: actions.room.messages
        onClosed: actions.composerWanted()
    }
    MessageMenu {
        id: messageMenu

        room: actions.room
        inThread: actions.inThread
        onCopyWanted: actions.copy()
        onReplyWanted: actions.reply(seq)
        onEditWanted: actions.edit(seq)
        onReactWanted: reactions.reactTo(seq, actions.rows.currentItem)
        onVersionsWanted: versions.show(seq)
        onReadersWanted: readers.show(seq)
        onDeleteWanted: deletion.ask(seq)
    }
}
