// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// One offer of a CompletionPopup.
Rectangle {
    id: row

    required property int index
    required property string symbol
    required property string initials
    required property real colorId
    required property string label
    required property string detail
    property bool chosen: false

    signal taken

    implicitHeight: Theme.compactHeight
    radius: Theme.radiusSmall
    color: chosen ? Theme.color.accentSoft : pointer.hovered ? Theme.color.hovered : "transparent"
    Accessible.role: Accessible.ListItem
    Accessible.name: label
    Accessible.description: detail
    Accessible.selected: chosen
    Accessible.onPressAction: row.taken()

    Item {
        id: picture

        x: row.LayoutMirroring.enabled ? row.width - width - Theme.gap2 : Theme.gap2
        width: Theme.avatarTiny
        height: parent.height
        EmojiText {
            anchors.centerIn: parent
            visible: row.symbol !== ""
            emoji: row.symbol
            font.pixelSize: Theme.textHeading
        }
        Avatar {
            anchors.centerIn: parent
            visible: row.symbol === ""
            size: Theme.avatarTiny
            initials: row.initials
            colorId: row.colorId
        }
    }
    AppText {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: picture.width + Theme.gap4
        width: Math.min(implicitWidth, row.width - picture.width - Theme.gap6)
        height: parent.height
        text: row.label
        color: row.chosen ? Theme.color.accentSoftInk : Theme.color.text
    }
    AppText {
        anchors.left: words.right
        anchors.leftMargin: Theme.gap2
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap2
        height: parent.height
        text: row.detail
        color: row.chosen ? Theme.color.accentSoftInk : Theme.color.secondary
        font.pixelSize: Theme.textSmall
    }
    HoverHandler {
        id: pointer
    }
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds // takes the press: the text keeps the focus
        onTapped: row.taken()
    }
}
