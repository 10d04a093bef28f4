// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// Initials on a hue chosen by id: a disc for a user, a rounded square for a room. Assistive technology reads the name
// beside it, so the picture has no accessible name.
Rectangle {
    id: avatar

    required property string initials
    required property real colorId
    property int size: Theme.avatarMedium
    property bool isRoom: false
    property bool muted: false // the user is away
    property bool covered: false // a picture lies over it
    property real hueId: isRoom ? colorId + 5 : colorId // not the first user's green for the first room

    implicitWidth: size
    implicitHeight: size
    width: size
    height: size
    radius: isRoom ? Math.round(size * 0.28) : size / 2
    color: muted || covered ? Theme.color.raised : Theme.avatarColor(hueId)
    border.width: muted ? Theme.hairline : 0
    border.color: Theme.color.line

    Text {
        anchors.centerIn: parent
        visible: !avatar.covered
        text: avatar.initials
        textFormat: Text.PlainText
        color: avatar.muted ? Theme.color.secondary : Theme.avatarInk
        font.pixelSize: Math.round(avatar.size * (avatar.initials.length > 1 ? 0.36 : 0.42))
        font.weight: Font.DemiBold
        font.letterSpacing: 0.2
    }
}
