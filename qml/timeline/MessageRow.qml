// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models
import Confab.Theme

// One row of the timeline: a message or a notice, with the separators above it.
Item {
    id: row

    required property int index
    required property int kind
    required property string clientId
    required property real by
    required property string author
    required property string initials
    required property string excerpt
    required property int hiddenLines
    required property bool large
    required property bool formatted
    required property var mentioned
    required property string time
    required property string day
    required property bool groupStart
    required property bool mine
    required property bool unreadLine
    required property int delivery
    required property bool tick
    required property string failure
    required property bool waiting
    required property bool editable
    required property bool folded
    required property string spoken
    required property real seq
    required property bool deleted
    required property string editedTime
    required property bool pinned
    required property var reactions
    required property var quote
    required property var thread
    required property var files
    required property CurrentRoom room

    readonly property string body: excerpt // the visible text of the row
    readonly property bool isMessage: kind === TimelineModel.Message
    readonly property bool isPending: delivery === TimelineModel.Sending
    readonly property bool hovered: hover.hovered
    readonly property int wordsY: groupStart ? Theme.gap3 : 2 // of the content in the message
    readonly property int gutter: Theme.gap5 + Theme.avatarMedium + Theme.gap3
    readonly property real toolsY: message.y + (groupStart ? Theme.gap2 : 0) // of the tools that lie over the row
    readonly property bool highlighted: seq > 0 && room.view.highlighted === seq
    readonly property bool current: ListView.isCurrentItem && ListView.view.activeFocus

    signal retry(string clientId)
    signal discard(string clientId)
    signal unfold(int index)
    signal selecting(edit: TextEdit)
    signal menuWanted(int index, point at)
    signal versionsWanted(real seq)
    signal reactWanted(real seq, Item at)
    signal pointed(bool here) // the pointer came, or went

    implicitHeight: head.height + (isMessage ? message.height : notice.height)
    Keys.onTabPressed: event => event.accepted = row.activeFocus && content.focusFirst()
    Accessible.role: Accessible.ListItem
    Accessible.ignored: row.folded
    Accessible.name: spoken
    Accessible.description: delivery === TimelineModel.Failed ? qsTr("Not sent") : isPending ? qsTr("Sending") : ""

    RowPart {
        id: head

        width: row.width
        owner: row
        role: "row"
        file: "RowHead.qml"
        wanted: row.day !== "" || row.unreadLine
    }
    RowPart {
        id: notice

        y: head.height
        width: row.width
        owner: row
        role: "row"
        file: "NoticeRow.qml"
        wanted: !row.isMessage && !row.folded
    }
    Item {
        id: message

        y: head.height
        width: row.width
        height: content.height + row.wordsY + 2
        visible: row.isMessage

        HoverHandler {
            id: hover

            onHoveredChanged: row.pointed(hovered)
        }
        TapHandler {
            acceptedButtons: Qt.RightButton
            onTapped: point => row.menuWanted(row.index, point.scenePosition)
        }
        RowPart {
            width: message.width
            height: message.height
            owner: row
            role: "row"
            file: "RowGround.qml"
            wanted: row.hovered || row.current || row.highlighted
        }
        RowPart {
            anchors.left: message.left
            anchors.leftMargin: Theme.gap5
            y: Theme.gap3 + 1
            owner: row
            role: "row"
            file: "RowAvatar.qml"
            wanted: row.isMessage && row.groupStart
        }
        MessageContent {
            id: content

            anchors.left: message.left
            anchors.leftMargin: row.gutter
            anchors.right: message.right
            anchors.rightMargin: Theme.gap5 + Theme.iconSmall + Theme.gap2
            y: row.wordsY
            author: row.groupStart && row.isMessage ? row.author : ""
            time: row.time
            body: row.isMessage ? row.excerpt : ""
            hiddenLines: row.isMessage ? row.hiddenLines : 0
            large: row.large
            formatted: row.formatted
            mentioned: row.mentioned
            reachable: row.current
            dimmed: row.isPending
            failed: row.delivery === TimelineModel.Failed
            failure: row.failure
            queue: row.room.queue
            room: row.room
            seq: row.seq
            deleted: row.deleted
            pinned: row.pinned
            editedTime: row.editedTime
            reactions: row.reactions
            quote: row.quote
            thread: row.thread
            files: row.files
            clientId: row.clientId
            waiting: row.waiting
            editable: row.editable
            onUnfold: row.unfold(row.index)
            onSelecting: edit => row.selecting(edit)
            onVersionsWanted: row.versionsWanted(row.seq)
            onReactWanted: at => row.reactWanted(row.seq, at)
            onRetry: row.retry(row.clientId)
            onDiscard: row.discard(row.clientId)
        }
        RowPart {
            anchors.right: message.right
            anchors.rightMargin: Theme.gap5
            anchors.bottom: content.bottom
            anchors.bottomMargin: 3
            owner: row
            role: "row"
            file: "MessageState.qml"
            wanted: row.delivery !== TimelineModel.Failed && (row.tick || (row.mine && row.isPending))
        }
    }
}
