// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Emoji
import Confab.Models
import Confab.Theme

// The messages of the open room, with the bar of unread ones above, which covers none of them, and the button to the
// newest over them.
FocusScope {
    id: view

    required property CurrentRoom room

    readonly property RoomView place: room.view
    readonly property alias atNewest: list.atNewest
    property int newBelow: 0
    property TextEdit selectedEdit: null // the message with the selected text
    // The row with the tools: where the keyboard is, else under the pointer, which may be on the tools.
    property MessageRow toolsRow: null

    signal composerWanted

    function scrollPages(pages: int): void {
        list.scrollBy(pages * list.height * 0.9);
    }
    // Copies the selected text of a message; false without a selection.
    function copySelection(): bool {
        if (!selectedEdit || selectedEdit.selectedText === "")
            return false;
        selectedEdit.copy();
        return true;
    }
    function findToolsRow(): void {
        const current = list.currentItem as MessageRow;
        if (tools.activeFocus)
            return;
        if (list.pointedRow)
            toolsRow = list.pointedRow;
        else if (!tools.hovered)
            toolsRow = list.activeFocus ? current : null;
    }
    function reply(seq: real): void {
        room.composer.reply(seq);
        composerWanted();
    }
    function edit(seq: real): void {
        room.composer.edit(seq);
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

    MessageList {
        id: list

        anchors.top: bar.visible ? bar.bottom : parent.top
        anchors.topMargin: bar.visible ? Theme.gap2 : 0
        anchors.bottom: parent.bottom
        width: parent.width
        focus: true
        room: view.room
        paneY: view.y + y
        onAtNewestChanged: if (atNewest) view.newBelow = 0
        onSelecting: edit => view.select(edit)
        onCopyWanted: {
            if (!view.copySelection())
                view.room.copyMessage(list.currentIndex);
        }
        onVersionsWanted: seq => versions.show(seq)
        onReactWanted: (seq, at) => reactions.reactTo(seq, at)
        onPointedRowChanged: Qt.callLater(view.findToolsRow) // qmllint disable
        onCurrentItemChanged: Qt.callLater(view.findToolsRow) // qmllint disable
        onActiveFocusChanged: Qt.callLater(view.findToolsRow) // qmllint disable
        onMenuWanted: at => {
            const here = view.mapFromItem(null, at.x, at.y);
            view.openMenu(list.currentItem as MessageRow, here.x, here.y);
        }
    }
    Connections {
        target: view.place

        function onAdded(count: int, mine: bool): void {
            if (!mine && !list.atNewest)
                view.newBelow += count;
        }
    }
    Connections {
        target: view.room

        function onRoomChanged(): void {
            view.newBelow = 0;
        }
    }

    Spinner {
        anchors.horizontalCenter: parent.horizontalCenter
        y: list.y + Theme.gap4
        visible: view.room.timeline.loadingOlder || view.place.opening
    }
    UnreadBar {
        id: bar

        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.gap2
        room: parent.width - Theme.gap8
        view: view.place
    }
    NewMessagesPill {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap5
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap2
        visible: !list.atNewest && list.count > 0 && !view.place.opening
        count: view.newBelow
        onClicked: view.place.goToNewest()
    }
    RowTools {
        id: tools

        readonly property real rowY: view.toolsRow ? list.y + view.toolsRow.y + view.toolsRow.toolsY - list.contentY : 0

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap5
        y: Math.max(list.y, Math.min(rowY, list.y + list.height - height))
        room: view.room
        row: view.toolsRow
        onHoveredChanged: Qt.callLater(view.findToolsRow) // qmllint disable
        onActiveFocusChanged: Qt.callLater(view.findToolsRow) // qmllint disable
        onReplyWanted: view.reply(seq)
        onEditWanted: view.edit(seq)
        onReactWanted: at => reactions.reactTo(seq, at)
        onMoreWanted: at => {
            const here = view.mapFromItem(at, 0, at.height + Theme.gap1);
            list.currentIndex = view.toolsRow.index;
            view.openMenu(view.toolsRow, here.x + at.width - messageMenu.width, here.y);
        }
        onLeaveWanted: list.forceActiveFocus(Qt.TabFocusReason)
    }
    LazyEmojiPicker {
        id: reactions

        property real seq: 0

        function reactTo(seq: real, at: Item): void {
            reactions.seq = seq;
            openAt(at);
        }

        anchors.fill: parent
        uses: view.room.emoji
        onPicked: emoji => view.room.messages.toggleReaction(seq, emoji)
        onOpenedChanged: if (!opened) view.composerWanted()
    }
    DeleteMessageDialog {
        id: deletion

        room: view.room
        onClosed: view.composerWanted()
    }
    VersionsDialog {
        id: versions

        tools: view.room.messages
        onClosed: view.composerWanted()
    }
    MessageMenu {
        id: messageMenu

        room: view.room
        onCopyWanted: {
            if (!view.copySelection())
                view.room.copyMessage(list.currentIndex);
        }
        onReplyWanted: view.reply(seq)
        onEditWanted: view.edit(seq)
        onReactWanted: reactions.reactTo(seq, list.currentItem)
        onVersionsWanted: versions.show(seq)
        onDeleteWanted: deletion.ask(seq)
    }
}
