// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The content of a message: author and time where a group begins, what it answers, the text, reactions, and the actions
// when it was not sent.
// Its height is right as soon as its parts are: a row that grows a frame later pushes up the rows above it.
Column {
    id: content

    required property string author // empty: the group shows it already
    property bool bot: false // the author is a program
    required property string time
    required property string body
    property int hiddenLines: 0 // of the body, which is only the beginning then
    property bool large: false
    property bool formatted: false
    property var mentioned
    property bool reachable: false // by Tab: the row is the current one
    property bool dimmed: false
    property bool failed: false
    property string failure
    required property QueuedMessages queue
    required property string clientId
    required property bool waiting
    required property bool editable
    required property CurrentRoom room
    required property real seq
    property bool deleted: false
    property bool pinned: false
    property string editedTime // empty: it was not
    property var reactions: []
    property var quote // of an answer: TimelineModel's role
    property var thread // of a message with answers: TimelineModel's role
    property var files: [] // of FileView

    signal selecting(edit: TextEdit)
    signal unfold
    signal retry
    signal discard
    signal versionsWanted
    signal reactWanted(Item at)

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

    spacing: 2

    Row {
        visible: content.author !== ""
        spacing: Theme.gap2
        width: parent.width
        AppText {
            id: name

            width: Math.min(implicitWidth, content.width - when.width - Theme.gap2
                                           - (badge.active ? badge.width + Theme.gap2 : 0))
            text: content.author
            font.pixelSize: Theme.textBody
            font.weight: Font.DemiBold
        }
        Loader {
            id: badge

            anchors.verticalCenter: name.verticalCenter
            active: content.bot && content.author !== ""
            visible: active
            sourceComponent: BotBadge {}
        }
        AppText {
            id: when

            anchors.baseline: name.baseline
            text: content.time
            color: Theme.color.secondary
            font.pixelSize: Theme.textTiny
        }
    }
    Loader {
        id: above

        readonly property bool wanted: !!content.quote

        function load(): void {
            if (wanted)
                setSource("ReplyQuote.qml", { content: content });
            else
                source = "";
        }

        width: item ? Math.min((item as Item).implicitWidth, parent.width) : 0
        visible: item !== null
        onHeightChanged: content.forceLayout()
        onWantedChanged: load()
        Component.onCompleted: if (wanted) load()
    }
    BodyText {
        id: words

        width: parent.width
        visible: !content.formatted && content.body !== ""
        text: content.formatted ? "" : content.body
        color: content.dimmed || content.deleted ? Theme.color.secondary : Theme.color.text
        font.italic: content.deleted
        font.pixelSize: content.large ? Theme.textBody * 2 : Theme.textBody
        onSelecting: content.selecting(words)
    }
    // Most messages are plain, and cost no more than their text.
    Loader {
        readonly property bool wanted: content.formatted

        function load(): void {
            if (wanted)
                setSource("FormattedContent.qml", { message: content });
            else
                source = "";
        }

        width: parent.width
        visible: wanted
        onHeightChanged: content.forceLayout()
        onWantedChanged: load()
        Component.onCompleted: load()
    }
    PushButton {
        visible: content.hiddenLines > 0
        implicitHeight: Theme.grown(26)
        leftPadding: 0
        kind: PushButton.Link
        focusPolicy: content.reachable ? Qt.TabFocus : Qt.NoFocus
        text: qsTr("Show more (%n line(s))", "", content.hiddenLines)
        onClicked: content.unfold()
    }
    Loader {
        readonly property bool wanted: content.files.length > 0

        function load(): void {
            if (wanted)
                setSource("MessageFiles.qml", { content: content });
            else
                source = "";
        }

        width: parent.width
        visible: wanted
        onHeightChanged: content.forceLayout()
        onWantedChanged: load()
        Component.onCompleted: if (wanted) load()
    }
    // Few messages have any of it.
    Loader {
        id: below

        readonly property bool wanted: content.pinned || content.editedTime !== "" || content.reactions.length > 0
                                       || !!content.thread

        function load(): void {
            if (wanted)
                setSource("MessageExtras.qml", { content: content, tools: content.room.messages });
            else
                source = "";
        }

        width: parent.width
        visible: item !== null
        onHeightChanged: content.forceLayout()
        onWantedChanged: load()
        Component.onCompleted: if (wanted) load()
    }
    // Few messages wait, so few rows create this.
    Loader {
        id: queued

        readonly property QueuedLine line: item as QueuedLine
        readonly property bool wanted: content.waiting

        function load(): void {
            if (wanted)
                setSource("QueuedLine.qml", { queue: content.queue, clientId: content.clientId,
                                              editable: content.editable });
            else
                source = "";
        }

        width: parent.width
        visible: line !== null && line.shown
        onHeightChanged: content.forceLayout()
        onWantedChanged: load()
        Component.onCompleted: load()
    }
    Binding { target: queued.line; property: "editable"; value: content.editable; when: queued.line !== null }
    FailedLine {
        visible: content.failed
        reason: content.failure
        onRetry: content.retry()
        onDiscard: content.discard()
    }
}
