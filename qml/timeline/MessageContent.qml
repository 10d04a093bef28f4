// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models

// The content of a message: author and time where a group begins, what it answers, the text, reactions, and the actions
// when it was not sent.
// Most messages are a few plain words, and cost no more than these: all else is made where it is wanted.
Item {
    id: content

    required property string author // empty: the group shows it already
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

    readonly property bool hasExtras: pinned || editedTime !== "" || reactions.length > 0 || !!thread

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

    readonly property int gap: 2
    readonly property real quoteY: headline.item ? headline.height + gap : 0
    readonly property real wordsY: quoteY + (quoted.item ? quoted.height + gap : 0)
    readonly property real belowY: wordsY + (words.item ? words.height + gap : 0)

    implicitHeight: below.item ? belowY + below.height : Math.max(0, belowY - gap)

    RowPart {
        id: headline

        width: content.width
        owner: content
        file: "AuthorLine.qml"
        wanted: content.author !== ""
    }
    RowPart {
        id: quoted

        y: content.quoteY
        width: item ? Math.min((item as Item).implicitWidth, content.width) : 0
        owner: content
        file: "ReplyQuote.qml"
        wanted: !!content.quote
    }
    RowPart {
        id: words

        y: content.wordsY
        width: content.width
        owner: content
        file: content.formatted ? "FormattedContent.qml" : "PlainContent.qml"
        wanted: content.body !== ""
    }
    RowPart {
        id: below

        y: content.belowY
        width: content.width
        owner: content
        file: "MessageBelow.qml"
        wanted: content.hiddenLines > 0 || content.files.length > 0 || content.hasExtras || content.waiting || content.failed
    }
}
