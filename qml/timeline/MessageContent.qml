// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// What a message says: its author and time where a group begins, the words, and the way out when it was not sent.
Column {
    id: content

    required property string author // empty: the group has named them already
    required property string time
    required property string body
    property bool dimmed: false
    property bool failed: false
    property string failure

    signal retry
    signal discard

    spacing: 2

    Row {
        visible: content.author !== ""
        spacing: Theme.gap2
        width: parent.width
        AppText {
            id: name

            width: Math.min(implicitWidth, content.width - when.width - Theme.gap2)
            text: content.author
            font.pixelSize: Theme.textBody
            font.weight: Font.DemiBold
        }
        AppText {
            id: when

            anchors.baseline: name.baseline
            text: content.time
            color: Theme.color.secondary
            font.pixelSize: Theme.textTiny
        }
    }
    // Aligned by the direction of its own words.
    Text {
        width: parent.width
        text: content.body
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        color: Theme.color.text
        font.pixelSize: Theme.textBody
        lineHeight: Theme.bodyLineHeight
        opacity: content.dimmed ? 0.55 : 1
        Behavior on opacity {
            NumberAnimation { duration: Theme.motionFast }
        }
    }
    FailedLine {
        visible: content.failed
        reason: content.failure
        onRetry: content.retry()
        onDiscard: content.discard()
    }
}
