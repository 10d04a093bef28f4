// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models
import Confab.Theme

// Whether a person is online, at the corner of their picture. Each has a shape of its own: a disc; a ring for who is away;
// a disc with a bar for who does not want to be disturbed. Nothing for others. Words beside it tell assistive technology.
Item {
    id: dot

    required property int light // PresenceLight
    property color ground: Theme.color.side // what lies below the picture
    property int size: Theme.grown(12)

    readonly property bool away: light === PresenceLight.Away
    readonly property bool busy: light === PresenceLight.DoNotDisturb

    visible: light === PresenceLight.Online || away || busy
    width: size
    height: size

    Rectangle {
        anchors.fill: parent
        radius: width / 2
        color: dot.ground
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: 2
        radius: width / 2
        color: dot.away ? dot.ground : dot.busy ? Theme.color.bad : Theme.color.good
        border.width: dot.away ? 2 : 0
        border.color: Theme.color.warn
    }
    Rectangle {
        anchors.centerIn: parent
        visible: dot.busy
        width: Math.round(dot.size * 0.42)
        height: 2
        color: dot.ground
    }
}
