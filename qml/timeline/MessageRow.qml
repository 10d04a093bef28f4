// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models
import Confab.Theme
import Confab.Timeline // for RowPart, whose C++ the implicit import does not bring in on Qt 6.4

// One row of the timeline: a message or a notice, with the separators above it.
Item {
    id: row

    required property int index
    required property int kind
    required property string clientId
    required property real by
    required property string author
    required property bool bot
    required property string initials
    required property string picture
    required property string statusEmoji
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
    required property int tick
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
    required property bool veiled
    required property CurrentRoom room

    readonly property string body: excerpt // the visible text of the row
    readonly property bool isMessage: kind === TimelineModel.Message
    readonly property bool isPending: delivery === TimelineModel.Sending
    readonly property bool failed: delivery === TimelineModel.Failed
    readonly property bool hasExtras: pinned || editedTime !== "" || reactions.length > 0 || !!thread
    property bool held: false // the pointer is on its tools
    readonly property bool hovered: hover.hovered || held
    readonly property int gutter: Theme.gap5 + Theme.avatarMessage + Theme.gap3
    readonly property real afterContent: Theme.gap2 + Theme.iconSmall // the place of the state
    readonly property real contentWidth: Math.min(width - gutter - Theme.gap5 - afterContent, Theme.messageWidth)
    readonly property real contentEnd: gutter + contentWidth + afterContent
    readonly property bool callsMe: formatted && !mine && mentioned.callsReader
    readonly property bool highlighted: seq > 0 && room.view.highlighted === seq
    readonly property bool current: ListView.isCurrentItem && ListView.view.activeFocus

    signal retry(string clientId)
    signal discard(string clientId)
    signal unfold(int index)
    signal unveil(int index)
    signal selecting(edit: TextEdit)
    signal menuWanted(int index, point at)
    signal versionsWanted(real seq)
    signal reactWanted(real seq, Item at)
    signal pointed(bool here) // the pointer came, or went

    // Gives the focus to the first that Tab reaches in here; false when there is none.
    function focusFirst(): bool {
        const next = nextItemInFocusChain(true);
        let above = next;
        while (above && above !== content)
            above = above.parent;
        if (above)
            next.forceActiveFocus(Qt.TabFocusReason);
        return !!above;
    }

    // Where the tools go that lie over the row, so that its text can be read: over the line of the author; inside a group
    // beside the first line, or above it when it is long.
    function toolsTop(bar: Item): real {
        const top = message.y + content.y;
        if (groupStart)
            return top - bar.height;
        const plain = words.item as TextEdit;
        const reach = quoted.item ? quoted.width : plain ? plain.contentWidth : words.item ? contentWidth : 0;
        const isBeside = gutter + reach + Theme.gap2 <= contentEnd - bar.width;
        return isBeside ? Math.round(top + (Theme.firstLine - bar.height) / 2) : top + Theme.gap1 - bar.height;
    }

    implicitHeight: head.height + (isMessage ? message.height : 0)
    Keys.onTabPressed: event => event.accepted = row.activeFocus && row.focusFirst()
    Accessible.role: Accessible.ListItem
    Accessible.ignored: row.folded
    Accessible.name: spoken
    Accessible.description: failed ? qsTr("Not sent") : isPending ? qsTr("Sending") : ""

    RowPart {
        id: head

        width: row.width
        owner: row
        file: row.isMessage ? "RowHead.qml" : "NoticeRow.qml"
        wanted: row.day !== "" || row.unreadLine || !(row.isMessage || row.folded)
    }
    Item {
        id: message

        y: head.height
        width: row.width
        height: content.y + content.height + Theme.rowGap
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
            file: "RowGround.qml"
            wanted: row.hovered || row.current || row.highlighted || row.callsMe
        }
        RowPart {
            id: face

            width: message.width
            owner: row
            file: "RowFace.qml"
            wanted: row.groupStart && row.isMessage
        }
        Item {
            id: content

            readonly property int gap: 2
            readonly property real wordsY: quoted.item ? quoted.height + gap : 0
            readonly property real belowY: wordsY + (words.item ? words.height + gap : 0)

            anchors.left: message.left
            anchors.leftMargin: row.gutter
            y: face.height + (face.item ? gap : Theme.rowGap)
            width: row.contentWidth
            height: below.item ? belowY + below.height : Math.max(0, belowY - gap)

            RowPart {
                id: quoted

                width: item ? Math.min(item.implicitWidth, content.width) : 0
                owner: row
                file: "ReplyQuote.qml"
                wanted: !!row.quote
            }
            RowPart {
                id: words

                y: content.wordsY
                width: content.width
                owner: row
                file: row.veiled ? "VeiledContent.qml" : row.formatted ? "FormattedContent.qml" : "PlainContent.qml"
                wanted: row.isMessage && row.excerpt !== ""
            }
            RowPart {
                id: below

                y: content.belowY
                width: content.width
                owner: row
                file: "MessageBelow.qml"
                wanted: row.hasExtras || row.files.length > 0 || row.hiddenLines > 0 || row.waiting || row.failed
                        || row.tick === TimelineModel.Read
            }
        }
        RowPart {
            anchors.left: content.right
            anchors.leftMargin: Theme.gap2
            y: message.height - height - 5
            owner: row
            file: "MessageState.qml"
            wanted: !row.failed && (row.tick !== TimelineModel.NoTick || (row.mine && row.isPending))
        }
    }
}
