// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The tools of one message, over the right end of its row. One for the whole list: the row under the pointer has it, or
// the one with the keyboard. The arrow keys go from tool to tool, Escape back to the messages.
FocusScope {
    id: bar

    required property CurrentRoom room
    required property MessageRow row // null: hidden

    property bool inThread: false // the messages of a thread are shown
    property bool roomy: true // for the favourite emoji, too

    readonly property real seq: row ? row.seq : 0
    readonly property var revision: row ? row.reactions : null // what of the following depends on the message
    readonly property int rights: revision !== null && seq > 0 && !row.deleted ? room.messages.rights(seq) : 0
    readonly property alias hovered: hover.hovered
    readonly property bool mirrored: LayoutMirroring.enabled
    readonly property var quick: roomy ? room.emoji.favourites : []

    signal replyWanted
    signal editWanted
    signal reactWanted(Item at)
    signal moreWanted(Item at)
    signal leaveWanted

    function isMine(emoji: string): bool {
        return bar.revision !== null && bar.room.messages.hasReacted(bar.seq, emoji);
    }
    function step(event: var, by: int): void {
        const next = Window.activeFocusItem.nextItemInFocusChain(by > 0);
        if (next && next.parent === tools)
            next.forceActiveFocus(Qt.TabFocusReason);
        event.accepted = true;
    }

    visible: rights !== 0
    width: tools.width + 2
    height: Theme.compactHeight
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Message tools")
    Keys.onLeftPressed: event => step(event, mirrored ? 1 : -1)
    Keys.onRightPressed: event => step(event, mirrored ? -1 : 1)
    Keys.onEscapePressed: leaveWanted()

    HoverHandler {
        id: hover

        blocking: true // the rows below do not take the tools away
    }
    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusSmall + 2
        color: Theme.color.window
        border.width: Theme.hairline
        border.color: Theme.color.line
        SoftShadow {}
    }
    Row {
        id: tools

        anchors.centerIn: parent
        Repeater {
            model: bar.quick

            EmojiButton {
                required property string modelData

                height: bar.height
                emoji: modelData
                checked: bar.isMine(modelData)
                onClicked: bar.room.messages.toggleReaction(bar.seq, modelData)
            }
        }
        IconButton {
            id: react

            height: bar.height
            iconName: "smile"
            text: qsTr("React…")
            onClicked: bar.reactWanted(react)
        }
        IconButton {
            height: bar.height
            iconName: "reply"
            mirrorIcon: true
            text: qsTr("Reply")
            onClicked: bar.replyWanted()
        }
        IconButton {
            height: bar.height
            visible: !bar.inThread
            iconName: "thread"
            text: qsTr("Thread")
            onClicked: bar.room.thread.open(bar.seq)
        }
        IconButton {
            height: bar.height
            visible: (bar.rights & MessageTools.Edit) !== 0
            iconName: "edit"
            text: qsTr("Edit")
            onClicked: bar.editWanted()
        }
        IconButton {
            id: more

            height: bar.height
            iconName: "more"
            text: qsTr("More actions")
            onClicked: bar.moreWanted(more)
        }
    }
}
