// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models

// What can be done with one message.
PopupMenu {
    id: menu

    required property CurrentRoom room
    property real seq: 0
    property int rights: 0
    property bool threaded: false // it has a thread, or may begin one
    property bool forwardable: false
    property bool pinned: false
    property bool edited: false
    property real quoted: 0 // the message that it answers
    property bool inThread: false // the messages of a thread are shown
    property bool canBeUnread: false // it can be marked as unread
    property bool sent: false // the server has it

    signal copyWanted
    signal replyWanted
    signal editWanted
    signal reactWanted
    signal versionsWanted
    signal readersWanted
    signal deleteWanted

    function openFor(row: MessageRow, x: real, y: real): void {
        seq = row.seq;
        rights = room.messages.rights(seq);
        threaded = (rights & MessageTools.Answer) !== 0 || !!row.thread;
        forwardable = room.forwarder.canForward(seq);
        pinned = row.pinned;
        edited = row.editedTime !== "";
        sent = seq > 0 && !row.deleted;
        quoted = row.quote ? row.quote.seq : 0;
        canBeUnread = !inThread && room.view.canMarkUnread(seq);
        popup(x, y);
    }

    PopupMenuItem {
        iconName: "reply"
        text: qsTr("Reply")
        visible: enabled
        enabled: (menu.rights & MessageTools.Answer) !== 0
        onTriggered: menu.replyWanted()
    }
    PopupMenuItem {
        iconName: "thread"
        text: qsTr("Thread")
        visible: enabled
        enabled: !menu.inThread && menu.threaded
        onTriggered: menu.room.thread.open(menu.seq)
    }
    PopupMenuItem {
        iconName: "smile"
        text: qsTr("React…")
        visible: enabled
        enabled: (menu.rights & MessageTools.Answer) !== 0
        onTriggered: menu.reactWanted()
    }
    PopupMenuItem {
        iconName: "edit"
        text: qsTr("Edit")
        visible: enabled
        enabled: (menu.rights & MessageTools.Edit) !== 0
        onTriggered: menu.editWanted()
    }
    PopupMenuItem {
        iconName: "copy"
        text: qsTr("Copy text")
        onTriggered: menu.copyWanted()
    }
    PopupMenuItem {
        iconName: "link"
        text: qsTr("Copy link")
        visible: enabled
        enabled: (menu.rights & MessageTools.Answer) !== 0
        onTriggered: menu.room.messages.copyLink(menu.seq)
    }
    PopupMenuItem {
        iconName: "forward"
        text: qsTr("Forward…")
        enabled: menu.forwardable
        onTriggered: menu.room.forwarder.ask(menu.seq)
    }
    PopupMenuItem {
        iconName: "pin"
        text: menu.pinned ? qsTr("Unpin") : qsTr("Pin")
        visible: enabled
        enabled: (menu.rights & MessageTools.Pin) !== 0
        onTriggered: menu.room.messages.togglePin(menu.seq)
    }
    PopupMenuItem {
        iconName: "mail"
        text: qsTr("Mark unread from here")
        visible: enabled
        enabled: menu.canBeUnread
        onTriggered: menu.room.view.markUnreadFrom(menu.seq)
    }
    PopupMenuItem {
        iconName: "arrow-down"
        text: qsTr("Go to the quote")
        visible: enabled
        enabled: menu.quoted > 0
        onTriggered: menu.room.view.goToMessage(menu.quoted)
    }
    PopupMenuItem {
        iconName: "clock"
        text: qsTr("Earlier versions")
        visible: enabled
        enabled: menu.edited
        onTriggered: menu.versionsWanted()
    }
    PopupMenuItem {
        iconName: "eye"
        text: qsTr("Read by…")
        visible: enabled
        enabled: menu.sent
        onTriggered: menu.readersWanted()
    }
    PopupMenuItem {
        iconName: "trash"
        text: qsTr("Delete…")
        dangerous: true
        visible: enabled
        enabled: (menu.rights & MessageTools.Delete) !== 0
        onTriggered: menu.deleteWanted()
    }
}
