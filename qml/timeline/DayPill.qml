// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// The day of the messages at the top of the list, while the reader scrolls far from the end and for a moment after it.
Rectangle {
    id: pill

    required property MessageList list

    readonly property T.ScrollBar handle: list.T.ScrollBar.vertical
    readonly property bool scrolled: list.moving || (handle && handle.pressed)

    implicitWidth: Math.min(words.implicitWidth + Theme.gap6, list.width - Theme.gap8)
    implicitHeight: words.implicitHeight + Theme.gap2
    radius: height / 2
    color: Theme.color.raised
    border.width: Theme.hairline
    border.color: Theme.color.line
    visible: opacity > 0
    opacity: (scrolled || lingering.running) && !list.atNewest && list.readDay !== "" ? 1 : 0
    Accessible.ignored: true // the messages tell their time
    onScrolledChanged: if (!scrolled) lingering.restart()

    Behavior on opacity {
        NumberAnimation { duration: Theme.motionSlow }
    }
    Timer {
        id: lingering

        interval: 1000
    }
    AppText {
        id: words

        anchors.centerIn: parent
        width: Math.min(implicitWidth, pill.width - Theme.gap4)
        text: pill.list.readDay
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        font.weight: Font.Medium
        Accessible.ignored: true
    }
}
