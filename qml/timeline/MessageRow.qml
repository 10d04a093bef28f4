// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
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
    readonly property int gutter: Theme.gap5 + Theme.avatarMessage + Theme.gap3
    readonly property real toolsY: message.y + (groupStart ? Theme.groupGap - Theme.gap1 : 0) // of the tools that lie over the row
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

    implicitHeight: column.implicitHeight
    Keys.onTabPressed: event => event.accepted = row.activeFocus && content.focusFirst()
    Accessible.role: Accessible.ListItem
    Accessible.ignored: row.folded
    Accessible.name: spoken
    Accessible.description: delivery === TimelineModel.Failed ? qsTr("Not sent") : isPending ? qsTr("Sending") : ""

    Column {
        id: column

        width: parent.width

        DaySeparator {
            width: parent.width
            visible: row.day !== ""
            day: row.day
        }
        UnreadLine {
            width: parent.width
            visible: row.unreadLine
        }
        NoticeRow {
            width: parent.width
            visible: !row.isMessage && !row.folded
            text: row.excerpt
            time: row.time
        }
        Item {
            id: message

            width: parent.width
            height: row.isMessage ? content.height + (row.groupStart ? Theme.groupGap : Theme.rowGap) + Theme.rowGap : 0
            visible: row.isMessage
            onHeightChanged: column.forceLayout()

            HoverHandler {
                id: hover

                onHoveredChanged: row.pointed(hovered)
            }
            TapHandler {
                acceptedButtons: Qt.RightButton
                onTapped: point => row.menuWanted(row.index, point.scenePosition)
            }
            Rectangle {
                anchors.fill: parent
                anchors.leftMargin: Theme.gap2
                anchors.rightMargin: Theme.gap2
                anchors.topMargin: row.groupStart ? Theme.groupGap - Theme.gap1 : 0
                radius: Theme.radiusSmall
                color: row.highlighted ? Theme.color.accentSoft : Theme.color.side
                visible: hover.hovered || row.current || row.highlighted
                FocusRing {
                    shown: row.current
                    inset: 0
                    radius: Theme.radiusSmall
                }
            }
            Avatar {
                anchors.left: parent.left
                anchors.leftMargin: Theme.gap5
                y: Theme.groupGap + 1
                visible: row.groupStart
                initials: row.initials
                colorId: row.by
                size: Theme.avatarMessage
            }
            AppText {
                anchors.left: parent.left
                anchors.leftMargin: Theme.gap5
                width: Theme.avatarMessage
                y: content.y + Math.round((Theme.textBody * Theme.bodyLineHeight * 1.2 - height) / 2)
                visible: !row.groupStart && hover.hovered
                horizontalAlignment: Text.AlignHCenter
                text: row.time
                color: Theme.color.secondary
                font.pixelSize: Theme.textTiny
            }
            MessageContent {
                id: content

                anchors.left: parent.left
                anchors.leftMargin: row.gutter
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap5 + Theme.iconSmall + Theme.gap2
                y: row.groupStart ? Theme.groupGap : Theme.rowGap
                author: row.groupStart ? row.author : ""
                time: row.time
                body: row.isMessage ? row.excerpt : ""
                hiddenLines: row.hiddenLines
                large: row.large
                formatted: row.formatted
                mentioned: row.mentioned
                reachable: row.current
                dimmed: row.isPending
                failed: row.delivery === TimelineModel.Failed
                failure: row.failure
                onUnfold: row.unfold(row.index)
                onSelecting: edit => row.selecting(edit)
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
                onVersionsWanted: row.versionsWanted(row.seq)
                onReactWanted: at => row.reactWanted(row.seq, at)
                clientId: row.clientId
                waiting: row.waiting
                editable: row.editable
                onRetry: row.retry(row.clientId)
                onDiscard: row.discard(row.clientId)
            }
            MessageState {
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap5
                anchors.bottom: content.bottom
                anchors.bottomMargin: 3
                visible: row.tick || (row.mine && row.isPending)
                delivery: row.delivery
            }
        }
    }
}
